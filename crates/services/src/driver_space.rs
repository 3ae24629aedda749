//! Which driver stands behind an account, and whether the personal space is open.

use common::ids::{AccountId, DriverId};
use common::statuses::IdentityReview;
use db::drivers::DriverStanding;

use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};

/// Whether a driver may read the personal space: the review was conform once,
/// and the account was not refused since. Reading goes on during a later review.
#[must_use]
pub fn is_open(standing: &DriverStanding) -> bool {
    standing.was_conform && standing.review != IdentityReview::Rejected
}

/// The driver behind an account whose space is open.
///
/// # Errors
///
/// [`ServiceError::Forbidden`] while only the correction page is open.
pub async fn get_open(ctx: &Context, account: AccountId) -> ServiceResult<DriverId> {
    let standing = find(ctx, account).await?;
    if is_open(&standing) {
        Ok(standing.id)
    } else {
        Err(ServiceError::Forbidden)
    }
}

/// The driver behind an account, whatever the review says.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if the account is no driver's.
pub async fn get_any(ctx: &Context, account: AccountId) -> ServiceResult<DriverId> {
    Ok(find(ctx, account).await?.id)
}

async fn find(ctx: &Context, account: AccountId) -> ServiceResult<DriverStanding> {
    let standing = ctx
        .read(move |conn| Ok(db::drivers::find_standing(conn, account)?))
        .await?;
    standing.ok_or(ServiceError::NotFound)
}
