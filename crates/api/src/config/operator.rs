//! Who runs the service. It stands on pages, in mails and on documents.

use clap::Args;
use common::dto::service::{ConsentText, Operator};
use common::words::ConsentKind;

/// Who runs the service.
#[derive(Clone, Debug, Args)]
pub struct OperatorConfig {
    /// Name of the service on screens and in mails.
    #[arg(
        long,
        env = "CQC_SERVICE_NAME",
        default_value = "CQC Hub",
        global = true
    )]
    pub service_name: String,
    /// Legal name of the operator.
    #[arg(long, env = "CQC_OPERATOR_NAME", default_value = DEVELOPMENT_NAME, global = true)]
    pub operator_name: String,
    /// Legal form and capital.
    #[arg(
        long,
        env = "CQC_OPERATOR_LEGAL_FORM",
        default_value = "Établissement fictif",
        global = true
    )]
    pub operator_legal_form: String,
    /// Postal address on one line.
    #[arg(
        long,
        env = "CQC_OPERATOR_ADDRESS",
        default_value = "1 rue de l’Exemple, 75001 Paris",
        global = true
    )]
    pub operator_address: String,
    /// Mail address for drivers' questions.
    #[arg(
        long,
        env = "CQC_CONTACT_EMAIL",
        default_value = "contact@example.org",
        global = true
    )]
    pub contact_email: String,
    /// Telephone, with hours.
    #[arg(
        long,
        env = "CQC_CONTACT_PHONE",
        default_value = "01 00 00 00 00 (du lundi au vendredi, de 9 h à 17 h)",
        global = true
    )]
    pub contact_phone: String,
    /// Version of the terms of use, a date.
    #[arg(
        long,
        env = "CQC_TERMS_VERSION",
        default_value = "2026-11-01",
        global = true
    )]
    pub terms_version: String,
    /// Version of the conditions of the card, a date.
    #[arg(
        long,
        env = "CQC_CARD_CONDITIONS_VERSION",
        default_value = "2026-11-01",
        global = true
    )]
    pub card_conditions_version: String,
    /// Version of the privacy notice, a date.
    #[arg(
        long,
        env = "CQC_PRIVACY_VERSION",
        default_value = "2026-11-01",
        global = true
    )]
    pub privacy_version: String,
}

/// The operator of a development server.
pub(super) const DEVELOPMENT_NAME: &str = "Office de démonstration";

impl OperatorConfig {
    /// The operator as pages show it.
    #[must_use]
    pub fn operator(&self) -> Operator {
        Operator {
            service_name: self.service_name.clone(),
            name: self.operator_name.clone(),
            legal_form: self.operator_legal_form.clone(),
            address: self.operator_address.clone(),
            contact_email: self.contact_email.clone(),
            contact_phone: self.contact_phone.clone(),
        }
    }

    /// The texts in force, in the order of the boxes.
    #[must_use]
    pub fn consent_texts(&self) -> Vec<ConsentText> {
        let version = |kind: ConsentKind| match kind {
            ConsentKind::TermsOfUse => &self.terms_version,
            ConsentKind::CardConditions => &self.card_conditions_version,
            // The sentence about exactness belongs to the terms.
            ConsentKind::Exactness => &self.terms_version,
            ConsentKind::PrivacyNotice => &self.privacy_version,
        };
        ConsentKind::ALL
            .iter()
            .map(|kind| ConsentText {
                kind: *kind,
                version: version(*kind).clone(),
            })
            .collect()
    }
}
