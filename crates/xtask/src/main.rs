//! Set-up, run, test, bench, OpenAPI and budgets: `cargo xtask help`.

mod bench;
mod budget;
mod e2e;
mod exec;
mod openapi;
mod paths;
mod postgres;
mod run;
mod say;
mod server;
mod setup;
mod site;
mod test;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Everything one does with this repository. Missing tools are installed into
/// `target/` and `frontend/node_modules/`, pinned, at first use.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site and the server (release) and serve both.
    Run(run::Options),
    /// Build the site and the server (release) without serving them.
    Build,
    /// Check everything; the exit code is the verdict.
    Test(test::Options),
    /// Run the browser tests alone; what follows goes to Playwright.
    E2e {
        /// For example `--project phone tests/home.spec.ts`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Measure the server against the performance budgets.
    Bench(bench::Options),
    /// Build the site and compare its size with the budgets.
    Budget,
    /// Write `openapi/openapi.json` from the route table.
    Openapi {
        /// Compare only, and fail when it differs.
        #[arg(long)]
        check: bool,
    },
    /// Install everything that `run` and `test` need.
    Setup,
    /// Format the Rust code.
    Fmt,
}

fn main() -> ExitCode {
    match perform(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            say::failure(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn perform(command: Command) -> Result<ExitCode> {
    match command {
        Command::Run(options) => run::run(&options)?,
        Command::Build => {
            site::build()?;
            server::build_release()?;
        }
        Command::Test(options) => return test::run(&options),
        Command::E2e { arguments } => {
            site::build()?;
            e2e::run(&arguments)?;
        }
        Command::Bench(options) => bench::run(&options)?,
        Command::Budget => {
            site::build()?;
            budget::check()?;
        }
        Command::Openapi { check: true } => openapi::check()?,
        Command::Openapi { check: false } => openapi::write()?,
        Command::Setup => setup::everything()?,
        Command::Fmt => exec::Task::cargo(["fmt", "--all"]).stream()?,
    }
    Ok(ExitCode::SUCCESS)
}
