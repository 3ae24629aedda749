//! `cargo xtask bench`: the release server against the performance budgets. How
//! to read the figures is in `docs/performance.md`.

mod certificate;
mod declaring;
mod finding;
mod http;
mod load;
mod pages;
mod people;
mod process;
mod reading;
mod scale;
mod signing_in;
mod starting;
mod world;

use std::{path::PathBuf, time::Duration};

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::{say, server};
use finding::Finding;
use world::World;

/// What to measure, and for how long.
#[derive(Args)]
pub struct Options {
    /// Seconds of load per measure.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    seconds: u32,
    /// Take only these measures.
    #[arg(long, value_enum, num_args = 1.., value_delimiter = ',')]
    only: Vec<Measure>,
    /// Leave these measures out; making the drivers for `scale` takes minutes.
    #[arg(long, value_enum, num_args = 1.., value_delimiter = ',')]
    skip: Vec<Measure>,
    /// How many drivers are many, for `scale`.
    #[arg(long, default_value_t = 1_000_000)]
    drivers: usize,
    /// Measure this `cqc-hub` instead of building one, to compare two versions.
    #[arg(long)]
    server: Option<PathBuf>,
}

/// The measures, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Measure {
    /// Start to ready, and memory while idle.
    Start,
    /// The certificate's PDF.
    Certificate,
    /// An authenticated read beside a bare handler.
    Read,
    /// Trainings declared one by one, beside raw inserts.
    Declare,
    /// 200 sign-ins at once.
    SignIns,
    /// The same queries with few drivers and with many, on PostgreSQL.
    Scale,
    /// Lighthouse on the public pages.
    Pages,
}

/// Takes the measures on data of their own, and fails when a budget is broken. The
/// figures depend on the machine: run it on a quiet one.
pub fn run(options: &Options) -> Result<()> {
    let program = match &options.server {
        Some(program) => program.clone(),
        None => server::build_release()?,
    };
    let world = World::new(program)?;
    let mut findings = Vec::new();
    for measure in Measure::value_variants().iter().copied() {
        let is_chosen = options.only.is_empty() || options.only.contains(&measure);
        if is_chosen && !options.skip.contains(&measure) {
            say::heading(&format!("Measure: {}", name(measure)));
            let found = perform(measure, &world, options)?;
            finding::show(&found);
            findings.extend(found);
        }
    }
    finding::report(&findings)
}

fn perform(measure: Measure, world: &World, options: &Options) -> Result<Vec<Finding>> {
    let time = Duration::from_secs(options.seconds.into());
    match measure {
        Measure::Start => starting::measure(world),
        Measure::Certificate => certificate::measure(),
        Measure::Read => reading::measure(world, time),
        Measure::Declare => declaring::measure(world, time),
        Measure::SignIns => signing_in::measure(world),
        Measure::Scale => scale::measure(world, time, options.drivers),
        Measure::Pages => pages::measure(world),
    }
}

fn name(measure: Measure) -> String {
    measure
        .to_possible_value()
        .map_or_else(String::new, |value| value.get_name().to_owned())
}
