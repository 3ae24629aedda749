//! Rust tools: the toolchain's parts, and pinned programs in `target/tools`.

use std::fs;

use anyhow::{Context, Result};

use crate::{exec::Task, paths, say};

const TRUNK: &str = "0.21.14";
const CARGO_DENY: &str = "0.20.2";
const WASM_SPLIT: &str = "0.2.4";
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
    Tool::locked("trunk", TRUNK).install()
}

/// The generator of the glue between wasm and JavaScript; its version must be
/// the library's in `Cargo.lock`.
pub fn wasm_bindgen() -> Result<()> {
    let lock = fs::read_to_string(paths::root().join("Cargo.lock"))?;
    let version = locked_version(&lock, "wasm-bindgen").context("no wasm-bindgen in Cargo.lock")?;
    Tool {
        package: "wasm-bindgen-cli",
        version,
        // The dependencies it was published with no longer resolve.
        options: &[],
    }
    .install()
}

/// What cuts the driver's program into parts (`frontend/split.mjs`).
pub fn wasm_split() -> Result<()> {
    Tool {
        package: "wasm_split_cli_support",
        version: WASM_SPLIT,
        options: &["--locked", "--features", "build-binary"],
    }
    .install()
}

/// The checker of licences and sources.
pub fn cargo_deny() -> Result<()> {
    Tool::locked("cargo-deny", CARGO_DENY).install()
}

/// A program from crates.io.
struct Tool<'name> {
    package: &'name str,
    version: &'name str,
    options: &'name [&'name str],
}

impl<'name> Tool<'name> {
    /// With the dependencies it was published with.
    const fn locked(package: &'name str, version: &'name str) -> Self {
        Self {
            package,
            version,
            options: &["--locked"],
        }
    }

    /// Installs it into `target/tools`, unless this very version is there.
    fn install(&self) -> Result<()> {
        let Self {
            package,
            version,
            options,
        } = self;
        let tools = paths::tools();
        let list = fs::read_to_string(tools.join(".crates.toml")).unwrap_or_default();
        if is_installed(&list, package, version) {
            return Ok(());
        }
        say::note(&format!(
            "installing {package} {version} into target/tools; this takes minutes, once"
        ));
        Task::cargo(["install", package, "--version", version, "--force"])
            .args(*options)
            .args(["--root"])
            .args([&tools])
            // One folder for all of them, since they share many dependencies.
            .env("CARGO_TARGET_DIR", paths::target().join("tools-build"))
            .quiet(&format!("install-{package}"))
            .map(drop)
    }
}

/// Whether cargo's list of what it installed names that version.
fn is_installed(list: &str, package: &str, version: &str) -> bool {
    list.lines()
        .any(|line| line.starts_with(&format!("\"{package} {version} ")))
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
    fn only_the_very_version_counts_as_installed() {
        let list = "[v1]\n\"trunk 0.21.14 (registry+https://example.org)\" = [\"trunk\"]\n";
        assert!(is_installed(list, "trunk", "0.21.14"));
        assert!(!is_installed(list, "trunk", "0.21.1"));
        assert!(!is_installed("", "trunk", "0.21.14"));
    }

    #[test]
    fn a_locked_version_is_found_by_its_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "serde"), None);
    }
}
