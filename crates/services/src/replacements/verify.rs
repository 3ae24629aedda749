//! A reviewer notes what the State that issued a qualification has answered (domain §7.7):
//! without its confirmation no card is made for it.

use chrono::NaiveDate;
use common::dates::paris_date;
use common::dto::exchange::{VerificationView, VerifyQualificationRequest};
use common::dto::review::StaffMember;
use common::dto::staff::StaffRequestView;
use common::exchange::{ExchangeReason, VerificationAnswer};
use common::field_error::{Faults, FieldErrorCode};
use common::ids::RequestId;
use common::problem_code::ProblemCode;
use common::rules::exchange::foreign_lines;
use common::rules::policy::ExchangePolicy;
use common::statuses::RequestStatus;
use common::validation::birth_date::{check_past_date, parse_date};
use common::validation::foreign_qualification::{check_end, check_sectors};
use common::words::Sector;
use db::Conn;
use db::foreign_qualifications::ForeignQualificationRow;
use db::json::Json;
use db::requests::{RequestChanges, RequestRow};

use super::foreign::confirmed;
use crate::audit::Actor;
use crate::context::Context;
use crate::error::ServiceResult;
use crate::requests::caller::Caller;
use crate::requests::moves;
use crate::review::comment::comment;
use crate::review::view::{get_visible, of_staff};

/// What was answered, checked.
struct Answered {
    on: NaiveDate,
    note: String,
    confirmed: Option<(Vec<Sector>, NaiveDate)>,
}

/// Notes by whom, when and what was answered. What the State confirms counts, whatever was
/// declared; a later answer takes the place of the one before.
///
/// # Errors
///
/// Faults of the form; [`ServiceError::Stale`](crate::ServiceError::Stale) if the request
/// is no longer at `version`; `WrongState` unless it is about a qualification of another
/// State and under review.
pub async fn verify_qualification(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    version: i64,
    form: VerifyQualificationRequest,
) -> ServiceResult<StaffRequestView> {
    ctx.write(move |tx| {
        let now = tx.now;
        let (_, request) = get_visible(tx, caller, id)?;
        let request = moves::at_version(request, version)?;
        let row = db::foreign_qualifications::find(tx, id)?;
        let (RequestStatus::UnderReview, Some(row)) = (request.status, row) else {
            return Err(ProblemCode::WrongState.into());
        };
        let answered = read(&form, paris_date(now), &tx.settings.policy.exchange)?;
        let (sectors, until) = answered.confirmed.unzip();
        let noted = ForeignQualificationRow {
            answer: Some(form.answer),
            answered_on: Some(answered.on),
            confirmed_sectors: sectors.map(Json::new).transpose()?,
            confirmed_until: until,
            note: Some(answered.note),
            noted_by: Some(caller.account),
            noted_at: Some(now.naive_utc()),
            ..row
        };
        db::foreign_qualifications::put(tx, &noted)?;
        let changes = RequestChanges {
            assigned_to: Some(caller.account),
            ..RequestChanges::default()
        };
        db::requests::update(tx, &request, &changes, now)?;
        let details = serde_json::json!({
            "answer": form.answer, "answered_on": answered.on, "until": until,
        });
        let actor = Actor::of(caller.account, caller.role);
        tx.audit(&actor, "request.qualification_verified", id, &details)?;
        of_staff(tx, caller, id)
    })
    .await
}

fn read(
    form: &VerifyQualificationRequest,
    today: NaiveDate,
    policy: &ExchangePolicy,
) -> Result<Answered, Faults> {
    let mut faults = Faults::new();
    let on = parse_date(&form.answered_on).and_then(|on| check_past_date(on, today));
    let on = faults.check("/answered_on", on);
    let note = comment(&form.note, "/note", &mut faults);
    if note.is_none() {
        faults.push("/note", FieldErrorCode::Required);
    }
    let confirmed = match form.answer {
        VerificationAnswer::NotConfirmed => None,
        VerificationAnswer::Confirmed => {
            let sectors = faults.check("/sectors", check_sectors(&form.sectors));
            let until = check_end(&form.valid_until, today, policy);
            sectors.zip(faults.check("/valid_until", until))
        }
    };
    let answered = on.zip(note).map(|(on, note)| Answered {
        on,
        note,
        confirmed,
    });
    faults.into_result(answered)
}

/// What was noted, for who reviews the request.
pub(crate) fn view(
    conn: &mut Conn,
    request: &RequestRow,
) -> ServiceResult<Option<VerificationView>> {
    let Some(row) = db::foreign_qualifications::find(conn, request.id)? else {
        return Ok(None);
    };
    let (Some(answer), Some(answered_on)) = (row.answer, row.answered_on) else {
        return Ok(None);
    };
    let (Some(id), Some(at)) = (row.noted_by, row.noted_at) else {
        return Ok(None);
    };
    Ok(Some(VerificationView {
        answer,
        answered_on,
        sectors: row
            .confirmed_sectors
            .map(Json::into_inner)
            .unwrap_or_default(),
        valid_until: row.confirmed_until,
        note: row.note.unwrap_or_default(),
        noted_by: StaffMember {
            id,
            name: db::accounts::get(conn, id)?.display_name,
        },
        noted_at: at.and_utc(),
    }))
}

/// Whether a card can be made for what the other State has confirmed.
pub(crate) fn check(
    conn: &mut Conn,
    request: &RequestRow,
    today: NaiveDate,
    faults: &mut Faults,
) -> ServiceResult<()> {
    if request.exchange_reason != Some(ExchangeReason::Foreign) {
        return Ok(());
    }
    let row = db::foreign_qualifications::find(conn, request.id)?;
    let is_confirmed =
        |row: &ForeignQualificationRow| row.answer == Some(VerificationAnswer::Confirmed);
    let Some(row) = row.filter(is_confirmed) else {
        faults.push("/verification", FieldErrorCode::QualificationNotConfirmed);
        return Ok(());
    };
    let (sectors, until) = confirmed(&row);
    let sent = request.snapshot.as_deref();
    let held = sent.map_or(&[][..], |sent| &sent.licence.categories);
    if until < today {
        faults.push("/verification/valid_until", FieldErrorCode::DateInPast);
    } else if foreign_lines((sectors, until), held, today).is_empty() {
        faults.push("/verification/sectors", FieldErrorCode::NoCategoryLeft);
    }
    Ok(())
}
