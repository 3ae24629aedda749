//! Why a card is exchanged (domain §7.7).

use crate::text_enum;
use crate::words::Language;

text_enum! {
    /// What has changed.
    pub enum ExchangeReason {
        /// The holder's name, or something else of civil status.
        CivilStatus = "civil_status",
        /// The number of the driving licence, or the country that issued it.
        Licence = "licence",
        /// Nothing: a qualification that another State gave shall stand on a French card.
        Foreign = "foreign",
    }
}

text_enum! {
    /// What the State that issued a qualification answers about it.
    pub enum VerificationAnswer {
        /// It issued it, and it is valid.
        Confirmed = "confirmed",
        /// It did not issue it, or it is not valid any more.
        NotConfirmed = "not_confirmed",
    }
}

impl ExchangeReason {
    /// The reason in a few words.
    #[must_use]
    pub const fn label(self, language: Language) -> &'static str {
        let (french, english) = match self {
            Self::CivilStatus => ("Changement d’état civil", "Change of civil status"),
            Self::Licence => (
                "Changement de permis de conduire",
                "Change of driving licence",
            ),
            Self::Foreign => (
                "Qualification d’un autre État européen",
                "Qualification of another European State",
            ),
        };
        language.choose(french, english)
    }
}

impl VerificationAnswer {
    /// The answer in a few words.
    #[must_use]
    pub const fn label(self, language: Language) -> &'static str {
        let (french, english) = match self {
            Self::Confirmed => ("Qualification confirmée", "Qualification confirmed"),
            Self::NotConfirmed => ("Qualification non confirmée", "Qualification not confirmed"),
        };
        language.choose(french, english)
    }
}
