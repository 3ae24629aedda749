//! The account that is signed in, and the driver's own data.

use actix_web::{HttpResponse, get, patch, post, put, web};
use common::dto::problem::Problem;
use common::dto::profile::{
    ChangeEmailRequest, ChangePasswordRequest, ProfileView, SubmitIdentityRequest,
    UpdateContactRequest,
};
use common::dto::session::AccountView;
use services::accounts::{account, change_email as emails, identity, profile, set_password};

use super::accounts::Accepted;
use crate::auth::{DriverAnyState, Person};
use crate::extract::{Body, Ctx, IfMatch};
use crate::problem::ApiResult;
use crate::reply::{NoContent, Versioned};
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(get_me)
        .service(get_profile)
        .service(update_profile)
        .service(submit_identity)
        .service(change_email)
        .service(change_password);
}

/// Who is signed in
#[utoipa::path(
    tag = "account",
    security(("person" = [])),
    responses((status = 200, description = "The account.", body = AccountView))
)]
#[get("/me")]
pub async fn get_me(ctx: Ctx, person: Person) -> ApiResult<web::Json<AccountView>> {
    Ok(web::Json(account::get(&ctx, person.account).await?))
}

/// The driver's own data
#[utoipa::path(
    tag = "account",
    security(("person" = [])),
    responses((status = 200, description = "The data, with their version in `ETag`.", body = ProfileView))
)]
#[get("/me/profile")]
pub async fn get_profile(ctx: Ctx, driver: DriverAnyState) -> ApiResult<Versioned<ProfileView>> {
    Ok(versioned(profile::get(&ctx, driver.account).await?))
}

fn versioned(value: ProfileView) -> Versioned<ProfileView> {
    let version = value.version;
    Versioned { value, version }
}

/// Change address, phone or language
///
/// Absent fields stay as they are. No review follows.
#[utoipa::path(
    tag = "account",
    security(("person" = [])),
    params(("If-Match" = String, Header, description = "`ETag` of the version to change.")),
    request_body = UpdateContactRequest,
    responses(
        (status = 200, description = "The changed data.", body = ProfileView),
        (status = 412, description = "The data have changed meanwhile.", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[patch("/me/profile")]
pub async fn update_profile(
    ctx: Ctx,
    driver: DriverAnyState,
    version: IfMatch,
    body: Body<UpdateContactRequest>,
) -> ApiResult<Versioned<ProfileView>> {
    Ok(versioned(
        profile::update_contact(&ctx, driver.account, version.0, body.0).await?,
    ))
}

/// Correct or change identity and licence
///
/// After a review found errors, or later on. Another review follows; it is
/// answered within 24 hours.
#[utoipa::path(
    tag = "account",
    security(("person" = [])),
    params(("If-Match" = String, Header, description = "`ETag` of the version to change.")),
    request_body = SubmitIdentityRequest,
    responses(
        (status = 200, description = "The data as they are reviewed now.", body = ProfileView),
        (status = 409, description = "A review is running.", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "The data have changed meanwhile.", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/me/identity")]
pub async fn submit_identity(
    ctx: Ctx,
    driver: DriverAnyState,
    version: IfMatch,
    body: Body<SubmitIdentityRequest>,
) -> ApiResult<Versioned<ProfileView>> {
    Ok(versioned(
        identity::submit(&ctx, driver.account, version.0, &body).await?,
    ))
}

/// Ask for another mail address
///
/// It counts once the link sent to it was used. The answer does not tell whether
/// somebody else has the address.
#[utoipa::path(
    tag = "account",
    security(("person" = [])),
    request_body = ChangeEmailRequest,
    responses((status = 202, description = "A mail goes to the new address.", body = Accepted))
)]
#[post("/me/email")]
pub async fn change_email(
    ctx: Ctx,
    driver: DriverAnyState,
    body: Body<ChangeEmailRequest>,
) -> ApiResult<HttpResponse> {
    emails::request(&ctx, driver.account, &body).await?;
    Ok(HttpResponse::Accepted().json(Accepted {}))
}

/// Change the password
///
/// Ends the other sessions.
#[utoipa::path(
    tag = "account",
    security(("person" = [])),
    request_body = ChangePasswordRequest,
    responses((status = 204, description = "The password is changed."))
)]
#[post("/me/password")]
pub async fn change_password(
    ctx: Ctx,
    person: Person,
    body: Body<ChangePasswordRequest>,
) -> ApiResult<NoContent> {
    set_password::change(&ctx, (person.account, person.session), &body).await?;
    Ok(NoContent)
}
