//! What a card will say: the lines of its back, whose latest day is field 4b (domain §7.4).

use chrono::NaiveDate;
use common::dto::card::CardCategoryView;
use common::dto::profile::CategoryView;
use common::rules::card::code_95_lines;
use common::rules::exchange::{exchanged_lines, foreign_lines};
use common::rules::policy::RulePolicy;
use db::Conn;
use db::cards::{CardCategory, CardRow};
use db::drivers::DriverRow;
use db::requests::RequestRow;

use crate::cards;
use crate::cards::view::categories;
use crate::error::ServiceResult;
use crate::replacements::foreign::confirmed;
use crate::trainings::history::qualification_of;

/// The back of a request's card, and its last day; none if nothing is left to print, as
/// categories and qualifications may have ended since the approval.
pub(super) fn content(
    conn: &mut Conn,
    driver: &DriverRow,
    request: &RequestRow,
    today: NaiveDate,
    policy: &RulePolicy,
) -> ServiceResult<Option<(Vec<CardCategory>, NaiveDate)>> {
    let licence = licence(driver, request);
    let foreign = db::foreign_qualifications::find(conn, request.id)?;
    let lines = match (cards::find_replaced(conn, request)?, foreign) {
        (Some(old), _) => again(request, &old.card, today),
        (None, Some(foreign)) => foreign_lines(confirmed(&foreign), licence, today),
        (None, None) => {
            let held = qualification_of(conn, driver.id, policy)?;
            code_95_lines(licence, today, |sector| Some(held.sector(sector)?.until))
        }
    };
    let until = lines.iter().map(|line| line.code_95_until).max();
    let lines = lines.iter().map(|line| CardCategory {
        category: line.category,
        code_95_until: line.code_95_until,
    });
    Ok(until
        .filter(|until| *until >= today)
        .map(|until| (lines.collect(), until)))
}

/// "Ma carte sera reproduite à l'identique" (guide), or with what it is exchanged for.
fn again(request: &RequestRow, old: &CardRow, today: NaiveDate) -> Vec<CardCategoryView> {
    let printed = categories(old);
    let sent = request.snapshot.as_deref();
    match (request.exchange_reason, sent) {
        (Some(reason), Some(sent)) => {
            exchanged_lines(reason, &printed, &sent.licence.categories, today)
        }
        _ => printed,
    }
}

fn licence<'a>(driver: &'a DriverRow, request: &'a RequestRow) -> &'a [CategoryView] {
    match request.snapshot.as_deref() {
        Some(sent) => &sent.licence.categories,
        None => &driver.identity.licence_categories,
    }
}
