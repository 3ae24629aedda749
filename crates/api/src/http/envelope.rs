//! What surrounds every request: its name, who asks, how often, the log line,
//! the headers, and the text of what went wrong.

use std::time::Instant;

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{
    ALLOW, AUTHORIZATION, CONTENT_ENCODING, CONTENT_LANGUAGE, HeaderMap, HeaderValue, RETRY_AFTER,
    VARY, WWW_AUTHENTICATE,
};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, HttpResponse, web};
use common::problem_code::ProblemCode;
use services::tokens::Principal;
use tracing::Instrument as _;

use super::client::{RequestId, address_of, language_of, trace_id_of};
use super::headers;
use super::limits::Standing;
use crate::auth::Identity;
use crate::problem::{ApiError, Occurrence};
use crate::state::AppState;

/// Paths below these answer programs: failures are problem documents, nothing is kept.
const PROGRAM_PATHS: [&str; 6] = [
    "/api/",
    "/.well-known/",
    "/dev/",
    "/health/",
    "/metrics",
    "/oauth/",
];

/// Whether a path answers programs rather than a browser's address bar.
#[must_use]
pub fn is_for_programs(path: &str) -> bool {
    PROGRAM_PATHS.iter().any(|prefix| path.starts_with(prefix))
}

/// The outermost layer.
///
/// # Errors
///
/// What a layer within could not answer itself; a handler's failure is an answer.
pub async fn envelope<B: MessageBody + 'static>(
    state: web::Data<AppState>,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let started = Instant::now();
    let id = RequestId::of(request.headers());
    let identity = identify(&state, request.headers());
    // The pattern, not the path: a path holds ids, a query could hold names.
    let route = request.match_pattern();
    let span = span(&request, &id, route.as_deref());
    let standing = is_for_programs(request.path()).then(|| {
        state
            .limits
            .count(&client_name(&state, &request, &identity))
    });
    request.extensions_mut().insert(id.clone());
    request.extensions_mut().insert(identity);

    let response = if standing.is_some_and(|standing| standing.wait.is_some()) {
        let wait = standing.and_then(|standing| standing.wait);
        let error = ApiError {
            retry_after: wait,
            ..ProblemCode::RateLimited.into()
        };
        request.error_response(error).map_into_right_body()
    } else {
        next.call(request)
            .instrument(span.clone())
            .await?
            .map_into_left_body()
    };
    let mut response = span.in_scope(|| explain(&state, &id, response));
    finish(&state, &id, standing, &mut response);
    span.in_scope(|| record(&response, route, started));
    Ok(response)
}

fn identify(state: &AppState, headers: &HeaderMap) -> Identity {
    let Some(value) = headers.get(AUTHORIZATION) else {
        return Identity::Anonymous;
    };
    let token = value.to_str().ok().and_then(|text| text.split_once(' '));
    match token {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => state
            .identify(token.trim())
            .map_or(Identity::Refused, Identity::Known),
        // Basic credentials are for the operation that gives out tokens.
        Some((scheme, _)) if scheme.eq_ignore_ascii_case("basic") => Identity::Anonymous,
        _ => Identity::Refused,
    }
}

/// The name under which requests are counted.
fn client_name(state: &AppState, request: &ServiceRequest, identity: &Identity) -> String {
    match identity {
        Identity::Known(Principal::Person { account, .. }) => account.to_string(),
        Identity::Known(Principal::Client { client, .. }) => client.to_string(),
        Identity::Anonymous | Identity::Refused => {
            address_of(request.request(), state.http.trust_proxy)
                .map_or_else(|| "unknown".to_owned(), |address| address.to_string())
        }
    }
}

fn span(request: &ServiceRequest, id: &RequestId, route: Option<&str>) -> tracing::Span {
    tracing::info_span!(
        "request",
        request_id = id.as_str(),
        method = %request.method(),
        route = route.unwrap_or_default(),
        trace_id = trace_id_of(request.headers()).unwrap_or_default(),
    )
}

