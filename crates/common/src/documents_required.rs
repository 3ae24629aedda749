//! Which documents a card request needs (domain §10), shown before the form
//! and checked when the request is sent.
//!
//! The guide shows the list without giving it; the defaults come from the
//! card's fields and the sister product, and are configuration.

mod text;

pub use self::text::title_of;

use crate::countries::Country;
use crate::dto::request::{IdentityProof, RequiredDocument};
use crate::exchange::ExchangeReason;
use crate::validation::uploads::{FileFormat, accepted_formats};
use crate::words::{DocumentKind, Language, RequestPurpose};

/// What the list depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentFacts {
    /// The country that issued the driving licence.
    pub licence_country: Country,
    /// The driver's nationality.
    pub nationality: Country,
    /// What proves the driver's identity.
    pub identity_proof: IdentityProof,
}

/// Which documents are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DocumentPolicy {
    /// Ask for a residence permit that allows work, from nationals of other
    /// than European Union, European Economic Area and Swiss States.
    pub residence_permit: bool,
    /// Ask for a proof of residence or employment in France, with a foreign licence.
    pub proof_of_ties: bool,
}

impl Default for DocumentPolicy {
    fn default() -> Self {
        Self {
            residence_permit: true,
            proof_of_ties: true,
        }
    }
}

/// A document of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListedDocument {
    /// Its kind.
    pub kind: DocumentKind,
    /// Whether the request cannot be sent without it.
    pub mandatory: bool,
    /// What proves identity, because it changes how `identity_front` is called.
    pub identity_proof: IdentityProof,
}

impl ListedDocument {
    /// What may be given.
    #[must_use]
    pub const fn formats(&self) -> &'static [FileFormat] {
        accepted_formats(self.kind)
    }

    /// The document as it stands on the wire.
    #[must_use]
    pub fn to_view(&self, language: Language) -> RequiredDocument {
        RequiredDocument {
            kind: self.kind,
            mandatory: self.mandatory,
            title: self.title(language).to_owned(),
            hint: self.hint(language).to_owned(),
        }
    }
}

/// The list, in the order of the form.
#[must_use]
pub fn documents_required(facts: &DocumentFacts, policy: &DocumentPolicy) -> Vec<ListedDocument> {
    let has_two_sides = facts.identity_proof == IdentityProof::IdentityCard;
    [
        (DocumentKind::Photo, true),
        (DocumentKind::Signature, true),
        (DocumentKind::LicenceFront, true),
        (DocumentKind::LicenceBack, true),
        (DocumentKind::IdentityFront, true),
        (DocumentKind::IdentityBack, has_two_sides),
        (DocumentKind::ResidencePermit, needs_permit(facts, policy)),
        (DocumentKind::ProofOfTies, needs_ties(facts, policy)),
    ]
    .into_iter()
    .filter(|(_, is_needed)| *is_needed)
    .map(|(kind, mandatory)| ListedDocument {
        kind,
        mandatory,
        identity_proof: facts.identity_proof,
    })
    .collect()
}

/// The documents of a replacement: the report of a theft (guide), and if the driver
/// wishes a picture of a defective card. What is printed is there already.
#[must_use]
pub fn documents_of_replacement(purpose: RequestPurpose) -> Vec<ListedDocument> {
    match purpose {
        RequestPurpose::Theft => vec![listed(DocumentKind::TheftReport, true)],
        RequestPurpose::Quality => vec![listed(DocumentKind::CardPhoto, false)],
        _ => Vec::new(),
    }
}

/// The documents of an exchange: what proves the change. A new name may have a new
/// signature. For a qualification of another State there is no card before, from which
/// photo and signature could be taken, and the driver has to belong here.
#[must_use]
pub fn documents_of_exchange(
    reason: ExchangeReason,
    facts: &DocumentFacts,
    policy: &DocumentPolicy,
) -> Vec<ListedDocument> {
    match reason {
        ExchangeReason::CivilStatus => vec![
            listed(DocumentKind::CivilStatus, true),
            listed(DocumentKind::Signature, false),
        ],
        ExchangeReason::Licence => vec![
            listed(DocumentKind::LicenceFront, true),
            listed(DocumentKind::LicenceBack, true),
        ],
        ExchangeReason::Foreign => [
            (DocumentKind::Photo, true),
            (DocumentKind::Signature, true),
            (DocumentKind::ForeignProofFront, true),
            (DocumentKind::ForeignProofBack, true),
            (DocumentKind::ResidencePermit, needs_permit(facts, policy)),
            (DocumentKind::ProofOfTies, needs_ties(facts, policy)),
        ]
        .into_iter()
        .filter(|(_, is_needed)| *is_needed)
        .map(|(kind, mandatory)| listed(kind, mandatory))
        .collect(),
    }
}

const fn listed(kind: DocumentKind, mandatory: bool) -> ListedDocument {
    ListedDocument {
        kind,
        mandatory,
        identity_proof: IdentityProof::IdentityCard,
    }
}

fn needs_permit(facts: &DocumentFacts, policy: &DocumentPolicy) -> bool {
    policy.residence_permit && !facts.nationality.is_free_movement()
}

