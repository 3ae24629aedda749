//! The driver's home page.

use actix_web::{get, web};
use common::dto::driver_space::HomeView;
use services::{driver_space, home};

use crate::auth::DriverAnyState;
use crate::extract::{Ctx, Locale};
use crate::problem::ApiResult;
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(get_my_home);
}

/// What waits, for how long one is qualified, and the last events
///
/// Also while the identity is to be corrected.
#[utoipa::path(
    tag = "driver",
    security(("person" = [])),
    responses((status = 200, description = "The home page.", body = HomeView))
)]
#[get("/me/home")]
pub async fn get_my_home(
    ctx: Ctx,
    driver: DriverAnyState,
    Locale(language): Locale,
) -> ApiResult<web::Json<HomeView>> {
    let id = driver_space::get_any(&ctx, driver.account).await?;
    Ok(web::Json(home::get_home(&ctx, id, language).await?))
}
