//! The `cqc-hub` program.

use clap::Parser as _;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    api::commands::run(api::commands::Cli::parse()).await
}
