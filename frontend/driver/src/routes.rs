//! Every page of the driver's application and its path, in one table.
//!
//! To add a page: a variant here with its path in `path` and `parse`, and its
//! view in `parts`. Links take `Page::….path()`, never a text.

use common::ids::{RequestId, ReturnedMailId, TrainingId};
use common::words::{ReplacementStep, RequestStep};

/// Below what the replacements stand.
const REPLACEMENT: &str = "/mes-demandes/remplacement";

/// A page of the driver's application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// What the service is.
    Landing,
    /// "Connexion".
    SignIn,
    /// "Créer un compte": the choice of a profile.
    Register,
    /// The account form of a driver.
    RegisterForm,
    /// The account request was received.
    Registered,
    /// Sets a password by the link from a mail.
    SetPassword,
    /// "Mot de passe oublié".
    ForgottenPassword,
    /// Confirms a change of mail address by the link from a mail.
    ConfirmEmail,
    /// Undoes a change of mail address by the link from a mail.
    UndoEmail,
    /// The personal space.
    Home,
    /// "Mes formations".
    Trainings,
    /// The recap of one training.
    Training(TrainingId),
    /// "Mes demandes".
    Requests,
    /// "Faire une demande".
    NewRequest,
    /// One request.
    Request(RequestId),
    /// "Reprendre": the step of a draft where the driver stopped.
    Resume(RequestId),
    /// "Répondre": the answer to an information request.
    Answer(RequestId),
    /// A step of a draft.
    RequestStep(RequestId, RequestStep),
    /// "Mes certificats".
    Certificates,
    /// "Mes cartes".
    Cards,
    /// "Pli non distribué": a card that the post brought back.
    ReturnedMail(ReturnedMailId),
    /// "Remplacement, Échange": the choice of card and reason.
    NewReplacement,
    /// A replacement: where its payment stands, or the step where the driver stopped.
    Replacement(RequestId),
    /// A defective card whose error is the driver's: corrected and paid for.
    Correction(RequestId),
    /// A step of a replacement.
    ReplacementStep(RequestId, ReplacementStep),
    /// "Mes factures".
    Invoices,
    /// The driver's own data.
    Profile,
    /// Changes the mail address.
    ChangeEmail,
    /// Changes the password.
    ChangePassword,
    /// The driver's sessions.
    Sessions,
    /// "Mes notifications": by which way the driver is told of what.
    Notices,
    /// Corrects the data that the review found wrong.
    CorrectIdentity,
    /// Checks a certificate; for road officers and employers.
    Verify,
    /// Help and contact.
    Help,
    /// Accessibility statement.
    Accessibility,
    /// Legal notice.
    Legal,
    /// Privacy notice.
    Privacy,
    /// Terms of use of the service.
    Terms,
    /// Conditions of issue and use of the card.
    CardConditions,
}

/// Who may see a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Drivers who are signed in.
    Driver,
}

impl Page {
    /// The path of the page.
    pub fn path(self) -> String {
        match self {
            Self::Training(id) => format!("/mes-formations/{id}"),
            Self::Request(id) => format!("/mes-demandes/{id}"),
            Self::Resume(id) => format!("/mes-demandes/{id}/reprendre"),
            Self::Answer(id) => format!("/mes-demandes/{id}/repondre"),
            Self::RequestStep(id, step) => format!("/mes-demandes/{id}/etapes/{}", step_word(step)),
            Self::ReturnedMail(id) => format!("/mes-cartes/pli-non-distribue/{id}"),
            Self::Replacement(id) => format!("{REPLACEMENT}/{id}/paiement"),
            Self::Correction(id) => format!("{REPLACEMENT}/{id}/correction"),
            Self::ReplacementStep(id, step) => {
                format!("{REPLACEMENT}/{id}/{}", replacement_word(step))
            }
            page => page.fixed_path().to_owned(),
        }
    }

