//! How sentences name a field, found by the last word of its JSON pointer.

use crate::words::Language;

/// A field's name inside a sentence, with its article: "le nom de naissance".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun {
    word: &'static str,
    french: &'static str,
    english: &'static str,
}

impl Noun {
    /// The name with its article.
    #[must_use]
    pub const fn text(&self, language: Language) -> &'static str {
        match language {
            Language::French => self.french,
            Language::English => self.english,
        }
    }
}

/// The name of the field at the pointer's end, if it is a known one; the longest
/// known end wins: `/identity/licence/number` is the licence's. Indexes at the end
/// are passed over: `/address/lines/0` is named like `/address/lines`.
#[must_use]
pub fn noun_of(pointer: &str) -> Option<&'static Noun> {
    let path = pointer.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '/');
    let ends_with = |noun: &&Noun| {
        path.strip_suffix(noun.word)
            .is_some_and(|before| before.is_empty() || before.ends_with('/'))
    };
    NOUNS
        .iter()
        .filter(ends_with)
        .max_by_key(|noun| noun.word.len())
}

const fn noun(word: &'static str, french: &'static str, english: &'static str) -> Noun {
    Noun {
        word,
        french,
        english,
    }
}

/// The field when nothing better is known.
pub(super) const FIELD: Noun = noun("", "ce champ", "this field");

