//! The built pages: `target/site/driver` (served at `/`) and `target/site/staff`
//! (served at `/staff/`), each file with its compressed copies beside it.

use anyhow::Result;

use crate::{exec::Task, paths, say, setup};

/// The trunk pages, by the name of their crate.
const PAGES: [&str; 2] = ["driver", "staff"];

/// Builds both pages. Cargo decides what is to be compiled again.
pub fn build() -> Result<()> {
    setup::for_site()?;
    say::heading("Site (release)");
    for page in PAGES {
        let folder = paths::frontend().join(page);
        Task::new("trunk")
            .args(["build", "--release"])
            .folder(&folder)
            // trunk reads NO_COLOR as a boolean word and refuses "1".
            .env("NO_COLOR", "true")
            .env("RUST_BACKTRACE", "0")
            .quiet(&format!("trunk-{page}"))?;
    }
    Task::new("node")
        .args(["compress.mjs"])
        .args([paths::site()])
        .folder(&paths::frontend())
        .quiet("compress")?;
    Ok(())
}
