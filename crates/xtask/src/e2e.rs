//! Browser tests: Playwright on the system's Chromium, against the real server.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::{exec::Task, paths, server, setup};

/// Builds the server and runs Playwright on the built site. Playwright starts
/// one server per project (see `frontend/e2e/playwright.config.ts`), each with
/// its own fresh data.
pub fn run(arguments: &[String]) -> Result<()> {
    setup::node::ensure()?;
    setup::system::ensure(&[&setup::system::CHROMIUM])?;
    let program = server::build_debug()?;
    let chromium = setup::system::find_chromium().context("no Chromium")?;
    let data = server::TemporaryFolder::new("e2e")?;
    playwright(arguments, program, chromium, &data)?.stream()
}

fn playwright(
    arguments: &[String],
    program: PathBuf,
    chromium: PathBuf,
    data: &server::TemporaryFolder,
) -> Result<Task> {
    Ok(Task::npm(["run", "--silent", "e2e", "--"])
        .args(arguments)
        .env("CQC_E2E_SERVER", program)
        .env("CQC_E2E_DATA_DIR", data.path())
        .env("CQC_E2E_PORT_PHONE", server::free_port()?.to_string())
        .env("CQC_E2E_PORT_DESKTOP", server::free_port()?.to_string())
        .env("CQC_E2E_PORT_PHONE_CLOCK", server::free_port()?.to_string())
        .env(
            "CQC_E2E_PORT_DESKTOP_CLOCK",
            server::free_port()?.to_string(),
        )
        .env("CQC_SITE_DIR", paths::site())
        .env("CQC_TEST_CHROMIUM", chromium))
}
