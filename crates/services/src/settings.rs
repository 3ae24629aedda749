//! What the operator configures and use cases need to know.

use common::dto::service::{ConsentText, Operator};
use common::rules::policy::RulePolicy;
use url::Url;

use crate::accounts::session_limits::SessionLimits;

/// Facts about this installation.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Who runs the service.
    pub operator: Operator,
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

impl Settings {
    /// An address within the service. `path` begins without a slash.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        let base = self.public_url.as_str().trim_end_matches('/');
        format!("{base}/{}", path.trim_start_matches('/'))
    }
}
