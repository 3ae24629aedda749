//! A supervisor refuses a request, with reasons and remedies (CRPA, L. 211-2),
//! which releases its training.

use common::dates::paris_date;
use common::dto::request::RejectionReason;
use common::dto::staff::{RejectRequestRequest, StaffRequestView};
use common::field_error::{Fault, Faults, FieldErrorCode, pointer_to};
use common::ids::RequestId;
use common::payment_words::RefundReason;
use common::transitions::request::RequestEvent;
use common::words::Language;
use db::json::Json;
use db::requests::RequestChanges;

use super::comment::comment;
use super::decided_letter;
use super::view::{get_visible, of_staff};
use crate::audit::Actor;
use crate::context::Context;
use crate::error::ServiceResult;
use crate::requests::caller::Caller;
use crate::requests::{moves, notices, reason_words};
use crate::{papers, refunds};

const MAX_REASONS: usize = 10;

/// Refuses a request; the driver gets a mail with the letter.
///
/// # Errors
///
/// Faults of the form; [`ServiceError::Forbidden`](crate::ServiceError::Forbidden)
/// unless the caller is a supervisor;
/// [`ServiceError::Stale`](crate::ServiceError::Stale) if the request is no longer
/// at `version`; `WrongState` unless it is under review.
pub async fn reject_request(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    version: i64,
    form: RejectRequestRequest,
) -> ServiceResult<StaffRequestView> {
    let (today, settings) = (paris_date(ctx.now()), ctx.settings.clone());
    let (letter, language, reasons) = ctx
        .read(move |conn| {
            let (driver, request) = get_visible(conn, caller, id)?;
            let request = moves::at_version(request, version)?;
            moves::check(&request, RequestEvent::Reject, caller.into())?;
            let reasons = check(&form)?;
            let account = db::accounts::get(conn, driver.account_id)?;
            let signatory = db::accounts::get(conn, caller.account)?.display_name;
            let language = account.language;
            let of = (&driver, &request, reasons.as_slice());
            let letter = decided_letter::data(&settings, of, (today, &signatory), language);
            Ok((letter, language, reasons))
        })
        .await?;
    let pdf =
        papers::make(move || documents::decision_letter::decision_letter_pdf(&letter, language))
            .await?;
    let file = papers::keep(ctx, pdf).await?;
    ctx.write(move |tx| {
        let now = tx.now;
        let (driver, request) = get_visible(tx, caller, id)?;
        let request = moves::at_version(request, version)?;
        db::files::insert(tx, &file)?;
        let changes = RequestChanges {
            assigned_to: Some(caller.account),
            rejection: Some(Json::new(reasons.clone())?),
            decided_at: Some(now.naive_utc()),
            ..RequestChanges::default()
        };
        let request = moves::apply(tx, &request, RequestEvent::Reject, caller.into(), changes)?;
        let codes: Vec<_> = reasons.iter().map(|reason| reason.code).collect();
        let details = serde_json::json!({ "reasons": codes, "letter": file.id });
        tx.audit(
            &Actor::of(caller.account, caller.role),
            "request.letter_written",
            id,
            &details,
        )?;
        let lines = reasons
            .iter()
            .map(|reason| in_words(reason, language))
            .collect();
        let remedies = tx.settings.policy.implicit_decision.remedies(language);
        refunds::propose_for(tx, caller, id, RefundReason::RequestRejected)?;
        notices::rejected(tx, (&driver, &request), (lines, remedies), file.id)?;
        of_staff(tx, caller, id)
    })
    .await
}

/// "Photo non conforme : le visage est caché."
pub(super) fn in_words(reason: &RejectionReason, language: Language) -> String {
    let colon = language.choose("\u{A0}: ", ": ");
    format!(
        "{}{colon}{}",
        reason_words::label(reason.code, language),
        reason.text
    )
}

fn check(form: &RejectRequestRequest) -> Result<Vec<RejectionReason>, Faults> {
    let mut faults = Faults::new();
    match form.reasons.len() {
        0 => faults.push("/reasons", Fault::new(FieldErrorCode::TooFewItems).min(1)),
        length if length > MAX_REASONS => {
            faults.push(
                "/reasons",
                Fault::new(FieldErrorCode::TooManyItems).max(MAX_REASONS),
            );
        }
        _ => {}
    }
    let reasons = form.reasons.iter().take(MAX_REASONS).enumerate();
    let reasons = reasons
        .map(|(index, reason)| {
            let pointer = pointer_to(&pointer_to("/reasons", index), "text");
            let text = comment(&reason.text, &pointer, &mut faults).unwrap_or_default();
            // A refusal without reasons in fact is void.
            if text.is_empty() {
                faults.push(&pointer, FieldErrorCode::Required);
            }
            RejectionReason {
                code: reason.code,
                text,
            }
        })
        .collect();
    faults.into_result(Some(reasons))
}
