//! Who sells, as invoices say it.

use clap::Args;
use common::dto::address::Address;
use common::money::VatExemption;
use common::validation::business_number::{Siret, VatNumber};
use services::settings::Seller;

/// Who sells. Production wants all of it but capital and register.
#[derive(Clone, Debug, Args)]
pub struct SellerConfig {
    /// SIRET of the head office, fourteen digits; stands on invoices.
    #[arg(long, env = "CQC_SELLER_SIRET", default_value = DEVELOPMENT_SIRET, global = true)]
    pub seller_siret: Siret,
    /// Number under which VAT is charged; stands on invoices.
    #[arg(
        long,
        env = "CQC_SELLER_VAT_NUMBER",
        default_value = DEVELOPMENT_VAT_NUMBER,
        global = true
    )]
    pub seller_vat_number: VatNumber,
    /// What invoices say about a fee without VAT: `public_service` (CGI, article 256 B) or
    /// `small_business` (CGI, article 293 B).
    #[arg(
        long,
        env = "CQC_SELLER_VAT_EXEMPTION",
        default_value = "public_service",
        global = true
    )]
    pub seller_vat_exemption: VatExemption,
    /// Legal form without the capital, such as SA; stands on invoices.
    #[arg(
        long,
        env = "CQC_SELLER_LEGAL_FORM",
        default_value = "SA",
        global = true
    )]
    pub seller_legal_form: String,
    /// Share capital in euros; left out by an operator without one.
    #[arg(long, env = "CQC_SELLER_CAPITAL", global = true)]
    pub seller_capital: Option<u32>,
    /// Town of the trade register (RCS); left out by an operator who is not entered.
    #[arg(long, env = "CQC_SELLER_REGISTER_TOWN", global = true)]
    pub seller_register_town: Option<String>,
    /// Street of the head office.
    #[arg(
        long,
        env = "CQC_SELLER_STREET",
        default_value = "1 rue de l’Exemple",
        global = true
    )]
    pub seller_street: String,
    /// Postal code of the head office.
    #[arg(
        long,
        env = "CQC_SELLER_POSTAL_CODE",
        default_value = "75001",
        global = true
    )]
    pub seller_postal_code: String,
    /// Town of the head office.
    #[arg(long, env = "CQC_SELLER_TOWN", default_value = "Paris", global = true)]
    pub seller_town: String,
}

/// The seller of a development server, whom production refuses: numbers whose check
/// digits are right, as invoices demand.
pub(super) const DEVELOPMENT_SIRET: &str = "40483304800006";
const DEVELOPMENT_VAT_NUMBER: &str = "FR83404833048";

impl SellerConfig {
    /// The seller as invoices print it, under the operator's name.
    #[must_use]
    pub fn seller(&self, legal_name: &str) -> Seller {
        Seller {
            legal_name: legal_name.to_owned(),
            legal_form: self.seller_legal_form.clone(),
            capital_cents: self.seller_capital.map(|euros| i64::from(euros) * 100),
            siret: self.seller_siret.clone(),
            register_town: self.seller_register_town.clone(),
            address: Address {
                lines: vec![self.seller_street.clone()],
                postal_code: self.seller_postal_code.clone(),
                town: self.seller_town.clone(),
                country: "FR".to_owned(),
            },
            vat_number: self.seller_vat_number.clone(),
            vat_exemption: self.seller_vat_exemption,
        }
    }
}
