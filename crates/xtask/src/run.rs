//! `cargo xtask run`: build everything and serve it in the foreground.

use std::{os::unix::process::CommandExt, path::PathBuf, time::Instant};

use anyhow::{Context, Result};
use clap::Args;

use crate::{exec::Task, paths, say, server, site};

/// What and where to serve.
#[derive(Args)]
pub struct Options {
    /// TCP port of the site and the API.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Folder of the database and the files; created when missing.
    #[arg(long, default_value = "data")]
    data_dir: PathBuf,
    /// Start empty instead of loading the demo data on the first start.
    #[arg(long)]
    no_demo: bool,
}

/// Replaces this process by the server, so that signals reach it directly; only
/// returns on failure.
pub fn run(options: &Options) -> Result<()> {
    let started = Instant::now();
    site::build()?;
    let program = server::build_release()?;
    let data = std::path::absolute(&options.data_dir)?;
    say::heading(&format!(
        "Built in {}; serving on http://localhost:{} (Ctrl-C stops)",
        say::duration(started.elapsed()),
        options.port
    ));
    let mut command = Task::new(program)
        .args(["serve"])
        .env("CQC_PORT", options.port.to_string())
        .env("CQC_DATA_DIR", data)
        .env("CQC_SITE_DIR", paths::site())
        .env("CQC_DEMO", if options.no_demo { "0" } else { "1" })
        .into_command();
    Err(command.exec()).context("the server did not start")
}
