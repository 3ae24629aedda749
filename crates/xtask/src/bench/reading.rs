//! An authenticated read ("my requests", 20 rows) beside a bare handler that
//! returns the same bytes.

use std::{fs, time::Duration};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::{
    finding::{Finding, milliseconds},
    http::Request,
    load::{Load, Until, count},
    people,
    process::Running,
    world::World,
};
use crate::{exec::Task, server};

const PATH: &str = "/api/v1/me/requests";
const ROWS: usize = 20;
const CONNECTIONS: usize = 64;
const SHARE_OF_BARE: f64 = 0.2;
const P99: Duration = Duration::from_millis(10);
const WARM_UP: Duration = Duration::from_secs(1);

/// Throughput and the slowest hundredth, one signed-in driver per connection.
pub fn measure(world: &World, time: Duration) -> Result<Vec<Finding>> {
    let bare_program = server::build_bench("bare")?;
    let hub = world.start()?;
    let drivers: Vec<_> = (1..=CONNECTIONS).collect();
    let tokens = people::sign_in_drivers(&hub, &drivers)?;
    let requests: Vec<_> = tokens
        .iter()
        .map(|token| Request::get(PATH).bearer(token).bytes())
        .collect();
    let body = example(&hub, &tokens)?;
    let file = world.path().join("bare.json");
    fs::write(&file, &body)?;
    let port = server::free_port()?;
    let task = Task::new(bare_program).args([port.to_string().into(), file.into_os_string()]);
    let bare = Running::start(task, port, "/")?;

    let hub = Side::of(&hub, &requests, time)?;
    let bare = Side::of(&bare, &requests, time)?;
    let what = |text: &str| format!("GET {PATH}, {ROWS} rows, {} bytes: {text}", body.len());
    let share = hub.load.per_second() / bare.load.per_second();
    let detail = format!(
        "{:.0} against {:.0} requests/s; processor time per request {} against {}",
        hub.load.per_second(),
        bare.load.per_second(),
        milliseconds(hub.cost),
        milliseconds(bare.cost)
    );
    Ok(vec![
        Finding::at_least(
            &what("share of a bare handler"),
            share,
            SHARE_OF_BARE,
            &detail,
        ),
        Finding::time(
            &what(&format!("p99, {CONNECTIONS} connections")),
            hub.load.percentile(99),
            P99,
        ),
        Finding::told(
            &what("median, and p99 of the bare handler"),
            format!(
                "{}, {}",
                milliseconds(hub.load.percentile(50)),
                milliseconds(bare.load.percentile(99))
            ),
        ),
        Finding::none(&what("failures"), hub.load.failures + bare.load.failures),
    ])
}

/// One server under load.
struct Side {
    load: Load,
    /// Processor time per request.
    cost: Duration,
}

impl Side {
    fn of(server: &Running, requests: &[Vec<u8>], time: Duration) -> Result<Self> {
        let next = |place: usize, _| requests.get(place).cloned().unwrap_or_default();
        Load::run(server.port(), CONNECTIONS, Until::Elapsed(WARM_UP), &next)?;
        let before = server.processor_seconds()?;
        let load = Load::run(server.port(), CONNECTIONS, Until::Elapsed(time), &next)?;
        let used = server.processor_seconds()? - before;
        Ok(Self {
            cost: Duration::from_secs_f64(used / count(load.answers())),
            load,
        })
    }
}

/// The bytes of an answer, which must be what the budget is about.
fn example(hub: &Running, tokens: &[String]) -> Result<Vec<u8>> {
    let token = tokens.first().context("nobody signed in")?;
    let answer = hub.ask(&Request::get(PATH).bearer(token))?;
    let rows = answer
        .json()?
        .pointer("/items")
        .and_then(Value::as_array)
        .map(Vec::len);
    ensure!(rows == Some(ROWS), "expected {ROWS} rows, got {rows:?}");
    Ok(answer.body)
}
