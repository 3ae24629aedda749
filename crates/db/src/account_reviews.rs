//! Rows and queries of `account_reviews`: one row per round of a driver's review.

use chrono::{DateTime, NaiveDateTime, Utc};
use common::account_finding::AccountFindingCode;
use common::dto::address::Address;
use common::dto::profile::{IdentityView, ReviewError};
use common::ids::{AccountId, AccountReviewId, DriverId};
use common::statuses::IdentityReview;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::conn::{Conn, MultiBackend};
use crate::drivers::DriverRow;
use crate::error::{Result, expect_changed};
use crate::json::Json;
use crate::schema::{account_reviews, drivers};

/// One round of a review. Not printable: it holds personal data.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = account_reviews, check_for_backend(MultiBackend))]
pub struct AccountReviewRow {
    /// Which one.
    pub id: AccountReviewId,
    /// Whose.
    pub driver_id: DriverId,
    /// Where it stands.
    pub status: IdentityReview,
    /// From 1.
    pub round: i32,
    /// When the data were sent.
    pub submitted_at: NaiveDateTime,
    /// When the answer is due.
    pub due_at: NaiveDateTime,
    /// The data as sent.
    pub snapshot: Json<ReviewSnapshot>,
    /// What the service noticed by itself.
    pub findings: Json<Vec<StoredFinding>>,
    /// What the reviewer found wrong.
    pub errors: Json<Vec<ReviewError>>,
    /// Who works on it.
    pub assigned_to: Option<AccountId>,
    /// When it was decided.
    pub decided_at: Option<NaiveDateTime>,
    /// Who decided.
    pub decided_by: Option<AccountId>,
    /// Counts changes.
    pub version: i64,
}

/// The data of one round, so that old and new stand side by side.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReviewSnapshot {
    /// Identity and licence.
    pub identity: IdentityView,
    /// Mobile phone.
    pub phone: Option<String>,
    /// Postal address.
    pub address: Address,
}

/// A finding without its sentence, which depends on the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredFinding {
    /// What was noticed.
    pub code: AccountFindingCode,
    /// The reference, category or day that the sentence mentions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

/// Adds a round.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if the driver has this round already.
pub fn insert(conn: &mut Conn, row: AccountReviewRow) -> Result<()> {
    diesel::insert_into(account_reviews::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// One round.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: AccountReviewId) -> Result<AccountReviewRow> {
    Ok(account_reviews::table
        .find(id)
        .select(AccountReviewRow::as_select())
        .first(conn)?)
}

/// The newest round of a driver.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get_latest(conn: &mut Conn, driver: DriverId) -> Result<AccountReviewRow> {
    Ok(account_reviews::table
        .filter(account_reviews::driver_id.eq(driver))
        .order(account_reviews::round.desc())
        .select(AccountReviewRow::as_select())
        .first(conn)?)
}

/// A certain round of a driver.
///
/// # Errors
///
/// If the database fails.
pub fn find_round(
    conn: &mut Conn,
    driver: DriverId,
    round: i32,
) -> Result<Option<AccountReviewRow>> {
    Ok(account_reviews::table
        .filter(
            account_reviews::driver_id
                .eq(driver)
                .and(account_reviews::round.eq(round)),
        )
        .select(AccountReviewRow::as_select())
        .first(conn)
        .optional()?)
}

/// Which rounds a list shows.
#[derive(Clone, Debug, Default)]
pub struct QueueFilter {
    /// The states wanted; empty means those that wait for a decision.
    pub statuses: Vec<IdentityReview>,
    /// Only what was due before this instant.
    pub due_before: Option<DateTime<Utc>>,
    /// Only references and compared names that begin so, without `%` and `_`.
    pub search: Option<QueueSearch>,
    /// Only what stands behind this row in the list.
    pub after: Option<(NaiveDateTime, AccountReviewId)>,
}

/// Words to look for in the queue.
#[derive(Clone, Debug)]
pub struct QueueSearch {
    /// The beginning of a reference, in upper case.
    pub reference: String,
    /// The beginning of a [`name_key`](crate::drivers::name_key).
    pub name_key: String,
}

