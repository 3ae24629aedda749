//! For how long a driver is qualified, per sector.

use chrono::NaiveDate;
use common::dates::paris_date;
use common::dto::training::QualificationView;
use common::ids::DriverId;
use common::rules::policy::RulePolicy;
use common::rules::qualification::{Qualification, SectorQualification};
use common::words::Language;
use db::Conn;

use super::history;
use crate::context::Context;
use crate::error::ServiceResult;

/// A driver's qualifications, goods first.
///
/// # Errors
///
/// If the database fails.
pub async fn list_qualifications(
    ctx: &Context,
    driver: DriverId,
    language: Language,
) -> ServiceResult<Vec<QualificationView>> {
    let (today, settings) = (paris_date(ctx.now()), ctx.settings.clone());
    ctx.read(move |conn| of_driver(conn, driver, today, &settings.policy, language))
        .await
}

/// The same on a connection at hand.
///
/// # Errors
///
/// If the database fails.
pub fn of_driver(
    conn: &mut Conn,
    driver: DriverId,
    today: NaiveDate,
    policy: &RulePolicy,
    language: Language,
) -> ServiceResult<Vec<QualificationView>> {
    let qualification = history::qualification_of(conn, driver, policy)?;
    Ok(views(&qualification, today, policy, language))
}

/// A qualification in the caller's words.
#[must_use]
pub fn views(
    qualification: &Qualification,
    today: NaiveDate,
    policy: &RulePolicy,
    language: Language,
) -> Vec<QualificationView> {
    qualification
        .sectors
        .iter()
        .map(|held| view(held, today, policy, language))
        .collect()
}

fn view(
    held: &SectorQualification,
    today: NaiveDate,
    policy: &RulePolicy,
    language: Language,
) -> QualificationView {
    // After an anticipated FCO the last period lies ahead; the present one began earlier.
    let present = held
        .steps
        .iter()
        .rev()
        .find(|step| step.from <= today && today <= step.until);
    QualificationView {
        sector: held.sector,
        valid_from: present.map_or(held.from, |step| step.from),
        valid_until: held.until,
        days_left: held.days_left(today),
        window_opens_on: held.window_opens_on(policy),
        explanation: held
            .steps
            .last()
            .map(|step| step.explanation(language))
            .unwrap_or_default(),
    }
}
