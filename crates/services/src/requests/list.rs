//! "Mes demandes".

use std::sync::Arc;

use bytes::Bytes;
use common::dto::page::{Page, cut};
use common::dto::request::RequestSummary;
use common::ids::{DriverId, RequestId};
use common::rules::policy::RulePolicy;
use db::Conn;
pub use db::requests::Openness;

use super::caller::Caller;
use super::moves;
use super::rendered_lists::RenderedLists;
use super::view::summaries;
use crate::context::Context;
use crate::error::ServiceResult;

/// Which of the driver's requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RequestsWanted {
    /// Open ones, ended ones, or all.
    pub openness: Openness,
    /// Older than this one.
    pub before: Option<RequestId>,
    /// How many, from 1.
    pub limit: u32,
}

/// A driver's requests.
#[derive(Clone, Debug)]
pub enum Listed {
    /// All that are wanted: a [`Page`] without a next one, as JSON.
    Whole(Bytes),
    /// The first ones, and the last one's id, after which the next page begins.
    Part(Vec<RequestSummary>, RequestId),
}

/// The driver's requests, newest first.
///
/// # Errors
///
/// If the database fails.
pub async fn list_requests(
    ctx: &Context,
    caller: Caller,
    wanted: RequestsWanted,
    rendered: &Arc<RenderedLists>,
) -> ServiceResult<Listed> {
    let (settings, rendered) = (ctx.settings.clone(), Arc::clone(rendered));
    ctx.read(move |conn| {
        let driver = moves::open_space(conn, caller.account)?;
        let key = (driver, wanted);
        // Before the rest: a change in between makes the text newer than its
        // versions, which nobody asks for again.
        let versions = db::requests::list_versions(
            conn,
            driver,
            wanted.openness,
            wanted.before,
            one_more(wanted),
        )?;
        if let Some(text) = rendered.find(&key, &versions) {
            return Ok(Listed::Whole(text));
        }
        let listed = read(conn, driver, wanted, &settings.policy)?;
        if let Listed::Whole(text) = &listed {
            rendered.keep(key, versions, text);
        }
        Ok(listed)
    })
    .await
}

/// The limit that shows whether another page follows.
fn one_more(wanted: RequestsWanted) -> i64 {
    i64::from(wanted.limit) + 1
}

fn read(
    conn: &mut Conn,
    driver: DriverId,
    wanted: RequestsWanted,
    policy: &RulePolicy,
) -> ServiceResult<Listed> {
    let RequestsWanted {
        openness,
        before,
        limit,
    } = wanted;
    let mut rows = db::requests::list_by_driver(conn, driver, openness, before, one_more(wanted))?;
    let has_more = cut(&mut rows, limit);
    let last = rows.last().filter(|_| has_more).map(|row| row.id);
    let items = summaries(conn, &rows, policy)?;
    if let Some(last) = last {
        return Ok(Listed::Part(items, last));
    }
    let page = Page {
        items,
        next_cursor: None,
        has_more: false,
    };
    Ok(Listed::Whole(serde_json::to_vec(&page)?.into()))
}
