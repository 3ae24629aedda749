//! Lighthouse on the public pages of the built site, as a phone sees them.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use serde_json::Value;

use super::{finding::Finding, process::Running, world::World};
use crate::{exec::Task, paths, say, setup, site};

/// Categories with the least score that is enough, of 100.
const CATEGORIES: [(&str, f64); 3] = [
    ("performance", 95.0),
    ("accessibility", 100.0),
    ("best-practices", 100.0),
];

/// Performance varies from run to run; the median of so many counts.
const RUNS: usize = 3;

/// The pages that open without a sign-in.
const PAGES: [(&str, &str); 4] = [
    ("start", "/"),
    ("sign in", "/connexion"),
    ("check a certificate", "/verifier"),
    ("staff sign in", "/staff/"),
];

/// Scores of each page, and what costs points.
pub fn measure(world: &World) -> Result<Vec<Finding>> {
    setup::node::ensure()?;
    setup::system::ensure(&[&setup::system::CHROMIUM])?;
    site::build()?;
    let chromium = setup::system::find_chromium().context("no Chromium")?;
    let server = world.start()?;
    let mut findings = Vec::new();
    for (name, path) in PAGES {
        let mut reports = Vec::new();
        for run in 0..RUNS {
            let file = world.path().join(format!("lighthouse-{run}.json"));
            reports.push(report(&server, path, &chromium, &file)?);
        }
        findings.extend(findings_of(name, &reports)?);
    }
    Ok(findings)
}

/// One report. Now and then the browser's trace lacks its beginning, which
/// Lighthouse writes down as an error to be tried again.
fn report(server: &Running, path: &str, chromium: &Path, file: &Path) -> Result<Value> {
    lighthouse(server, path, chromium, file).or_else(|error| {
        let written: Option<Value> = fs::read(file)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let code = written.and_then(|report| report.pointer("/runtimeError/code").cloned());
        if code == Some("NO_NAVSTART".into()) {
            return lighthouse(server, path, chromium, file);
        }
        Err(error)
    })
}

fn lighthouse(server: &Running, path: &str, chromium: &Path, file: &Path) -> Result<Value> {
    let categories: Vec<_> = CATEGORIES.iter().map(|(name, _)| *name).collect();
    Task::new("lighthouse")
        .args([server.url(path)])
        .args(["--quiet", "--no-enable-error-reporting"])
        .args(["--output=json", "--output-path"])
        .args([file])
        .args([format!("--only-categories={}", categories.join(","))])
        // Root has no sandbox; a container's /dev/shm is small.
        .args(["--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage"])
        .env("CHROME_PATH", chromium)
        .folder(&paths::frontend())
        .quiet("lighthouse")?;
    serde_json::from_slice(&fs::read(file)?).context("lighthouse wrote no JSON")
}

fn findings_of(page: &str, reports: &[Value]) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for (category, least) in CATEGORIES {
        let mut scores = reports
            .iter()
            .map(|report| score(report, category))
            .collect::<Result<Vec<_>>>()?;
        scores.sort_by(f64::total_cmp);
        let middle = scores.get(scores.len() / 2).copied().unwrap_or_default();
        let detail = format!("runs: {scores:?}");
        findings.push(Finding::at_least(
            &format!("{page}: {category}"),
            middle,
            least,
            &detail,
        ));
        if middle < least {
            explain(page, category, reports);
        }
    }
    Ok(findings)
}

fn score(report: &Value, category: &str) -> Result<f64> {
    let score = report.pointer(&format!("/categories/{category}/score"));
    let score = score.and_then(Value::as_f64);
    Ok((score.with_context(|| format!("no score for {category}"))? * 100.0).round())
}

/// Names the audits that took points.
fn explain(page: &str, category: &str, reports: &[Value]) {
    let Some(report) = reports.last() else { return };
    let list = report.pointer(&format!("/categories/{category}/auditRefs"));
    for audit in list.and_then(Value::as_array).into_iter().flatten() {
        let weight = audit
            .get("weight")
            .and_then(Value::as_f64)
            .unwrap_or_default();
        let id = audit.get("id").and_then(Value::as_str).unwrap_or_default();
        let result = report.pointer(&format!("/audits/{id}"));
        let text = |name: &str| result.and_then(|result| result.get(name)?.as_str());
        let score = result.and_then(|result| result.get("score")?.as_f64());
        if weight > 0.0 && score.is_some_and(|score| score < 0.99) {
            let (title, value) = (text("title"), text("displayValue"));
            say::note(&format!(
                "{page}, {category}: {id}: {} {}",
                title.unwrap_or_default(),
                value.unwrap_or_default()
            ));
        }
    }
}
