//! Tells a driver that a training was recorded, and has its certificate issued.

use common::dto::driver_space::DriverEventKind;
use common::ids::TrainingId;
use common::notice_kind::NoticeKind;
use common::organisation_event::OrganisationEventKind;
use common::words::ActorKind;
use db::drivers::DriverRow;
use db::trainings::TrainingRow;
use serde::Serialize;

use crate::audit::Actor;
use crate::certificates::issue::IssueCertificate;
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::mails::{Mail, Recipient};
use crate::notices::tell::{self as notices, SmsText};

/// "Une formation a été enregistrée."
#[derive(Serialize)]
struct TrainingRecorded {
    kind: &'static str,
    completed_on: chrono::NaiveDate,
    trainings_url: String,
}

impl Mail for TrainingRecorded {
    const TEMPLATE: &'static str = "training_recorded";
}

const RECORDED: SmsText = SmsText {
    french: "une formation est enregistrée. Connectez-vous pour voir son récapitulatif.",
    english: "a training is recorded. Sign in to see its recap.",
};

/// "Une formation a été corrigée."
#[derive(Serialize)]
struct TrainingAmended {
    kind: &'static str,
    completed_on: chrono::NaiveDate,
    trainings_url: String,
}

impl Mail for TrainingAmended {
    const TEMPLATE: &'static str = "training_amended";
}

/// What follows from the correction of a valid training: event, mail, and a new
/// certificate if the one before was withdrawn.
pub(super) fn tell_amended(
    tx: &mut Tx<'_>,
    training: &TrainingRow,
    driver: &DriverRow,
) -> ServiceResult<()> {
    let now = tx.now;
    let account = db::accounts::get(tx, driver.account_id)?;
    let kind = DriverEventKind::TrainingAmended.as_str();
    db::driver_events::insert(tx, driver.id, kind, Some(training.id.as_str()), now)?;
    let mail = TrainingAmended {
        kind: training.kind.label(account.language),
        completed_on: training.completed_on,
        trainings_url: tx.settings.link("mes-formations"),
    };
    tx.mail(&Recipient::of(&account), &mail)?;
    issue_certificate(tx, training.id)
}

/// What follows from a valid training that now belongs to a driver: event, mail,
/// and the certificate if the training gives right to one.
pub(super) fn tell(
    tx: &mut Tx<'_>,
    training: &TrainingRow,
    driver: &DriverRow,
) -> ServiceResult<()> {
    let now = tx.now;
    let account = db::accounts::get(tx, driver.account_id)?;
    db::driver_events::insert(
        tx,
        driver.id,
        DriverEventKind::TrainingRecorded.as_str(),
        Some(training.id.as_str()),
        now,
    )?;
    let mail = TrainingRecorded {
        kind: training.kind.label(account.language),
        completed_on: training.completed_on,
        trainings_url: tx.settings.link("mes-formations"),
    };
    let (to, kind) = (Recipient::of(&account), NoticeKind::TrainingRecorded);
    notices::tell(tx, driver, &to, kind, (&mail, Some(RECORDED)))?;
    issue_certificate(tx, training.id)
}

/// Has the certificate of a training issued, once however often it is asked for.
pub(super) fn issue_certificate(tx: &mut Tx<'_>, training_id: TrainingId) -> ServiceResult<()> {
    let now = tx.now;
    tx.enqueue_at(
        &IssueCertificate { training_id },
        now,
        Some(training_id.as_str()),
    )?;
    Ok(())
}

/// The audit line of a training that was attached later.
pub(super) fn audit_attached(
    tx: &mut Tx<'_>,
    training: &TrainingRow,
    driver: &DriverRow,
) -> ServiceResult<()> {
    let actor = Actor {
        kind: ActorKind::System,
        id: None,
    };
    let details = serde_json::json!({ "driver": driver.id });
    tx.audit(&actor, "training.attached", training.id, &details)?;
    let attached = OrganisationEventKind::TrainingAttached;
    let told = (training.id, training.version + 1);
    tx.tell_organisation(training.organisation_id, attached, told)?;
    Ok(())
}
