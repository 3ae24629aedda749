//! A context for tests: a throw-away database, a clock that is set, an outbox,
//! and files in a temporary directory.
#![expect(clippy::expect_used, reason = "a test without its context has failed")]

pub mod records;
mod register;

pub use register::{Script, ScriptedRegister};

use std::sync::Arc;

use chrono::{DateTime, Utc};
use common::dto::address::Address;
use common::dto::service::{ConsentText, Operator};
use common::money::VatExemption;
use common::words::ConsentKind;
use db::Db;
use db::outbox::OutboxMessage;
use db::testing::TestDb;
use documents::accounts::AccountPlan;

use crate::accounts::password_hasher::PasswordHasher;
use crate::accounts::session_limits::SessionLimits;
use crate::context::Context;
use crate::jobs::{registry, run_until_idle};
use crate::keys::Keys;
use crate::ports::clock::{Clock, SetClock};
use crate::ports::file_store::FileStore;
use crate::ports::mailer::OutboxMailer;
use crate::ports::payment_provider::SimulatedProvider;
use crate::ports::sms_gateway::OutboxSms;
use crate::ports::webhook_sender::WebhookSender;
use crate::settings::{Seller, Settings};

/// When tests begin: a Monday noon in Paris.
///
/// # Panics
///
/// Never: the text is an instant.
#[must_use]
pub fn start_of_tests() -> DateTime<Utc> {
    "2026-11-23T11:00:00Z".parse().expect("this is an instant")
}

/// Settings of an invented operator.
///
/// # Panics
///
/// Never: the texts are well formed.
#[must_use]
pub fn settings() -> Settings {
    Settings {
        operator: Operator {
            service_name: "CQC Hub".to_owned(),
            name: "Office d’essai".to_owned(),
            legal_form: "Établissement public".to_owned(),
            siren: None,
            vat_number: None,
            logo: None,
            address: "1 rue de l’Exemple, 75001 Paris".to_owned(),
            contact_email: "contact@hub.example".to_owned(),
            contact_phone: "01 00 00 00 00".to_owned(),
        },
        logo: None,
        seller: Seller {
            legal_name: "Office d’essai".to_owned(),
            legal_form: "SA".to_owned(),
            capital_cents: Some(15_000_000),
            siret: "40483304800006".parse().expect("a SIRET"),
            register_town: Some("Paris".to_owned()),
            address: Address {
                lines: vec!["1 rue de l’Exemple".to_owned()],
                postal_code: "75001".to_owned(),
                town: "Paris".to_owned(),
                country: "FR".to_owned(),
            },
            vat_number: "FR83404833048".parse().expect("a VAT number"),
            vat_exemption: VatExemption::default(),
        },
        accounts: AccountPlan {
            journal: "VE".parse().expect("a journal"),
            customers: "411000".parse().expect("an account"),
            sales: "706000".parse().expect("an account"),
            vat: "445710".parse().expect("an account"),
        },
        consent_texts: ConsentKind::ALL
            .iter()
            .map(|kind| ConsentText {
                kind: *kind,
                version: "2026-11-01".to_owned(),
            })
            .collect(),
        public_url: "https://hub.example/".parse().expect("this is a URL"),
        is_development: true,
        mail_from: "CQC Hub <hub@hub.example>".to_owned(),
        policy: common::rules::policy::RulePolicy::default(),
        sessions: SessionLimits::default(),
    }
}

/// A context on a throw-away database, with the clock and files that it uses.
pub struct TestContext {
    ctx: Context,
    /// The clock; it stands still until it is moved.
    pub clock: Arc<SetClock>,
    /// What the licence register says; as in development until it is told.
    pub licences: Arc<ScriptedRegister>,
    /// The payment provider, with the faults that a test wants.
    pub payments: Arc<SimulatedProvider>,
    directory: std::path::PathBuf,
    _database: TestDb,
}

impl std::fmt::Debug for TestContext {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TestContext")
            .field("ctx", &self.ctx)
            .finish_non_exhaustive()
    }
}

impl std::ops::Deref for TestContext {
    type Target = Context;

    fn deref(&self) -> &Context {
        &self.ctx
    }
}

impl std::ops::DerefMut for TestContext {
    fn deref_mut(&mut self) -> &mut Context {
        &mut self.ctx
    }
}

impl TestContext {
    /// On a fresh SQLite database.
    #[cfg(feature = "sqlite")]
    pub async fn sqlite() -> Self {
        Self::on(TestDb::sqlite().await)
    }

    /// On a fresh PostgreSQL database.
    #[cfg(feature = "postgres")]
    pub async fn postgres() -> Self {
        Self::on(TestDb::postgres().await)
    }

    /// On a given database.
    ///
    /// # Panics
    ///
    /// If a temporary directory cannot be made.
    #[must_use]
    pub fn on(database: TestDb) -> Self {
        let clock = Arc::new(SetClock::at(start_of_tests()));
        let name = common::ids::FileId::new().to_string();
        let directory = std::env::temp_dir().join(format!("cqc_test_files_{name}"));
        let (db, settings): (Db, _) = (database.handle(), settings());
        let shared: Arc<dyn Clock> = clock.clone();
        let licences = Arc::new(ScriptedRegister::default());
        let public_url = settings.public_url.clone();
        let payments = Arc::new(SimulatedProvider::new(public_url, Arc::clone(&shared)));
        let ctx = Context {
            mailer: Arc::new(OutboxMailer {
                db: db.clone(),
                clock: Arc::clone(&shared),
            }),
            sms: Arc::new(OutboxSms {
                db: db.clone(),
                clock: Arc::clone(&shared),
            }),
            files: FileStore::local(&directory).expect("a temporary directory can be made"),
            register: licences.clone(),
            payments: payments.clone(),
            webhooks: WebhookSender::new(true).expect("an HTTP client can be made"),
            keys: Arc::new(Keys::generate(settings.issuer()).expect("keys can be made")),
            settings: Arc::new(settings),
            passwords: PasswordHasher::new(4).expect("random bytes can be had"),
            request_id: None,
            db,
            clock: shared,
        };
        Self {
            ctx,
            clock,
            licences,
            payments,
            directory,
            _database: database,
        }
    }

    /// Runs due jobs until none is due.
    ///
    /// # Panics
    ///
    /// If the database fails.
    pub async fn run_jobs(&self) -> usize {
        run_until_idle(&self.ctx, &registry())
            .await
            .expect("the queue works")
    }

    /// The messages in the outbox, newest first.
    ///
    /// # Panics
    ///
    /// If the database fails.
    pub async fn outbox(&self) -> Vec<OutboxMessage> {
        self.ctx
            .read(|conn| Ok(db::outbox::list(conn, 100)?))
            .await
            .expect("the outbox can be read")
    }
}

impl Drop for TestContext {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}
