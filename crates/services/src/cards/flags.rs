//! Cards whose training was cancelled: a second person decides what becomes of them
//! (domain §9.2, §9.4).

use chrono::NaiveDateTime;
use common::dto::card_flag::{CardFlagView, DecideCardFlagRequest};
use common::dto::page::cut;
use common::field_error::{Fault, Faults, FieldErrorCode};
use common::ids::{AccountId, CardFlagId};
use common::problem_code::ProblemCode;
use common::rules::training_change::FlagDecision;
use common::transitions::card::{CardEvent, next};
use common::validation::names::collapse_spaces;
use db::card_flags::{CardFlagLine, CardFlagRow};
use db::cards::CardRow;
use serde::{Deserialize, Serialize};

use super::moves;
use crate::accounts::identity_rows::list_name;
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::mails::{self, Mail};
use crate::requests::caller::Caller;

/// The most characters of a comment.
const MAX_COMMENT: usize = 500;

/// A flag's place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlagPosition {
    /// When the training was cancelled.
    pub flagged_at: NaiveDateTime,
    /// Which one.
    pub id: CardFlagId,
}

/// "Votre carte est retirée", or stays in force.
#[derive(Serialize)]
struct CardDecided {
    serial: String,
    is_revoked: bool,
    cards_url: String,
}

impl Mail for CardDecided {
    const TEMPLATE: &'static str = "card_decided";
}

/// One page of the cards that wait for a decision, oldest first, and the place of the
/// last if another page follows.
///
/// # Errors
///
/// If the database fails.
pub async fn list_flags(
    ctx: &Context,
    caller: Caller,
    after: Option<FlagPosition>,
    limit: u32,
) -> ServiceResult<(Vec<CardFlagView>, Option<FlagPosition>)> {
    let after = after.map(|place| (place.flagged_at, place.id));
    ctx.read(move |conn| {
        let mut rows = db::card_flags::list_open(conn, after, i64::from(limit) + 1)?;
        let has_more = cut(&mut rows, limit);
        let next = rows.last().filter(|_| has_more).map(|row| FlagPosition {
            flagged_at: row.flag.flagged_at,
            id: row.flag.id,
        });
        let views = rows.iter().map(|row| view(row, caller.account));
        Ok((views.collect(), next))
    })
    .await
}

fn view(row: &CardFlagLine, account: AccountId) -> CardFlagView {
    CardFlagView {
        id: row.flag.id,
        card_id: row.card.id,
        serial: row.card.serial.clone(),
        card_status: row.card.status,
        valid_until: row.card.valid_until,
        driver_name: list_name(&row.surname, &row.first_names),
        training_id: row.training.id,
        training_kind: row.training.kind,
        completed_on: row.training.completed_on,
        centre: row.centre.clone(),
        flagged_at: row.flag.flagged_at.and_utc(),
        actions: actions(&row.flag, &row.card, account),
    }
}

/// Nobody decides about what they have cancelled; a card that is on its way is no proof
/// yet, and can be withdrawn once it has arrived.
fn actions(flag: &CardFlagRow, card: &CardRow, account: AccountId) -> Vec<FlagDecision> {
    if flag.flagged_by == Some(account) {
        return Vec::new();
    }
    let all = FlagDecision::ALL.iter().copied();
    all.filter(|decision| match decision {
        FlagDecision::Keep => true,
        FlagDecision::Revoke => next(card.status, CardEvent::Revoke).is_some(),
    })
    .collect()
}

/// Withdraws a card, or leaves it in force; its holder is told.
///
/// # Errors
///
/// Faults of the form; [`ServiceError::NotFound`] if there is none;
/// [`ServiceError::Forbidden`] for who cancelled the training;
/// [`ProblemCode::WrongState`] if it is decided, or the card cannot be withdrawn now.
pub async fn decide_flag(
    ctx: &Context,
    caller: Caller,
    id: CardFlagId,
    form: &DecideCardFlagRequest,
) -> ServiceResult<()> {
    let (decision, comment) = (form.decision, check(form)?);
    ctx.write(move |tx| {
        let (flag, card) = db::card_flags::get(tx, id)?;
        if flag.flagged_by == Some(caller.account) {
            return Err(ServiceError::Forbidden);
        }
        let may = actions(&flag, &card, caller.account).contains(&decision);
        if flag.decided_at.is_some() || !may {
            return Err(ProblemCode::WrongState.into());
        }
        if decision == FlagDecision::Revoke {
            moves::apply(tx, &card, CardEvent::Revoke, caller.into())?;
        }
        let now = tx.now;
        db::card_flags::decide(tx, id, decision, Some(&comment), caller.account, now)?;
        let details = serde_json::json!({ "card": card.id, "decision": decision });
        let actor = Actor::of(caller.account, caller.role);
        tx.audit(&actor, "card_flag.decided", id, &details)?;
        tell(tx, &card, decision)
    })
    .await
}

fn tell(tx: &mut Tx<'_>, card: &CardRow, decision: FlagDecision) -> ServiceResult<()> {
    let (_, to, _) = mails::addressee(tx, card.driver_id)?;
    let mail = CardDecided {
        serial: card.serial.clone(),
        is_revoked: decision == FlagDecision::Revoke,
        cards_url: tx.settings.link("mes-cartes"),
    };
    tx.mail(&to, &mail)
}

fn check(form: &DecideCardFlagRequest) -> Result<String, Faults> {
    let mut faults = Faults::new();
    let comment = collapse_spaces(&form.comment);
    let length = comment.chars().count();
    if comment.is_empty() {
        faults.push("/comment", FieldErrorCode::Required);
    }
    if length > MAX_COMMENT {
        let fault = Fault::new(FieldErrorCode::TooLong);
        faults.push("/comment", fault.max(MAX_COMMENT).count(length));
    }
    faults.into_result(Some(comment))
}
