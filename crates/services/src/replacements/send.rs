//! "Je valide le récapitulatif de ma demande" for a defective card: the return slip with
//! which it is sent in.

use common::dates::paris_date;
use common::dto::replacement::{CardDefect, ReplacementView};
use common::field_error::{Faults, FieldErrorCode};
use common::ids::{FileId, RequestId};
use common::problem_code::ProblemCode;
use common::rules::replacement::send_back_by;
use common::transitions::request::RequestEvent;
use common::words::{Language, RequestPurpose};
use db::Conn;
use db::replacements::ReplacementRow;
use db::requests::{RequestChanges, RequestRow};
use documents::return_slip::{ReportedDefect, ReturnSlipData, return_slip_pdf};

use super::{defect_notices, save, view};
use crate::accounts::identity_rows;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::papers;
use crate::requests::caller::Caller;
use crate::requests::moves;
use crate::settings::Settings;

/// Announces a defective card. Its driver gets the return slip by mail, and can download
/// it with the request.
///
/// # Errors
///
/// Every missing step by its pointer; [`ProblemCode::WrongState`] unless it is a draft
/// about a defective card; [`ServiceError::Stale`] if it is no longer at `version`.
pub async fn send_replacement(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    version: i64,
) -> ServiceResult<ReplacementView> {
    let (now, settings) = (ctx.now(), std::sync::Arc::clone(&ctx.settings));
    let (slip, language) = ctx
        .read(move |conn| slip(conn, caller, (id, version), &settings, paris_date(now)))
        .await?;
    let pdf = papers::make(move || return_slip_pdf(&slip, language)).await?;
    let file = papers::keep(ctx, pdf).await?;
    ctx.write(move |tx| {
        let (request, replacement) = save::get_draft(tx, caller, id, version)?;
        check(&request, &replacement)?;
        db::files::insert(tx, &file)?;
        announce(tx, caller, &request, file.id)?;
        view::of_driver(tx, caller, id)
    })
    .await
}

fn announce(
    tx: &mut Tx<'_>,
    caller: Caller,
    request: &RequestRow,
    slip: FileId,
) -> ServiceResult<()> {
    let changes = RequestChanges {
        acknowledgement_id: Some(slip),
        submitted_at: Some(tx.now.naive_utc()),
        ..RequestChanges::default()
    };
    let request = moves::apply(tx, request, RequestEvent::Submit, caller.into(), changes)?;
    defect_notices::slip(tx, &request, slip)
}

fn check(request: &RequestRow, replacement: &ReplacementRow) -> ServiceResult<()> {
    if request.purpose != RequestPurpose::Quality {
        return Err(ProblemCode::WrongState.into());
    }
    let mut faults = Faults::new();
    if replacement.defects.as_deref().is_none_or(Vec::is_empty) {
        faults.push("/defects", FieldErrorCode::Required);
    }
    if request.delivery_address.is_none() {
        faults.push("/delivery_address", FieldErrorCode::Required);
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.into())
    }
}

/// What the slip says, and in which language.
fn slip(
    conn: &mut Conn,
    caller: Caller,
    (id, version): (RequestId, i64),
    settings: &Settings,
    today: chrono::NaiveDate,
) -> ServiceResult<(ReturnSlipData, Language)> {
    let (driver, request) = moves::get_own(conn, caller.account, id)?;
    let replacement = db::replacements::get(conn, id)?;
    let request = moves::at_version(request, version)?;
    check(&request, &replacement)?;
    let card = request.replaces_card_id.ok_or(ServiceError::NotFound)?;
    let old = db::cards::get_of_driver(conn, driver.id, card)?;
    let language = db::accounts::get(conn, driver.account_id)?.language;
    let identity = identity_rows::to_view(&driver.identity);
    let defects = replacement.defects.as_deref().map(Vec::as_slice);
    let slip = ReturnSlipData {
        operator: papers::operator(settings),
        reference: request.reference,
        surname: identity.surname_birth,
        first_names: identity.first_names,
        card_serial: old.card.serial,
        return_address: return_address(settings),
        return_by: send_back_by(today, &settings.policy.replacement),
        defects: printed(defects.unwrap_or_default(), language),
    };
    Ok((slip, language))
}

/// Who analyses cards: the issuer, at its head office.
fn return_address(settings: &Settings) -> Vec<String> {
    let seller = &settings.seller;
    let place = format!("{} {}", seller.address.postal_code, seller.address.town);
    let mut lines = vec![seller.legal_name.clone()];
    lines.extend(seller.address.lines.iter().cloned());
    lines.push(place);
    lines
}

fn printed(defects: &[CardDefect], language: Language) -> Vec<ReportedDefect> {
    let expected = language.choose("attendu\u{A0}: ", "expected: ");
    let line = |defect: &CardDefect| ReportedDefect {
        element: defect.element.label(language).to_owned(),
        description: if defect.expected.is_empty() {
            defect.problem.clone()
        } else {
            format!("{} ({expected}{})", defect.problem, defect.expected)
        },
    };
    defects.iter().map(line).collect()
}
