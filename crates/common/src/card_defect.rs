//! What can be wrong on a card, and what its analysis may find (domain §9.5).

use crate::text_enum;
use crate::words::Language;

text_enum! {
    /// A part of a card (directive 2022/2561, annex II).
    pub enum CardElement {
        /// Field 6.
        Photo = "photo",
        /// Field 1.
        Surname = "surname",
        /// Field 2.
        FirstNames = "first_names",
        /// Field 3.
        Birth = "birth",
        /// Fields 4a and 4b.
        Dates = "dates",
        /// Field 5a.
        LicenceNumber = "licence_number",
        /// Field 7.
        Signature = "signature",
        /// Fields 9 and 10.
        Categories = "categories",
        /// The plastic and its print.
        Print = "print",
    }
}

text_enum! {
    /// Whose fault a defect is.
    pub enum DefectFinding {
        /// The issuer's: the card is replaced free of charge (guide).
        IssuerFault = "issuer_fault",
        /// The driver's: the error is corrected, and the replacement paid for (guide).
        DriverFault = "driver_fault",
        /// There is none: the card is given back.
        NoDefect = "no_defect",
    }
}

impl CardElement {
    /// The part in words.
    #[must_use]
    pub const fn label(self, language: Language) -> &'static str {
        let (french, english) = match self {
            Self::Photo => ("Photo", "Photo"),
            Self::Surname => ("Nom", "Surname"),
            Self::FirstNames => ("Prénoms", "First names"),
            Self::Birth => ("Date ou lieu de naissance", "Date or place of birth"),
            Self::Dates => ("Date de délivrance ou de fin", "Date of issue or end"),
            Self::LicenceNumber => ("Numéro de permis", "Licence number"),
            Self::Signature => ("Signature", "Signature"),
            Self::Categories => ("Catégories ou code 95", "Categories or code 95"),
            Self::Print => ("Impression ou support", "Print or plastic"),
        };
        language.choose(french, english)
    }
}
