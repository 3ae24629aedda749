//! Who runs the service. It stands on pages, in mails and on documents.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use common::dto::service::{ConsentText, Operator};
use common::validation::business_number::{Siren, VatNumber};
use common::words::ConsentKind;
use services::settings::Logo;

use crate::http::logo::PATH as LOGO;

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
        default_value = DEVELOPMENT_LEGAL_FORM,
        global = true
    )]
    pub operator_legal_form: String,
    /// SIREN, nine digits; left out by an operator without one.
    #[arg(long, env = "CQC_OPERATOR_SIREN", global = true)]
    pub operator_siren: Option<Siren>,
    /// VAT number; left out by an operator who charges no VAT.
    #[arg(long, env = "CQC_OPERATOR_VAT_NUMBER", global = true)]
    pub operator_vat_number: Option<VatNumber>,
    /// File with the logo, JPEG or PNG, at most 200 kB; shown in the legal notice
    /// and on documents.
    #[arg(long, env = "CQC_OPERATOR_LOGO_FILE", global = true)]
    pub operator_logo_file: Option<PathBuf>,
    /// Postal address on one line.
    #[arg(
        long,
        env = "CQC_OPERATOR_ADDRESS",
        default_value = DEVELOPMENT_ADDRESS,
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
        default_value = DEVELOPMENT_PHONE,
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

/// Every visitor of the legal notice loads it.
const MAX_LOGO: usize = 200_000;

/// The operator of a development server, which production refuses.
pub(super) const DEVELOPMENT_NAME: &str = "Office de démonstration";
pub(super) const DEVELOPMENT_LEGAL_FORM: &str = "Établissement fictif";
pub(super) const DEVELOPMENT_ADDRESS: &str = "1 rue de l’Exemple, 75001 Paris";
pub(super) const DEVELOPMENT_PHONE: &str = "01 00 00 00 00 (du lundi au vendredi, de 9 h à 17 h)";

impl OperatorConfig {
    /// The operator as pages show it.
    #[must_use]
    pub fn operator(&self) -> Operator {
        Operator {
            service_name: self.service_name.clone(),
            name: self.operator_name.clone(),
            legal_form: self.operator_legal_form.clone(),
            siren: self.operator_siren.clone(),
            vat_number: self.operator_vat_number.clone(),
            logo: self.operator_logo_file.as_ref().map(|_| LOGO.to_owned()),
            address: self.operator_address.clone(),
            contact_email: self.contact_email.clone(),
            contact_phone: self.contact_phone.clone(),
        }
    }

    /// The logo, if there is one.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is too large, or is no JPEG or PNG.
    pub fn logo(&self) -> anyhow::Result<Option<Logo>> {
        let Some(file) = &self.operator_logo_file else {
            return Ok(None);
        };
        let read = || {
            let bytes = std::fs::read(file)?;
            anyhow::ensure!(bytes.len() <= MAX_LOGO, "it is larger than 200 kB");
            Logo::new(bytes)
        };
        let logo = read().with_context(|| format!("CQC_OPERATOR_LOGO_FILE {}", file.display()))?;
        Ok(Some(logo))
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

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use crate::commands::Cli;

    #[test]
    fn a_logo_is_a_small_picture() {
        let directory = std::env::temp_dir().join(common::ids::FileId::new().to_string());
        std::fs::create_dir(&directory).unwrap();
        let file = directory.join("logo.png");
        let flag = format!("--operator-logo-file={}", file.display());
        let operator = Cli::try_parse_from(["cqc-hub", "serve", &flag]).unwrap();
        let operator = operator.config.operator;
        let fault = || format!("{:#}", operator.logo().unwrap_err());
        assert!(fault().contains("CQC_OPERATOR_LOGO_FILE"), "missing");
        std::fs::write(&file, "<svg/>").unwrap();
        assert!(fault().contains("JPEG or PNG"));
        std::fs::write(&file, vec![0; 200_001]).unwrap();
        assert!(fault().contains("200 kB"));
        let picture = image::RgbaImage::from_pixel(40, 10, image::Rgba([14, 74, 96, 255]));
        picture.save(&file).unwrap();
        let logo = operator.logo().unwrap().unwrap();
        assert_eq!(logo.media_type, "image/png");
        assert_eq!(operator.operator().logo.as_deref(), Some("/logo"));
        std::fs::remove_dir_all(directory).unwrap();
    }
}
