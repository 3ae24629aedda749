//! A qualification that another State gave and that is exchanged for a card (domain §7.7).

use chrono::NaiveDate;
use common::dto::exchange::{ForeignQualification, ForeignQualificationForm};
use common::dto::replacement::ForeignOption;
use common::dto::request::BlockedReason;
use common::exchange::ExchangeReason;
use common::field_error::{Faults, FieldErrorCode};
use common::ids::TrainingId;
use common::rules::card::standing;
use common::rules::exchange::{
    ForeignBlock, ForeignFacts, foreign_block, foreign_lines, recognised_from,
};
use common::rules::policy::ExchangePolicy;
use common::rules::replacement::ReplacementAdvice;
use common::statuses::CardStanding;
use common::validation::foreign_qualification::check_foreign;
use common::words::{Language, Sector};
use db::Conn;
use db::drivers::DriverRow;
use db::foreign_qualifications::ForeignQualificationRow;
use db::json::Json;
use db::recognitions::RecognitionRow;
use db::requests::RequestRow;

use super::options::MAX_CARDS;
use crate::context::Tx;
use crate::error::{ServiceError, ServiceResult};
use crate::requests::caller::Mover;
use crate::trainings::recheck;

/// What is known of a driver who may hold one.
pub(super) fn facts(
    conn: &mut Conn,
    driver: &DriverRow,
    today: NaiveDate,
) -> ServiceResult<ForeignFacts> {
    let cards = db::cards::list_by_driver(conn, driver.id, None, MAX_CARDS)?;
    let cards = cards.iter().map(|row| &row.card).filter(|card| {
        matches!(
            standing(card.status, card.valid_until, today),
            CardStanding::Valid
                | CardStanding::InProduction
                | CardStanding::OnItsWay
                | CardStanding::Returned
        )
    });
    Ok(ForeignFacts {
        card_until: cards.map(|card| card.valid_until).max(),
        open: db::requests::find_open_foreign(conn, driver.id)?,
    })
}

/// Whether the driver may begin, where it is offered at all.
pub(super) fn option(
    facts: &ForeignFacts,
    is_entitled: bool,
    policy: &ExchangePolicy,
    language: Language,
) -> Option<ForeignOption> {
    if !policy.reasons.contains(&ExchangeReason::Foreign) {
        return None;
    }
    let block = foreign_block(facts);
    let advice = ReplacementAdvice::NewerTraining.text(language);
    Some(ForeignOption {
        allowed: block.is_none(),
        reason: block.map(|block| explain(block, facts, language)),
        advice: is_entitled.then(|| advice.to_owned()),
        open_request: facts.open,
    })
}

/// The rule that blocks, explained.
pub(super) fn explain(
    block: ForeignBlock,
    facts: &ForeignFacts,
    language: Language,
) -> BlockedReason {
    BlockedReason {
        code: block.to_string(),
        title: block.title(language).to_owned(),
        explanation: block.explanation(facts, language),
        remedy: block.remedy(language).to_owned(),
        source: language
            .choose("Directive (UE) 2022/2561", "Directive (EU) 2022/2561")
            .to_owned(),
    }
}

/// As its holder declared it.
pub(super) fn declared(row: ForeignQualificationRow) -> ForeignQualification {
    ForeignQualification {
        country: row.country,
        document_number: row.document_number,
        sectors: row.sectors.into_inner(),
        valid_until: row.valid_until,
    }
}

/// The sectors and the last day that count: those that the other State has confirmed, and
/// until then those that were declared.
pub(crate) fn confirmed(row: &ForeignQualificationRow) -> (&[Sector], NaiveDate) {
    let sectors = row.confirmed_sectors.as_deref().unwrap_or(&row.sectors);
    (sectors, row.confirmed_until.unwrap_or(row.valid_until))
}

/// Saves what its holder says of it.
pub(super) fn save(
    tx: &mut Tx<'_>,
    request: &RequestRow,
    form: &ForeignQualificationForm,
    today: NaiveDate,
) -> ServiceResult<()> {
    if request.exchange_reason != Some(ExchangeReason::Foreign) {
        return Err(ServiceError::invalid(
            "/foreign",
            FieldErrorCode::NotAllowed,
        ));
    }
    let mut faults = Faults::new();
    let policy = &tx.settings.policy.exchange;
    let checked = faults.within("/foreign", |faults| {
        check_foreign(form, today, policy, faults)
    });
    let checked = faults.into_result(checked)?;
    let row = ForeignQualificationRow {
        request_id: request.id,
        country: checked.country,
        document_number: checked.document_number,
        sectors: Json::new(checked.sectors)?,
        valid_until: checked.valid_until,
        answer: None,
        answered_on: None,
        confirmed_sectors: None,
        confirmed_until: None,
        note: None,
        noted_by: None,
        noted_at: None,
    };
    Ok(db::foreign_qualifications::put(tx, &row)?)
}

/// Whether it is filled in, still valid, and of a sector for which the licence counts.
pub(super) fn check(
    conn: &mut Conn,
    request: &RequestRow,
    driver: &DriverRow,
    today: NaiveDate,
    faults: &mut Faults,
) -> ServiceResult<()> {
    let Some(row) = db::foreign_qualifications::find(conn, request.id)? else {
        faults.push("/foreign", FieldErrorCode::Required);
        return Ok(());
    };
    let held = &driver.identity.licence_categories;
    let (sectors, until) = confirmed(&row);
    if until < today {
        faults.push("/foreign/valid_until", FieldErrorCode::DateInPast);
    } else if foreign_lines((sectors, until), held, today).is_empty() {
        faults.push("/identity", FieldErrorCode::NoCategoryLeft);
    }
    Ok(())
}

/// From now on it counts here as it counts there: a periodic training prolongs it, and
/// what was in doubt for lack of it is looked at again.
pub(crate) fn recognise(
    tx: &mut Tx<'_>,
    driver: &DriverRow,
    request: &RequestRow,
) -> ServiceResult<()> {
    if request.exchange_reason != Some(ExchangeReason::Foreign) {
        return Ok(());
    }
    let row = db::foreign_qualifications::find(tx, request.id)?.ok_or(ServiceError::NotFound)?;
    let (sectors, until) = confirmed(&row);
    let from = recognised_from(until, tx.settings.policy.validity_years);
    for sector in sectors {
        let recognition = RecognitionRow {
            id: TrainingId::new(),
            driver_id: driver.id,
            request_id: request.id,
            sector: *sector,
            valid_from: from,
            valid_until: until,
            created_at: tx.now.naive_utc(),
        };
        db::recognitions::insert(tx, &recognition)?;
    }
    let details = serde_json::json!({ "driver": driver.id, "sectors": sectors, "until": until });
    let actor = Mover::System.actor();
    tx.audit(&actor, "qualification.recognised", request.id, &details)?;
    recheck::of_driver(tx, driver)
}
