//! What the service notices by itself in an account request: its codes, and a
//! sentence for each. A match without a fallback, so that none lacks its words.

use crate::dto::review::FindingSeverity;
use crate::field_error::FieldErrorCode;
use crate::licence_answer::LicenceAnswer;
use crate::text_enum;
use crate::words::Language;

text_enum! {
    /// Something noticed in an account request.
    pub enum AccountFindingCode {
        /// Digits 3 and 4 of the NEPH are not a month.
        NephMonth = "neph_month",
        /// A number of a pink licence that is not 12 digits.
        PinkNumberUnusual = "pink_number_unusual",
        /// Another remark that the form's check made.
        UnusualValue = "unusual_value",
        /// The driving licence has expired.
        LicenceExpired = "licence_expired",
        /// A category of it has expired.
        CategoryExpired = "category_expired",
        /// Too young for some qualifications.
        AgeUnder21 = "age_under_21",
        /// Old enough for shorter terms of the licence.
        Age70OrMore = "age_70_or_more",
        /// Another driver has this licence number.
        DuplicateLicence = "duplicate_licence",
        /// Another driver has almost this name and the same birth date.
        SimilarIdentity = "similar_identity",
        /// No other driver is like this one.
        NoDuplicate = "no_duplicate",
        /// The register said [`LicenceAnswer::Confirmed`].
        RegisterConfirmed = "register_confirmed",
        /// The register said [`LicenceAnswer::Unknown`].
        RegisterUnknown = "register_unknown",
        /// The register said [`LicenceAnswer::Mismatch`].
        RegisterMismatch = "register_mismatch",
        /// The register said [`LicenceAnswer::NotValid`].
        RegisterNotValid = "register_not_valid",
        /// The register said [`LicenceAnswer::NotCovered`].
        RegisterNotCovered = "register_not_covered",
        /// The register could not be asked.
        RegisterUnavailable = "register_unavailable",
    }
}

impl From<LicenceAnswer> for AccountFindingCode {
    fn from(answer: LicenceAnswer) -> Self {
        match answer {
            LicenceAnswer::Confirmed => Self::RegisterConfirmed,
            LicenceAnswer::Unknown => Self::RegisterUnknown,
            LicenceAnswer::Mismatch => Self::RegisterMismatch,
            LicenceAnswer::NotValid => Self::RegisterNotValid,
            LicenceAnswer::NotCovered => Self::RegisterNotCovered,
        }
    }
}

/// Who says so.
enum Source {
    /// The data, in French and English.
    Data(String, String),
    /// The register; `None` if it could not be asked.
    Register(Option<LicenceAnswer>),
}

impl AccountFindingCode {
    /// The finding for a warning of the form's check.
    #[must_use]
    pub const fn of_warning(code: FieldErrorCode) -> Self {
        match code {
            FieldErrorCode::NephMonth => Self::NephMonth,
            FieldErrorCode::PinkNumberUnusual => Self::PinkNumberUnusual,
            _ => Self::UnusualValue,
        }
    }

    /// Whether it comes from the licence register.
    #[must_use]
    pub fn is_from_register(self) -> bool {
        matches!(self.source(""), Source::Register(_))
    }

    /// How much it weighs.
    #[must_use]
    pub fn severity(self) -> FindingSeverity {
        match self.source("") {
            Source::Register(Some(answer)) => answer.severity(),
            Source::Register(None) => FindingSeverity::Warning,
            Source::Data(..) => match self {
                Self::DuplicateLicence => FindingSeverity::Error,
                Self::NoDuplicate => FindingSeverity::Ok,
                _ => FindingSeverity::Warning,
            },
        }
    }

    /// The finding in a sentence; `about` is the reference, category, age or day
    /// that it mentions.
    #[must_use]
    pub fn sentence(self, about: &str, language: Language) -> String {
        match self.source(about) {
            Source::Data(french, english) => match language {
                Language::French => french,
                Language::English => english,
            },
            Source::Register(Some(answer)) => answer.sentence(language).to_owned(),
            Source::Register(None) => language
                .choose(
                    "Le registre des permis n’a pas répondu.",
                    "The licence register did not answer.",
                )
                .to_owned(),
        }
    }

    fn source(self, about: &str) -> Source {
        let data = |french: &str, english: &str| {
            Source::Data(
                french.replace("{about}", about),
                english.replace("{about}", about),
            )
        };
        match self {
            Self::NephMonth => data(
                "Les chiffres 3 et 4 du numéro NEPH ne sont pas un mois.",
                "Digits 3 and 4 of the NEPH number are not a month.",
            ),
            Self::PinkNumberUnusual => data(
                "Le numéro du permis rose n’a pas la forme habituelle de 12 chiffres.",
                "The number of the pink licence has not the usual form of 12 digits.",
            ),
            Self::UnusualValue => data(
                "Une valeur inhabituelle est à vérifier.",
                "An unusual value has to be checked.",
            ),
            Self::LicenceExpired => data(
                "Le permis de conduire est expiré depuis le {about}.",
                "The driving licence expired on {about}.",
            ),
            Self::CategoryExpired => data(
                "La catégorie {about} n’est plus valide.",
                "Category {about} is no longer valid.",
            ),
            Self::AgeUnder21 => data(
                "Âge : {about} ans, certaines qualifications demandent 21 ans.",
                "Age: {about}, some qualifications ask for 21 years.",
            ),
            Self::Age70OrMore => data(
                "Âge : {about} ans, la validité du permis est réduite.",
                "Age: {about}, the licence is valid for shorter times.",
            ),
            Self::DuplicateLicence => data(
                "Ce numéro de permis figure déjà au dossier {about}.",
                "This licence number is already in file {about}.",
            ),
            Self::SimilarIdentity => data(
                "Même date de naissance et nom presque identique : dossier {about}.",
                "Same date of birth and almost the same name: file {about}.",
            ),
            Self::NoDuplicate => data(
                "Aucun autre dossier avec ce permis ou cette identité.",
                "No other file with this licence or identity.",
            ),
            Self::RegisterConfirmed => Source::Register(Some(LicenceAnswer::Confirmed)),
            Self::RegisterUnknown => Source::Register(Some(LicenceAnswer::Unknown)),
            Self::RegisterMismatch => Source::Register(Some(LicenceAnswer::Mismatch)),
            Self::RegisterNotValid => Source::Register(Some(LicenceAnswer::NotValid)),
            Self::RegisterNotCovered => Source::Register(Some(LicenceAnswer::NotCovered)),
            Self::RegisterUnavailable => Source::Register(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finding_is_a_sentence_in_both_languages() {
        for code in AccountFindingCode::ALL {
            let [french, english] = [Language::French, Language::English]
                .map(|language| code.sentence("A-1", language));
            for text in [&french, &english] {
                assert_ne!(text, code.as_str());
                assert!(text.contains(' ') && text.ends_with('.'), "{code}: {text}");
                assert!(!text.contains('{'), "{code}: {text}");
            }
            assert_ne!(french, english, "{code}");
        }
    }

    #[test]
    fn an_answer_of_the_register_keeps_its_weight_and_words() {
        for answer in LicenceAnswer::ALL {
            let code = AccountFindingCode::from(*answer);
            assert_eq!(code.as_str(), format!("register_{answer}"));
            assert!(code.is_from_register());
            assert_eq!(code.severity(), answer.severity());
            assert_eq!(
                code.sentence("", Language::French),
                answer.sentence(Language::French)
            );
        }
        assert!(!AccountFindingCode::NoDuplicate.is_from_register());
    }
}
