//! The checked-in OpenAPI document against the one the server generates.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result, bail};

use crate::{exec::Task, paths, say, server};

/// Writes `openapi/openapi.json`.
pub fn write() -> Result<()> {
    let document = generate()?;
    let path = path();
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&path, document)?;
    say::note("openapi/openapi.json is written");
    Ok(())
}

/// Fails when `openapi/openapi.json` is not what the server generates.
pub fn check() -> Result<()> {
    let path = path();
    let kept = fs::read_to_string(&path)
        .with_context(|| format!("{} is missing: cargo xtask openapi", path.display()))?;
    let generated = generate()?;
    let differing = kept
        .lines()
        .zip(generated.lines())
        .position(|(kept, generated)| kept != generated);
    match differing {
        Some(index) => bail!(
            "openapi/openapi.json differs from the server from line {} on: cargo xtask openapi",
            index + 1
        ),
        None if kept != generated => {
            bail!("openapi/openapi.json ends differently from the server's: cargo xtask openapi")
        }
        None => Ok(()),
    }
}

fn generate() -> Result<String> {
    let program = server::build_debug()?;
    let document = Task::new(program).args(["openapi"]).read()?;
    serde_json::from_str::<serde_json::Value>(&document)
        .context("`cqc-hub openapi` wrote no JSON")?;
    Ok(document)
}

fn path() -> PathBuf {
    paths::root().join("openapi/openapi.json")
}
