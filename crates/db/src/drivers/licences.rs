//! Drivers by what their licences hold.

use common::dto::profile::CategoryView;
use common::ids::DriverId;
use common::statuses::IdentityReview;
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::json::Json;
use crate::schema::drivers;

/// What a driver's licence holds.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = drivers, check_for_backend(MultiBackend))]
pub struct HeldCategories {
    /// Which driver.
    pub id: DriverId,
    /// Heavy categories held.
    pub licence_categories: Json<Vec<CategoryView>>,
}

/// The drivers whose data were found conform and who are not refused, in the order
/// of their ids, at most `limit` behind `after`.
///
/// # Errors
///
/// If the database fails.
pub fn list_held(
    conn: &mut Conn,
    after: Option<DriverId>,
    limit: i64,
) -> Result<Vec<HeldCategories>> {
    let mut query = drivers::table
        .filter(drivers::was_conform.eq(true))
        .filter(drivers::review.ne(IdentityReview::Rejected))
        .order(drivers::id)
        .limit(limit)
        .select(HeldCategories::as_select())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(drivers::id.gt(after));
    }
    Ok(query.load(conn)?)
}
