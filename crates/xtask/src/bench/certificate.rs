//! The certificate as a PDF, beside the same content without fonts and layout.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::finding::{Finding, milliseconds};
use crate::{exec::Task, server};

const TIME: Duration = Duration::from_millis(5);
const BYTES: u64 = 40_000;

/// Names in three scripts, each with its own figures.
pub fn measure() -> Result<Vec<Finding>> {
    let program = server::build_example("documents", "timing")?;
    let mut findings = Vec::new();
    for line in Task::new(program).read()?.lines() {
        findings.extend(findings_of(&serde_json::from_str(line)?)?);
    }
    ensure!(!findings.is_empty(), "the timing wrote nothing");
    Ok(findings)
}

fn findings_of(report: &Value) -> Result<[Finding; 3]> {
    let number = |name: &str| {
        let number = report.get(name).and_then(Value::as_f64);
        number.with_context(|| format!("no {name} in the timing"))
    };
    let bytes = |name: &str| {
        let number = report.get(name).and_then(Value::as_u64);
        number.with_context(|| format!("no {name} in the timing"))
    };
    let time = |name: &str| Ok::<_, anyhow::Error>(Duration::from_secs_f64(number(name)? / 1e3));
    let script = report
        .get("script")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let what = |text: &str| format!("certificate, {script} name: {text}");
    let (median, plain) = (
        time("median_milliseconds")?,
        time("plain_median_milliseconds")?,
    );
    Ok([
        Finding::time(&what("median"), median, TIME),
        Finding::size(&what("size"), bytes("bytes")?, BYTES),
        Finding::told(
            &what("beside a PDF without fonts and layout"),
            format!(
                "{:.1} × its time ({}), {:.1} × its size; p99 {}",
                median.as_secs_f64() / plain.as_secs_f64(),
                milliseconds(plain),
                number("bytes")? / number("plain_bytes")?,
                milliseconds(time("p99_milliseconds")?)
            ),
        ),
    ])
}
