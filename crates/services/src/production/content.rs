//! What a card will say: the lines of its back, whose latest day is field 4b (domain §7.4).

use chrono::NaiveDate;
use common::dto::card::CardCategoryView;
use common::dto::profile::CategoryView;
use common::ids::CardId;
use common::rules::card::code_95_lines;
use common::rules::exchange::exchanged_lines;
use common::rules::policy::RulePolicy;
use db::Conn;
use db::cards::CardCategory;
use db::drivers::DriverRow;
use db::requests::RequestRow;

use crate::cards::view::categories;
use crate::error::ServiceResult;
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
    let lines = match request.replaces_card_id {
        Some(old) => again(conn, request, old, today)?,
        None => {
            let held = qualification_of(conn, driver.id, policy)?;
            code_95_lines(licence(driver, request), today, |sector| {
                Some(held.sector(sector)?.until)
            })
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
fn again(
    conn: &mut Conn,
    request: &RequestRow,
    old: CardId,
    today: NaiveDate,
) -> ServiceResult<Vec<CardCategoryView>> {
    let old = db::cards::get_of_driver(conn, request.driver_id, old)?.card;
    let printed = categories(&old);
    let sent = request.snapshot.as_deref();
    Ok(match (request.exchange_reason, sent) {
        (Some(reason), Some(sent)) => {
            exchanged_lines(reason, &printed, &sent.licence.categories, today)
        }
        _ => printed,
    })
}

fn licence<'a>(driver: &'a DriverRow, request: &'a RequestRow) -> &'a [CategoryView] {
    match request.snapshot.as_deref() {
        Some(sent) => &sent.licence.categories,
        None => &driver.identity.licence_categories,
    }
}
