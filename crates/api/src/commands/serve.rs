//! `cqc-hub serve`.

use std::net::TcpListener;
use std::time::Duration;

use actix_web::{HttpServer, web};
use anyhow::Context as _;
use services::jobs::{Worker, WorkerOptions, registry};

use super::{demo, setup};
use crate::app::app;
use crate::config::Config;
use crate::state::{AppState, HttpSettings};

/// How long requests in progress may take to finish when the server is stopped.
const GRACE_SECONDS: u64 = 10;

pub(super) async fn run(config: &Config) -> anyhow::Result<()> {
    let db = setup::open(config, !config.is_production())?;
    if !config.is_production() {
        db.migrate().await?;
    }
    let ctx = setup::context(config, db)?;
    setup::refuse_database(&ctx).await?;
    if config.demo {
        demo::load(&ctx).await?;
    }
    let address = (config.http.host, config.http.port);
    let listener = TcpListener::bind(address)
        .with_context(|| format!("listening on {}:{}", address.0, address.1))?;
    let worker = config.serves_jobs().then(|| {
        let options = WorkerOptions {
            loops: config.worker_loops,
            ..WorkerOptions::default()
        };
        Worker::start(&ctx, &registry(), options)
    });
    let state = web::Data::new(AppState::new(ctx, settings(config))?);
    tracing::info!(address = %listener.local_addr()?, "answering on http://{}", listener.local_addr()?);
    server(state, listener, config.http.http_threads)?.await?;
    tracing::info!("no more requests are taken");
    if let Some(worker) = worker {
        worker.stop().await;
    }
    Ok(())
}

fn settings(config: &Config) -> HttpSettings {
    HttpSettings {
        site: config.http.site_dir.clone(),
        trust_proxy: config.http.trust_proxy,
        requests_per_minute: config.http.requests_per_minute,
    }
}

/// The server on a socket; it finishes requests in progress when it is stopped.
///
/// # Errors
///
/// If the socket cannot be listened on.
pub fn server(
    state: web::Data<AppState>,
    listener: TcpListener,
    threads: Option<usize>,
) -> anyhow::Result<actix_web::dev::Server> {
    let mut server = HttpServer::new(move || app(state.clone()))
        .client_request_timeout(Duration::from_secs(10))
        .keep_alive(Duration::from_secs(75))
        .shutdown_timeout(GRACE_SECONDS);
    if let Some(threads) = threads {
        server = server.workers(threads.max(1));
    }
    Ok(server.listen(listener)?.run())
}
