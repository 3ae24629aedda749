//! Signing in, going on, and signing out.

use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use common::dto::page::Page;
use common::dto::problem::Problem;
use common::dto::session::{SessionTokens, SessionView, SignInRequest};
use common::ids::SessionId;
use common::problem_code::ProblemCode;
use services::accounts::known_device::KNOWN_FOR;
use services::accounts::sign_in::SignedIn;
use services::accounts::{sessions, sign_in};

use crate::auth::{Person, SameOrigin};
use crate::extract::{Body, ComesFrom, Ctx, Path};
use crate::http::cookie::{self, DEVICE, REFRESH};
use crate::problem::ApiResult;
use crate::reply::NoContent;
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(create_session)
        .service(refresh_session)
        .service(end_current_session)
        .service(list_sessions)
        .service(delete_sessions)
        .service(delete_session);
}

/// Sign in
///
/// "Connexion". The access token goes into the `Authorization` header; the
/// refresh token travels in a cookie that scripts cannot read; another says that the
/// browser is known. After failures the next try has to wait; those of strangers do
/// not slow a browser that is known.
#[utoipa::path(
    tag = "session",
    request_body = SignInRequest,
    responses(
        (status = 200, description = "Signed in.", body = SessionTokens),
        (status = 401, description = "Mail address and password do not belong together.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/sessions")]
pub async fn create_session(
    ctx: Ctx,
    from: ComesFrom,
    body: Body<SignInRequest>,
) -> ApiResult<HttpResponse> {
    Ok(answer(&ctx, sign_in::sign_in(&ctx, &from, &body).await?))
}

/// Go on with a session
///
/// Gives another access token and another refresh token. A refresh token that
/// was replaced ends the session when it comes back.
#[utoipa::path(
    tag = "session",
    security(("refresh" = [])),
    responses(
        (status = 200, description = "The session goes on.", body = SessionTokens),
        (status = 401, description = "There is no session, or it is over.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/sessions/refresh")]
pub async fn refresh_session(
    ctx: Ctx,
    _same: SameOrigin,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    let token = cookie::read(&REFRESH, &ctx.settings, &request).ok_or(ProblemCode::SessionEnded)?;
    Ok(answer(&ctx, sessions::refresh(&ctx, &token).await?))
}

fn answer(ctx: &Ctx, signed_in: SignedIn) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    if let Some(secret) = &signed_in.refresh {
        let lasts = signed_in.tokens.idle_expires_at - ctx.now();
        response.cookie(cookie::set(&REFRESH, &ctx.settings, secret, lasts));
    }
    if let Some(secret) = &signed_in.device {
        response.cookie(cookie::set(&DEVICE, &ctx.settings, secret, KNOWN_FOR));
    }
    response.json(signed_in.tokens)
}

/// Sign out
#[utoipa::path(
    tag = "session",
    security(("person" = [])),
    responses((status = 204, description = "Signed out; the cookie is taken back."))
)]
#[post("/sessions/current/end")]
pub async fn end_current_session(ctx: Ctx, person: Person) -> ApiResult<HttpResponse> {
    sessions::end(&ctx, person.account, person.session).await?;
    Ok(HttpResponse::NoContent()
        .cookie(cookie::taken_back(&REFRESH, &ctx.settings))
        .finish())
}

/// One's own sessions
#[utoipa::path(
    tag = "session",
    security(("person" = [])),
    responses((status = 200, description = "The sessions that are not over, last used first.", body = Page<SessionView>))
)]
#[get("/sessions")]
pub async fn list_sessions(ctx: Ctx, person: Person) -> ApiResult<web::Json<Page<SessionView>>> {
    let items = sessions::list(&ctx, person.account, person.session).await?;
    Ok(web::Json(Page::whole(items)))
}

/// End one of one's own sessions
#[utoipa::path(
    tag = "session",
    security(("person" = [])),
    params(("session_id" = SessionId, Path, description = "The session.")),
    responses((status = 204, description = "The session is ended."))
)]
#[delete("/sessions/{session_id}")]
pub async fn delete_session(ctx: Ctx, person: Person, id: Path<SessionId>) -> ApiResult<NoContent> {
    sessions::end(&ctx, person.account, *id).await?;
    Ok(NoContent)
}

/// Sign out everywhere, here included
#[utoipa::path(
    tag = "session",
    security(("person" = [])),
    responses((status = 204, description = "All sessions are ended; the cookie is taken back."))
)]
#[delete("/sessions")]
pub async fn delete_sessions(ctx: Ctx, person: Person) -> ApiResult<HttpResponse> {
    sessions::end_all(&ctx, person.account).await?;
    Ok(HttpResponse::NoContent()
        .cookie(cookie::taken_back(&REFRESH, &ctx.settings))
        .finish())
}
