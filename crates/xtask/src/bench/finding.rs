//! What was measured, beside the limit that it must keep.

use std::time::Duration;

use anyhow::{Result, bail};

use crate::say;

/// One figure.
pub struct Finding {
    what: String,
    measured: String,
    budget: String,
    kept: bool,
}

impl Finding {
    /// A time that must be shorter than the limit.
    pub fn time(what: &str, measured: Duration, limit: Duration) -> Self {
        Self {
            what: what.to_owned(),
            measured: format!(
                "{}, {:.2} × the limit",
                milliseconds(measured),
                measured.as_secs_f64() / limit.as_secs_f64()
            ),
            budget: format!("< {}", milliseconds(limit)),
            kept: measured < limit,
        }
    }

    /// A size that must not be above the limit.
    pub fn size(what: &str, bytes: u64, limit: u64) -> Self {
        let kilobytes = |bytes: u64| format!("{} kB", bytes.div_ceil(1_000));
        Self {
            what: what.to_owned(),
            measured: kilobytes(bytes),
            budget: format!("≤ {}", kilobytes(limit)),
            kept: bytes <= limit,
        }
    }

    /// A ratio that must be at most the limit.
    pub fn at_most(what: &str, ratio: f64, limit: f64, detail: &str) -> Self {
        Self {
            what: what.to_owned(),
            measured: format!("{ratio:.2} ({detail})"),
            budget: format!("< {limit}"),
            kept: ratio < limit,
        }
    }

    /// A figure that must be at least the limit.
    pub fn at_least(what: &str, figure: f64, limit: f64, detail: &str) -> Self {
        Self {
            what: what.to_owned(),
            measured: format!("{figure:.2} ({detail})"),
            budget: format!("≥ {limit}"),
            kept: figure >= limit,
        }
    }

    /// Something that must not happen.
    pub fn none(what: &str, failures: usize) -> Self {
        Self {
            what: what.to_owned(),
            measured: failures.to_string(),
            budget: "0".to_owned(),
            kept: failures == 0,
        }
    }

    /// A figure without a limit, for the comparison.
    pub fn told(what: &str, measured: String) -> Self {
        Self {
            what: what.to_owned(),
            measured,
            budget: "none".to_owned(),
            kept: true,
        }
    }
}

/// A time in milliseconds, as precise as its size makes sense.
pub fn milliseconds(time: Duration) -> String {
    let value = time.as_secs_f64() * 1_000.0;
    if value < 10.0 {
        format!("{value:.2} ms")
    } else {
        format!("{value:.0} ms")
    }
}

/// Shows figures as soon as they are there.
pub fn show(findings: &[Finding]) {
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
}

/// Shows every figure once more, and fails when a limit is broken.
pub fn report(findings: &[Finding]) -> Result<()> {
    say::heading("Results");
    show(findings);
    let over = findings.iter().filter(|finding| !finding.kept).count();
    if over > 0 {
        bail!("{over} of {} budgets broken", findings.len());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_limit_fails_the_report() {
        let good = Finding::time("a", Duration::from_millis(2), Duration::from_millis(3));
        assert!(report(&[good]).is_ok());
        let late = Finding::time("a", Duration::from_millis(3), Duration::from_millis(3));
        assert!(report(&[late]).is_err());
        assert!(report(&[Finding::size("b", 40_001, 40_000)]).is_err());
        assert!(report(&[Finding::at_least("c", 0.19, 0.2, "")]).is_err());
        assert!(report(&[Finding::at_most("d", 1.5, 1.5, "")]).is_err());
        assert!(report(&[Finding::none("e", 1)]).is_err());
    }
}
