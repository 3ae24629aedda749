//! Gives a training centre's software an access token for its id and secret.

use common::ids::ApiClientId;
use common::words::Scope;
use db::api_clients::ApiClientRow;

use super::clients::{is_secret_of, scopes_of};
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};
use crate::tokens::{LIFETIME, Principal};

/// What the software sends.
#[derive(Clone)]
pub struct TokenRequest {
    /// The client id and secret of HTTP Basic; none if there were none.
    pub credentials: Option<(String, String)>,
    /// Must be `client_credentials`.
    pub grant_type: Option<String>,
    /// What is asked for, separated by spaces; all that the client has if absent.
    pub scope: Option<String>,
}

impl std::fmt::Debug for TokenRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenRequest")
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}

/// A token that was given.
#[derive(Clone)]
pub struct IssuedToken {
    /// The token for the `Authorization` header.
    pub access_token: String,
    /// Seconds until it ends.
    pub expires_in: i64,
    /// What it may do.
    pub scopes: Vec<Scope>,
}

impl std::fmt::Debug for IssuedToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IssuedToken")
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

/// Why no token was given (RFC 6749, 5.2).
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The grant type is missing.
    #[error("the request lacks grant_type")]
    InvalidRequest,
    /// Unknown, wrong secret, revoked or expired; it is not said which.
    #[error("the client is not known with this secret")]
    InvalidClient,
    /// Another grant type than `client_credentials`.
    #[error("only client_credentials is supported")]
    UnsupportedGrantType,
    /// A scope that does not exist or that the client was not given.
    #[error("the scope is unknown or was not given to the client")]
    InvalidScope,
    /// Not the client's fault.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

/// Checks the credentials and signs a token.
///
/// # Errors
///
/// One of RFC 6749, 5.2, or a fault of the service.
pub async fn issue_token(ctx: &Context, request: &TokenRequest) -> Result<IssuedToken, TokenError> {
    let (id, secret) = request
        .credentials
        .as_ref()
        .ok_or(TokenError::InvalidClient)?;
    let client = authenticate(ctx, id, secret).await?;
    match request.grant_type.as_deref() {
        None | Some("") => return Err(TokenError::InvalidRequest),
        Some("client_credentials") => {}
        Some(_) => return Err(TokenError::UnsupportedGrantType),
    }
    let scopes = grant(&client, request.scope.as_deref().unwrap_or_default())?;
    let principal = Principal::Client {
        client: client.id,
        organisation: client.organisation_id,
        scopes: scopes.clone(),
    };
    let access_token = ctx
        .keys
        .tokens
        .sign(&principal, ctx.now())
        .map_err(ServiceError::Internal)?;
    note_use(ctx, &client).await?;
    Ok(IssuedToken {
        access_token,
        expires_in: LIFETIME.num_seconds(),
        scopes,
    })
}

async fn authenticate(ctx: &Context, id: &str, secret: &str) -> Result<ApiClientRow, TokenError> {
    let id: ApiClientId = id.parse().map_err(|_| TokenError::InvalidClient)?;
    let client = ctx
        .read(move |conn| Ok(db::api_clients::find(conn, id)?))
        .await?;
    let now = ctx.now().naive_utc();
    client
        .filter(|client| is_secret_of(client, secret))
        .filter(|client| client.revoked_at.is_none() && now < client.expires_at)
        .ok_or(TokenError::InvalidClient)
}

fn grant(client: &ApiClientRow, asked: &str) -> Result<Vec<Scope>, TokenError> {
    let held = scopes_of(client);
    let mut granted = Vec::new();
    for word in asked.split(' ').filter(|word| !word.is_empty()) {
        let scope: Scope = word.parse().map_err(|_| TokenError::InvalidScope)?;
        if !held.contains(&scope) {
            return Err(TokenError::InvalidScope);
        }
        if !granted.contains(&scope) {
            granted.push(scope);
        }
    }
    Ok(if granted.is_empty() { held } else { granted })
}

async fn note_use(ctx: &Context, client: &ApiClientRow) -> ServiceResult<()> {
    let (id, now) = (client.id, ctx.now());
    if !db::api_clients::needs_touch(client, now) {
        return Ok(());
    }
    ctx.write(move |tx| {
        let now = tx.now;
        Ok(db::api_clients::touch(tx, id, now)?)
    })
    .await
}
