//! The driver's requests for a card.

mod documents;
mod sending;

use actix_web::{HttpResponse, delete, get, patch, post, web};
use common::dto::page::Page;
use common::dto::request::{
    CardEntitlement, RequestSummary, RequestView, StartRequestRequest, UpdateRequestRequest,
};
use common::ids::RequestId;
use common::words::Language;
use serde::{Deserialize, Serialize};
use services::requests::caller::Caller;
use services::requests::list::{Listed, Openness, RequestsWanted};
use services::requests::{cancel, entitlement, list, save, start, view};
use utoipa::ToSchema;

use crate::auth::{Driver, Person};
use crate::cursor;
use crate::extract::{Body, Ctx, Idempotent, IfMatch, Locale, Params, Path};
use crate::problem::ApiResult;
use crate::reply::{Kept, NoContent, Versioned};
use crate::routes::Routes;
use crate::state::AppState;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(get_card_entitlement)
        .service(start_request)
        .service(list_my_requests)
        .service(get_my_request)
        .service(update_my_request)
        .service(cancel_my_request)
        .configure(documents::configure)
        .configure(sending::configure);
}

/// Somebody signed in, as use cases want to know it.
pub(super) const fn caller(person: &Person, language: Language) -> Caller {
    Caller {
        account: person.account,
        role: person.role,
        language,
    }
}

fn versioned(value: RequestView) -> Versioned<RequestView> {
    let version = value.version;
    Versioned { value, version }
}

/// Which requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// Those under way ("Mes demandes en cours").
    Open,
    /// Those that have ended.
    Closed,
    /// All.
    #[default]
    All,
}

/// Which of one's requests.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MyRequestsParams {
    /// Those under way, those that have ended, or all.
    #[serde(default)]
    pub state: RequestState,
    /// `next_cursor` of the page before.
    #[param(max_length = 400)]
    pub cursor: Option<String>,
    /// How many at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u32>,
}

/// Whether a card can be requested now
///
/// Every rule that blocks is explained with its dates and what to do, before
/// the form is begun.
#[utoipa::path(
    tag = "requests",
    security(("person" = [])),
    responses((status = 200, description = "The answer, with the documents to prepare.", body = CardEntitlement))
)]
#[get("/me/card-entitlement")]
pub async fn get_card_entitlement(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
) -> ApiResult<web::Json<CardEntitlement>> {
    let caller = caller(&driver, language);
    Ok(web::Json(
        entitlement::get_card_entitlement(&ctx, caller).await?,
    ))
}

/// Begin a request ("Commencer")
///
/// 422 `not_entitled` gives every reason in `errors`; 409 `open_request` names
/// the request that is open already in `instance`.
#[utoipa::path(
    tag = "requests",
    security(("person" = [])),
    params(("Idempotency-Key" = String, Header, description = "1 to 255 characters, new for each request; remembered for 72 hours.")),
    request_body = StartRequestRequest,
    responses(
        (status = 201, description = "The draft.", body = RequestView,
            headers(("Location" = String, description = "Path of the draft."))),
        (status = 409, description = "A request is open already.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/me/requests")]
pub async fn start_request(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    body: Idempotent<StartRequestRequest>,
) -> ApiResult<Kept> {
    let request = body.request(driver.account);
    let started =
        start::start_request(&ctx, caller(&driver, language), body.value, request).await?;
    Ok(Kept(started))
}

/// One's requests, newest first
#[utoipa::path(
    tag = "requests",
    security(("person" = [])),
    params(MyRequestsParams),
    responses((status = 200, description = "A page of requests.", body = Page<RequestSummary>))
)]
#[get("/me/requests")]
pub async fn list_my_requests(
    ctx: Ctx,
    state: web::Data<AppState>,
    driver: Driver,
    Locale(language): Locale,
    Params(params): Params<MyRequestsParams>,
) -> ApiResult<HttpResponse> {
    let filters = ("my_requests", driver.account, params.state);
    let now = ctx.now();
    let wanted = RequestsWanted {
        openness: match params.state {
            RequestState::Open => Openness::Open,
            RequestState::Closed => Openness::Closed,
            RequestState::All => Openness::All,
        },
        before: cursor::read(params.cursor.as_deref(), &filters, now)?,
        limit: cursor::limit(params.limit)?,
    };
    let caller = caller(&driver, language);
    let mut answer = HttpResponse::Ok();
    Ok(
        match list::list_requests(&ctx, caller, wanted, &state.request_lists).await? {
            Listed::Whole(json) => answer.content_type("application/json").body(json),
            Listed::Part(items, last) => {
                answer.json(cursor::page(items, Some(&last), &filters, now)?)
            }
        },
    )
}

/// One of one's requests
#[utoipa::path(
    tag = "requests",
    security(("person" = [])),
    params(("request_id" = RequestId, Path, description = "The request's id.")),
    responses((status = 200, description = "The request.", body = RequestView,
        headers(("ETag" = String, description = "The request's version."))))
)]
#[get("/me/requests/{request_id}")]
pub async fn get_my_request(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    Path(id): Path<RequestId>,
) -> ApiResult<Versioned<RequestView>> {
    Ok(versioned(
        view::get_request(&ctx, caller(&driver, language), id).await?,
    ))
}

/// Save steps of a draft, or the address that is asked for
///
/// Absent fields stay as they are. While information is requested, only the
/// delivery address can be given, if it was asked for.
#[utoipa::path(
    tag = "requests",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that is changed."),
    ),
    request_body = UpdateRequestRequest,
    responses(
        (status = 200, description = "The request.", body = RequestView,
            headers(("ETag" = String, description = "The request's version."))),
        (status = 409, description = "The request is sent already.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "The request has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[patch("/me/requests/{request_id}")]
pub async fn update_my_request(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    Path(id): Path<RequestId>,
    IfMatch(version): IfMatch,
    Body(form): Body<UpdateRequestRequest>,
) -> ApiResult<Versioned<RequestView>> {
    let caller = caller(&driver, language);
    Ok(versioned(
        save::update_request(&ctx, caller, id, version, form).await?,
    ))
}

/// Cancel a draft ("Annuler")
///
/// The draft is deleted with its data and documents; nothing is kept.
#[utoipa::path(
    tag = "requests",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that is cancelled."),
    ),
    responses(
        (status = 204, description = "It is gone."),
        (status = 409, description = "The request is sent already.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "The request has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[delete("/me/requests/{request_id}")]
pub async fn cancel_my_request(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    Path(id): Path<RequestId>,
    IfMatch(version): IfMatch,
) -> ApiResult<NoContent> {
    cancel::cancel_request(&ctx, caller(&driver, language), id, version).await?;
    Ok(NoContent)
}
