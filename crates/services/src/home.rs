//! The driver's home page in one call: what waits, validity, last events.

use chrono::NaiveDate;
use common::dates::paris_date;
use common::dto::driver_space::{DriverEvent, HomeTask, HomeView, TaskKind};
use common::ids::{DriverId, TrainingId};
use common::rules::entitlement::Entitlement;
use common::rules::policy::RulePolicy;
use common::statuses::{CertificateStatus, IdentityReview, RequestStatus, ReturnedMailStatus};
use common::words::Language;
use db::Conn;
use db::driver_events::DriverEventRow;
use db::drivers::DriverRow;
use db::requests::RequestLine;

use crate::context::Context;
use crate::error::ServiceResult;
use crate::requests::entitlement;
use crate::trainings::qualifications;

/// So many requests that wait are shown; nobody has as many.
const WAITING: i64 = 20;

/// So many events are shown.
const EVENTS: i64 = 10;

/// The home page of a driver, also of one who has to correct the identity first.
///
/// # Errors
///
/// If the database fails.
pub async fn get_home(
    ctx: &Context,
    driver: DriverId,
    language: Language,
) -> ServiceResult<HomeView> {
    let (today, settings) = (paris_date(ctx.now()), ctx.settings.clone());
    ctx.read(move |conn| {
        let policy = &settings.policy;
        let driver = db::drivers::get(conn, driver)?;
        Ok(HomeView {
            review: driver.review,
            tasks: tasks(conn, &driver, today, policy)?,
            qualifications: qualifications::of_driver(conn, driver.id, today, policy, language)?,
            events: events(conn, driver.id)?,
        })
    })
    .await
}

/// Most urgent first.
fn tasks(
    conn: &mut Conn,
    driver: &DriverRow,
    today: NaiveDate,
    policy: &RulePolicy,
) -> ServiceResult<Vec<HomeTask>> {
    let mut tasks = Vec::new();
    if driver.review == IdentityReview::CorrectionRequested {
        tasks.push(task(TaskKind::CorrectIdentity));
    }
    for letter in db::returned_mail::list_open_of_driver(conn, driver.id)? {
        if letter.status == ReturnedMailStatus::AwaitingDriver {
            tasks.push(HomeTask {
                returned_mail_id: Some(letter.id),
                due_on: Some(letter.keep_until),
                ..task(TaskKind::AnswerReturnedMail)
            });
        }
    }
    let mut waiting = Vec::new();
    for request in db::requests::list_waiting(conn, driver.id, WAITING)? {
        waiting.push(task_of_request(conn, &request)?);
    }
    // What has a last day comes first.
    waiting.sort_by_key(|task| (task.due_on.is_none(), task.due_on));
    tasks.extend(waiting);
    if let Entitlement::Allowed(grant) = entitlement::decide(conn, driver, None, today, policy)? {
        let due_on = certificate_end(conn, grant.training, today)?;
        tasks.push(HomeTask {
            due_on,
            ..task(TaskKind::RequestCard)
        });
    }
    Ok(tasks)
}

fn task_of_request(conn: &mut Conn, request: &RequestLine) -> ServiceResult<HomeTask> {
    let (kind, due_on) = if request.status == RequestStatus::Draft {
        (TaskKind::ResumeDraft, None)
    } else {
        let asked = db::information_requests::find_open(conn, request.id)?;
        let deadline = asked.map(|asked| asked.deadline);
        (TaskKind::AnswerInformationRequest, deadline)
    };
    Ok(HomeTask {
        request_id: Some(request.id),
        purpose: Some(request.purpose),
        reference: Some(request.reference.clone()),
        due_on,
        ..task(kind)
    })
}

/// The card should be requested while the certificate proves the qualification;
/// later is possible, so a day that has passed is no last day.
fn certificate_end(
    conn: &mut Conn,
    training: TrainingId,
    today: NaiveDate,
) -> ServiceResult<Option<NaiveDate>> {
    Ok(db::certificates::find_by_training(conn, training)?
        .filter(|certificate| certificate.status == CertificateStatus::Issued)
        .map(|certificate| certificate.valid_until)
        .filter(|until| *until >= today))
}

const fn task(kind: TaskKind) -> HomeTask {
    HomeTask {
        kind,
        request_id: None,
        purpose: None,
        returned_mail_id: None,
        reference: None,
        due_on: None,
    }
}

fn events(conn: &mut Conn, driver: DriverId) -> ServiceResult<Vec<DriverEvent>> {
    let rows = db::driver_events::list_latest(conn, driver, EVENTS)?;
    // A kind that a newer version wrote is not shown by this one.
    Ok(rows.into_iter().filter_map(event).collect())
}

fn event(row: DriverEventRow) -> Option<DriverEvent> {
    let kind = row.kind.parse().ok()?;
    Some(DriverEvent {
        id: row.id,
        at: row.at.and_utc(),
        kind,
        subject: row.subject,
    })
}
