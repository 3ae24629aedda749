//! `cargo xtask bench`: the release server against the performance budgets.

mod load;
mod process;

use std::time::Duration;

use anyhow::{Result, bail};
use clap::Args;

use crate::{exec::Task, paths, say, server, setup};
use load::Load;
use process::Running;

/// How long to measure.
#[derive(Args)]
pub struct Options {
    /// Seconds of load per measure.
    #[arg(long, default_value_t = 10)]
    seconds: u32,
}

const START_BUDGET: Duration = Duration::from_millis(300);
const IDLE_MEMORY_BUDGET: u64 = 60_000_000;
/// Concurrent connections of the load.
const CONNECTIONS: u32 = 64;

/// What was measured, and the limit it must keep.
struct Finding {
    what: String,
    measured: String,
    budget: String,
    kept: bool,
}

/// Measures a migrated server with demo data, in a folder of its own, and fails
/// when a budget is broken. The figures depend on the machine: run it on a quiet one.
pub fn run(options: &Options) -> Result<()> {
    setup::node::ensure()?;
    let program = server::build_release()?;
    let data = server::TemporaryFolder::new("bench")?;
    say::heading("Measures");
    // The first start migrates and loads the demo data, which is not measured.
    drop(Running::start(&program, data.path())?);
    let running = Running::start(&program, data.path())?;
    let mut findings = vec![
        Finding {
            what: "start to ready".to_owned(),
            measured: say::duration(running.ready_after()),
            budget: say::duration(START_BUDGET),
            kept: running.ready_after() <= START_BUDGET,
        },
        memory("resident, idle", running.resident_memory()?),
    ];
    for path in ["/health/live", "/health/ready", "/"] {
        let load = Load::get(&running.url(path), CONNECTIONS, options.seconds)?;
        findings.push(Finding {
            what: format!("GET {path}, {CONNECTIONS} connections"),
            measured: format!(
                "{:.0} requests/s, p99 {} ms",
                load.per_second, load.p99_milliseconds
            ),
            budget: "no error".to_owned(),
            kept: load.failures == 0,
        });
    }
    report(&findings)
}

fn memory(what: &str, bytes: u64) -> Finding {
    Finding {
        what: what.to_owned(),
        measured: format!("{} MB", bytes / 1_000_000),
        budget: format!("{} MB", IDLE_MEMORY_BUDGET / 1_000_000),
        kept: bytes <= IDLE_MEMORY_BUDGET,
    }
}

fn report(findings: &[Finding]) -> Result<()> {
    for Finding {
        what,
        measured,
        budget,
        kept,
    } in findings
    {
        let mark = if *kept { "ok  " } else { "OVER" };
        say::note(&format!("{mark} {what}: {measured} (budget: {budget})"));
    }
    let over = findings.iter().filter(|finding| !finding.kept).count();
    if over > 0 {
        bail!("{over} of {} budgets broken", findings.len());
    }
    Ok(())
}

/// Node's load generator, pinned with the front end's tools.
fn autocannon() -> Task {
    Task::new("autocannon").folder(&paths::frontend())
}
