//! Configuration: environment variables `CQC_*`, one struct per concern. The
//! doc comment of a field is what `--help` shows. Every variable is also a flag.

mod accounting;
mod files;
mod http;
mod keys;
mod messages;
mod operator;
mod payment;
mod policy;
mod production;
mod secret;
mod seller;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use db::DatabaseUrl;

pub use accounting::AccountingConfig;
pub use files::FilesConfig;
pub use http::HttpConfig;
pub use keys::KeysConfig;
pub use messages::MessagesConfig;
pub use operator::OperatorConfig;
pub use payment::{PaymentConfig, PaymentProviderKind};
pub use policy::{Policy, PolicyConfig};
pub use secret::Secret;
pub use seller::SellerConfig;

/// How strict the service is with its own configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    /// Everything works at once: embedded database, kept mails, simulated outside.
    Development,
    /// Refuses to start with any default that is meant for development.
    Production,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object per line.
    Json,
}

/// Everything that can be configured.
#[derive(Clone, Debug, Args)]
pub struct Config {
    /// `development` or `production`. Production refuses every development default.
    #[arg(
        long,
        env = "CQC_MODE",
        value_enum,
        default_value = "development",
        global = true
    )]
    pub mode: Mode,
    /// Directory of the embedded database, the files and the generated keys.
    #[arg(long, env = "CQC_DATA_DIR", default_value = "data", global = true)]
    pub data_dir: PathBuf,
    /// `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/DATABASE`; by default
    /// `hub.db` in the data directory.
    #[arg(long, env = "CQC_DATABASE_URL", hide_env_values = true, global = true)]
    pub database_url: Option<DatabaseUrl>,
    /// Connections that read at once.
    #[arg(long, env = "CQC_DATABASE_READERS", default_value_t = 8, global = true)]
    pub database_readers: u32,
    /// Connections that write at once on PostgreSQL (SQLite has one).
    #[arg(long, env = "CQC_DATABASE_WRITERS", default_value_t = 8, global = true)]
    pub database_writers: u32,
    /// What is logged: a level, or directives such as `info,db=debug`.
    #[arg(long, env = "CQC_LOG", default_value = "info", global = true)]
    pub log: String,
    /// `text` or `json`.
    #[arg(
        long,
        env = "CQC_LOG_FORMAT",
        value_enum,
        default_value = "text",
        global = true
    )]
    pub log_format: LogFormat,
    /// Jobs that a worker runs at once.
    #[arg(long, env = "CQC_WORKER_LOOPS", default_value_t = 4, global = true)]
    pub worker_loops: usize,
    /// Whether `serve` loads demonstration data into a database without accounts;
    /// `1` or `0`. Development only.
    #[arg(long, env = "CQC_DEMO", default_value = "0", value_parser = clap::builder::BoolishValueParser::new(), action = clap::ArgAction::Set, global = true)]
    pub demo: bool,
    /// Whether `serve` runs the jobs too; by default in development only.
    #[arg(long, env = "CQC_SERVE_JOBS", global = true)]
    pub serve_jobs: Option<bool>,
    /// The network.
    #[command(flatten)]
    pub http: HttpConfig,
    /// Who sells.
    #[command(flatten)]
    pub seller: SellerConfig,
    /// The accounts.
    #[command(flatten)]
    pub accounting: AccountingConfig,
    /// The operator.
    #[command(flatten)]
    pub operator: OperatorConfig,
    /// The rules.
    #[command(flatten)]
    pub policy: PolicyConfig,
    /// The keys.
    #[command(flatten)]
    pub keys: KeysConfig,
    /// The file store.
    #[command(flatten)]
    pub files: FilesConfig,
    /// Mails, SMS and the licence register.
    #[command(flatten)]
    pub messages: MessagesConfig,
    /// Payments.
    #[command(flatten)]
    pub payment: PaymentConfig,
}

impl Config {
    /// Whether this is a production server.
    #[must_use]
    pub fn is_production(&self) -> bool {
        self.mode == Mode::Production
    }

    /// Where the database is.
    #[must_use]
    pub fn database_url(&self) -> DatabaseUrl {
        let default = || DatabaseUrl::Sqlite(self.data_dir.join("hub.db"));
        self.database_url.clone().unwrap_or_else(default)
    }

    /// How the database is opened.
    #[must_use]
    pub fn database(&self) -> db::Options {
        db::Options {
            readers: self.database_readers,
            writers: self.database_writers,
            ..db::Options::new(self.database_url())
        }
    }

    /// Whether `serve` runs the jobs too.
    #[must_use]
    pub fn serves_jobs(&self) -> bool {
        self.serve_jobs.unwrap_or(!self.is_production())
    }

    /// What keeps this configuration from being one for production: one sentence
    /// per fault, each with the variable to set. Empty in development.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        if self.is_production() {
            production::faults(self)
        } else {
            Vec::new()
        }
    }
}
