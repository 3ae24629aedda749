//! The npm packages of the front end, exactly as locked.

use std::fs;

use anyhow::{Result, bail};

use crate::{exec::Task, paths, say};

const OLDEST_NODE: u32 = 20;

/// `npm ci`, unless the installed packages already are the locked ones.
pub fn ensure() -> Result<()> {
    check_version()?;
    let frontend = paths::frontend();
    let lock = fs::read(frontend.join("package-lock.json"))?;
    let stamp = frontend.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    say::note("installing the npm packages of frontend/package-lock.json");
    // No package's own install script runs: none is needed.
    Task::npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).quiet("npm-ci")?;
    fs::write(stamp, lock)?;
    Ok(())
}

fn check_version() -> Result<()> {
    let version = Task::new("node").args(["--version"]).read()?;
    let major = version.trim().trim_start_matches('v').split('.').next();
    match major.and_then(|major| major.parse::<u32>().ok()) {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => bail!(
            "Node {OLDEST_NODE} or newer is needed, found {}",
            version.trim()
        ),
    }
}
