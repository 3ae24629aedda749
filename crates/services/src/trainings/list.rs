//! "Mes formations": a driver's trainings whose recap is still kept.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use common::dates::{months_before, paris_date};
use common::dto::training::{TrainingView, ValidityStep};
use common::ids::{DriverId, TrainingId};
use common::rules::policy::RulePolicy;
use common::rules::qualification::{Qualification, QualificationStep};
use common::rules::retention::{is_recap_available, recap_kept_until};
use common::words::{Language, Sector};
use db::Conn;
use db::trainings::TrainingWithCentre;
use serde::{Deserialize, Serialize};

use super::history;
use super::record::minutes;
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};

/// Where a page begins: after this training.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrainingPosition {
    /// Its last day.
    pub completed_on: NaiveDate,
    /// Its id.
    pub id: TrainingId,
}

/// Which trainings, and how many.
#[derive(Clone, Copy, Debug)]
pub struct TrainingsWanted {
    /// Only those that count for this sector.
    pub sector: Option<Sector>,
    /// Only those after this one.
    pub after: Option<TrainingPosition>,
    /// At most so many.
    pub limit: usize,
}

/// A page of a driver's trainings, newest first. The position of the last one is
/// given when another page follows.
///
/// # Errors
///
/// If the database fails.
pub async fn list_trainings(
    ctx: &Context,
    driver: DriverId,
    wanted: TrainingsWanted,
    language: Language,
) -> ServiceResult<(Vec<TrainingView>, Option<TrainingPosition>)> {
    let all = kept_trainings(ctx, driver, language).await?;
    // A driver has some ten of them in a life, and the sectors that an FCO counts
    // for follow from the trainings before it, so they are chosen here.
    let mut items: Vec<_> = all
        .into_iter()
        .filter(|view| {
            wanted
                .sector
                .is_none_or(|sector| view.sectors.contains(&sector))
        })
        .filter(|view| {
            wanted
                .after
                .is_none_or(|after| (view.completed_on, view.id) < (after.completed_on, after.id))
        })
        .collect();
    let has_more = items.len() > wanted.limit;
    items.truncate(wanted.limit);
    let next = items
        .last()
        .filter(|_| has_more)
        .map(|last| TrainingPosition {
            completed_on: last.completed_on,
            id: last.id,
        });
    Ok((items, next))
}

/// One of a driver's trainings.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if it is not that driver's or its recap is no longer kept.
pub async fn get_training(
    ctx: &Context,
    driver: DriverId,
    id: TrainingId,
    language: Language,
) -> ServiceResult<TrainingView> {
    let all = kept_trainings(ctx, driver, language).await?;
    all.into_iter()
        .find(|view| view.id == id)
        .ok_or(ServiceError::NotFound)
}

async fn kept_trainings(
    ctx: &Context,
    driver: DriverId,
    language: Language,
) -> ServiceResult<Vec<TrainingView>> {
    let (now, settings) = (ctx.now(), ctx.settings.clone());
    ctx.read(move |conn| {
        let policy = &settings.policy;
        let rows = db::trainings::list_kept_of_driver(conn, driver, earliest_issue(now, policy))?;
        let qualification = history::qualification_of(conn, driver, policy)?;
        let today = paris_date(now);
        Ok(rows
            .iter()
            .filter(|row| {
                let issued_on = paris_date(row.training.declared_at.and_utc());
                is_recap_available(row.training.kind, issued_on, today, &policy.retention)
            })
            .map(|row| view(row, &qualification, policy, language))
            .collect())
    })
    .await
}

/// The recap of a continuing training issued before this instant is not kept any
/// more. A day early, because the exact day is one of Paris: the rule decides the rest.
fn earliest_issue(now: DateTime<Utc>, policy: &RulePolicy) -> DateTime<Utc> {
    let months = policy.retention.continuing_recap_years.saturating_mul(12);
    let day = months_before(paris_date(now), months);
    day.pred_opt()
        .unwrap_or(day)
        .and_time(NaiveTime::MIN)
        .and_utc()
}

/// A training as its driver sees it, on a connection at hand and whether or not
/// its recap is still kept: staff and requests need it too.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if there is none.
pub fn view_of(
    conn: &mut Conn,
    id: TrainingId,
    policy: &RulePolicy,
    language: Language,
) -> ServiceResult<TrainingView> {
    let row = db::trainings::get_with_centre(conn, id)?;
    let qualification = match row.training.driver_id {
        Some(driver) => history::qualification_of(conn, driver, policy)?,
        None => Qualification::default(),
    };
    Ok(view(&row, &qualification, policy, language))
}

pub(super) fn view(
    row: &TrainingWithCentre,
    qualification: &Qualification,
    policy: &RulePolicy,
    language: Language,
) -> TrainingView {
    let training = &row.training;
    let steps: Vec<_> = qualification
        .sectors
        .iter()
        .flat_map(|held| held.steps.iter().map(|step| (held.sector, step)))
        .filter(|(_, step)| step.training == training.id)
        .collect();
    let mut sectors: Vec<_> = steps.iter().map(|(sector, _)| *sector).collect();
    if sectors.is_empty() {
        sectors.push(training.sector);
    }
    let issued_on = paris_date(training.declared_at.and_utc());
    TrainingView {
        id: training.id,
        kind: training.kind,
        sectors,
        status: training.status,
        started_on: training.started_on,
        completed_on: training.completed_on,
        minutes: minutes(training.minutes),
        e_learning_minutes: minutes(training.e_learning_minutes),
        centre: row.centre.clone(),
        approval_number: row.approval_number.clone(),
        sequences: training.sequences.to_vec(),
        validity: steps
            .iter()
            .map(|(sector, step)| validity(*sector, step, language))
            .collect(),
        kept_until: recap_kept_until(training.kind, issued_on, &policy.retention),
    }
}

fn validity(sector: Sector, step: &QualificationStep, language: Language) -> ValidityStep {
    ValidityStep {
        sector,
        valid_from: step.from,
        valid_until: step.until,
        explanation: step.explanation(language),
    }
}
