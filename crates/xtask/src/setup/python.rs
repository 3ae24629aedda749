//! The Python environment of the tests: independent readers of what we write.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};

use super::system;
use crate::{exec::Task, paths, say};

/// Makes `target/venv` hold what every `crates/*/tests/requirements.txt` pins,
/// and returns its interpreter.
pub fn ensure() -> Result<PathBuf> {
    let venv = paths::venv();
    let interpreter = venv.join("bin/python");
    let files = requirement_files()?;
    let wanted = files
        .iter()
        .map(fs::read_to_string)
        .collect::<Result<String, _>>()?;
    let stamp = venv.join("installed-requirements.txt");
    if interpreter.exists() && fs::read_to_string(&stamp).is_ok_and(|have| have == wanted) {
        return Ok(interpreter);
    }
    say::note("making the Python environment of the tests in target/venv");
    system::ensure(&[&system::PYTHON_VENV])?;
    Task::new("python3")
        .args(["-m", "venv", "--clear"])
        .args([&venv])
        .quiet("venv")?;
    if !files.is_empty() {
        let requirements = files
            .iter()
            .flat_map(|file| [PathBuf::from("-r"), file.clone()]);
        Task::new(&interpreter)
            .args(["-m", "pip", "install", "--disable-pip-version-check"])
            .args(requirements)
            .quiet("pip-install")?;
    }
    fs::write(stamp, wanted)?;
    Ok(interpreter)
}

fn requirement_files() -> Result<Vec<PathBuf>> {
    let crates = paths::root().join("crates");
    let mut files = Vec::new();
    for entry in fs::read_dir(&crates).context("no crates folder")? {
        let file = entry?.path().join("tests/requirements.txt");
        if file.is_file() {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}
