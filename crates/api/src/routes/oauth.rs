//! Access tokens for training centres' software (RFC 6749, RFC 8414). Errors of
//! the token endpoint have the form of RFC 6749, 5.2, which OAuth clients know.

use actix_web::http::StatusCode;
use actix_web::http::header::{AUTHORIZATION, CACHE_CONTROL, WWW_AUTHENTICATE};
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use common::words::Scope;
use serde::{Deserialize, Serialize};
use services::ServiceError;
use services::oauth::token::{self, TokenError, TokenRequest};
use utoipa::ToSchema;

use crate::extract::{Bytes, Ctx};
use crate::http::throttle::admit;
use crate::problem::{ApiError, ApiResult};
use crate::routes::Routes;
use crate::state::AppState;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(issue_token).service(get_oauth_metadata);
}

/// What the software asks.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct TokenForm {
    /// `client_credentials`.
    #[schema(max_length = 64, example = "client_credentials")]
    pub grant_type: Option<String>,
    /// Scopes separated by spaces; all that the client has if absent.
    #[schema(max_length = 256, example = "trainings:write trainings:read")]
    pub scope: Option<String>,
}

/// An access token (RFC 6749, 5.1).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TokenAnswer {
    /// For the header `Authorization: Bearer …`.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: &'static str,
    /// Seconds until it ends.
    pub expires_in: i64,
    /// What it may do, separated by spaces.
    pub scope: String,
}

/// Why no token was given (RFC 6749, 5.2).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TokenFailure {
    /// `invalid_request`, `invalid_client`, `unsupported_grant_type` or `invalid_scope`.
    pub error: &'static str,
    /// For the developer.
    pub error_description: String,
}

/// Get an access token for software
///
/// HTTP Basic with the client's id and secret; a form with `grant_type=client_credentials`.
#[utoipa::path(
    tag = "oauth",
    request_body(content = TokenForm, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "The token.", body = TokenAnswer),
        (status = 400, description = "The request or the scope is wrong.", body = TokenFailure),
        (status = 401, description = "The client is not known with this secret.", body = TokenFailure),
    )
)]
#[post("/oauth/token")]
pub async fn issue_token(
    ctx: Ctx,
    state: web::Data<AppState>,
    request: HttpRequest,
    Bytes(body): Bytes<4096>,
) -> ApiResult<HttpResponse> {
    admit(&state.tokens_asked, &request, &state)?;
    let form = match form_of(&request, &body) {
        Some(form) => form,
        None => {
            return Ok(failure(
                StatusCode::BAD_REQUEST,
                "invalid_request",
                "send a form with grant_type",
            ));
        }
    };
    let asked = TokenRequest {
        credentials: credentials_of(&request),
        grant_type: form.grant_type,
        scope: form.scope,
    };
    match token::issue_token(&ctx, &asked).await {
        Ok(issued) => {
            let words: Vec<_> = issued.scopes.iter().map(|scope| scope.as_str()).collect();
            Ok(HttpResponse::Ok()
                .insert_header((CACHE_CONTROL, "no-store"))
                .json(TokenAnswer {
                    access_token: issued.access_token,
                    token_type: "Bearer",
                    expires_in: issued.expires_in,
                    scope: words.join(" "),
                }))
        }
        Err(error) => refuse(error),
    }
}

fn refuse(error: TokenError) -> ApiResult<HttpResponse> {
    let description = error.to_string();
    let (status, word) = match error {
        TokenError::InvalidRequest => (StatusCode::BAD_REQUEST, "invalid_request"),
        TokenError::InvalidClient => (StatusCode::UNAUTHORIZED, "invalid_client"),
        TokenError::UnsupportedGrantType => (StatusCode::BAD_REQUEST, "unsupported_grant_type"),
        TokenError::InvalidScope => (StatusCode::BAD_REQUEST, "invalid_scope"),
        TokenError::Service(error) => return Err(<ApiError as From<ServiceError>>::from(error)),
    };
    Ok(failure(status, word, &description))
}

fn failure(status: StatusCode, error: &'static str, description: &str) -> HttpResponse {
    let mut answer = HttpResponse::build(status);
    answer.insert_header((CACHE_CONTROL, "no-store"));
    if status == StatusCode::UNAUTHORIZED {
        answer.insert_header((WWW_AUTHENTICATE, "Basic realm=\"hub\""));
    }
    answer.json(TokenFailure {
        error,
        error_description: description.to_owned(),
    })
}

fn form_of(request: &HttpRequest, body: &[u8]) -> Option<TokenForm> {
    use actix_web::HttpMessage as _;
    if !request
        .content_type()
        .eq_ignore_ascii_case("application/x-www-form-urlencoded")
    {
        return None;
    }
    let text = std::str::from_utf8(body).ok()?;
    web::Query::<TokenForm>::from_query(text)
        .ok()
        .map(web::Query::into_inner)
}

/// Id and secret of HTTP Basic; RFC 6749, 2.3.1 has both percent-encoded inside.
fn credentials_of(request: &HttpRequest) -> Option<(String, String)> {
    let header = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((decoded(id)?, decoded(secret)?))
}

fn decoded(text: &str) -> Option<String> {
    let mut pairs = url::form_urlencoded::parse(text.as_bytes());
    let (name, value) = pairs.next()?;
    // An `=` in a secret that was not encoded splits it; put it together again.
    let whole = if text.contains('=') {
        format!("{name}={value}")
    } else {
        name.into_owned()
    };
    pairs.next().is_none().then_some(whole)
}

/// What an OAuth client finds out by itself (RFC 8414).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OauthMetadata {
    /// Who issues tokens.
    pub issuer: String,
    /// Where tokens are given.
    pub token_endpoint: String,
    /// Where the public keys are.
    pub jwks_uri: String,
    /// `client_credentials`.
    pub grant_types_supported: [&'static str; 1],
    /// `client_secret_basic`.
    pub token_endpoint_auth_methods_supported: [&'static str; 1],
    /// No authorisation endpoint, so none.
    pub response_types_supported: [&'static str; 0],
    /// What tokens may do.
    pub scopes_supported: Vec<Scope>,
    /// Where developers read on.
    pub service_documentation: String,
}

/// How software gets access tokens here (RFC 8414)
#[utoipa::path(
    tag = "oauth",
    responses((status = 200, description = "The metadata.", body = OauthMetadata))
)]
#[get("/.well-known/oauth-authorization-server")]
pub async fn get_oauth_metadata(ctx: Ctx) -> HttpResponse {
    let link = |path: &str| ctx.settings.link(path);
    let metadata = OauthMetadata {
        issuer: ctx.settings.issuer().to_owned(),
        token_endpoint: link("oauth/token"),
        jwks_uri: link(".well-known/jwks.json"),
        grant_types_supported: ["client_credentials"],
        token_endpoint_auth_methods_supported: ["client_secret_basic"],
        response_types_supported: [],
        scopes_supported: Scope::ALL.to_vec(),
        service_documentation: link("api/docs/"),
    };
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .json(metadata)
}
