//! The refunds: what waits for a second person, what is under way, what ended.

use common::dto::page::cut;
use common::dto::refund::RefundView;
use common::ids::RefundId;
use common::statuses::RefundStatus;

use super::view::{names, view};
use crate::context::Context;
use crate::error::ServiceResult;
use crate::requests::caller::Caller;

/// At most `limit` refunds, newest first, older than `before` if given, and the last
/// one's id if another page follows. Without a status those that are not ended.
///
/// # Errors
///
/// If the database fails.
pub async fn list_refunds(
    ctx: &Context,
    caller: Caller,
    status: Option<RefundStatus>,
    (before, limit): (Option<RefundId>, u32),
) -> ServiceResult<(Vec<RefundView>, Option<RefundId>)> {
    let statuses = match status {
        Some(status) => vec![status],
        None => {
            let all = RefundStatus::ALL.iter().copied();
            all.filter(|status| status.is_open()).collect()
        }
    };
    ctx.read(move |conn| {
        let mut rows = db::refunds::list(conn, &statuses, before, i64::from(limit) + 1)?;
        let has_more = cut(&mut rows, limit);
        let last = rows.last().filter(|_| has_more).map(|row| row.refund.id);
        let names = names(conn, &rows)?;
        let views = rows.iter().map(|row| view(row, &names, caller)).collect();
        Ok((views, last))
    })
    .await
}
