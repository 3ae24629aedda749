//! Unit and integration tests: the server's crates on both engines, and the
//! front end's logic, which needs no browser.

use std::env;

use anyhow::{Result, bail};

use crate::{exec::Task, paths, postgres::Postgres, say, setup};

/// An existing PostgreSQL server to create test databases on.
const POSTGRES_URL: &str = "CQC_TEST_POSTGRES_URL";

/// Builds, starts a throw-away PostgreSQL, and runs every test.
pub fn run() -> Result<()> {
    setup::node::ensure()?;
    let python = setup::python::ensure()?;
    // Built before PostgreSQL starts, so that the minutes of a cold build show
    // their own progress.
    Task::cargo(["test", "--no-run"]).quiet("test-build")?;
    site_tests().args(["--no-run"]).quiet("test-site-build")?;
    let (url, server) = match env::var(POSTGRES_URL) {
        Ok(url) if !url.is_empty() => (url, None),
        _ => {
            let server = Postgres::start()?;
            (server.url(), Some(server))
        }
    };
    let log = Task::cargo(["test", "--no-fail-fast"])
        .env(POSTGRES_URL, url)
        .env("CQC_TEST_PYTHON", python)
        .env(
            "CQC_TEST_NODE_MODULES",
            paths::frontend().join("node_modules"),
        )
        .quiet("test");
    drop(server);
    let site_log = site_tests().args(["--no-fail-fast"]).quiet("test-site");
    let counts = Counts::of(&(log? + &site_log?));
    say::note(&format!(
        "{} tests passed, {} ignored",
        counts.passed, counts.ignored
    ));
    if counts.passed == 0 {
        bail!("no test ran");
    }
    Ok(())
}

/// The front end's crates are no default members, since they are made for wasm;
/// what they compute runs anywhere.
fn site_tests() -> Task {
    Task::cargo(["test", "--package", "ui", "--package", "driver"]).args(["--package", "staff"])
}

/// What the lines `test result: ok. 3 passed; 0 failed; 1 ignored; …` add up to.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: u32,
    ignored: u32,
}

impl Counts {
    fn of(log: &str) -> Self {
        let mut counts = Self::default();
        for line in log.lines().filter(|line| line.starts_with("test result:")) {
            counts.passed += number_before(line, "passed");
            counts.ignored += number_before(line, "ignored");
        }
        counts
    }
}

fn number_before(line: &str, word: &str) -> u32 {
    let words: Vec<_> = line.split([' ', ';', '.']).collect();
    words
        .windows(2)
        .find(|pair| pair[1] == word)
        .and_then(|pair| pair[0].parse().ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_all_binaries_add_up() {
        let log = "test a ... ok\n\
                   test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
                   test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n";
        let expected = Counts {
            passed: 15,
            ignored: 1,
        };
        assert_eq!(Counts::of(log), expected);
    }
}
