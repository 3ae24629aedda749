//! A training centre declares trainings one by one, beside plain SQL inserts of
//! the same rows.

use std::{fs, path::Path, time::Duration};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{
    finding::{Finding, milliseconds},
    http::Request,
    load::{Load, Until, count},
    people,
    world::World,
};
use crate::{exec::Task, server};

const PATH: &str = "/api/v1/trainings";
const CONNECTIONS: usize = 16;
const P99: Duration = Duration::from_millis(15);
const WARM_UP: Duration = Duration::from_secs(1);

/// The demonstration's approval in force.
const APPROVAL: &str = "AGR-ARA-2024-0042";

/// Each request declares another person, under a key of its own.
const PER_CONNECTION: usize = 100_000;

/// A durable record, audit line and kept answer per request.
pub fn measure(world: &World, time: Duration) -> Result<Vec<Finding>> {
    let raw_program = server::build_bench("raw_inserts")?;
    // A copy, taken while no server holds the database.
    let copy = world.path().join("raw.db");
    fs::copy(world.database(), &copy)?;
    let hub = world.start()?;
    let token = people::centre_token(&hub)?;
    let course = Course::now()?;
    let from = |offset: usize| {
        let (token, course) = (token.clone(), &course);
        move |place: usize, turn: usize| {
            declaration(course, &token, place * PER_CONNECTION + offset + turn)
        }
    };
    Load::run(
        hub.port(),
        CONNECTIONS,
        Until::Elapsed(WARM_UP),
        &from(PER_CONNECTION / 2),
    )?;
    let before = hub.processor_seconds()?;
    let load = Load::run(hub.port(), CONNECTIONS, Until::Elapsed(time), &from(0))?;
    let cost = (hub.processor_seconds()? - before) / count(load.answers());
    drop(hub);
    let raw = Raw::measure(&raw_program, &copy, time)?;
    let what = |text: &str| format!("POST {PATH}, {CONNECTIONS} connections: {text}");
    Ok(vec![
        Finding::time(&what("p99"), load.percentile(99), P99),
        Finding::told(
            &what("median, and rate beside raw SQL inserts"),
            format!(
                "{}; {:.0} against {:.0} commits/s, {:.2} of it; {} processor time each; one raw insert p99 {}",
                milliseconds(load.percentile(50)),
                load.per_second(),
                raw.per_second,
                load.per_second() / raw.per_second,
                milliseconds(Duration::from_secs_f64(cost)),
                milliseconds(raw.p99)
            ),
        ),
        Finding::none(&what("failures"), load.failures),
    ])
}

/// When the training took place: it ended a few days ago.
struct Course {
    started_on: String,
    completed_on: String,
}

impl Course {
    fn now() -> Result<Self> {
        let day = |ago: &str| -> Result<String> {
            let text = Task::new("date")
                .args(["--utc", "--date", ago, "+%F"])
                .read()?;
            Ok(text.trim().to_owned())
        };
        Ok(Self {
            started_on: day("30 days ago")?,
            completed_on: day("3 days ago")?,
        })
    }
}

/// A FIMO of somebody who has no account yet, as most trainees of a FIMO have none.
fn declaration(course: &Course, token: &str, number: usize) -> Vec<u8> {
    let body = json!({
        "external_id": format!("BENCH-{number}"),
        "kind": "fimo",
        "sector": "goods",
        "approval_number": APPROVAL,
        "started_on": course.started_on,
        "completed_on": course.completed_on,
        "minutes": 8_400,
        "practical_part": true,
        "trainee": {
            "surname": "Nguyễn",
            "first_names": "Minh",
            "birth_date": "1990-02-28",
            "licence_country": "FR",
            // The month of the file number stays one.
            "licence_number": format!("{:02}01{:08}", 10 + number / 100_000_000, number % 100_000_000),
        },
    });
    Request::post_json(PATH, &body)
        .bearer(token)
        .header("Idempotency-Key", &format!("bench-{number}"))
        .bytes()
}

/// What the engine alone does on the same disk.
struct Raw {
    per_second: f64,
    p99: Duration,
}

impl Raw {
    fn measure(program: &Path, database: &Path, time: Duration) -> Result<Self> {
        let seconds = time.as_secs().max(1).to_string();
        let report = Task::new(program)
            .args([database.as_os_str(), seconds.as_ref()])
            .read()?;
        let report: Value = serde_json::from_str(&report)?;
        let number = |name: &str| {
            let number = report.get(name).and_then(Value::as_f64);
            number.with_context(|| format!("no {name} from raw_inserts"))
        };
        Ok(Self {
            per_second: number("per_second")?,
            p99: Duration::from_secs_f64(number("p99_milliseconds")? / 1_000.0),
        })
    }
}
