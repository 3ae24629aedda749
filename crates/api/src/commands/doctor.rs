//! `cqc-hub doctor`: checks what the service relies on, and says what to do.

use std::fmt::Display;

use services::{Context, demo};

use super::setup;
use crate::config::Config;

pub(super) async fn run(config: &Config) -> anyhow::Result<()> {
    let mut failed = 0_u32;
    let mut report = |what: &str, result: Result<String, String>| match result {
        Ok(found) => tracing::info!("{what}: {found}"),
        Err(fault) => {
            failed += 1;
            tracing::error!("{what}: {fault}");
        }
    };
    let faults = config.faults();
    report(
        "configuration",
        if faults.is_empty() {
            Ok("complete".to_owned())
        } else {
            Err(faults.join("; "))
        },
    );
    match setup::open(config, false) {
        Err(error) => report("database", Err(format!("{error:#}"))),
        Ok(db) => {
            report("database", pending(&db).await);
            match setup::context(config, db) {
                Err(error) => report("keys and addresses", Err(format!("{error:#}"))),
                Ok(ctx) => {
                    report("keys", Ok("present".to_owned()));
                    report("demonstration data", demonstration(&ctx).await);
                    report("file store", said(ctx.files.check().await));
                    report("mail server", said(ctx.mailer.check().await));
                }
            }
        }
    }
    anyhow::ensure!(failed == 0, "{failed} checks failed");
    Ok(())
}

async fn pending(db: &db::Db) -> Result<String, String> {
    let pending = db
        .pending_migrations()
        .await
        .map_err(|error| error.to_string())?;
    if pending.is_empty() {
        Ok(format!("{}, up to date", db.engine()))
    } else {
        Err(format!(
            "{} migrations are not applied; run `cqc-hub migrate`",
            pending.len()
        ))
    }
}

/// In development they are welcome.
async fn demonstration(ctx: &Context) -> Result<String, String> {
    let present = demo::is_present(ctx).await;
    match present.map_err(|error| error.to_string())? {
        true if !ctx.settings.is_development => Err(setup::DEMO_PRESENT.to_owned()),
        true => Ok("present".to_owned()),
        false => Ok("none".to_owned()),
    }
}

fn said<E: Display>(result: Result<(), E>) -> Result<String, String> {
    result
        .map(|()| "works".to_owned())
        .map_err(|error| format!("{error:#}"))
}
