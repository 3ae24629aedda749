//! A replacement is paid for, or free: the old card is worth nothing from now on
//! (domain §7.6), and the new one can be made, or what was declared is examined first.

use common::ids::{DocumentId, RequestId};
use common::statuses::CardStatus;
use common::transitions::card::{CardEvent, declared_by};
use common::transitions::request::{RequestEvent, is_paid_first, needs_licence};
use common::words::{DocumentKind, RequestPurpose};
use db::cards::{CardRow, CardWithRequest};
use db::documents::DocumentRow;
use db::drivers::DriverRow;
use db::json::Json;
use db::requests::{RequestChanges, RequestRow};

use crate::accounts::identity_rows;
use crate::cards;
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::requests::acknowledge::AcknowledgeRequest;
use crate::requests::caller::Mover;
use crate::requests::{licence_check, moves, notices};

/// Approves the replacement of a lost card without a review, since what is printed was
/// reviewed before; sends that of a stolen one to the reviewers with its report, and an
/// exchange with what proves the change. One whose error was the driver's is made from
/// the data as corrected.
///
/// # Errors
///
/// [`ProblemCode::WrongState`](common::problem_code::ProblemCode::WrongState) unless
/// it is a draft.
pub(crate) fn settle(tx: &mut Tx<'_>, id: RequestId) -> ServiceResult<()> {
    let request = db::requests::get(tx, id)?;
    let driver = db::drivers::get(tx, request.driver_id)?;
    let old = cards::find_replaced(tx, &request)?;
    let (event, changes) = effect(tx, &request, &driver)?;
    let request = moves::apply(tx, &request, event, Mover::System, changes)?;
    if request.purpose == RequestPurpose::Quality {
        answer_finding(tx, &request)?;
    }
    if let Some(old) = old {
        copy_pictures(tx, &old, &request)?;
        end(tx, &old.card, request.purpose)?;
    }
    if needs_licence(request.purpose) {
        licence_check::ask(tx, id)?;
    }
    if is_paid_first(request.purpose) {
        tx.enqueue(&AcknowledgeRequest { request: id })?;
        return Ok(());
    }
    notices::progress(tx, &driver, &request)
}

/// What the payment does to the request.
fn effect(
    tx: &Tx<'_>,
    request: &RequestRow,
    driver: &DriverRow,
) -> ServiceResult<(RequestEvent, RequestChanges)> {
    let at = Some(tx.now.naive_utc());
    let none = RequestChanges::default();
    Ok(match request.purpose {
        RequestPurpose::Theft | RequestPurpose::Exchange => (
            RequestEvent::SendPaid,
            RequestChanges {
                submitted_at: at,
                ..none
            },
        ),
        RequestPurpose::Quality => (
            RequestEvent::Settle,
            RequestChanges {
                snapshot: Some(Json::new(identity_rows::to_view(&driver.identity))?),
                decided_at: at,
                ..none
            },
        ),
        RequestPurpose::Loss | RequestPurpose::Training => (
            RequestEvent::Settle,
            RequestChanges {
                submitted_at: at,
                decided_at: at,
                ..none
            },
        ),
    })
}

/// What the payment does to the old card. It may have been withdrawn while the payment
/// was under way.
fn end(tx: &mut Tx<'_>, old: &CardRow, purpose: RequestPurpose) -> ServiceResult<()> {
    if purpose == RequestPurpose::Quality {
        replace(tx, old)?;
    }
    if let (CardStatus::Active, Some(event)) = (old.status, declared_by(purpose)) {
        cards::moves::apply(tx, old, event, Mover::System)?;
    }
    Ok(())
}

/// The driver has corrected and paid: nothing is asked any more.
fn answer_finding(tx: &mut Tx<'_>, request: &RequestRow) -> ServiceResult<()> {
    let now = tx.now;
    if let Some(asked) = db::information_requests::find_open(tx, request.id)? {
        db::information_requests::mark_responded(tx, asked.id, now)?;
    }
    Ok(())
}

/// A defective card that lies at the issuer's is replaced.
pub(super) fn replace(tx: &mut Tx<'_>, old: &CardRow) -> ServiceResult<()> {
    if old.status == CardStatus::InReturns {
        cards::moves::apply(tx, old, CardEvent::Replace, Mover::System)?;
    }
    Ok(())
}

/// Photo and signature of the card before, on the new request, but what was given anew.
pub(super) fn copy_pictures(
    tx: &mut Tx<'_>,
    old: &CardWithRequest,
    request: &RequestRow,
) -> ServiceResult<()> {
    for kind in [DocumentKind::Photo, DocumentKind::Signature] {
        if db::documents::find_current(tx, request.id, kind)?.is_none() {
            copy(tx, old, request, kind)?;
        }
    }
    Ok(())
}

/// "Ma carte sera reproduite à l'identique" (guide): photo and signature are those of
/// the old card. Both rows share one stored file.
fn copy(
    tx: &mut Tx<'_>,
    old: &CardWithRequest,
    request: &RequestRow,
    kind: DocumentKind,
) -> ServiceResult<()> {
    let found = db::documents::find_current(tx, old.request.id, kind)?;
    let (document, _) =
        found.ok_or_else(|| anyhow::anyhow!("{} was made without {kind}", old.card.id))?;
    let copied = DocumentRow {
        id: DocumentId::new(),
        request_id: request.id,
        revision: 1,
        created_at: tx.now.naive_utc(),
        ..document
    };
    Ok(db::documents::insert(tx, &copied)?)
}
