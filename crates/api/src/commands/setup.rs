//! From configuration to a context.

use std::sync::Arc;

use anyhow::Context as _;
use common::rules::policy::RulePolicy;
use db::Db;
use services::Context;
use services::accounts::password_hasher::PasswordHasher;
use services::accounts::session_limits::SessionLimits;
use services::ports::clock::{AheadClock, Clock, SystemClock};
use services::settings::Settings;

use crate::config::Config;

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
        .load(&config.data_dir.join("keys"), public_url.as_str())?;
    Ok(Context {
        mailer: config.messages.mailer(&db, &clock)?,
        sms: config.messages.sms(&db, &clock)?,
        register: config.messages.register()?,
        files: config
            .files
            .store(&config.data_dir.join("files"), config.is_production())?,
        settings: Arc::new(Settings {
            operator: config.operator.operator(),
            consent_texts: config.operator.consent_texts(),
            is_development: !config.is_production(),
            mail_from: config.messages.mail_from.clone(),
            policy: RulePolicy::default(),
            sessions: SessionLimits::default(),
            public_url,
        }),
        keys: Arc::new(keys),
        passwords: PasswordHasher::new(passwords_at_once())?,
        request_id: None,
        db,
        clock,
    })
}

/// One per processor: more would only hold memory while they wait for each other.
fn passwords_at_once() -> usize {
    std::thread::available_parallelism().map_or(2, std::num::NonZero::get)
}