fn needs_ties(facts: &DocumentFacts, policy: &DocumentPolicy) -> bool {
    policy.proof_of_ties && !facts.licence_country.is_france()
}

/// The mandatory documents that are not among those given.
#[must_use]
pub fn missing_documents(required: &[ListedDocument], given: &[DocumentKind]) -> Vec<DocumentKind> {
    let missing = required
        .iter()
        .filter(|document| document.mandatory && !given.contains(&document.kind));
    missing.map(|document| document.kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(
        licence: &str,
        nationality: &str,
        identity_proof: IdentityProof,
    ) -> Vec<ListedDocument> {
        let facts = DocumentFacts {
            licence_country: Country::parse(licence).unwrap(),
            nationality: Country::parse(nationality).unwrap(),
            identity_proof,
        };
        documents_required(&facts, &DocumentPolicy::default())
    }

    fn kinds(list: &[ListedDocument]) -> Vec<&'static str> {
        list.iter().map(|document| document.kind.as_str()).collect()
    }

    #[test]
    fn depends_on_licence_nationality_and_proof() {
        let french = [
            "photo",
            "signature",
            "licence_front",
            "licence_back",
            "identity_front",
            "identity_back",
        ];
        assert_eq!(
            kinds(&list("FR", "FR", IdentityProof::IdentityCard)),
            french
        );
        assert_eq!(
            kinds(&list("RE", "PT", IdentityProof::Passport)),
            french[..5]
        );
        let moroccan = kinds(&list("FR", "MA", IdentityProof::Passport));
        assert_eq!(moroccan.last(), Some(&"residence_permit"));
        let polish = kinds(&list("PL", "PL", IdentityProof::IdentityCard));
        assert_eq!(polish.last(), Some(&"proof_of_ties"));
        let both = kinds(&list("UA", "UA", IdentityProof::Passport));
        assert_eq!(both[5..], ["residence_permit", "proof_of_ties"]);
    }

    #[test]
    fn the_policy_can_ask_for_less() {
        let facts = DocumentFacts {
            licence_country: Country::parse("UA").unwrap(),
            nationality: Country::parse("UA").unwrap(),
            identity_proof: IdentityProof::Passport,
        };
        let policy: DocumentPolicy = serde_json::from_str(r#"{ "proof_of_ties": false }"#).unwrap();
        assert_eq!(
            kinds(&documents_required(&facts, &policy)).last(),
            Some(&"residence_permit")
        );
    }

    #[test]
    fn a_qualification_of_another_state_needs_what_a_first_card_needs() {
        let of = |licence, nationality| {
            let facts = DocumentFacts {
                licence_country: Country::parse(licence).unwrap(),
                nationality: Country::parse(nationality).unwrap(),
                identity_proof: IdentityProof::IdentityCard,
            };
            let policy = DocumentPolicy::default();
            documents_of_exchange(ExchangeReason::Foreign, &facts, &policy)
        };
        let proven = [
            "photo",
            "signature",
            "foreign_proof_front",
            "foreign_proof_back",
        ];
        assert_eq!(kinds(&of("FR", "PL")), proven);
        assert_eq!(kinds(&of("PL", "PL"))[4..], ["proof_of_ties"]);
        assert_eq!(kinds(&of("FR", "UA"))[4..], ["residence_permit"]);
    }

    #[test]
    fn names_what_is_missing() {
        let required = list("FR", "FR", IdentityProof::Passport);
        let given = [
            DocumentKind::Photo,
            DocumentKind::LicenceFront,
            DocumentKind::LicenceBack,
        ];
        assert_eq!(
            missing_documents(&required, &given),
            [DocumentKind::Signature, DocumentKind::IdentityFront]
        );
        assert!(missing_documents(&required, DocumentKind::ALL).is_empty());
    }

    #[test]
    fn every_document_is_explained() {
        let ukrainian = Country::parse("UA").unwrap();
        let facts = DocumentFacts {
            licence_country: ukrainian,
            nationality: ukrainian,
            identity_proof: IdentityProof::Passport,
        };
        let policy = DocumentPolicy::default();
        let purposes = RequestPurpose::ALL.iter();
        let of_replacements = purposes.flat_map(|purpose| documents_of_replacement(*purpose));
        let reasons = ExchangeReason::ALL.iter();
        let of_exchanges = reasons.flat_map(|one| documents_of_exchange(*one, &facts, &policy));
        let others: Vec<_> = of_replacements.chain(of_exchanges).collect();
        for proof in IdentityProof::ALL {
            let of_request = list("UA", "UA", *proof);
            for document in of_request.iter().chain(&others) {
                for language in [Language::French, Language::English] {
                    let view = document.to_view(language);
                    assert!(
                        !view.title.is_empty() && view.hint.ends_with('.'),
                        "{view:?}"
                    );
                }
            }
        }
        let passport = list("FR", "FR", IdentityProof::Passport)[4];
        assert_eq!(
            passport.title(Language::French),
            "Passeport, page avec la photo"
        );
    }
}
