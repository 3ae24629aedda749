//! The queue of requests: what has waited longest in front.

use common::dto::page::{Page, cut};
use common::dto::review::StaffMember;
use common::dto::staff::{Assignment, StaffRequestSummary};
use common::statuses::RequestStatus;
use common::validation::names::comparison_key;
use common::words::Role;
use db::requests::{QueueAssignment, QueueFilter, QueuePosition, QueueRow};

use crate::accounts::identity_rows::list_name;
use crate::context::Context;
use crate::error::ServiceResult;
use crate::requests::caller::Caller;

/// What a member of the staff asks the queue for.
#[derive(Clone, Debug, Default)]
pub struct QueueQuery {
    /// Only this status; otherwise all that wait for the caller's role, or with a
    /// search all but drafts.
    pub status: Option<RequestStatus>,
    /// Only the caller's or nobody's.
    pub assigned: Option<Assignment>,
    /// Beginning of a reference, or part of a name.
    pub search: String,
    /// Behind this row.
    pub after: Option<QueuePosition>,
    /// How many rows, from 1.
    pub limit: u32,
}

/// A page of the queue, and the place of its last row if another page follows.
///
/// # Errors
///
/// If the database fails.
pub async fn list_staff_requests(
    ctx: &Context,
    caller: Caller,
    query: QueueQuery,
) -> ServiceResult<(Page<StaffRequestSummary>, Option<QueuePosition>)> {
    let filter = filter(caller, &query);
    ctx.read(move |conn| {
        let more = i64::from(query.limit) + 1;
        let mut rows = db::requests::list_queue(conn, &filter, query.after, more)?;
        let has_more = cut(&mut rows, query.limit);
        let next = rows.last().filter(|_| has_more).map(|row| QueuePosition {
            updated_at: row.request.updated_at,
            id: row.request.id,
        });
        let ids: Vec<_> = rows.iter().map(|row| row.request.id).collect();
        let asked = db::information_requests::list_by_requests(conn, &ids)?;
        let items = rows
            .iter()
            .map(|row| {
                let open = asked.iter().find(|asked| {
                    asked.request_id == row.request.id
                        && asked.responded_at.is_none()
                        && asked.closed_at.is_none()
                });
                summary(row, open.map(|asked| asked.deadline))
            })
            .collect();
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

fn filter(caller: Caller, query: &QueueQuery) -> QueueFilter {
    let text = query.search.trim();
    let reference: String = text
        .to_uppercase()
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
        .collect();
    let name: String = comparison_key(text)
        .chars()
        .filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '\''))
        .collect();
    let is_search = !reference.is_empty() || !name.is_empty();
    QueueFilter {
        statuses: match query.status {
            Some(status) => vec![status],
            None => shown(caller.role, is_search),
        },
        assigned: match query.assigned {
            None => QueueAssignment::Any,
            Some(Assignment::None) => QueueAssignment::Nobody,
            Some(Assignment::Me) => QueueAssignment::Member(caller.account),
        },
        reference: Some(reference).filter(|text| !text.is_empty()),
        name: Some(name).filter(|text| !text.is_empty()),
    }
}

/// What waits for somebody in that role; a search looks further.
fn shown(role: Role, is_search: bool) -> Vec<RequestStatus> {
    let is_shown = |status: RequestStatus| match role {
        Role::Production => may_see(role, status),
        _ if is_search => may_see(role, status),
        _ => matches!(
            status,
            RequestStatus::Submitted
                | RequestStatus::UnderReview
                | RequestStatus::InformationRequested
        ),
    };
    RequestStatus::ALL
        .iter()
        .copied()
        .filter(|status| is_shown(*status))
        .collect()
}

/// Whether somebody in that role may see a request in that status: drafts are
/// nobody's, and production's begin with the approval.
pub(crate) const fn may_see(role: Role, status: RequestStatus) -> bool {
    match role {
        Role::Agent | Role::Supervisor => !matches!(status, RequestStatus::Draft),
        Role::Production => matches!(
            status,
            RequestStatus::Approved
                | RequestStatus::InProduction
                | RequestStatus::ReadyToShip
                | RequestStatus::Shipped
                | RequestStatus::Delivered
                | RequestStatus::ReturnedUndelivered
        ),
        Role::Driver | Role::Administrator => false,
    }
}

fn summary(row: &QueueRow, answer_by: Option<chrono::NaiveDate>) -> StaffRequestSummary {
    let request = &row.request;
    StaffRequestSummary {
        id: request.id,
        reference: request.reference.clone(),
        kind: request.type_,
        purpose: request.purpose,
        status: request.status,
        driver_name: list_name(&row.surname, &row.first_names),
        submitted_at: request.submitted_at.map(|at| at.and_utc()),
        updated_at: request.updated_at.and_utc(),
        assigned_to: request.assigned_to.map(|id| StaffMember {
            id,
            name: row.assigned_name.clone().unwrap_or_default(),
        }),
        answer_by,
    }
}
