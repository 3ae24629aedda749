//! The reviewers' queue of account requests: what is due first in front.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use common::dto::page::cut;
use common::dto::review::{AccountReviewSummary, StaffMember};
use common::ids::{AccountId, AccountReviewId};
use common::statuses::IdentityReview;
use common::validation::names::comparison_key;
use db::Conn;
use db::account_reviews::{AccountReviewRow, QueueFilter, QueueSearch};
use db::drivers::DriverRow;

use super::identity_rows::list_name;
use crate::context::Context;
use crate::error::ServiceResult;

/// What a reviewer asks the queue for.
#[derive(Clone, Debug, Default)]
pub struct QueueQuery {
    /// A state; none means what waits for a decision.
    pub status: Option<IdentityReview>,
    /// Only what is late.
    pub late: bool,
    /// Beginning of a reference or a surname.
    pub search: String,
    /// Behind this row.
    pub after: Option<QueuePosition>,
    /// How many rows.
    pub limit: u32,
}

/// A row's place in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct QueuePosition {
    /// When it is due.
    pub due_at: NaiveDateTime,
    /// Which one.
    pub id: AccountReviewId,
}

/// One page of the queue, and the place of its last row if another page follows.
///
/// # Errors
///
/// If the database fails.
pub async fn list_queue(
    ctx: &Context,
    query: QueueQuery,
) -> ServiceResult<(Vec<AccountReviewSummary>, Option<QueuePosition>)> {
    let now = ctx.now();
    let filter = QueueFilter {
        statuses: query.status.into_iter().collect(),
        due_before: query.late.then_some(now),
        search: search_of(&query.search),
        after: query.after.map(|position| (position.due_at, position.id)),
    };
    ctx.read(move |conn| {
        let mut rows = db::account_reviews::list_queue(conn, &filter, i64::from(query.limit) + 1)?;
        let has_more = cut(&mut rows, query.limit);
        let next = rows
            .last()
            .filter(|_| has_more)
            .map(|(row, _)| QueuePosition {
                due_at: row.due_at,
                id: row.id,
            });
        let names = staff_names(conn, rows.iter().filter_map(|(row, _)| row.assigned_to))?;
        let items = rows
            .iter()
            .map(|(row, driver)| summary(row, driver, &names))
            .collect();
        Ok((items, next))
    })
    .await
}

fn search_of(text: &str) -> Option<QueueSearch> {
    let text = text.trim();
    let reference: String = text
        .to_uppercase()
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
        .collect();
    let name_key = comparison_key(text);
    if reference.is_empty() && name_key.is_empty() {
        return None;
    }
    Some(QueueSearch {
        reference,
        name_key,
    })
}

/// The names of some members of the staff.
pub(super) fn staff_names(
    conn: &mut Conn,
    ids: impl Iterator<Item = AccountId>,
) -> ServiceResult<HashMap<AccountId, String>> {
    let ids: Vec<_> = ids.collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(db::accounts::list_names(conn, &ids)?.into_iter().collect())
}

/// A line of the queue.
pub(super) fn summary(
    row: &AccountReviewRow,
    driver: &DriverRow,
    names: &HashMap<AccountId, String>,
) -> AccountReviewSummary {
    let assigned_to = row.assigned_to.map(|id| StaffMember {
        id,
        name: names.get(&id).cloned().unwrap_or_default(),
    });
    AccountReviewSummary {
        id: row.id,
        driver_id: row.driver_id,
        reference: driver.reference.clone(),
        name: list_name(&driver.identity.surname_birth, &driver.identity.first_names),
        status: row.status,
        round: u32::try_from(row.round).unwrap_or(1),
        submitted_at: row.submitted_at.and_utc(),
        due_at: row.due_at.and_utc(),
        assigned_to,
        findings: u32::try_from(row.findings.len()).unwrap_or(u32::MAX),
    }
}
