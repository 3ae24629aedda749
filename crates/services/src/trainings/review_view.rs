//! A training as a reviewer sees it.

use common::dto::training_review::{
    DeclaredTrainee, TrainingCandidate, TrainingHistoryLine, TrainingReviewSummary,
    TrainingReviewView,
};
use common::ids::{AccountId, DriverId, TrainingId};
use common::words::{AccountField, Language};
use db::Conn;
use db::drivers::{DriverRow, name_key};
use db::training_history::TrainingHistoryRow;
use db::trainings::{TrainingRow, TrainingWithCentre};

use super::matching;
use super::record::{minutes, sentence};
use crate::accounts::findings::is_near;
use crate::accounts::identity_rows::list_name;
use crate::error::ServiceResult;

/// A line of the queue.
pub(super) fn summary(row: &TrainingWithCentre) -> TrainingReviewSummary {
    let training = &row.training;
    TrainingReviewSummary {
        id: training.id,
        external_id: training.external_id.clone(),
        name: list_name(&training.surname, &training.first_names),
        kind: training.kind,
        sector: training.sector,
        completed_on: training.completed_on,
        centre: row.centre.clone(),
        status: training.status,
        matching: training.matching,
        declared_at: training.declared_at.and_utc(),
    }
}

/// A training with everything to decide on it.
pub(super) fn view(
    conn: &mut Conn,
    id: TrainingId,
    language: Language,
) -> ServiceResult<TrainingReviewView> {
    let row = db::trainings::get_with_centre(conn, id)?;
    let training = &row.training;
    let warnings = training.warnings.iter();
    Ok(TrainingReviewView {
        summary: summary(&row),
        trainee: DeclaredTrainee {
            surname: training.surname.clone(),
            first_names: training.first_names.clone(),
            birth_date: training.birth_date,
            licence_country: training.licence_country.clone(),
            licence_number: training.licence_number.clone(),
        },
        started_on: training.started_on,
        minutes: minutes(training.minutes),
        e_learning_minutes: minutes(training.e_learning_minutes),
        practical_part: training.practical_part,
        sequences: training.sequences.to_vec(),
        title_code: training.title_code.clone(),
        instructor: training.instructor.clone(),
        approval_number: row.approval_number.clone(),
        warnings: warnings
            .map(|warning| sentence(warning, language))
            .collect(),
        candidates: candidates(conn, training)?,
        history: history(conn, id)?,
        version: training.version,
    })
}

/// The driver it is attached to; else the holders of the declared licence, then
/// those born on the day with almost the same name, whose number may be mistyped.
fn candidates(conn: &mut Conn, training: &TrainingRow) -> ServiceResult<Vec<TrainingCandidate>> {
    if let Some(driver) = training.driver_id {
        let driver = db::drivers::get(conn, driver)?;
        return Ok(vec![candidate(&driver, training)]);
    }
    let (country, number) = (&training.licence_country, &training.licence_number);
    let mut drivers = db::drivers::list_by_licence(conn, country, number)?;
    let declared = name_key(&training.surname, &training.first_names);
    for other in db::drivers::likeness::list_by_birth_date(conn, training.birth_date)? {
        let is_listed = drivers.iter().any(|driver| driver.id == other.id);
        if !is_listed && is_near(&other.name_key, &declared) {
            drivers.push(db::drivers::get(conn, other.id)?);
        }
    }
    Ok(drivers
        .iter()
        .map(|driver| candidate(driver, training))
        .collect())
}

fn candidate(driver: &DriverRow, training: &TrainingRow) -> TrainingCandidate {
    let identity = &driver.identity;
    let mut differences = matching::differences(&training.declared_identity(), driver);
    let licence = (&identity.licence_country, &identity.licence_number);
    if licence != (&training.licence_country, &training.licence_number) {
        differences.push(AccountField::LicenceNumber);
    }
    TrainingCandidate {
        driver_id: driver.id,
        reference: driver.reference.clone(),
        name: list_name(&driver.identity.surname_birth, &driver.identity.first_names),
        birth_date: identity.birth_date,
        licence_country: identity.licence_country.clone(),
        licence_number: identity.licence_number.clone(),
        review: driver.review,
        differences,
        is_attached: training.driver_id == Some::<DriverId>(driver.id),
    }
}

fn history(conn: &mut Conn, id: TrainingId) -> ServiceResult<Vec<TrainingHistoryLine>> {
    let rows = db::training_history::list_by_training(conn, id)?;
    let account = |row: &TrainingHistoryRow| row.actor_id.as_deref()?.parse::<AccountId>().ok();
    let ids: Vec<_> = rows.iter().filter_map(account).collect();
    let names = db::accounts::list_names(conn, &ids)?;
    let line = |row: TrainingHistoryRow| TrainingHistoryLine {
        at: row.at.and_utc(),
        event: row.event,
        status: row.status,
        actor: row.actor_kind,
        name: account(&row)
            .and_then(|id| names.iter().find(|(other, _)| *other == id))
            .map(|(_, name)| name.clone()),
        reason: row.reason,
        comment: row.comment,
    };
    Ok(rows.into_iter().map(line).collect())
}
