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
        };
        language.choose(french, english)
    }
}
