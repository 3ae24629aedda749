//! What a register of driving licences says about one licence, and what that
//! means for a card: the one place for its weight, its words and its effect.

use crate::dto::review::FindingSeverity;
use crate::text_enum;
use crate::words::Language;

text_enum! {
    /// What the register says.
    pub enum LicenceAnswer {
        /// The licence exists, is valid, and is this person's.
        Confirmed = "confirmed",
        /// No such licence.
        Unknown = "unknown",
        /// The licence exists, but name or birth date differ.
        Mismatch = "mismatch",
        /// The licence is suspended, cancelled or invalidated.
        NotValid = "not_valid",
        /// The register does not cover this country; a person must look.
        NotCovered = "not_covered",
    }
}

text_enum! {
    /// Whether a card can be approved after what the register said (domain
    /// §9.3: "licence still valid").
    pub enum LicenceVerdict {
        /// Nothing stands against it.
        Clear = "clear",
        /// Only if a reviewer takes it upon themselves, in writing.
        NeedsOverride = "needs_override",
        /// Not at all.
        Refused = "refused",
    }
}

impl LicenceAnswer {
    /// How much it weighs for a reviewer.
    #[must_use]
    pub const fn severity(self) -> FindingSeverity {
        match self {
            Self::Confirmed => FindingSeverity::Ok,
            Self::NotCovered => FindingSeverity::Warning,
            Self::Unknown | Self::Mismatch | Self::NotValid => FindingSeverity::Error,
        }
    }

    /// The answer in a sentence.
    #[must_use]
    pub const fn sentence(self, language: Language) -> &'static str {
        let (french, english) = match self {
            Self::Confirmed => (
                "Le registre des permis confirme le permis et son titulaire.",
                "The licence register confirms the licence and its holder.",
            ),
            Self::Unknown => (
                "Le registre des permis ne connaît pas ce numéro.",
                "The licence register does not know this number.",
            ),
            Self::Mismatch => (
                "Le registre des permis connaît ce numéro sous un autre nom ou une autre date de naissance.",
                "The licence register knows this number with another name or date of birth.",
            ),
            Self::NotValid => (
                "Le permis est suspendu, annulé ou invalidé au registre des permis.",
                "The licence register says that the licence is suspended, cancelled or invalidated.",
            ),
            Self::NotCovered => (
                "Le registre des permis ne couvre pas le pays de ce permis : vérifiez les documents.",
                "The licence register does not cover the country of this licence: check the documents.",
            ),
        };
        language.choose(french, english)
    }
}

impl LicenceVerdict {
    /// The verdict on an answer; `None` while there is none. Where no register
    /// covers the country, the documents are all there is, and they are reviewed.
    #[must_use]
    pub const fn on(answer: Option<LicenceAnswer>) -> Self {
        match answer {
            Some(LicenceAnswer::Confirmed | LicenceAnswer::NotCovered) => Self::Clear,
            Some(LicenceAnswer::Unknown | LicenceAnswer::Mismatch) | None => Self::NeedsOverride,
            Some(LicenceAnswer::NotValid) => Self::Refused,
        }
    }
}

/// The sentence for a register that has not answered yet.
#[must_use]
pub const fn unanswered(language: Language) -> &'static str {
    language.choose(
        "Le registre des permis n’a pas encore répondu sur ce permis.",
        "The licence register has not answered about this licence yet.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_register_confirms_or_cannot_know_passes_by_itself() {
        let verdicts: Vec<_> = LicenceAnswer::ALL
            .iter()
            .map(|answer| LicenceVerdict::on(Some(*answer)).as_str())
            .collect();
        assert_eq!(
            verdicts,
            [
                "clear",
                "needs_override",
                "needs_override",
                "refused",
                "clear"
            ]
        );
        assert_eq!(LicenceVerdict::on(None), LicenceVerdict::NeedsOverride);
    }
}
