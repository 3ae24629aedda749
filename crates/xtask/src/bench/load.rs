//! Load on one address, and what came back.

use anyhow::{Context, Result};
use serde_json::Value;

/// What a period of load showed.
pub struct Load {
    /// Answers per second, on average.
    pub per_second: f64,
    /// The time within which 99 of 100 answers came.
    pub p99_milliseconds: f64,
    /// Answers other than 2xx, errors and time-outs.
    pub failures: u64,
}

impl Load {
    /// Reads one address over and over.
    pub fn get(url: &str, connections: u32, seconds: u32) -> Result<Self> {
        let report = super::autocannon()
            .args(["--json", "--no-progress", "--connections"])
            .args([connections.to_string()])
            .args(["--duration", &seconds.to_string(), url])
            .read()?;
        Self::parse(&report)
    }

    fn parse(report: &str) -> Result<Self> {
        let report: Value = serde_json::from_str(report).context("autocannon wrote no JSON")?;
        let number = |pointer: &str| {
            report
                .pointer(pointer)
                .with_context(|| format!("no {pointer} in autocannon's report"))
        };
        let count = |pointer: &str| -> Result<u64> {
            number(pointer)?.as_u64().context("autocannon: no count")
        };
        let measure = |pointer: &str| -> Result<f64> {
            number(pointer)?.as_f64().context("autocannon: no measure")
        };
        Ok(Self {
            per_second: measure("/requests/average")?,
            p99_milliseconds: measure("/latency/p99")?,
            failures: count("/non2xx")? + count("/errors")? + count("/timeouts")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read_and_failures_add_up() {
        let report = r#"{"requests":{"average":1200.5},"latency":{"p99":7},
            "non2xx":1,"errors":2,"timeouts":3}"#;
        let load = Load::parse(report).unwrap();
        assert!((load.per_second - 1200.5).abs() < f64::EPSILON);
        assert_eq!(load.failures, 6);
        assert!(Load::parse("{}").is_err());
    }
}
