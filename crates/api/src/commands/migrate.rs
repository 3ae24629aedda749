//! `cqc-hub migrate`.

use super::setup;
use crate::config::Config;

pub(super) async fn run(config: &Config) -> anyhow::Result<()> {
    let applied = setup::open(config, true)?.migrate().await?;
    match applied.len() {
        0 => tracing::info!("the database is up to date"),
        count => tracing::info!(?applied, "applied {count} migrations"),
    }
    Ok(())
}
