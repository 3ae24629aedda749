//! What every use case is handed: the database, the ports, the settings.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use db::{Conn, Db};

use crate::accounts::password_hasher::PasswordHasher;
use crate::error::ServiceResult;
use crate::keys::Keys;
use crate::ports::clock::Clock;
use crate::ports::file_store::FileStore;
use crate::ports::licence_register::LicenceRegister;
use crate::ports::mailer::Mailer;
use crate::ports::payment_provider::PaymentProvider;
use crate::ports::sms_gateway::SmsGateway;
use crate::ports::webhook_sender::WebhookSender;
use crate::settings::Settings;

/// The way to everything outside a use case. Cloning it is cheap; a request has
/// its own clone that knows the request's id.
#[derive(Clone)]
pub struct Context {
    /// The database; prefer [`Context::read`] and [`Context::write`].
    pub db: Db,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Sends mails; use cases queue them with [`Tx::mail`] instead.
    pub mailer: Arc<dyn Mailer>,
    /// Sends SMS; use cases queue them with [`Tx::sms`] instead.
    pub sms: Arc<dyn SmsGateway>,
    /// Keeps files.
    pub files: FileStore,
    /// Knows driving licences.
    pub register: Arc<dyn LicenceRegister>,
    /// Takes payments; asked from jobs only.
    pub payments: Arc<dyn PaymentProvider>,
    /// Tells organisations' software of events; asked from jobs only.
    pub webhooks: WebhookSender,
    /// What the operator has configured.
    pub settings: Arc<Settings>,
    /// The keys that sign access tokens and certificates.
    pub keys: Arc<Keys>,
    /// Hashes and compares passwords, a few at a time.
    pub passwords: PasswordHasher,
    /// The request that is being answered, if one is.
    pub request_id: Option<Arc<str>>,
}

impl std::fmt::Debug for Context {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Context")
            .field("db", &self.db)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}

impl Context {
    /// The present instant, truncated to microseconds.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// A clone for answering one request.
    #[must_use]
    pub fn for_request(&self, request_id: &str) -> Self {
        Self {
            request_id: Some(request_id.into()),
            ..self.clone()
        }
    }

    /// Runs queries that only read.
    ///
    /// # Errors
    ///
    /// What `body` returns, or that the database cannot be reached.
    pub async fn read<T, F>(&self, body: F) -> ServiceResult<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> ServiceResult<T> + Send + 'static,
    {
        self.db.read(body).await
    }

    /// Runs `body` in one transaction: all of it happens, mails and jobs
    /// included, or nothing. It may run several times, so it has to leave
    /// everything outside the transaction alone.
    ///
    /// # Errors
    ///
    /// What `body` returns, or the failure to begin or commit.
    pub async fn write<T, F>(&self, body: F) -> ServiceResult<T>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> ServiceResult<T> + Send + Sync + 'static,
    {
        let (now, request_id) = (self.now(), self.request_id.clone());
        let settings = Arc::clone(&self.settings);
        self.db
            .write(move |conn| {
                let request_id = request_id.clone();
                body(&mut Tx {
                    conn,
                    now,
                    request_id,
                    settings: &settings,
                })
            })
            .await
    }
}

/// A write transaction. It goes wherever a query wants a connection.
pub struct Tx<'c> {
    conn: &'c mut Conn,
    /// The instant of everything that happens in it.
    pub now: DateTime<Utc>,
    /// The request that causes it, if one does.
    pub request_id: Option<Arc<str>>,
    /// What the operator has configured.
    pub settings: &'c Settings,
}

impl std::fmt::Debug for Tx<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx")
            .field("now", &self.now)
            .finish_non_exhaustive()
    }
}

impl Deref for Tx<'_> {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        self.conn
    }
}

impl DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut Conn {
        self.conn
    }
}
