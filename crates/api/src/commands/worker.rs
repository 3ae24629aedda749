//! `cqc-hub worker`.

use services::jobs::{Worker, WorkerOptions, registry};

use super::setup;
use crate::config::Config;

pub(super) async fn run(config: &Config) -> anyhow::Result<()> {
    let ctx = setup::context(config, setup::open(config, false)?)?;
    setup::refuse_database(&ctx).await?;
    let options = WorkerOptions {
        loops: config.worker_loops,
        ..WorkerOptions::default()
    };
    let worker = Worker::start(&ctx, &registry(), options);
    tracing::info!(loops = config.worker_loops, "running jobs");
    stopped().await?;
    tracing::info!("no more jobs are taken");
    worker.stop().await;
    Ok(())
}

/// Resolves when the process is asked to stop.
async fn stopped() -> anyhow::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminated = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted?,
        _ = terminated.recv() => {}
    }
    Ok(())
}
