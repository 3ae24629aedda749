//! "Mes factures".

use actix_web::{get, web};
use common::dto::page::Page;
use common::dto::payment::InvoiceView;
use serde::Deserialize;
use services::driver_space;
use services::invoices::{InvoicesWanted, list_invoices};

use crate::auth::Driver;
use crate::cursor;
use crate::extract::{Ctx, Params};
use crate::problem::ApiResult;
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(list_my_invoices);
}

/// Which of one's invoices.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MyInvoicesParams {
    /// Of this year alone.
    #[param(minimum = 2022, maximum = 9999)]
    pub year: Option<i32>,
    /// `next_cursor` of the page before.
    #[param(max_length = 400)]
    pub cursor: Option<String>,
    /// How many at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u32>,
}

/// One's invoices and credit notes, newest first
///
/// For ten years from their issue. Their duplicates open by a download link.
#[utoipa::path(
    tag = "driver",
    security(("person" = [])),
    params(MyInvoicesParams),
    responses((status = 200, description = "A page of invoices.", body = Page<InvoiceView>))
)]
#[get("/me/invoices")]
pub async fn list_my_invoices(
    ctx: Ctx,
    driver: Driver,
    Params(params): Params<MyInvoicesParams>,
) -> ApiResult<web::Json<Page<InvoiceView>>> {
    let id = driver_space::get_open(&ctx, driver.account).await?;
    let (filters, now) = (("my_invoices", id, params.year), ctx.now());
    let wanted = InvoicesWanted {
        year: params.year,
        before: cursor::read(params.cursor.as_deref(), &filters, now)?,
        limit: cursor::limit(params.limit)?,
    };
    let (items, last) = list_invoices(&ctx, id, wanted).await?;
    Ok(web::Json(cursor::page(
        items,
        last.as_ref(),
        &filters,
        now,
    )?))
}
