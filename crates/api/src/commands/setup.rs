//! From configuration to a context.

use std::sync::Arc;

use anyhow::Context as _;
use common::problem_code::ProblemCode;
use common::words::Language;
use db::Db;
use services::accounts::password_hasher::PasswordHasher;
use services::ports::clock::{AheadClock, Clock, SystemClock};
use services::ports::webhook_sender::WebhookSender;
use services::settings::{Settings, issuer};
use services::{Context, ServiceError, demo};

use crate::config::Config;

/// Why a database with demonstration data is refused.
pub(super) const DEMO_PRESENT: &str = "this database holds demonstration accounts (@demo.example), whose password is published; \
    give production a database of its own";

/// Stops a production server that still has development defaults.
pub(super) fn refuse_faults(config: &Config) -> anyhow::Result<()> {
    let faults = config.faults();
    anyhow::ensure!(
        faults.is_empty(),
        "this configuration is not one for production:\n- {}",
        faults.join("\n- ")
    );
    Ok(())
}

/// Stops a production server on a database that is not meant for it: one without
/// the newest schema, or with accounts whose password is published.
pub(super) async fn refuse_database(ctx: &Context) -> anyhow::Result<()> {
    if ctx.settings.is_development {
        return Ok(());
    }
    let pending = ctx.db.pending_migrations().await?;
    anyhow::ensure!(
        pending.is_empty(),
        "run `cqc-hub migrate` first: {} migrations are not applied",
        pending.len()
    );
    anyhow::ensure!(!demo::is_present(ctx).await?, DEMO_PRESENT);
    Ok(())
}

/// Opens the database. A missing SQLite file is made only if `create` says so.
pub(super) fn open(config: &Config, create: bool) -> anyhow::Result<Db> {
    if create && let Some(directory) = config.database_url().path().and_then(|path| path.parent()) {
        std::fs::create_dir_all(directory)
            .with_context(|| format!("making {}", directory.display()))?;
    }
    let options = db::Options {
        create,
        ..config.database()
    };
    Db::connect(&options).with_context(|| format!("opening {}", options.url))
}

/// The way to the use cases, as configured.
///
/// # Errors
///
/// If a key, the file store or an address cannot be used.
pub fn context(config: &Config, db: Db) -> anyhow::Result<Context> {
    let public_url = config
        .http
        .public_url()
        .context("CQC_PUBLIC_URL is malformed")?;
    let clock: Arc<dyn Clock> = if config.is_production() {
        Arc::new(SystemClock)
    } else {
        Arc::new(AheadClock::default())
    };
    let keys = config
        .keys
        .load(&config.data_dir.join("keys"), issuer(&public_url))?;
    let policy = config.policy.load()?;
    Ok(Context {
        mailer: config.messages.mailer(&db, &clock)?,
        sms: config.messages.sms(&db, &clock)?,
        register: config.messages.register()?,
        payments: config.payment.provider(&public_url, &clock)?,
        webhooks: WebhookSender::new(!config.is_production())?,
        files: config
            .files
            .store(&config.data_dir.join("files"), config.is_production())?,
        settings: Arc::new(Settings {
            operator: config.operator.operator(),
            logo: config.operator.logo()?,
            seller: config.seller.seller(&config.operator.operator_name),
            accounts: config.accounting.plan(),
            consent_texts: config.operator.consent_texts(),
            is_development: !config.is_production(),
            mail_from: config.messages.mail_from.clone(),
            policy: policy.rules,
            sessions: policy.sessions,
            public_url,
        }),
        keys: Arc::new(keys),
        passwords: PasswordHasher::new(passwords_at_once())?,
        request_id: None,
        db,
        clock,
    })
}

/// A refusal in the words of a use case, for whoever gave the command.
pub(super) fn refused(error: ServiceError) -> anyhow::Error {
    match error.code() {
        ProblemCode::Internal | ProblemCode::Unavailable => error.into(),
        _ => anyhow::anyhow!("{}", error.in_words(Language::English)),
    }
}

/// One per processor: more would only hold memory while they wait for each other.
fn passwords_at_once() -> usize {
    std::thread::available_parallelism().map_or(2, std::num::NonZero::get)
}
