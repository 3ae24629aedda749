//! The documents in words. The rules for photos are those for French identity
//! documents.

use super::ListedDocument;
use crate::dto::request::IdentityProof;
use crate::words::{DocumentKind, Language};

impl ListedDocument {
    /// The document's name.
    #[must_use]
    pub const fn title(&self, language: Language) -> &'static str {
        let (french, english) = match (self.kind, self.identity_proof) {
            (DocumentKind::IdentityFront, IdentityProof::Passport) => (
                "Passeport, page avec la photo",
                "Passport, page with the photo",
            ),
            (kind, _) => names(kind),
        };
        language.choose(french, english)
    }

    /// What a good one looks like.
    #[must_use]
    pub const fn hint(&self, language: Language) -> &'static str {
        let (french, english) = match self.kind {
            DocumentKind::Photo => (
                "Photo d’identité de moins de 6 mois, 35 × 45 mm, fond clair uni mais pas blanc, tête nue, visage dégagé, bouche fermée.",
                "Identity photo taken within the last 6 months, 35 × 45 mm, plain light background but not white, head bare, face visible, mouth closed.",
            ),
            DocumentKind::Signature => (
                "Votre signature à l’encre noire, seule sur une feuille blanche, sans ombre.",
                "Your signature in black ink, alone on white paper, without shadows.",
            ),
            DocumentKind::LicenceFront | DocumentKind::LicenceBack => (
                "Permis en cours de validité, entier, net et sans reflet. Pour le permis rose, tous les volets.",
                "Licence in force, whole, sharp and without reflections. For the pink licence, all panels.",
            ),
            DocumentKind::IdentityFront | DocumentKind::IdentityBack => (
                "Document en cours de validité, en couleur, entier et lisible.",
                "Document in force, in colour, whole and legible.",
            ),
            DocumentKind::ResidencePermit => (
                "Titre de séjour en cours de validité qui autorise à travailler, recto et verso dans un même fichier.",
                "Residence permit in force that allows work, both sides in one file.",
            ),
            DocumentKind::ProofOfTies => (
                "Justificatif de domicile ou attestation d’employeur en France de moins de 3 mois.",
                "Proof of address or employer’s statement in France, less than 3 months old.",
            ),
            DocumentKind::CivilStatus => (
                "Extrait d’acte de naissance ou de mariage, livret de famille ou décision qui montre le changement, de moins de 3 mois s’il s’agit d’un acte. Toutes les pages dans un même fichier.",
                "Extract of a birth or marriage certificate, family record book or decision that shows the change; a certificate less than 3 months old. All pages in one file.",
            ),
            DocumentKind::ForeignProofFront | DocumentKind::ForeignProofBack => (
                "La carte de qualification ou le permis de conduire délivré par l’autre État, en cours de validité, sur lequel figure le code 95.",
                "The qualification card or driving licence issued by the other State, in force, with code 95 on it.",
            ),
            DocumentKind::CardPhoto => (
                "Une photo nette de la carte, recto ou verso, où le défaut se voit.",
                "A sharp picture of the card, front or back, on which the defect can be seen.",
            ),
            DocumentKind::TheftReport => (
                "Récépissé de la plainte ou déclaration de vol établi par la police, la gendarmerie ou, à l’étranger, l’autorité compétente. Toutes les pages dans un même fichier.",
                "Receipt of the complaint or declaration of theft drawn up by the police, the gendarmerie or, abroad, the competent authority. All pages in one file.",
            ),
        };
        language.choose(french, english)
    }
}

/// The name of a kind of document, whatever proves identity.
#[must_use]
pub const fn title_of(kind: DocumentKind, language: Language) -> &'static str {
    let (french, english) = names(kind);
    language.choose(french, english)
}

const fn names(kind: DocumentKind) -> (&'static str, &'static str) {
    match kind {
        DocumentKind::Photo => ("Photo d’identité", "Identity photo"),
        DocumentKind::Signature => ("Signature", "Signature"),
        DocumentKind::LicenceFront => ("Permis de conduire, recto", "Driving licence, front"),
        DocumentKind::LicenceBack => ("Permis de conduire, verso", "Driving licence, back"),
        DocumentKind::IdentityFront => ("Carte d’identité, recto", "Identity card, front"),
        DocumentKind::IdentityBack => ("Carte d’identité, verso", "Identity card, back"),
        DocumentKind::ResidencePermit => ("Titre de séjour", "Residence permit"),
        DocumentKind::ProofOfTies => (
            "Preuve de résidence ou d’emploi en France",
            "Proof of residence or employment in France",
        ),
        DocumentKind::TheftReport => ("Déclaration de vol", "Theft report"),
        DocumentKind::CardPhoto => ("Photo de la carte", "Picture of the card"),
        DocumentKind::CivilStatus => ("Extrait d’état civil", "Extract of civil status"),
        DocumentKind::ForeignProofFront => (
            "Carte ou permis avec code 95, recto",
            "Card or licence with code 95, front",
        ),
        DocumentKind::ForeignProofBack => (
            "Carte ou permis avec code 95, verso",
            "Card or licence with code 95, back",
        ),
    }
}
