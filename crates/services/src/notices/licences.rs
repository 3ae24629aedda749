//! A category of the licence ends in 3 months: the next card is at risk.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use common::dates::paris_date;
use common::dto::profile::CategoryView;
use common::ids::DriverId;
use common::notice_kind::NoticeKind;
use common::rules::notices::{Lead, due_notice};
use common::statuses::IdentityReview;
use db::Conn;
use serde::{Deserialize, Serialize};

use super::tell::tell;
use super::{Found, PAGE, note, sweep};
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::jobs::{Job, JobContext};
use crate::mails::{Mail, addressee};

/// Tells drivers which categories of their licence end.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct RemindLicences {}

#[derive(Serialize)]
struct LicenceExpires {
    name: String,
    categories: String,
    valid_until: NaiveDate,
    profile_url: String,
}

impl Mail for LicenceExpires {
    const TEMPLATE: &'static str = "licence_expires";
}

impl Job for RemindLicences {
    const NAME: &'static str = "remind_licences";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let today = paris_date(ctx.now());
        let leads = ctx.settings.policy.notices.licence.clone();
        let find = move |conn: &mut Conn, after| {
            let rows = db::drivers::licences::list_held(conn, after, PAGE)?;
            let last = rows.last().map(|row| row.id);
            let mut due = Vec::new();
            for row in rows {
                for notice in due_notices(&row.licence_categories, today, &leads) {
                    if !db::notices::exists(conn, row.id.as_str(), &notice.kind())? {
                        due.push(row.id);
                        break;
                    }
                }
            }
            Ok(Found { due, last })
        };
        sweep(ctx, find, remind).await
    }
}

/// A notice about the categories that end on one day.
struct Due {
    valid_until: NaiveDate,
    lead: Lead,
    categories: Vec<String>,
}

impl Due {
    fn kind(&self) -> String {
        format!("licence_{}_{}", self.valid_until, self.lead)
    }
}

fn due_notices(held: &[CategoryView], today: NaiveDate, leads: &[Lead]) -> Vec<Due> {
    let mut by_day: BTreeMap<NaiveDate, Vec<String>> = BTreeMap::new();
    for category in held {
        let letters = category.category.to_string();
        by_day
            .entry(category.valid_until)
            .or_default()
            .push(letters);
    }
    let due = |(valid_until, categories)| {
        Some(Due {
            valid_until,
            lead: due_notice(valid_until, today, None, leads)?,
            categories,
        })
    };
    by_day.into_iter().filter_map(due).collect()
}

fn remind(tx: &mut Tx<'_>, id: DriverId) -> ServiceResult<()> {
    let today = paris_date(tx.now);
    let (driver, to, name) = addressee(tx, id)?;
    if !driver.was_conform || driver.review == IdentityReview::Rejected {
        return Ok(());
    }
    let leads = &tx.settings.policy.notices.licence;
    for due in due_notices(&driver.identity.licence_categories, today, leads) {
        if !note(tx, id.as_str(), &due.kind())? {
            continue;
        }
        let mail = LicenceExpires {
            name: name.clone(),
            categories: due.categories.join(", "),
            valid_until: due.valid_until,
            profile_url: tx.settings.link("mon-profil"),
        };
        tell(tx, &driver, &to, NoticeKind::LicenceEnds, (&mail, None))?;
    }
    Ok(())
}
