//! The same queries on PostgreSQL with few drivers and with many.

use std::{path::PathBuf, time::Duration};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{
    finding::{Finding, milliseconds},
    http::Request,
    load::{Load, Until},
    people,
    process::Running,
    world::World,
};
use crate::{paths, postgres::Postgres, say, server::TemporaryFolder};

/// How much slower the slowest hundredth may be at many drivers.
const GROWTH: f64 = 1.5;
const FEW: usize = 10_000;
const CONNECTIONS: usize = 4;

/// Signed-in drivers, spread over all there are.
const SAMPLE: usize = 40;

/// Few and many take turns, so that what else the machine does meets both; the
/// median of the rounds counts.
const ROUNDS: u32 = 5;

/// Demo data: the birth date that the copied certificates show.
const BIRTH_DATE: &str = "1984-05-14";

/// Compares two databases of one server.
pub fn measure(world: &World, time: Duration, many: usize) -> Result<Vec<Finding>> {
    let postgres = Postgres::start()?;
    let few = Side::new(world, &postgres, "few", FEW)?;
    let many = Side::new(world, &postgres, "many", many)?;
    let mut findings = Vec::new();
    let mut failures = 0;
    for query in &QUERIES {
        let (mut times, mut medians) = ([vec![], vec![]], [vec![], vec![]]);
        for round in 0..=ROUNDS {
            for (place, side) in [&few, &many].into_iter().enumerate() {
                let load = side.load(query, time / ROUNDS)?;
                failures += load.failures;
                // The first round fills caches.
                if round > 0 {
                    times[place].push(load.percentile(99));
                    medians[place].push(load.percentile(50));
                }
            }
        }
        let [few_p99, many_p99] = times.map(median);
        let [few_median, many_median] = medians.map(median);
        let detail = format!(
            "p99 {} and {}, median {} and {}",
            milliseconds(few_p99),
            milliseconds(many_p99),
            milliseconds(few_median),
            milliseconds(many_median)
        );
        findings.push(Finding::at_most(
            &format!(
                "{} at {FEW} and {} drivers, growth",
                query.name, many.drivers
            ),
            many_p99.as_secs_f64() / few_p99.as_secs_f64(),
            GROWTH,
            &detail,
        ));
    }
    findings.push(Finding::none("queries at scale, failures", failures));
    Ok(findings)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// What is asked, and by whom.
struct Query {
    name: &'static str,
    request: fn(&Side, usize) -> Request,
}

const QUERIES: [Query; 5] = [
    Query {
        name: "my requests",
        request: |side, n| Request::get("/api/v1/me/requests").bearer(&side.driver(n).token),
    },
    Query {
        name: "my trainings",
        request: |side, n| Request::get("/api/v1/me/trainings").bearer(&side.driver(n).token),
    },
    Query {
        name: "staff queue",
        request: |side, _| Request::get("/api/v1/staff/requests").bearer(&side.agent),
    },
    Query {
        name: "account reviews",
        request: |side, _| Request::get("/api/v1/staff/account-reviews").bearer(&side.agent),
    },
    Query {
        name: "certificate check",
        request: |side, n| {
            let form = json!({ "number": side.driver(n).certificate, "birth_date": BIRTH_DATE });
            Request::post_json("/api/v1/certificate-checks", &form).behind_network(n)
        },
    },
];

/// A driver of the seed.
struct Driver {
    token: String,
    certificate: String,
}

/// A server on one of the two databases.
struct Side {
    server: Running,
    _folder: TemporaryFolder,
    drivers: usize,
    agent: String,
    sample: Vec<Driver>,
}

impl Side {
    fn new(world: &World, postgres: &Postgres, name: &str, drivers: usize) -> Result<Self> {
        let url = postgres.create_database(name)?;
        let folder = TemporaryFolder::on_disk(&format!("bench-{name}"))?;
        // The first start migrates and loads the demonstration's data.
        drop(Running::hub(world.program(), folder.path(), Some(&url))?);
        say::note(&format!("{drivers} drivers are being made"));
        postgres.run_script(name, &seed(), &format!("drivers={drivers}"))?;
        let server = Running::hub(world.program(), folder.path(), Some(&url))?;
        let agent = people::sign_in(&server, people::AGENT, 0)?;
        let sample = (1..=SAMPLE)
            .map(|place| Driver::new(&server, place * drivers / SAMPLE))
            .collect::<Result<_>>()?;
        Ok(Self {
            server,
            _folder: folder,
            drivers,
            agent,
            sample,
        })
    }

    fn driver(&self, number: usize) -> &Driver {
        &self.sample[number % self.sample.len()]
    }

    fn load(&self, query: &Query, time: Duration) -> Result<Load> {
        Load::run(
            self.server.port(),
            CONNECTIONS,
            Until::Elapsed(time),
            // Neighbours in time are other drivers, from other networks.
            &|place, turn| (query.request)(self, turn * CONNECTIONS + place).bytes(),
        )
    }
}

impl Driver {
    fn new(server: &Running, number: usize) -> Result<Self> {
        let token = people::sign_in(server, &people::driver(number), number)?;
        let list = server
            .ask(&Request::get("/api/v1/me/certificates").bearer(&token))?
            .json()?;
        let certificate = list.pointer("/items/0/number").and_then(Value::as_str);
        Ok(Self {
            certificate: certificate.context("no certificate")?.to_owned(),
            token,
        })
    }
}

fn seed() -> PathBuf {
    paths::root().join("crates/xtask/src/bench/sql/many_postgres.sql")
}
