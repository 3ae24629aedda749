//! Staff: the review of account requests.

use actix_web::{get, post, web};
use common::dto::page::Page;
use common::dto::problem::Problem;
use common::dto::review::{
    AccountReviewSummary, AccountReviewView, DecideAccountRequest, SearchAccountReviewsRequest,
};
use common::ids::AccountReviewId;
use common::statuses::IdentityReview;
use serde::Deserialize;
use services::accounts::review;
use services::accounts::review_queue::{QueueQuery, list_queue};

use crate::auth::{ReviewAccounts, Staff};
use crate::cursor;
use crate::extract::{Body, Ctx, IfMatch, Locale, Params, Path};
use crate::problem::ApiResult;
use crate::reply::Versioned;
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(list_account_reviews)
        .service(search_account_reviews)
        .service(get_account_review)
        .service(take_account_review)
        .service(decide_account_review);
}

/// What to see of the queue.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AccountReviewParams {
    /// Only this state; without it, what waits for a decision.
    pub status: Option<IdentityReview>,
    /// `true`: only what is late.
    pub late: Option<bool>,
    /// `next_cursor` of the page before.
    #[param(max_length = 400)]
    pub cursor: Option<String>,
    /// Rows of a page, 50 unless told.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
}

/// The queue of account requests
///
/// What is due first stands in front; the guide promises an answer within 24 hours.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(AccountReviewParams),
    responses((status = 200, description = "A page of the queue.", body = Page<AccountReviewSummary>))
)]
#[get("/staff/account-reviews")]
pub async fn list_account_reviews(
    ctx: Ctx,
    _staff: Staff<ReviewAccounts>,
    params: Params<AccountReviewParams>,
) -> ApiResult<web::Json<Page<AccountReviewSummary>>> {
    let search = SearchAccountReviewsRequest {
        q: String::new(),
        status: params.status,
        late: params.late.unwrap_or(false),
        cursor: params.cursor.clone(),
        limit: None,
    };
    queue_page(&ctx, &search, cursor::limit(params.limit)?).await
}

/// Look for account requests by reference or surname
///
/// A body, so that no address holds a name.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    request_body = SearchAccountReviewsRequest,
    responses((status = 200, description = "A page of what was found.", body = Page<AccountReviewSummary>))
)]
#[post("/staff/account-reviews/search")]
pub async fn search_account_reviews(
    ctx: Ctx,
    _staff: Staff<ReviewAccounts>,
    Body(mut search): Body<SearchAccountReviewsRequest>,
) -> ApiResult<web::Json<Page<AccountReviewSummary>>> {
    let (words, limit) = cursor::search(&search.q, search.limit)?;
    search.q = words;
    queue_page(&ctx, &search, limit).await
}

async fn queue_page(
    ctx: &Ctx,
    search: &SearchAccountReviewsRequest,
    limit: u32,
) -> ApiResult<web::Json<Page<AccountReviewSummary>>> {
    let now = ctx.now();
    let filters = ("account-reviews", search.status, search.late, &search.q);
    let query = QueueQuery {
        status: search.status,
        late: search.late,
        search: search.q.clone(),
        after: cursor::read(search.cursor.as_deref(), &filters, now)?,
        limit,
    };
    let (items, next) = list_queue(ctx, query).await?;
    Ok(web::Json(cursor::page(
        items,
        next.as_ref(),
        &filters,
        now,
    )?))
}

/// One account request with everything to decide on it
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(("review_id" = AccountReviewId, Path, description = "The review.")),
    responses((status = 200, description = "The review, with its version in `ETag`.", body = AccountReviewView))
)]
#[get("/staff/account-reviews/{review_id}")]
pub async fn get_account_review(
    ctx: Ctx,
    _staff: Staff<ReviewAccounts>,
    id: Path<AccountReviewId>,
    locale: Locale,
) -> ApiResult<Versioned<AccountReviewView>> {
    Ok(versioned(review::get(&ctx, *id, locale.0).await?))
}

fn versioned(value: AccountReviewView) -> Versioned<AccountReviewView> {
    let version = value.version;
    Versioned { value, version }
}

/// Take an account request, also from a colleague
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(
        ("review_id" = AccountReviewId, Path, description = "The review."),
        ("If-Match" = String, Header, description = "`ETag` of the version that was read."),
    ),
    responses(
        (status = 200, description = "The review, now yours.", body = AccountReviewView),
        (status = 409, description = "It is decided.", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "A colleague was faster.", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/account-reviews/{review_id}/take")]
pub async fn take_account_review(
    ctx: Ctx,
    staff: Staff<ReviewAccounts>,
    id: Path<AccountReviewId>,
    version: IfMatch,
    locale: Locale,
) -> ApiResult<Versioned<AccountReviewView>> {
    Ok(versioned(
        review::take(&ctx, staff.account, *id, version.0, locale.0).await?,
    ))
}

/// Decide on an account request
///
/// Conform, or errors with a reason each. In both cases the driver gets a mail
/// with the way to a password.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(
        ("review_id" = AccountReviewId, Path, description = "The review."),
        ("If-Match" = String, Header, description = "`ETag` of the version that was read."),
    ),
    request_body = DecideAccountRequest,
    responses(
        (status = 200, description = "The decided review.", body = AccountReviewView),
        (status = 409, description = "It is decided already, or not yours.", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "It has changed meanwhile.", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/account-reviews/{review_id}/decision")]
pub async fn decide_account_review(
    ctx: Ctx,
    staff: Staff<ReviewAccounts>,
    id: Path<AccountReviewId>,
    version: IfMatch,
    body: Body<DecideAccountRequest>,
    locale: Locale,
) -> ApiResult<Versioned<AccountReviewView>> {
    Ok(versioned(
        review::decide(&ctx, staff.account, *id, version.0, &body, locale.0).await?,
    ))
}
