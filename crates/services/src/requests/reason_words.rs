//! Why something cannot be accepted, in words for mails and letters.

use common::words::{Language, ReasonCode};

/// The reason as a beginning of a sentence.
pub(crate) const fn label(reason: ReasonCode, language: Language) -> &'static str {
    let (french, english) = match reason {
        ReasonCode::Unreadable => ("Illisible", "Illegible"),
        ReasonCode::WrongDocument => (
            "Ce n’est pas le document demandé",
            "Not the document asked for",
        ),
        ReasonCode::Expired => ("Document périmé", "Document no longer in force"),
        ReasonCode::Incomplete => ("Document incomplet", "Document incomplete"),
        ReasonCode::Mismatch => (
            "Ne correspond pas aux informations du compte",
            "Does not agree with the data of the account",
        ),
        ReasonCode::PhotoNotCompliant => ("Photo non conforme", "Photo not compliant"),
        ReasonCode::SignatureNotUsable => ("Signature inutilisable", "Signature not usable"),
        ReasonCode::Mistyped => ("Erreur de saisie", "Typing error"),
        ReasonCode::Other => ("Autre motif", "Another reason"),
    };
    language.choose(french, english)
}