const NOUNS: &[Noun] = &[
    noun(
        "surname_birth",
        "le nom de naissance",
        "the surname at birth",
    ),
    noun("surname_usage", "le nom d’usage", "the surname in use"),
    noun("surname", "le nom", "the surname"),
    noun("first_names", "le ou les prénoms", "the first names"),
    noun("first_name", "le prénom", "the first name"),
    noun("name", "le nom", "the name"),
    noun("birth_date", "la date de naissance", "the date of birth"),
    noun("birth_place", "le lieu de naissance", "the place of birth"),
    noun(
        "birth_country",
        "le pays de naissance",
        "the country of birth",
    ),
    noun("nationality", "la nationalité", "the nationality"),
    noun("email", "l’adresse électronique", "the e-mail address"),
    noun(
        "phone",
        "le numéro de téléphone portable",
        "the mobile phone number",
    ),
    noun(
        "mobile",
        "le numéro de téléphone portable",
        "the mobile phone number",
    ),
    noun("password", "le mot de passe", "the password"),
    noun(
        "password_confirmation",
        "la confirmation du mot de passe",
        "the password again",
    ),
    noun(
        "current_password",
        "le mot de passe actuel",
        "the present password",
    ),
    noun(
        "licence_model",
        "le modèle de permis de conduire",
        "the kind of driving licence",
    ),
    noun("number", "le numéro", "the number"),
    noun(
        "licence/model",
        "le modèle de permis de conduire",
        "the kind of driving licence",
    ),
    noun(
        "licence/number",
        "le numéro de permis de conduire",
        "the driving licence number",
    ),
    noun("issued_on", "la date de délivrance", "the date of issue"),
    noun(
        "expires_on",
        "la date de fin de validité",
        "the date of expiry",
    ),
    noun(
        "issuing_authority",
        "l’autorité de délivrance",
        "the issuing authority",
    ),
    noun(
        "licence_country",
        "le pays de délivrance du permis de conduire",
        "the country that issued the driving licence",
    ),
    noun(
        "licence_number",
        "le numéro de permis de conduire",
        "the driving licence number",
    ),
    noun(
        "licence_file_number",
        "le numéro de dossier (NEPH)",
        "the file number (NEPH)",
    ),
    noun(
        "file_number",
        "le numéro de dossier (NEPH)",
        "the file number (NEPH)",
    ),
    noun(
        "licence_document_number",
        "le numéro du titre (champ 5 au recto)",
        "the document number (field 5, front)",
    ),
    noun(
        "document_number",
        "le numéro du titre (champ 5 au recto)",
        "the document number (field 5, front)",
    ),
    noun(
        "licence_issued_on",
        "la date de délivrance du permis de conduire",
        "the date of issue of the driving licence",
    ),
    noun(
        "licence_categories",
        "les catégories du permis de conduire",
        "the categories of the driving licence",
    ),
    noun(
        "categories",
        "les catégories du permis de conduire",
        "the categories of the driving licence",
    ),
    noun(
        "valid_until",
        "la date de fin de validité",
        "the date of expiry",
    ),
    noun("address", "l’adresse postale", "the postal address"),
    noun(
        "lines",
        "les lignes de l’adresse",
        "the lines of the address",
    ),
    noun("postal_code", "le code postal", "the postal code"),
    noun("city", "la ville", "the town"),
    noun("town", "la commune", "the town"),
    noun("country", "le pays", "the country"),
    noun("consents", "les quatre cases", "the four boxes"),
    noun(
        "terms_of_use",
        "les conditions d’utilisation du service",
        "the terms of use of the service",
    ),
    noun(
        "card_conditions",
        "les conditions de délivrance de la carte",
        "the conditions of issue of the card",
    ),
    noun(
        "privacy_notice",
        "la politique de confidentialité",
        "the privacy notice",
    ),
    noun(
        "exactness",
        "l’exactitude des informations",
        "the exactness of the information",
    ),
    noun("kind", "le type", "the kind"),
    noun(
        "sector",
        "le secteur (marchandises ou voyageurs)",
        "the sector (goods or passengers)",
    ),
    noun("hours", "la durée", "the duration"),
    noun("minutes", "la durée", "the duration"),
    noun(
        "started_on",
        "la date de début de la formation",
        "the day the training began",
    ),
    noun(
        "completed_on",
        "la date de fin de la formation",
        "the day the training ended",
    ),
    noun("sequences", "les séquences", "the sequences"),
    noun("external_ref", "votre référence", "your reference"),
    noun("siret", "le numéro SIRET", "the SIRET number"),
    noun("siren", "le numéro SIREN", "the SIREN number"),
    noun("fee", "le tarif concerné", "the fee"),
    noun("amount", "le montant", "the amount"),
    noun("vat_rate", "le taux de TVA", "the VAT rate"),
    noun("applies_from", "la date d’effet", "the first day"),
    noun("reason", "le motif", "the reason"),
    noun("reasons", "les motifs", "the reasons"),
    noun("message", "le message", "the message"),
    noun("items", "les points à corriger", "what is to be corrected"),
    noun("deadline", "la date limite de réponse", "the deadline"),
    noun("comment", "le commentaire", "the comment"),
    noun("text", "l’explication", "the explanation"),
    noun("carrier", "le transporteur", "the carrier"),
    noun(
        "tracking_number",
        "le numéro de suivi",
        "the tracking number",
    ),
    noun("file", "le fichier", "the file"),
    noun("photo", "la photo", "the photo"),
    noun("signature", "la signature", "the signature"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_name_behind_prefixes_and_indexes() {
        let name = |pointer| noun_of(pointer).map(|noun| noun.text(Language::English));
        assert_eq!(name("/email"), Some("the e-mail address"));
        assert_eq!(name("/driver/birth_date"), Some("the date of birth"));
        assert_eq!(name("/address/lines/2"), Some("the lines of the address"));
        assert_eq!(
            name("/identity/licence/number"),
            Some("the driving licence number")
        );
        assert_eq!(name("/number"), Some("the number"));
        assert_eq!(name("/shoe_size"), None);
        assert_eq!(name(""), None);
    }

    #[test]
    fn every_word_stands_once() {
        for (index, noun) in NOUNS.iter().enumerate() {
            assert!(
                NOUNS
                    .iter()
                    .skip(index + 1)
                    .all(|other| other.word != noun.word)
            );
        }
    }
}
