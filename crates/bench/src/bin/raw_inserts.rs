//! What the engine alone can do: `raw_inserts DATABASE SECONDS` writes the rows of
//! a declared training (record, audit line, kept answer) as plain SQL, one durable
//! transaction each, and prints how many per second and how long they took.
//!
//! No validation, no foreign keys, no reads; `cargo xtask bench` compares the
//! service with it.

use std::io::Write as _;
use std::time::{Duration, Instant};

use diesel::SqliteConnection;
use diesel::connection::{Connection as _, SimpleConnection as _};

/// The connection's settings are those of the service's writer (`db::pool`).
const SET_UP: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
     PRAGMA cache_size = -4000; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF;";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(database), Some(seconds)) = (arguments.next(), arguments.next()) else {
        return Err("usage: raw_inserts DATABASE SECONDS".into());
    };
    let time = Duration::from_secs(seconds.parse()?);
    let mut conn = SqliteConnection::establish(&database)?;
    conn.batch_execute(SET_UP)?;
    let begun = Instant::now();
    let mut times = Vec::new();
    while begun.elapsed() < time {
        let script = transaction(times.len());
        let started = Instant::now();
        conn.batch_execute(&script)?;
        times.push(started.elapsed());
    }
    let elapsed = begun.elapsed().as_secs_f64();
    times.sort_unstable();
    let slow = times
        .get(times.len() * 99 / 100)
        .copied()
        .unwrap_or_default();
    let report = serde_json::json!({
        "per_second": f64::from(u32::try_from(times.len())?) / elapsed,
        "p99_milliseconds": slow.as_secs_f64() * 1_000.0,
    });
    writeln!(std::io::stdout(), "{report}")?;
    Ok(())
}

/// The three rows of the n-th training, as long as those of the service.
fn transaction(n: usize) -> String {
    let body = "x".repeat(600);
    format!(
        "BEGIN IMMEDIATE;
         INSERT INTO trainings VALUES ('trn_f{n:031x}', 'org_{n:032x}', 'apv_{n:032x}', 'cli_{n:032x}', 'RAW-{n}', 'fimo', 'goods', NULL,
             8400, 0, '2026-10-01', '2026-10-28', '[]', 1, NULL, 'NGUYEN', 'MINH', '1990-02-28', 'FR', '{n:012}', NULL,
             'unattached', 'valid', '[]', 1, '2026-11-23 10:00:00', '2026-11-23 10:00:00');
         INSERT INTO audit_events VALUES ('aud_f{n:031x}', '2026-11-23 10:00:00', 'centre', 'cli_{n:032x}', 'training.declared',
             'trn_f{n:031x}', '{details}', '{n:032x}');
         INSERT INTO idempotency_keys VALUES ('cli_{n:032x}', 'POST /api/v1/trainings', 'raw-{n}', '{n:064x}', 201, '[]', '{body}', '2026-11-23 10:00:00');
         COMMIT;",
        details = &body[..220],
    )
}
