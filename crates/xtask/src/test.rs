//! `cargo xtask test`: everything that must hold, step by step.

mod guide;
mod isolation;
mod texts;
mod tidy;
mod units;

use std::{collections::BTreeSet, process::ExitCode, time::Instant};

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use crate::{
    budget, e2e,
    exec::Task,
    openapi, paths, say,
    setup::{self, rust::WASM},
    site,
};

/// Which steps to take.
#[derive(Args)]
pub struct Options {
    /// Take only these steps.
    #[arg(long, value_enum, num_args = 1.., value_delimiter = ',')]
    only: Vec<Step>,
    /// Leave these steps out.
    #[arg(long, value_enum, num_args = 1.., value_delimiter = ',')]
    skip: Vec<Step>,
}

/// The steps, in order: what fails fast and often comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum Step {
    /// rustfmt.
    Format,
    /// No `mod.rs`, no overlong file, no note left for later, no unused text.
    Tidy,
    /// The user's guide: each promise has its test.
    Guide,
    /// docker-compose.yml is well formed.
    Compose,
    /// clippy on the server, and on the site for wasm.
    Clippy,
    /// Licences, bans and sources of dependencies.
    Deny,
    /// Each crate reaches only what it may; each engine builds alone.
    Isolation,
    /// Unit and integration tests, on SQLite and PostgreSQL.
    Unit,
    /// openapi/openapi.json is the server's.
    Openapi,
    /// The site builds (release).
    Site,
    /// The site's size.
    Budget,
    /// Type check of the browser tests.
    Types,
    /// Browser tests with accessibility checks.
    E2e,
}

/// What became of a step that did not fail.
enum Outcome {
    Passed,
    Skipped(String),
}

/// Takes the steps; the last line counts them, the exit code is the verdict.
pub fn run(options: &Options) -> Result<ExitCode> {
    let started = Instant::now();
    let mut passed = 0;
    let mut failed = BTreeSet::new();
    let mut skipped = 0;
    let chosen = |step: &Step| {
        (options.only.is_empty() || options.only.contains(step)) && !options.skip.contains(step)
    };
    for step in Step::value_variants().iter().copied().filter(chosen) {
        say::heading(&format!("Test step: {}", name(step)));
        let begun = Instant::now();
        let result = check_needed(step, &failed).and_then(|()| perform(step));
        let time = say::duration(begun.elapsed());
        match result {
            Ok(Outcome::Passed) => {
                passed += 1;
                say::note(&format!("passed ({time})"));
            }
            Ok(Outcome::Skipped(reason)) => {
                skipped += 1;
                say::note(&format!("skipped: {reason}"));
            }
            Err(error) => {
                failed.insert(step);
                say::note(&format!("FAILED ({time}): {error:#}"));
            }
        }
    }
    say::heading("Verdict");
    for step in &failed {
        say::note(&format!(
            "failed: {0} (again: cargo xtask test --only {0})",
            name(*step)
        ));
    }
    say::note(&format!(
        "took {}, {skipped} skipped",
        say::duration(started.elapsed())
    ));
    say::line(&format!("{passed} passed, {} failed", failed.len()));
    Ok(ExitCode::from(u8::from(!failed.is_empty())))
}

fn name(step: Step) -> String {
    step.to_possible_value()
        .map_or_else(String::new, |value| value.get_name().to_owned())
}

/// Measuring or using a site that does not build would tell about an old one.
fn check_needed(step: Step, failed: &BTreeSet<Step>) -> Result<()> {
    if matches!(step, Step::Budget | Step::E2e) && failed.contains(&Step::Site) {
        bail!("not taken, since the site does not build");
    }
    Ok(())
}

fn perform(step: Step) -> Result<Outcome> {
    match step {
        Step::Format => {
            setup::rust::toolchain()?;
            Task::cargo(["fmt", "--all", "--check"]).quiet("format")?;
        }
        Step::Tidy => tidy::check()?,
        Step::Guide => guide::check()?,
        Step::Compose => return compose(),
        Step::Clippy => clippy()?,
        Step::Deny => deny()?,
        Step::Isolation => isolation::check()?,
        Step::Unit => units::run()?,
        Step::Openapi => openapi::check()?,
        Step::Site => site::build()?,
        Step::Budget => {
            ensure_site()?;
            budget::check()?;
        }
        Step::Types => {
            setup::node::ensure()?;
            Task::npm(["run", "--silent", "typecheck"]).stream()?;
        }
        Step::E2e => {
            ensure_site()?;
            e2e::run(&[])?;
        }
    }
    Ok(Outcome::Passed)
}

fn clippy() -> Result<()> {
    setup::system::ensure(&[
        &setup::system::C_COMPILER,
        &setup::system::MAKE,
        &setup::system::PERL,
    ])?;
    setup::rust::toolchain()?;
    let strict = ["--", "--deny", "warnings"];
    Task::cargo(["clippy", "--all-targets"])
        .args(strict)
        .quiet("clippy-server")?;
    Task::cargo(["clippy", "--target", WASM])
        .args([
            "--package",
            "ui",
            "--package",
            "driver",
            "--package",
            "staff",
        ])
        .args(strict)
        .quiet("clippy-site")
        .map(drop)
}

/// `.deny.toml` says what is allowed. The advisory database is only reachable from GitHub, so known
/// vulnerabilities are not part of a test that must also run without it.
fn deny() -> Result<()> {
    setup::rust::cargo_deny()?;
    Task::new("cargo-deny")
        .args(["--offline", "--all-features", "check"])
        .args(["licenses", "bans", "sources"])
        .quiet("deny")?;
    say::note("licences, bans and sources; not advisories, whose database is not on crates.io");
    Ok(())
}

fn compose() -> Result<Outcome> {
    if !Task::new("docker").args(["compose", "version"]).succeeds() {
        return Ok(Outcome::Skipped("no docker client".to_owned()));
    }
    Task::new("docker")
        .args(["compose", "config", "--quiet"])
        .stream()?;
    Ok(Outcome::Passed)
}

/// With `--only`, the site may never have been built.
fn ensure_site() -> Result<()> {
    if paths::site().join("driver/index.html").exists()
        && paths::site().join("staff/index.html").exists()
    {
        return Ok(());
    }
    site::build()
}