/// Writes a failure out. What failed without a word of ours is translated by status.
fn explain<B: MessageBody + 'static>(
    state: &AppState,
    id: &RequestId,
    response: ServiceResponse<EitherBody<B>>,
) -> ServiceResponse<EitherBody<B>> {
    let path = response.request().path().to_owned();
    let ours = response
        .response()
        .error()
        .and_then(|error| error.as_error::<ApiError>());
    if ours.is_none()
        && !(response.status().is_client_error() || response.status().is_server_error())
    {
        return response;
    }
    if ours.is_none() && (!is_for_programs(&path) || response.response().error().is_none()) {
        return response;
    }
    let language = language_of(response.request().headers());
    let base = state.ctx.settings.public_url.as_str();
    let about = Occurrence {
        base,
        path: &path,
        request_id: id.as_str(),
        language,
    };
    let foreign = ours.is_none().then(|| ApiError {
        cause: response
            .response()
            .error()
            .map(|error| error.to_string().into()),
        ..code_of(response.status()).into()
    });
    let Some(error) = ours.or(foreign.as_ref()) else {
        return response;
    };
    let document = error.document(&about);
    let status = StatusCode::from_u16(document.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if status.is_server_error() {
        let cause = error.cause.as_deref().unwrap_or("no cause given");
        tracing::error!(code = %error.code, cause, "the request failed: {cause}");
    }
    let mut answer = HttpResponse::build(status);
    answer.content_type("application/problem+json");
    answer.insert_header((CONTENT_LANGUAGE, language.as_str()));
    answer.insert_header((VARY, "Accept-Language"));
    if let Some(wait) = error.retry_after {
        answer.insert_header((RETRY_AFTER, wait.as_secs_f64().ceil().to_string()));
    }
    if let Some(allow) = &error.allow {
        answer.insert_header((ALLOW, &**allow));
    }
    if let Some(challenge) = challenge(error.code, response.request()) {
        answer.insert_header((WWW_AUTHENTICATE, challenge));
    }
    let answer = answer.json(document);
    let (request, _) = response.into_parts();
    ServiceResponse::new(request, answer).map_into_right_body()
}

/// RFC 6750: without credentials no error is named.
fn challenge(code: ProblemCode, request: &actix_web::HttpRequest) -> Option<&'static str> {
    match code {
        ProblemCode::Unauthenticated if request.headers().contains_key(AUTHORIZATION) => {
            Some("Bearer realm=\"cqc-hub\", error=\"invalid_token\"")
        }
        ProblemCode::SessionEnded => Some("Bearer realm=\"cqc-hub\", error=\"invalid_token\""),
        ProblemCode::Unauthenticated | ProblemCode::CredentialsWrong => {
            Some("Bearer realm=\"cqc-hub\"")
        }
        ProblemCode::InsufficientScope => {
            Some("Bearer realm=\"cqc-hub\", error=\"insufficient_scope\"")
        }
        _ => None,
    }
}

fn code_of(status: StatusCode) -> ProblemCode {
    match status {
        StatusCode::NOT_FOUND => ProblemCode::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => ProblemCode::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => ProblemCode::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ProblemCode::UnsupportedMediaType,
        status if status.is_client_error() => ProblemCode::Malformed,
        _ => ProblemCode::Internal,
    }
}

fn finish<B>(
    state: &AppState,
    id: &RequestId,
    standing: Option<Standing>,
    response: &mut ServiceResponse<B>,
) {
    let is_api = is_for_programs(response.request().path());
    let is_production = !state.ctx.settings.is_development;
    let headers = response.headers_mut();
    // A file says so to be left alone by the compression; the client need not know.
    if headers
        .get(CONTENT_ENCODING)
        .is_some_and(|value| value == "identity")
    {
        headers.remove(CONTENT_ENCODING);
    }
    headers::secure(headers, is_production, is_api);
    let mut set = |name: &'static str, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(
                actix_web::http::header::HeaderName::from_static(name),
                value,
            );
        }
    };
    set("x-request-id", id.as_str());
    if let Some(standing) = standing {
        set("ratelimit-policy", &standing.policy());
        set("ratelimit", &standing.state());
    }
}

fn record<B>(response: &ServiceResponse<B>, route: Option<String>, started: Instant) {
    let route = route.unwrap_or_else(|| "other".to_owned());
    let (method, status) = (
        response.request().method().to_string(),
        response.status().as_u16(),
    );
    let elapsed = started.elapsed();
    metrics::counter!("cqc_http_requests_total", "method" => method.clone(), "route" => route.clone(), "status" => status.to_string()).increment(1);
    metrics::histogram!("cqc_http_request_duration_seconds", "method" => method, "route" => route)
        .record(elapsed.as_secs_f64());
    tracing::info!(
        status,
        milliseconds = elapsed.as_secs_f64() * 1_000.0,
        "answered {status}"
    );
}