/// The queue, what is due first in front, at most `limit` rows.
///
/// # Errors
///
/// If the database fails.
pub fn list_queue(
    conn: &mut Conn,
    filter: &QueueFilter,
    limit: i64,
) -> Result<Vec<(AccountReviewRow, DriverRow)>> {
    const WAITING: [IdentityReview; 2] = [IdentityReview::Submitted, IdentityReview::UnderReview];
    let statuses = if filter.statuses.is_empty() {
        &WAITING[..]
    } else {
        &filter.statuses
    };
    let mut query = account_reviews::table
        .inner_join(drivers::table)
        .filter(account_reviews::status.eq_any(statuses))
        .order((account_reviews::due_at, account_reviews::id))
        .limit(limit)
        .select((AccountReviewRow::as_select(), DriverRow::as_select()))
        .into_boxed();
    if let Some(instant) = filter.due_before {
        query = query.filter(account_reviews::due_at.lt(instant.naive_utc()));
    }
    if let Some(search) = &filter.search {
        let by_reference = drivers::reference.like(format!("{}%", search.reference));
        let by_name = drivers::name_key.like(format!("{}%", search.name_key));
        query = match (search.reference.is_empty(), search.name_key.is_empty()) {
            (false, false) => query.filter(by_reference.or(by_name)),
            (true, false) => query.filter(by_name),
            // What is empty begins every reference.
            (_, true) => query.filter(by_reference),
        };
    }
    if let Some((due_at, id)) = filter.after {
        query = query.filter(
            account_reviews::due_at
                .gt(due_at)
                .or(account_reviews::due_at
                    .eq(due_at)
                    .and(account_reviews::id.gt(id))),
        );
    }
    Ok(query.load(conn)?)
}

/// How many rounds wait, and how many of them are late.
///
/// # Errors
///
/// If the database fails.
pub fn count_waiting(conn: &mut Conn, now: DateTime<Utc>) -> Result<(i64, i64)> {
    let waiting = || {
        account_reviews::table.filter(
            account_reviews::status
                .eq_any([IdentityReview::Submitted, IdentityReview::UnderReview]),
        )
    };
    let all = waiting().count().get_result(conn)?;
    let late = waiting()
        .filter(account_reviews::due_at.lt(now.naive_utc()))
        .count()
        .get_result(conn)?;
    Ok((all, late))
}

/// Gives a round to a reviewer.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it is no longer at `version`.
pub fn update_assigned(
    conn: &mut Conn,
    id: AccountReviewId,
    version: i64,
    reviewer: AccountId,
) -> Result<()> {
    let rows = diesel::update(account_reviews::table.find(id))
        .filter(account_reviews::version.eq(version))
        .set((
            account_reviews::status.eq(IdentityReview::UnderReview),
            account_reviews::assigned_to.eq(reviewer),
            account_reviews::version.eq(account_reviews::version + 1),
        ))
        .execute(conn)?;
    expect_changed(rows)
}

/// A decision on a round.
#[derive(Clone)]
pub struct Decision {
    /// The state it leads to.
    pub status: IdentityReview,
    /// What was found wrong.
    pub errors: Json<Vec<ReviewError>>,
    /// Who decided.
    pub decided_by: AccountId,
}

/// Decides a round.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it is no longer at `version`.
pub fn update_decision(
    conn: &mut Conn,
    id: AccountReviewId,
    version: i64,
    decision: &Decision,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = diesel::update(account_reviews::table.find(id))
        .filter(account_reviews::version.eq(version))
        .filter(account_reviews::decided_at.is_null())
        .set((
            account_reviews::status.eq(decision.status),
            account_reviews::errors.eq(&decision.errors),
            account_reviews::decided_at.eq(now.naive_utc()),
            account_reviews::decided_by.eq(decision.decided_by),
            account_reviews::version.eq(account_reviews::version + 1),
        ))
        .execute(conn)?;
    expect_changed(rows)
}

/// Replaces the automatic findings, when a check outside has answered.
///
/// # Errors
///
/// If the database fails.
pub fn update_findings(
    conn: &mut Conn,
    id: AccountReviewId,
    findings: &Json<Vec<StoredFinding>>,
) -> Result<()> {
    diesel::update(account_reviews::table.find(id))
        .set(account_reviews::findings.eq(findings))
        .execute(conn)?;
    Ok(())
}
