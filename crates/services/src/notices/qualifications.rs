//! A qualification ends in 12, 6, 3 months or 1 month: an FCO within the last
//! year loses nothing (R. 3314-12).

use chrono::NaiveDate;
use common::dates::{months_before, paris_date};
use common::ids::DriverId;
use common::notice_kind::NoticeKind;
use common::rules::notices::{Lead, due_notice, horizon};
use common::rules::policy::RulePolicy;
use common::rules::qualification::SectorQualification;
use common::statuses::IdentityReview;
use common::words::Sector;
use db::Conn;
use serde::{Deserialize, Serialize};

use super::tell::{SmsText, tell};
use super::{Found, PAGE, note, sweep};
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::jobs::{Job, JobContext};
use crate::mails::{Mail, addressee};
use crate::trainings::history::qualification_of;

const ENDS: SmsText = SmsText {
    french: "votre qualification arrive à échéance. Connectez-vous pour savoir quand passer votre FCO.",
    english: "your qualification comes to its end. Sign in to see when to do your training.",
};

/// Tells drivers that their qualification ends.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct RemindQualifications {}

#[derive(Serialize)]
struct QualificationExpires {
    name: String,
    sectors: Vec<&'static str>,
    valid_until: NaiveDate,
    window_opens_on: NaiveDate,
    is_window_open: bool,
    trainings_url: String,
}

impl Mail for QualificationExpires {
    const TEMPLATE: &'static str = "qualification_expires";
}

impl Job for RemindQualifications {
    const NAME: &'static str = "remind_qualifications";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let today = paris_date(ctx.now());
        let policy = ctx.settings.policy.clone();
        let days = trained_between(today, &policy);
        let of_trained = policy.clone();
        let trained = move |conn: &mut Conn, after| {
            let drivers = db::trainings::holders::list_trained(conn, days, after, PAGE)?;
            due_of(conn, drivers, today, &of_trained)
        };
        sweep(ctx, trained, remind).await?;
        let days = (today, horizon(today, &policy.notices.qualification));
        let recognised = move |conn: &mut Conn, after| {
            let drivers = db::recognitions::list_holders(conn, days, after, PAGE)?;
            due_of(conn, drivers, today, &policy)
        };
        sweep(ctx, recognised, remind).await
    }
}

/// Those of a page of drivers who are to be told.
fn due_of(
    conn: &mut Conn,
    drivers: Vec<DriverId>,
    today: NaiveDate,
    policy: &RulePolicy,
) -> ServiceResult<Found<DriverId, DriverId>> {
    let last = drivers.last().copied();
    let mut due = Vec::new();
    for driver in drivers {
        for notice in due_notices(conn, driver, today, policy)? {
            if !db::notices::exists(conn, driver.as_str(), &notice.kind())? {
                due.push(driver);
                break;
            }
        }
    }
    Ok(Found { due, last })
}

/// When somebody whose qualification ends between today and the first notice was
/// trained: a period lasts the years of the policy, and begins with a training or,
/// after an anticipated one, as many months later as were anticipated.
fn trained_between(today: NaiveDate, policy: &RulePolicy) -> (NaiveDate, NaiveDate) {
    let period = policy.validity_years.saturating_mul(12);
    let windows = policy.anticipation.iter().map(|rule| rule.months);
    let window = windows.max().unwrap_or(0);
    let last = horizon(today, &policy.notices.qualification);
    (
        months_before(today, period.saturating_add(window)),
        months_before(last, period),
    )
}

/// A notice about the sectors that end on one day.
struct Due {
    valid_until: NaiveDate,
    window_opens_on: NaiveDate,
    lead: Lead,
    sectors: Vec<Sector>,
}

impl Due {
    fn kind(&self) -> String {
        format!("qualification_{}_{}", self.valid_until, self.lead)
    }
}

fn due_notices(
    conn: &mut Conn,
    driver: DriverId,
    today: NaiveDate,
    policy: &RulePolicy,
) -> ServiceResult<Vec<Due>> {
    let mut all: Vec<Due> = Vec::new();
    for held in qualification_of(conn, driver, policy)?.sectors {
        match all.iter_mut().find(|due| due.valid_until == held.until) {
            Some(due) => due.sectors.push(held.sector),
            None => all.extend(due_notice_of(&held, today, policy)),
        }
    }
    Ok(all)
}

fn due_notice_of(held: &SectorQualification, today: NaiveDate, policy: &RulePolicy) -> Option<Due> {
    Some(Due {
        valid_until: held.until,
        window_opens_on: held.window_opens_on(policy),
        lead: due_notice(held.until, today, None, &policy.notices.qualification)?,
        sectors: vec![held.sector],
    })
}

fn remind(tx: &mut Tx<'_>, id: DriverId) -> ServiceResult<()> {
    let today = paris_date(tx.now);
    let (driver, to, name) = addressee(tx, id)?;
    if driver.review == IdentityReview::Rejected {
        return Ok(());
    }
    let policy = tx.settings.policy.clone();
    for due in due_notices(tx, id, today, &policy)? {
        if !note(tx, id.as_str(), &due.kind())? {
            continue;
        }
        let sectors = due.sectors.iter();
        let mail = QualificationExpires {
            name: name.clone(),
            sectors: sectors.map(|sector| sector.label(to.language)).collect(),
            valid_until: due.valid_until,
            window_opens_on: due.window_opens_on,
            is_window_open: due.window_opens_on <= today,
            trainings_url: tx.settings.link("mes-formations"),
        };
        let kind = NoticeKind::QualificationEnds;
        tell(tx, &driver, &to, kind, (&mail, Some(ENDS)))?;
    }
    Ok(())
}