    const fn fixed_path(self) -> &'static str {
        match self {
            Self::Landing => "/",
            Self::SignIn => "/connexion",
            Self::Register => "/creer-un-compte",
            Self::RegisterForm => "/creer-un-compte/particulier",
            Self::Registered => "/creer-un-compte/envoye",
            Self::SetPassword => "/mot-de-passe",
            Self::ForgottenPassword => "/mot-de-passe-oublie",
            Self::ConfirmEmail => "/adresse-electronique",
            Self::UndoEmail => "/adresse-electronique/annuler",
            Self::Home => "/accueil",
            Self::Trainings | Self::Training(_) => "/mes-formations",
            Self::Requests
            | Self::Request(_)
            | Self::Resume(_)
            | Self::Answer(_)
            | Self::RequestStep(..) => "/mes-demandes",
            Self::NewRequest => "/mes-demandes/nouvelle",
            Self::NewReplacement
            | Self::Replacement(_)
            | Self::Correction(_)
            | Self::ReplacementStep(..) => REPLACEMENT,
            Self::Invoices => "/mes-factures",
            Self::Certificates => "/mes-certificats",
            Self::Cards | Self::ReturnedMail(_) => "/mes-cartes",
            Self::Profile => "/mon-profil",
            Self::ChangeEmail => "/mon-profil/adresse-electronique",
            Self::ChangePassword => "/mon-profil/mot-de-passe",
            Self::Sessions => "/mes-sessions",
            Self::Notices => "/mes-notifications",
            Self::CorrectIdentity => "/corriger-mes-informations",
            Self::Verify => "/verifier",
            Self::Help => "/aide",
            Self::Accessibility => "/accessibilite",
            Self::Legal => "/mentions-legales",
            Self::Privacy => "/confidentialite",
            Self::Terms => "/conditions-utilisation",
            Self::CardConditions => "/conditions-carte",
        }
    }

    const FIXED: [Self; 30] = [
        Self::Landing,
        Self::SignIn,
        Self::Register,
        Self::RegisterForm,
        Self::Registered,
        Self::SetPassword,
        Self::ForgottenPassword,
        Self::ConfirmEmail,
        Self::UndoEmail,
        Self::Home,
        Self::Trainings,
        Self::Requests,
        Self::NewRequest,
        Self::Certificates,
        Self::Cards,
        Self::NewReplacement,
        Self::Invoices,
        Self::Profile,
        Self::ChangeEmail,
        Self::ChangePassword,
        Self::Sessions,
        Self::Notices,
        Self::CorrectIdentity,
        Self::Verify,
        Self::Help,
        Self::Accessibility,
        Self::Legal,
        Self::Privacy,
        Self::Terms,
        Self::CardConditions,
    ];

    /// The page at a path; none when there is no such page.
    pub fn parse(path: &str) -> Option<Self> {
        let path = if path == "/" {
            path
        } else {
            path.trim_end_matches('/')
        };
        if path == "/verify" {
            // The English word stands on certificates.
            return Some(Self::Verify);
        }
        if let Some(page) = Self::FIXED
            .into_iter()
            .find(|page| page.fixed_path() == path)
        {
            return Some(page);
        }
        let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        match parts.as_slice() {
            ["mes-formations", id] => Some(Self::Training(id.parse().ok()?)),
            ["mes-cartes", "pli-non-distribue", id] => Some(Self::ReturnedMail(id.parse().ok()?)),
            ["mes-demandes", id] => Some(Self::Request(id.parse().ok()?)),
            ["mes-demandes", "remplacement", id, "paiement"] => {
                Some(Self::Replacement(id.parse().ok()?))
            }
            ["mes-demandes", "remplacement", id, "correction"] => {
                Some(Self::Correction(id.parse().ok()?))
            }
            ["mes-demandes", "remplacement", id, word] => {
                let mut steps = ReplacementStep::ALL.iter().copied();
                let step = steps.find(|step| replacement_word(*step) == *word)?;
                Some(Self::ReplacementStep(id.parse().ok()?, step))
            }
            ["mes-demandes", id, "reprendre"] => Some(Self::Resume(id.parse().ok()?)),
            ["mes-demandes", id, "repondre"] => Some(Self::Answer(id.parse().ok()?)),
            ["mes-demandes", id, "etapes", word] => {
                let step = RequestStep::ALL
                    .iter()
                    .copied()
                    .find(|step| step_word(*step) == *word)?;
                Some(Self::RequestStep(id.parse().ok()?, step))
            }
            _ => None,
        }
    }

    /// Who may see the page.
    pub const fn access(self) -> Access {
        match self {
            Self::Home
            | Self::Trainings
            | Self::Training(_)
            | Self::Requests
            | Self::NewRequest
            | Self::Request(_)
            | Self::Resume(_)
            | Self::Answer(_)
            | Self::RequestStep(..)
            | Self::Certificates
            | Self::Cards
            | Self::ReturnedMail(_)
            | Self::NewReplacement
            | Self::Replacement(_)
            | Self::Correction(_)
            | Self::ReplacementStep(..)
            | Self::Invoices
            | Self::Profile
            | Self::ChangeEmail
            | Self::ChangePassword
            | Self::Sessions
            | Self::Notices
            | Self::CorrectIdentity => Access::Driver,
            _ => Access::Public,
        }
    }

    /// The page to sign in on that leads back here.
    pub fn sign_in_first(self) -> String {
        format!("{}?suite={}", Self::SignIn.path(), self.path())
    }
}

