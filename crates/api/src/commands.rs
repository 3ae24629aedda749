//! What `cqc-hub` can do.

mod backup;
mod centre;
mod demo;
mod describe;
mod doctor;
mod migrate;
mod serve;
mod setup;
mod staff;
mod worker;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::config::Config;

pub use centre::{AddCentre, CentreCommand};
pub use serve::server;
pub use setup::context;
pub use staff::StaffCommand;

/// Driver qualification cards: the server and its tools.
///
/// Everything is configured by environment variables, which stand beside each
/// option; `cqc-hub config` lists them.
#[derive(Clone, Debug, Parser)]
#[command(name = "cqc-hub", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// With which configuration.
    #[command(flatten)]
    pub config: Config,
}

/// What to do.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Answers requests; in development also runs the jobs, and migrates first.
    Serve,
    /// Runs the jobs: mails, SMS, documents, what runs by the clock.
    Worker,
    /// Brings the database's schema up to date.
    Migrate,
    /// Prints the OpenAPI document.
    Openapi,
    /// Loads demonstration data into an empty development database.
    Demo,
    /// Accounts of the issuer's staff.
    Staff {
        /// What to do.
        #[command(subcommand)]
        command: StaffCommand,
    },
    /// Training centres and the credentials of their software.
    Centre {
        /// What to do.
        #[command(subcommand)]
        command: CentreCommand,
    },
    /// Copies database and files into a new directory while the service runs.
    Backup {
        /// The directory to make.
        target: PathBuf,
    },
    /// Puts a backup in the place of missing data.
    Restore {
        /// The directory that `backup` made.
        source: PathBuf,
    },
    /// Checks configuration, database, file store and mail server.
    Doctor,
    /// Lists every variable with its meaning and default.
    Config,
}

/// Does it.
///
/// # Errors
///
/// Whatever keeps it from being done, in words for the operator.
pub async fn run(cli: Cli) -> anyhow::Result<()> {
    let config = cli.config;
    match cli.command {
        Command::Openapi => return describe::openapi(),
        Command::Config => return describe::variables(),
        _ => crate::telemetry::log(&config.log, config.log_format)?,
    }
    if !matches!(cli.command, Command::Doctor) {
        setup::refuse_faults(&config)?;
    }
    match cli.command {
        Command::Serve => serve::run(&config).await,
        Command::Worker => worker::run(&config).await,
        Command::Migrate => migrate::run(&config).await,
        Command::Demo => demo::run(&config).await,
        Command::Staff { command } => staff::run(&config, command).await,
        Command::Centre { command } => centre::run(&config, command).await,
        Command::Backup { target } => backup::backup(&config, &target).await,
        Command::Restore { source } => backup::restore(&config, &source),
        Command::Doctor => doctor::run(&config).await,
        Command::Openapi | Command::Config => Ok(()),
    }
}
