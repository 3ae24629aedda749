//! The reasons in words: title, explanation with dates, remedy, source.

use super::{BlockCode, BlockReason};
use crate::dates::long_date;
use crate::words::{Language, Sector};

impl BlockCode {
    /// Where the rule stands: an article of the Code des transports, or this
    /// service's conditions.
    #[must_use]
    pub const fn legal_reference(self, language: Language) -> &'static str {
        match self {
            Self::NoTraining
            | Self::TrainingUnderReview
            | Self::TrainingAlreadyUsed
            | Self::LicenceCategoryMissing
            | Self::LicenceCategoryExpired => "Code des transports, R. 3314-28",
            Self::QualificationExpired => "Code des transports, R. 3314-10",
            Self::SectorNotHeld => "Code des transports, R. 3314-7, R. 3314-8",
            Self::AccountNotActive
            | Self::IdentityUnderReview
            | Self::IdentityToCorrect
            | Self::IdentityRejected
            | Self::OpenDraft
            | Self::OpenRequest => {
                language.choose("Conditions du service", "Conditions of the service")
            }
        }
    }
}

impl BlockReason {
    /// A short title.
    #[must_use]
    pub const fn title(&self, language: Language) -> &'static str {
        let (french, english) = match self.code {
            BlockCode::AccountNotActive => ("Compte non activé", "Account not active"),
            BlockCode::IdentityUnderReview => (
                "Identité en cours de vérification",
                "Identity being checked",
            ),
            BlockCode::IdentityToCorrect => ("Informations à corriger", "Information to correct"),
            BlockCode::IdentityRejected => ("Identité refusée", "Identity refused"),
            BlockCode::OpenDraft => ("Demande déjà commencée", "Request already begun"),
            BlockCode::OpenRequest => ("Demande déjà en cours", "Request already under way"),
            BlockCode::NoTraining => ("Aucune formation enregistrée", "No training recorded"),
            BlockCode::TrainingUnderReview => (
                "Formation en cours de vérification",
                "Training being checked",
            ),
            BlockCode::TrainingAlreadyUsed => ("Formation déjà utilisée", "Training already used"),
            BlockCode::QualificationExpired => {
                ("Qualification arrivée à échéance", "Qualification expired")
            }
            BlockCode::SectorNotHeld => ("Secteur non acquis", "Sector not held"),
            BlockCode::LicenceCategoryMissing => {
                ("Catégorie de permis absente", "Licence category missing")
            }
            BlockCode::LicenceCategoryExpired => {
                ("Catégorie de permis expirée", "Licence category expired")
            }
        };
        language.choose(french, english)
    }

    /// The rule and the dates.
    #[must_use]
    pub fn explanation(&self, language: Language) -> String {
        match language {
            Language::French => self.french(),
            Language::English => self.english(),
        }
    }

    fn french(&self) -> String {
        let date = self.date_text(Language::French);
        let training = self.training_text(Language::French);
        let sector = self.sector_text(Language::French);
        let group = self.group();
        match self.code {
            BlockCode::AccountNotActive => "Le compte n’est pas ouvert.".to_owned(),
            BlockCode::IdentityUnderReview => "Un agent vérifie votre identité et votre permis de conduire.".to_owned(),
            BlockCode::IdentityToCorrect => "L’analyse de votre compte a relevé au moins une erreur.".to_owned(),
            BlockCode::IdentityRejected => "Votre identité n’a pas pu être reconnue.".to_owned(),
            BlockCode::OpenDraft => "Vous avez commencé une demande sans l’envoyer.".to_owned(),
            BlockCode::OpenRequest => "Une seule demande de carte peut être en cours.".to_owned(),
            BlockCode::NoTraining => {
                "Une carte fait suite à une formation (FIMO, titre, passerelle ou FCO complète). Aucune n’est enregistrée à votre nom.".to_owned()
            }
            BlockCode::TrainingUnderReview => format!("{training} attend la décision d’un agent."),
            BlockCode::TrainingAlreadyUsed => {
                format!("{training} a déjà servi à une demande de carte. Chaque formation donne droit à une seule carte.")
            }
            BlockCode::QualificationExpired => format!("Votre qualification ({sector}) a pris fin le {date}."),
            BlockCode::SectorNotHeld => format!("Vous n’avez pas de qualification pour ce secteur ({sector})."),
            BlockCode::LicenceCategoryMissing => {
                format!("Votre permis ne porte aucune catégorie du groupe {group}, nécessaire pour ce secteur ({sector}).")
            }
            BlockCode::LicenceCategoryExpired => {
                format!("Vos catégories du groupe {group} ({sector}) ont expiré le {date}.")
            }
        }
    }

    fn english(&self) -> String {
        let date = self.date_text(Language::English);
        let training = self.training_text(Language::English);
        let sector = self.sector_text(Language::English);
        let group = self.group();
        match self.code {
            BlockCode::AccountNotActive => "The account is not open.".to_owned(),
            BlockCode::IdentityUnderReview => "A reviewer is checking your identity and driving licence.".to_owned(),
            BlockCode::IdentityToCorrect => "The review of your account found at least one error.".to_owned(),
            BlockCode::IdentityRejected => "Your identity could not be recognised.".to_owned(),
            BlockCode::OpenDraft => "You began a request and did not send it.".to_owned(),
            BlockCode::OpenRequest => "Only one card request can be under way.".to_owned(),
            BlockCode::NoTraining => {
                "A card follows a training (FIMO, title, bridging or complete FCO). None is recorded in your name.".to_owned()
            }
            BlockCode::TrainingUnderReview => format!("{training} waits for a reviewer’s decision."),
            BlockCode::TrainingAlreadyUsed => {
                format!("{training} has already been used for a card request. Each training gives right to one card.")
            }
            BlockCode::QualificationExpired => format!("Your qualification ({sector}) ended on {date}."),
            BlockCode::SectorNotHeld => format!("You have no qualification for this sector ({sector})."),
            BlockCode::LicenceCategoryMissing => {
                format!("Your licence shows no category of group {group}, which this sector ({sector}) needs.")
            }
            BlockCode::LicenceCategoryExpired => {
                format!("Your categories of group {group} ({sector}) expired on {date}.")
            }
        }
    }

    /// What to do.
    #[must_use]
    pub const fn remedy(&self, language: Language) -> &'static str {
        let (french, english) = match self.code {
            BlockCode::AccountNotActive => (
                "Créez votre mot de passe avec le lien reçu par courrier électronique.",
                "Create your password with the link that you received by e-mail.",
            ),
            BlockCode::IdentityUnderReview => (
                "Attendez le résultat : il arrive par courrier électronique, sous 24 heures d’ordinaire.",
                "Wait for the result: it comes by e-mail, usually within 24 hours.",
            ),
            BlockCode::IdentityToCorrect => (
                "Corrigez vos informations, puis renvoyez-les.",
                "Correct your information, then send it again.",
            ),
            BlockCode::IdentityRejected => ("Contactez l’assistance.", "Contact support."),
            BlockCode::OpenDraft => (
                "Reprenez cette demande ou annulez-la dans « Mes demandes ».",
                "Resume or cancel that request in “My requests”.",
            ),
            BlockCode::OpenRequest => (
                "Suivez cette demande dans « Mes demandes ».",
                "Follow that request in “My requests”.",
            ),
            BlockCode::NoTraining => (
                "Si vous venez de finir une formation, demandez à votre centre de la déclarer.",
                "If you have just completed a training, ask your training centre to declare it.",
            ),
            BlockCode::TrainingUnderReview => (
                "Attendez cette décision : vous en serez averti.",
                "Wait for this decision: you will be told.",
            ),
            BlockCode::TrainingAlreadyUsed => (
                "Pour une carte perdue, volée ou défectueuse, demandez un remplacement. Pour une nouvelle période, suivez une FCO.",
                "For a lost, stolen or defective card, ask for a replacement. For a new period, take an FCO.",
            ),
            BlockCode::QualificationExpired => (
                "Suivez une FCO dans un centre agréé : elle rétablit la qualification, sans nouvelle FIMO.",
                "Take an FCO in an approved centre: it restores the qualification without a new FIMO.",
            ),
            BlockCode::SectorNotHeld => (
                "Suivez une formation passerelle pour ajouter ce secteur.",
                "Take a bridging training to add this sector.",
            ),
            BlockCode::LicenceCategoryMissing | BlockCode::LicenceCategoryExpired => (
                "Mettez à jour votre permis de conduire dans « Mon compte » dès que la catégorie est obtenue ou prolongée.",
                "Update your driving licence in “My account” as soon as the category is obtained or extended.",
            ),
        };
        language.choose(french, english)
    }

    fn date_text(&self, language: Language) -> String {
        self.date
            .map(|date| long_date(date, language))
            .unwrap_or_default()
    }

    fn training_text(&self, language: Language) -> String {
        let Some(training) = self.training else {
            return language.choose("La formation", "The training").to_owned();
        };
        let (name, end) = (
            training.kind.label(language),
            long_date(training.completed_on, language),
        );
        match language {
            Language::French => format!("La formation « {name} » terminée le {end}"),
            Language::English => format!("The training “{name}” completed on {end}"),
        }
    }

    fn sector_text(&self, language: Language) -> &'static str {
        self.sector.map_or("", |sector| sector.label(language))
    }

    const fn group(&self) -> &'static str {
        match self.sector {
            Some(Sector::Passengers) => "D",
            _ => "C",
        }
    }
}

impl Sector {
    /// The sector's name on screens and documents, without an article.
    #[must_use]
    pub const fn label(self, language: Language) -> &'static str {
        let (french, english) = match self {
            Self::Goods => ("marchandises", "goods"),
            Self::Passengers => ("voyageurs", "passengers"),
        };
        language.choose(french, english)
    }
}
