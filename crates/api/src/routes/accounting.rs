//! The accounts of a period.

use actix_web::{post, web};
use common::dto::accounting::ExportAccountsRequest;
use common::dto::driver_space::DownloadLink;
use services::accounting;
use services::downloads::Reader;

use crate::auth::{KeepAccounts, Staff};
use crate::extract::{Body, Ctx, Locale};
use crate::problem::ApiResult;
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(create_accounts_export);
}

/// Make an address that opens the accounts of a period for five minutes
///
/// Every invoice and credit note, as a table for spreadsheets or as a file of accounting
/// entries (FEC). That it was opened is recorded each time.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    request_body = ExportAccountsRequest,
    responses((status = 200, description = "The address.", body = DownloadLink))
)]
#[post("/staff/accounts-exports")]
pub async fn create_accounts_export(
    ctx: Ctx,
    staff: Staff<KeepAccounts>,
    Locale(language): Locale,
    form: Body<ExportAccountsRequest>,
) -> ApiResult<web::Json<DownloadLink>> {
    let reader = Reader {
        account: staff.account,
        role: staff.role,
    };
    Ok(web::Json(
        accounting::create_export(&ctx, reader, &form, language).await?,
    ))
}
