//! Installing what is missing: pinned, into the repository, and system packages
//! only where this may (root on Debian).

pub mod node;
pub mod python;
pub mod rust;
pub mod system;

use anyhow::Result;

use crate::{exec::Task, say};

/// Everything that `run` and `test` need.
pub fn everything() -> Result<()> {
    for_site()?;
    rust::cargo_deny()?;
    python::ensure()?;
    system::ensure(&[&system::CHROMIUM, &system::POSTGRESQL])?;
    say::note("everything is in place");
    Ok(())
}

/// What building the server and the site needs.
pub fn for_site() -> Result<()> {
    say::heading("Set-up");
    system::ensure(&[&system::C_COMPILER, &system::MAKE, &system::PERL])?;
    rust::toolchain()?;
    // trunk builds without network, so everything is fetched before.
    Task::cargo(["fetch"]).quiet("cargo-fetch")?;
    node::ensure()?;
    rust::trunk()?;
    rust::wasm_bindgen()?;
    rust::wasm_split()
}
