//! Load on a server: each connection sends its next request when it has the
//! answer to the one before, as browsers and centres' software do.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

use super::http::Connection;

/// How long a load goes on.
#[derive(Clone, Copy)]
pub enum Until<'a> {
    /// For a time.
    Elapsed(Duration),
    /// Until each connection has had so many answers.
    Each(usize),
    /// Until somebody says so.
    Told(&'a AtomicBool),
}

impl Until<'_> {
    fn is_over(self, begun: Instant, answers: usize) -> bool {
        match self {
            Self::Elapsed(time) => begun.elapsed() >= time,
            Self::Each(count) => answers >= count,
            Self::Told(flag) => flag.load(Ordering::Relaxed),
        }
    }
}

/// What a load showed.
pub struct Load {
    latencies: Vec<Duration>,
    elapsed: Duration,
    /// Answers other than 2xx, and broken connections.
    pub failures: usize,
}

impl Load {
    /// Runs a load. `next` gives the bytes of a connection's n-th request.
    pub fn run(
        port: u16,
        connections: usize,
        until: Until<'_>,
        next: &(dyn Fn(usize, usize) -> Vec<u8> + Sync),
    ) -> Result<Self> {
        let mut opened = Vec::with_capacity(connections);
        for _ in 0..connections {
            opened.push(Connection::open(port)?);
        }
        let begun = Instant::now();
        let parts = thread::scope(|scope| {
            let workers: Vec<_> = opened
                .into_iter()
                .enumerate()
                .map(|(place, connection)| {
                    scope.spawn(move || work(connection, until, begun, &|turn| next(place, turn)))
                })
                .collect();
            let joined = workers.into_iter().map(thread::ScopedJoinHandle::join);
            joined.flatten().collect::<Vec<_>>()
        });
        let mut latencies: Vec<_> = parts
            .iter()
            .flat_map(|part| part.0.iter().copied())
            .collect();
        latencies.sort_unstable();
        if latencies.is_empty() {
            bail!("the server answered nothing");
        }
        Ok(Self {
            latencies,
            elapsed: begun.elapsed(),
            failures: parts.iter().map(|part| part.1).sum(),
        })
    }

    /// How many answers came.
    pub fn answers(&self) -> usize {
        self.latencies.len()
    }

    /// From the first request to the last answer.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// Answers per second, on average.
    pub fn per_second(&self) -> f64 {
        count(self.latencies.len()) / self.elapsed.as_secs_f64()
    }

    /// The time within which so many of 100 answers came.
    pub fn percentile(&self, of_100: usize) -> Duration {
        percentile(&self.latencies, of_100)
    }
}

/// The value below which so many of 100 lie, in a sorted list.
pub fn percentile(sorted: &[Duration], of_100: usize) -> Duration {
    let place = (sorted.len() * of_100).div_ceil(100).saturating_sub(1);
    sorted.get(place).copied().unwrap_or_default()
}

/// A count to calculate with.
pub fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

type Part = (Vec<Duration>, usize);

fn work(
    mut connection: Connection,
    until: Until<'_>,
    begun: Instant,
    next: &dyn Fn(usize) -> Vec<u8>,
) -> Part {
    let mut latencies = Vec::new();
    let mut failures = 0;
    while !until.is_over(begun, latencies.len()) {
        let request = next(latencies.len());
        let sent = Instant::now();
        let answer = connection.send(&request);
        latencies.push(sent.elapsed());
        match answer {
            Ok(answer) if answer.is_success() => {}
            Ok(_) => failures += 1,
            // The connection is of no use any more.
            Err(_) => {
                failures += 1;
                break;
            }
        }
    }
    (latencies, failures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_one_of_the_values() {
        let times: Vec<_> = (1..=200).map(Duration::from_millis).collect();
        assert_eq!(percentile(&times, 99), Duration::from_millis(198));
        assert_eq!(percentile(&times, 50), Duration::from_millis(100));
        assert_eq!(percentile(&times[..1], 99), Duration::from_millis(1));
        assert_eq!(percentile(&[], 99), Duration::ZERO);
    }
}
