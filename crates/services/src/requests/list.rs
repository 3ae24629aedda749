//! "Mes demandes".

use common::dto::page::Page;
use common::dto::request::RequestSummary;
use common::ids::RequestId;
pub use db::requests::Openness;

use super::caller::Caller;
use super::moves;
use super::view::summaries;
use crate::context::Context;
use crate::error::ServiceResult;

/// Which of the driver's requests.
#[derive(Clone, Copy, Debug)]
pub struct RequestsWanted {
    /// Open ones, ended ones, or all.
    pub openness: Openness,
    /// Older than this one.
    pub before: Option<RequestId>,
    /// How many, from 1.
    pub limit: u32,
}

/// A page of the driver's requests, newest first, and the last one's id if
/// another page follows.
///
/// # Errors
///
/// If the database fails.
pub async fn list_requests(
    ctx: &Context,
    caller: Caller,
    wanted: RequestsWanted,
) -> ServiceResult<(Page<RequestSummary>, Option<RequestId>)> {
    let settings = ctx.settings.clone();
    ctx.read(move |conn| {
        let driver = moves::open_driver(conn, caller.account)?;
        let RequestsWanted {
            openness,
            before,
            limit,
        } = wanted;
        let more = i64::from(limit) + 1;
        let mut rows = db::requests::list_by_driver(conn, driver.id, openness, before, more)?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let has_more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| has_more).map(|row| row.id);
        let items = summaries(conn, &rows, &settings.policy)?;
        Ok((
            Page {
                items,
                next_cursor: None,
                has_more,
            },
            next,
        ))
    })
    .await
}
