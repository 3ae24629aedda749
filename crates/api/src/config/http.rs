//! How the server faces the network.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::Args;
use url::Url;

/// How the server faces the network.
#[derive(Clone, Debug, Args)]
pub struct HttpConfig {
    /// Address to listen on.
    #[arg(long, env = "CQC_HOST", default_value = "127.0.0.1", global = true)]
    pub host: IpAddr,
    /// Port to listen on; 0 takes a free one.
    #[arg(long, env = "CQC_PORT", default_value_t = 8080, global = true)]
    pub port: u16,
    /// Where people reach the service; links in mails begin with it. By default
    /// `http://localhost:PORT`.
    #[arg(long, env = "CQC_PUBLIC_URL", global = true)]
    pub public_url: Option<Url>,
    /// Directory of the built pages (`driver/` and `staff/` in it); without
    /// it only the API is served.
    #[arg(long, env = "CQC_SITE_DIR", global = true)]
    pub site_dir: Option<PathBuf>,
    /// Whether a proxy in front names the client in `X-Forwarded-For`.
    #[arg(long, env = "CQC_TRUST_PROXY", default_value_t = false, action = clap::ArgAction::Set, global = true)]
    pub trust_proxy: bool,
    /// Requests per client and minute.
    #[arg(
        long,
        env = "CQC_REQUESTS_PER_MINUTE",
        default_value_t = 600,
        global = true
    )]
    pub requests_per_minute: u32,
    /// Threads that answer requests; by default one per processor.
    #[arg(long, env = "CQC_HTTP_THREADS", global = true)]
    pub http_threads: Option<usize>,
}

impl HttpConfig {
    /// Where people reach the service.
    #[must_use]
    pub fn public_url(&self) -> Option<Url> {
        let local = || Url::parse(&format!("http://localhost:{}/", self.port)).ok();
        self.public_url.clone().or_else(local)
    }
}
