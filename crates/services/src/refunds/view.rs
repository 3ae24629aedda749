//! A refund as staff sees it.

use common::dto::refund::{RefundView, StaffPayment};
use common::dto::review::StaffMember;
use common::ids::{AccountId, RefundId, RequestId};
use common::statuses::PaymentStatus;
use common::transitions::By;
use common::transitions::refund::{TABLE, is_other_person};
use common::words::Role;
use db::Conn;
use db::refunds::{RefundLine, RefundRow};

use crate::accounts::identity_rows::list_name;
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::requests::caller::Caller;

/// The view at the end of a write.
pub(super) fn of_staff(tx: &mut Tx<'_>, caller: Caller, id: RefundId) -> ServiceResult<RefundView> {
    let line = db::refunds::get_line(tx, id)?;
    let names = names(tx, std::slice::from_ref(&line))?;
    Ok(view(&line, &names, caller))
}

/// The names of the members that some refunds name.
pub(super) fn names(
    conn: &mut Conn,
    lines: &[RefundLine],
) -> ServiceResult<Vec<(AccountId, String)>> {
    let mut ids: Vec<_> = lines
        .iter()
        .flat_map(|line| [line.refund.proposed_by, line.refund.decided_by])
        .flatten()
        .collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(db::accounts::list_names(conn, &ids)?)
}

pub(super) fn view(line: &RefundLine, names: &[(AccountId, String)], caller: Caller) -> RefundView {
    let member = |id: Option<AccountId>| {
        let (id, name) = names.iter().find(|(known, _)| Some(*known) == id)?;
        Some(StaffMember {
            id: *id,
            name: name.clone(),
        })
    };
    let refund = &line.refund;
    RefundView {
        id: refund.id,
        payment_id: refund.payment_id,
        request_id: line.request_id,
        request_reference: line.request_reference.clone(),
        driver_name: list_name(&line.surname, &line.first_names),
        amount_cents: refund.amount_cents,
        reason: refund.reason,
        comment: refund.comment.clone(),
        status: refund.status,
        proposed_by: member(refund.proposed_by),
        decided_by: member(refund.decided_by),
        created_at: refund.created_at.and_utc(),
        updated_at: refund.updated_at.and_utc(),
        permitted: permitted(refund, caller),
        version: refund.version,
    }
}

/// What the caller may do now.
fn permitted(refund: &RefundRow, caller: Caller) -> Vec<String> {
    let by = By::Role(caller.role);
    TABLE
        .iter()
        .filter(|line| line.from == refund.status && line.by.contains(&by))
        .filter(|line| is_other_person(line.event, refund.proposed_by, caller.account))
        .map(|line| line.event.to_string())
        .collect()
}

/// What was paid for a request; attempts that came to nothing are left out.
pub(crate) fn payments_of(
    conn: &mut Conn,
    caller: Caller,
    request: RequestId,
) -> ServiceResult<Vec<StaffPayment>> {
    let mut shown = Vec::new();
    for payment in db::payments::list_by_request(conn, request)? {
        let refund = db::refunds::find_last(conn, payment.id)?;
        let is_taken = payment.captured_at.is_some() || refund.is_some();
        if !is_taken {
            continue;
        }
        let refund = refund.map(|refund| refund.status);
        let is_free = refund.is_none_or(|status| !status.is_in_force());
        let is_reviewer = matches!(caller.role, Role::Agent | Role::Supervisor);
        shown.push(StaffPayment {
            id: payment.id,
            fee: payment.fee_code,
            amount_cents: payment.amount_cents,
            status: payment.status,
            captured_at: payment.captured_at.map(|at| at.and_utc()),
            refund,
            may_propose_refund: is_reviewer && is_free && payment.status == PaymentStatus::Captured,
        });
    }
    Ok(shown)
}