/// Where to go after signing in: the page that was asked for, if it is one of
/// ours, else the personal space.
pub fn after_sign_in(wanted: Option<&str>) -> Page {
    wanted
        .and_then(Page::parse)
        .filter(|page| page.access() == Access::Driver)
        .unwrap_or(Page::Home)
}

const fn replacement_word(step: ReplacementStep) -> &'static str {
    match step {
        ReplacementStep::Declaration => "declaration",
        ReplacementStep::Defects => "elements-en-defaut",
        ReplacementStep::Report => "declaration-de-vol",
        ReplacementStep::Change => "changement",
        ReplacementStep::Foreign => "qualification",
        ReplacementStep::Evidence => "justificatifs",
        ReplacementStep::Pictures => "photo-et-signature",
        ReplacementStep::Addresses => "adresses",
        ReplacementStep::Summary => "recapitulatif",
    }
}

const fn step_word(step: RequestStep) -> &'static str {
    match step {
        RequestStep::Identity => "identite",
        RequestStep::Photo => "photo",
        RequestStep::Signature => "signature",
        RequestStep::Documents => "pieces",
        RequestStep::Delivery => "livraison",
        RequestStep::Summary => "recapitulatif",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "req_019ab3f0c5d87c3e9a51f2b6d4e8a713";

    #[test]
    fn every_path_leads_back_to_its_page() {
        let id: RequestId = ID.parse().unwrap();
        let letter: ReturnedMailId = "rtn_019ab3f0c5d87c3e9a51f2b6d4e8a713".parse().unwrap();
        let steps = RequestStep::ALL
            .iter()
            .map(|step| Page::RequestStep(id, *step));
        let replacement_steps = ReplacementStep::ALL
            .iter()
            .map(|step| Page::ReplacementStep(id, *step));
        for page in Page::FIXED
            .into_iter()
            .chain([
                Page::Request(id),
                Page::Replacement(id),
                Page::Correction(id),
                Page::ReturnedMail(letter),
            ])
            .chain(steps)
            .chain(replacement_steps)
        {
            assert_eq!(Page::parse(&page.path()), Some(page));
        }
        assert_eq!(Page::parse("/verify"), Some(Page::Verify));
        assert_eq!(Page::parse("/accueil/"), Some(Page::Home));
    }

    #[test]
    fn unknown_paths_are_no_page() {
        for path in [
            "/nope",
            "/mes-demandes/req_1",
            "/mes-demandes/nouvelle/x",
            "//evil.example",
            "",
        ] {
            assert_eq!(Page::parse(path), None, "{path}");
        }
    }

    #[test]
    fn signing_in_leads_only_to_our_own_pages() {
        assert_eq!(after_sign_in(Some("/mes-formations")), Page::Trainings);
        for wanted in [
            None,
            Some("https://evil.example"),
            Some("//evil.example"),
            Some("/connexion"),
        ] {
            assert_eq!(after_sign_in(wanted), Page::Home);
        }
    }
}
