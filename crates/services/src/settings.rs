//! What the operator configures and use cases need to know.

use bytes::Bytes;
use common::dto::address::Address;
use common::dto::service::{ConsentText, Operator};
use common::money::{Cents, VatExemption};
use common::rules::policy::RulePolicy;
use common::validation::business_number::{Siret, VatNumber};
use common::validation::uploads::FileFormat;
use documents::accounts::AccountPlan;
use url::Url;

use crate::accounts::session_limits::SessionLimits;

/// Facts about this installation.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Who runs the service.
    pub operator: Operator,
    /// The operator's logo, if it has one.
    pub logo: Option<Logo>,
    /// Who sells, as invoices say it.
    pub seller: Seller,
    /// The accounts in which entries are made.
    pub accounts: AccountPlan,
    /// The texts in force behind the boxes of the account form, in order.
    pub consent_texts: Vec<ConsentText>,
    /// Where people reach the service; links in mails begin with it.
    pub public_url: Url,
    /// Whether this is a development server.
    pub is_development: bool,
    /// The address that mails come from.
    pub mail_from: String,
    /// The numbers behind the rules.
    pub policy: RulePolicy,
    /// How long sessions last.
    pub sessions: SessionLimits,
}

/// Who sells: what the law wants on an invoice (Code de commerce, L. 441-9 and
/// R. 123-237; CGI, annex II, article 242 nonies A).
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Seller {
    /// Legal name.
    pub legal_name: String,
    /// Legal form, such as "SA".
    pub legal_form: String,
    /// Share capital in euro cents, for forms that have one.
    pub capital_cents: Option<i64>,
    /// Number of the head office; its first nine digits are the business's.
    pub siret: Siret,
    /// The town whose court keeps the register (RCS) in which it is entered.
    pub register_town: Option<String>,
    /// The head office's address.
    pub address: Address,
    /// The number under which it charges VAT.
    pub vat_number: VatNumber,
    /// Why it charges no VAT where it charges none.
    #[serde(default)]
    pub vat_exemption: VatExemption,
}

impl Seller {
    pub(crate) fn printed(&self) -> documents::invoice::Seller {
        documents::invoice::Seller {
            legal_name: self.legal_name.clone(),
            legal_form: self.legal_form.clone(),
            capital: self.capital_cents.map(Cents),
            siren: self.siret.siren(),
            siret: self.siret.clone(),
            register_town: self.register_town.clone(),
            address: self.address.clone(),
            vat_number: self.vat_number.clone(),
            vat_exemption: self.vat_exemption,
        }
    }
}

/// The operator's logo.
#[derive(Clone, Debug)]
pub struct Logo {
    /// JPEG or PNG.
    pub media_type: &'static str,
    /// The file as it is configured, for screens.
    pub file: Bytes,
    /// For documents.
    pub printed: documents::operator::Logo,
}

impl Logo {
    /// Understands a JPEG or PNG file.
    ///
    /// # Errors
    ///
    /// If it is neither, or cannot be decoded.
    pub fn new(file: Vec<u8>) -> anyhow::Result<Self> {
        let format = match FileFormat::detect(&file) {
            Some(format @ (FileFormat::Jpeg | FileFormat::Png)) => format,
            _ => anyhow::bail!("a logo is a JPEG or PNG file"),
        };
        Ok(Self {
            media_type: format.media_type(),
            printed: documents::operator::Logo::new(&file)?,
            file: file.into(),
        })
    }
}

impl Settings {
    /// An address within the service. `path` begins without a slash.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{}/{}", self.issuer(), path.trim_start_matches('/'))
    }

    /// The service's name as [`issuer`] of access tokens.
    #[must_use]
    pub fn issuer(&self) -> &str {
        issuer(&self.public_url)
    }
}

/// Who issues access tokens: the same text in their `iss` and in the metadata,
/// which clients compare letter by letter (RFC 8414, 3.3). No slash ends it.
#[must_use]
pub fn issuer(public_url: &Url) -> &str {
    public_url.as_str().trim_end_matches('/')
}
