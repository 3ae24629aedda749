//! `cqc-hub demo`, and the demonstration data of `serve`.

use services::{Context, demo};

use super::setup;
use crate::config::Config;

pub(super) async fn run(config: &Config) -> anyhow::Result<()> {
    anyhow::ensure!(
        !config.is_production(),
        "demonstration data do not belong into production"
    );
    let db = setup::open(config, true)?;
    db.migrate().await?;
    load(&setup::context(config, db)?).await
}

/// Loads the data if there is no account yet, and tells how to sign in.
pub(super) async fn load(ctx: &Context) -> anyhow::Result<()> {
    let is_new = demo::load(ctx).await?;
    let Some(client) = demo::find_client(ctx).await? else {
        return Ok(());
    };
    let what = if is_new { "loaded" } else { "present" };
    tracing::info!(
        "demonstration data are {what}; the password of every account is {}",
        demo::PASSWORD
    );
    tracing::info!(
        "sign in as driver {} at {}",
        demo::DRIVER,
        ctx.settings.link("")
    );
    for (email, role, _) in demo::STAFF {
        tracing::info!(
            "sign in as {role} {email} at {}",
            ctx.settings.link("staff/")
        );
    }
    tracing::info!(
        "training centre's software: client id {client}, secret {}",
        demo::CLIENT_SECRET
    );
    Ok(())
}
