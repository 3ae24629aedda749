//! Rust tools: the toolchain's parts, and pinned programs in `target/tools`.

use std::fs;

use anyhow::{Context, Result};

use crate::{exec::Task, paths, say};

const TRUNK: &str = "0.21.14";
const CARGO_DENY: &str = "0.20.2";
/// What the browser's part compiles to.
pub const WASM: &str = "wasm32-unknown-unknown";

/// rustfmt, clippy and the browser's target.
pub fn toolchain() -> Result<()> {
    if paths::find_program("rustup").is_none() {
        say::note("no rustup here: expecting rustfmt, clippy and the wasm32 target from elsewhere");
        return Ok(());
    }
    let components = Task::new("rustup")
        .args(["component", "list", "--installed"])
        .read()?;
    for component in ["rustfmt", "clippy"] {
        if !components.lines().any(|line| line.starts_with(component)) {
            Task::new("rustup")
                .args(["component", "add", component])
                .stream()?;
        }
    }
    let targets = Task::new("rustup")
        .args(["target", "list", "--installed"])
        .read()?;
    if !targets.lines().any(|line| line.trim() == WASM) {
        Task::new("rustup").args(["target", "add", WASM]).stream()?;
    }
    Ok(())
}

/// The builder of the pages.
pub fn trunk() -> Result<()> {
    install("trunk", "trunk", TRUNK, true)
}

/// The generator of the glue between wasm and JavaScript; its version must be
/// the library's in `Cargo.lock`.
pub fn wasm_bindgen() -> Result<()> {
    let lock = fs::read_to_string(paths::root().join("Cargo.lock"))?;
    let version = locked_version(&lock, "wasm-bindgen").context("no wasm-bindgen in Cargo.lock")?;
    // The dependencies it was published with no longer resolve, hence unlocked.
    install("wasm-bindgen-cli", "wasm-bindgen", version, false)
}

/// The checker of licences and sources.
pub fn cargo_deny() -> Result<()> {
    install("cargo-deny", "cargo-deny", CARGO_DENY, true)
}

fn install(package: &str, program: &str, version: &str, locked: bool) -> Result<()> {
    let installed = Task::new(paths::tools().join("bin").join(program))
        .args(["--version"])
        .read()
        .unwrap_or_default();
    if installed.split_whitespace().any(|word| word == version) {
        return Ok(());
    }
    say::note(&format!(
        "installing {package} {version} into target/tools; this takes minutes, once"
    ));
    let tools = paths::tools();
    let mut task = Task::cargo([
        "install",
        package,
        "--version",
        version,
        "--force",
        "--root",
    ])
    .args([&tools])
    // One folder for all of them, since they share many dependencies.
    .env("CARGO_TARGET_DIR", paths::target().join("tools-build"));
    if locked {
        task = task.args(["--locked"]);
    }
    task.quiet(&format!("install-{package}")).map(drop)
}

fn locked_version<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    version.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_version_is_found_by_its_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "serde"), None);
    }
}
