//! How long something takes.

use std::error::Error;
use std::time::{Duration, Instant};

const ROUNDS: usize = 300;

/// Median and 99th of a hundred.
pub fn time(
    make: impl Fn() -> Result<Vec<u8>, Box<dyn Error>>,
) -> Result<(Duration, Duration), Box<dyn Error>> {
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        make()?;
        times.push(start.elapsed());
    }
    times.sort();
    let at = |place: usize| times.get(place).copied().unwrap_or_default();
    Ok((at(ROUNDS / 2), at(ROUNDS * 99 / 100)))
}

pub fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
