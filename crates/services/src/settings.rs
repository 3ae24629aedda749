//! What the operator configures and use cases need to know.

use bytes::Bytes;
use common::dto::service::{ConsentText, Operator};
use common::rules::policy::RulePolicy;
use common::validation::uploads::FileFormat;
use url::Url;

use crate::accounts::session_limits::SessionLimits;

/// Facts about this installation.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Who runs the service.
    pub operator: Operator,
    /// The operator's logo, if it has one.
    pub logo: Option<Logo>,
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
