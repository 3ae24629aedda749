//! The `cqc-hub` program.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;

/// Many small allocations on many threads, and the occasional 19 MiB of a
/// password: see `docs/adr/0007-memory-and-locks.md`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match api::commands::run(api::commands::Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The causes in one line: an operator needs the words, not the call stack.
            let _ = writeln!(std::io::stderr(), "cqc-hub: {error:#}");
            ExitCode::FAILURE
        }
    }
}
