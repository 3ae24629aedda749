//! Opening an account, the links from mails, and passwords.

use actix_web::{HttpResponse, post, web};
use common::dto::account::{
    LinkCheckRequest, LinkInfo, PasswordLinkRequest, RegisterRequest, RegistrationReceipt,
    SetPasswordRequest,
};
use common::dto::profile::ConfirmEmailRequest;
use services::accounts::known_device::KNOWN_FOR;
use services::accounts::{change_email, password_links, register, set_password as passwords};

use crate::extract::{Body, ComesFrom, Ctx};
use crate::http::cookie::{self, DEVICE};
use crate::problem::ApiResult;
use crate::reply::NoContent;
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(create_account)
        .service(create_password_link)
        .service(check_password_link)
        .service(set_password)
        .service(confirm_email)
        .service(undo_email);
}

/// Ask for an account
///
/// "Créer un compte", profile "Particulier". The answer is the same whether or
/// not the person has an account already; only the mail that follows differs.
#[utoipa::path(
    tag = "account",
    request_body = RegisterRequest,
    responses((status = 202, description = "The request was received; a mail follows.", body = RegistrationReceipt))
)]
#[post("/accounts")]
pub async fn create_account(
    ctx: Ctx,
    from: ComesFrom,
    body: Body<RegisterRequest>,
) -> ApiResult<HttpResponse> {
    let receipt = register::register(&ctx, &from, body.0).await?;
    Ok(HttpResponse::Accepted().json(receipt))
}

/// Ask for a link to set a password
///
/// "Mot de passe oublié", or another link when the first has run out. The answer
/// never says whether the address is known.
#[utoipa::path(
    tag = "account",
    request_body = PasswordLinkRequest,
    responses((status = 202, description = "If there is such an account, a mail follows.", body = Accepted))
)]
#[post("/password-links")]
pub async fn create_password_link(
    ctx: Ctx,
    body: Body<PasswordLinkRequest>,
) -> ApiResult<HttpResponse> {
    password_links::request_link(&ctx, &body).await?;
    Ok(HttpResponse::Accepted().json(Accepted {}))
}

/// That something was taken in; there is nothing to say about it.
#[derive(Clone, Copy, Debug, serde::Serialize, utoipa::ToSchema)]
pub struct Accepted {}

/// What a link from a mail is good for
///
/// The secret is the fragment of the link's address.
#[utoipa::path(
    tag = "account",
    request_body = LinkCheckRequest,
    responses(
        (status = 200, description = "What the link is good for, and whether it still is.", body = LinkInfo),
        (status = 404, description = "There never was such a link.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/password-links/check")]
pub async fn check_password_link(
    ctx: Ctx,
    body: Body<LinkCheckRequest>,
) -> ApiResult<web::Json<LinkInfo>> {
    Ok(web::Json(password_links::check_link(&ctx, &body).await?))
}

/// Set a password by the link from a mail
///
/// "Créer mon mot de passe". Ends all sessions of the account. The browser is known
/// from now on, by a cookie.
#[utoipa::path(
    tag = "account",
    request_body = SetPasswordRequest,
    responses(
        (status = 204, description = "The password is set."),
        (status = 410, description = "The link was used or has run out; ask for another.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/passwords")]
pub async fn set_password(
    ctx: Ctx,
    from: ComesFrom,
    body: Body<SetPasswordRequest>,
) -> ApiResult<HttpResponse> {
    let device = passwords::set_by_link(&ctx, &from, &body).await?;
    Ok(HttpResponse::NoContent()
        .cookie(cookie::set(&DEVICE, &ctx.settings, &device, KNOWN_FOR))
        .finish())
}

/// Confirm a new mail address by the link sent to it
#[utoipa::path(
    tag = "account",
    request_body = ConfirmEmailRequest,
    responses(
        (status = 204, description = "The new address counts."),
        (status = 409, description = "Somebody else has the address meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 410, description = "The link was used or has run out.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/email-confirmations")]
pub async fn confirm_email(ctx: Ctx, body: Body<ConfirmEmailRequest>) -> ApiResult<NoContent> {
    change_email::confirm(&ctx, &body).await?;
    Ok(NoContent)
}

/// Bring the old mail address back by the link sent to it
///
/// Ends all sessions and sends a link to choose another password.
#[utoipa::path(
    tag = "account",
    request_body = ConfirmEmailRequest,
    responses(
        (status = 204, description = "The old address counts again."),
        (status = 409, description = "Somebody else has the address meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 410, description = "The link was used or has run out.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/email-undos")]
pub async fn undo_email(ctx: Ctx, body: Body<ConfirmEmailRequest>) -> ApiResult<NoContent> {
    change_email::undo(&ctx, &body).await?;
    Ok(NoContent)
}
