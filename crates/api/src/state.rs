//! What handlers share.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, TimeDelta, Utc};
use common::ids::{AccountId, ApiClientId, SessionId};
use common::problem_code::ProblemCode;
use common::statuses::IdentityReview;
use metrics_exporter_prometheus::PrometheusHandle;
use services::requests::rendered_lists::RenderedLists;
use services::tokens::{InvalidToken, Principal};
use services::{Context, ServiceError, ServiceResult};
use sha2::{Digest as _, Sha256};

use crate::http::limits::Limits;

/// How long a session or client that was found alive is believed to be, for
/// reading. Whatever changes something asks each time.
const BELIEVED_ALIVE: TimeDelta = TimeDelta::seconds(10);

/// Checks of certificates per address and minute.
const CHECKS_PER_MINUTE: u32 = 20;

/// Requests for software's access tokens per address and minute.
const TOKENS_PER_MINUTE: u32 = 60;

/// When a cache of this many entries is full, it begins again.
const CACHE_ENTRIES: usize = 20_000;

/// How this server faces the network.
#[derive(Clone, Debug)]
pub struct HttpSettings {
    /// Where the built pages are; none serves the API alone.
    pub site: Option<PathBuf>,
    /// Whether a proxy in front names the client in `X-Forwarded-For`.
    pub trust_proxy: bool,
    /// Requests per client and minute.
    pub requests_per_minute: u32,
}

/// By the hash of a token: for whom it speaks, and from when it is over.
type KnownTokens = HashMap<[u8; 32], (Principal, DateTime<Utc>)>;

/// What handlers share.
pub struct AppState {
    /// The way to the use cases.
    pub ctx: Context,
    /// How this server faces the network.
    pub http: HttpSettings,
    /// Who may ask how often.
    pub limits: Limits,
    /// How often an address may check certificates: numbers must not be guessed.
    pub checks: Limits,
    /// How often an address may ask for software's access tokens.
    pub tokens_asked: Limits,
    /// Drivers' lists of requests that were written out before.
    pub request_lists: Arc<RenderedLists>,
    /// The OpenAPI document as JSON.
    pub openapi: String,
    /// Every path of the API with its methods, for 405.
    pub methods: Vec<(String, String)>,
    /// What `/metrics` shows.
    pub metrics: PrometheusHandle,
    tokens: RwLock<KnownTokens>,
    alive: RwLock<HashMap<String, DateTime<Utc>>>,
}

impl std::fmt::Debug for AppState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AppState")
            .field("http", &self.http)
            .finish_non_exhaustive()
    }
}

impl AppState {
    /// The state of one server.
    ///
    /// # Errors
    ///
    /// If the OpenAPI document cannot be written out.
    pub fn new(ctx: Context, http: HttpSettings) -> anyhow::Result<Self> {
        let document = crate::openapi::openapi();
        Ok(Self {
            limits: Limits::new(http.requests_per_minute),
            checks: Limits::new(CHECKS_PER_MINUTE),
            tokens_asked: Limits::new(TOKENS_PER_MINUTE),
            request_lists: Arc::default(),
            openapi: document.to_pretty_json()?,
            methods: crate::openapi::methods(&document),
            metrics: crate::telemetry::metrics(),
            tokens: RwLock::default(),
            alive: RwLock::default(),
            ctx,
            http,
        })
    }

    /// Whom an access token speaks for. A signature is checked once: a tenth of
    /// a millisecond matters on every request of a page.
    ///
    /// # Errors
    ///
    /// If the token is not valid.
    pub fn identify(&self, token: &str) -> Result<Principal, InvalidToken> {
        let now = self.ctx.now();
        let name: [u8; 32] = Sha256::digest(token).into();
        let known = self
            .tokens
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&name)
            .cloned();
        match known {
            Some((principal, until)) if now < until => return Ok(principal),
            Some(_) => return Err(InvalidToken),
            None => {}
        }
        let (principal, until) = self.ctx.keys.tokens.verify_until(token, now)?;
        let mut tokens = self.tokens.write().unwrap_or_else(PoisonError::into_inner);
        if tokens.len() >= CACHE_ENTRIES {
            tokens.clear();
        }
        tokens.insert(name, (principal.clone(), until));
        Ok(principal)
    }

    /// Whether a session has not been ended. `is_change` asks the database;
    /// otherwise an answer of the last ten seconds will do.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn is_session_alive(&self, id: SessionId, is_change: bool) -> ServiceResult<bool> {
        if !is_change && self.is_believed_alive(id.as_str()) {
            return Ok(true);
        }
        let now = self.ctx.now();
        let session = self
            .ctx
            .read(move |conn| Ok(db::sessions::find(conn, id)?))
            .await?;
        Ok(self.remember(id.as_str(), session.is_some_and(|row| row.is_alive(now))))
    }

    /// Whether a client's credentials have not been withdrawn; as
    /// [`AppState::is_session_alive`].
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn is_client_alive(&self, id: ApiClientId, is_change: bool) -> ServiceResult<bool> {
        if !is_change && self.is_believed_alive(id.as_str()) {
            return Ok(true);
        }
        let now = self.ctx.now().naive_utc();
        let client = self
            .ctx
            .read(move |conn| Ok(db::api_clients::find(conn, id)?))
            .await?;
        let is_alive = client.is_some_and(|row| row.revoked_at.is_none() && now < row.expires_at);
        Ok(self.remember(id.as_str(), is_alive))
    }

    /// Checks that a driver's space is open: for reading once a review was
    /// conform, for changes while none runs. As [`AppState::is_session_alive`],
    /// only a good answer is believed for a moment.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::CorrectionRequired`] or [`ProblemCode::ReviewRunning`].
    pub async fn check_space_open(&self, account: AccountId, is_change: bool) -> ServiceResult<()> {
        if !is_change && self.is_believed_alive(account.as_str()) {
            return Ok(());
        }
        let standing = self
            .ctx
            .read(move |conn| Ok(db::drivers::find_standing(conn, account)?))
            .await?;
        let standing = standing.ok_or(ServiceError::Forbidden)?;
        let is_open = match standing.review {
            IdentityReview::Conform => true,
            _ => standing.was_conform && !is_change,
        };
        self.remember(account.as_str(), is_open);
        match (is_open, standing.review) {
            (true, _) => Ok(()),
            (false, IdentityReview::CorrectionRequested) => {
                Err(ProblemCode::CorrectionRequired.into())
            }
            (false, _) => Err(ProblemCode::ReviewRunning.into()),
        }
    }

    fn is_believed_alive(&self, id: &str) -> bool {
        let alive = self.alive.read().unwrap_or_else(PoisonError::into_inner);
        alive.get(id).is_some_and(|until| self.ctx.now() < *until)
    }

    fn remember(&self, id: &str, is_alive: bool) -> bool {
        let mut alive = self.alive.write().unwrap_or_else(PoisonError::into_inner);
        if alive.len() >= CACHE_ENTRIES {
            alive.clear();
        }
        if is_alive {
            alive.insert(id.to_owned(), self.ctx.now() + BELIEVED_ALIVE);
        } else {
            alive.remove(id);
        }
        is_alive
    }
}
