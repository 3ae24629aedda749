//! Mails, SMS and the licence register.

use std::sync::Arc;

use clap::Args;
use db::Db;
use services::ports::clock::Clock;
use services::ports::licence_register::{
    HttpRegister, LicenceRegister, ManualRegister, SimulatedRegister,
};
use services::ports::mailer::{Mailer, OutboxMailer, SmtpMailer};
use services::ports::sms_gateway::{HttpSmsGateway, OutboxSms, SmsGateway};
use url::Url;

use super::Secret;

/// Who is reached outside. What is not configured is kept in the outbox or
/// simulated, which production refuses.
#[derive(Clone, Debug, Args)]
pub struct MessagesConfig {
    /// Mail server: `smtps://USER:PASSWORD@HOST` or `smtp://HOST:587?tls=required`.
    #[arg(long, env = "CQC_SMTP_URL", hide_env_values = true, global = true)]
    pub smtp_url: Option<Secret>,
    /// Sender of mails, `Name <address>`.
    #[arg(
        long,
        env = "CQC_MAIL_FROM",
        default_value = "CQC Hub <no-reply@example.org>",
        global = true
    )]
    pub mail_from: String,
    /// SMS gateway: `POST` of JSON `{id, from, to, text}`.
    #[arg(long, env = "CQC_SMS_URL", global = true)]
    pub sms_url: Option<Url>,
    /// Bearer key of the SMS gateway.
    #[arg(long, env = "CQC_SMS_KEY", hide_env_values = true, global = true)]
    pub sms_key: Option<Secret>,
    /// Sender shown with an SMS; 11 letters at most.
    #[arg(long, env = "CQC_SMS_SENDER", default_value = "CQC Hub", global = true)]
    pub sms_sender: String,
    /// Licence register: an address (`POST` of JSON), or `manual` to have a person
    /// look at every licence. By default it is simulated.
    #[arg(long, env = "CQC_REGISTER", global = true)]
    pub register: Option<String>,
    /// Bearer key of the licence register.
    #[arg(long, env = "CQC_REGISTER_KEY", hide_env_values = true, global = true)]
    pub register_key: Option<Secret>,
}

impl MessagesConfig {
    /// How mails are sent.
    ///
    /// # Errors
    ///
    /// If the server's URL or the sender is malformed.
    pub fn mailer(&self, db: &Db, clock: &Arc<dyn Clock>) -> anyhow::Result<Arc<dyn Mailer>> {
        Ok(match &self.smtp_url {
            Some(url) => Arc::new(SmtpMailer::new(url.expose(), &self.mail_from)?),
            None => Arc::new(OutboxMailer {
                db: db.clone(),
                clock: Arc::clone(clock),
            }),
        })
    }

    /// How SMS are sent.
    ///
    /// # Errors
    ///
    /// If the HTTP client cannot be built.
    pub fn sms(&self, db: &Db, clock: &Arc<dyn Clock>) -> anyhow::Result<Arc<dyn SmsGateway>> {
        Ok(match &self.sms_url {
            Some(url) => {
                let key = expose(self.sms_key.as_ref());
                Arc::new(HttpSmsGateway::new(
                    url.clone(),
                    key,
                    self.sms_sender.clone(),
                )?)
            }
            None => Arc::new(OutboxSms {
                db: db.clone(),
                clock: Arc::clone(clock),
            }),
        })
    }

    /// Who knows licences.
    ///
    /// # Errors
    ///
    /// If the address is malformed.
    pub fn register(&self) -> anyhow::Result<Arc<dyn LicenceRegister>> {
        Ok(match self.register.as_deref() {
            None => Arc::new(SimulatedRegister),
            Some("manual") => Arc::new(ManualRegister),
            Some(url) => Arc::new(HttpRegister::new(
                url.parse()?,
                expose(self.register_key.as_ref()),
            )?),
        })
    }
}

fn expose(secret: Option<&Secret>) -> String {
    secret
        .map(|secret| secret.expose().to_owned())
        .unwrap_or_default()
}
