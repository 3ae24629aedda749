//! Which cards can be replaced, and what it costs.

use chrono::NaiveDate;
use common::dates::paris_date;
use common::dto::replacement::{ReplaceableCard, ReplacementOptions};
use common::dto::request::BlockedReason;
use common::ids::{CardId, RequestId};
use common::rules::entitlement::Entitlement;
use common::rules::policy::RulePolicy;
use common::rules::replacement::{
    ReplacementBlock, ReplacementFacts, advice, block, is_offered, was_unclaimed,
};
use common::words::{FeeCode, Language};
use db::Conn;
use db::cards::CardWithRequest;
use db::drivers::DriverRow;

use super::foreign;
use crate::cards::view::views;
use crate::context::Context;
use crate::error::ServiceResult;
use crate::payments::fees;
use crate::requests::caller::Caller;
use crate::requests::{entitlement, moves};

/// As many cards are looked at; nobody has as many.
pub(super) const MAX_CARDS: i64 = 50;

/// The caller's cards with what blocks their replacement, and the fees of today.
///
/// # Errors
///
/// [`ServiceError::Forbidden`](crate::ServiceError::Forbidden) while only the
/// correction page is open.
pub async fn get_replacement_options(
    ctx: &Context,
    caller: Caller,
) -> ServiceResult<ReplacementOptions> {
    let (today, settings) = (paris_date(ctx.now()), std::sync::Arc::clone(&ctx.settings));
    ctx.read(move |conn| {
        let driver = moves::open_driver(conn, caller.account)?;
        let facts = Facts::read(conn, &driver, today, &settings.policy)?;
        let rows: Vec<_> = db::cards::list_by_driver(conn, driver.id, None, MAX_CARDS)?
            .into_iter()
            .filter(|row| is_offered(&facts.of(row), today))
            .collect();
        let cards = views(conn, &rows, &settings.operator.name, today)?;
        let cards = rows.iter().zip(cards).map(|(row, card)| {
            let facts = facts.of(row);
            let block = block(&facts, today);
            ReplaceableCard {
                card,
                allowed: block.is_none(),
                reason: block.map(|block| explain(block, caller.language)),
                advice: advice(&facts, today, &settings.policy.replacement)
                    .map(|advice| advice.text(caller.language).to_owned()),
                open_request: facts.open,
            }
        });
        let cards = cards.collect();
        let fees = FeeCode::ALL
            .iter()
            .map(|code| fees::in_force(conn, *code, today))
            .collect::<ServiceResult<_>>()?;
        let (exchange, language) = (&settings.policy.exchange, caller.language);
        let of_foreign = foreign::facts(conn, &driver, today)?;
        Ok(ReplacementOptions {
            cards,
            fees,
            exchange_reasons: exchange.reasons.clone(),
            foreign: foreign::option(&of_foreign, facts.is_entitled, exchange, language),
        })
    })
    .await
}

/// What is known of all of a driver's cards.
pub(super) struct Facts {
    open: Vec<(CardId, RequestId)>,
    is_entitled: bool,
}

impl Facts {
    pub(super) fn read(
        conn: &mut Conn,
        driver: &DriverRow,
        today: NaiveDate,
        policy: &RulePolicy,
    ) -> ServiceResult<Self> {
        let entitlement = entitlement::decide(conn, driver, None, today, policy)?;
        Ok(Self {
            open: db::requests::list_open_replacements(conn, driver.id)?,
            is_entitled: matches!(entitlement, Entitlement::Allowed(_)),
        })
    }

    pub(super) fn of(&self, row: &CardWithRequest) -> ReplacementFacts {
        let card = &row.card;
        let open = self.open.iter().find(|(id, _)| *id == card.id);
        ReplacementFacts {
            status: card.status,
            valid_until: card.valid_until,
            was_unclaimed: was_unclaimed(card.status, row.request.status),
            open: open.map(|(_, request)| *request),
            is_entitled: self.is_entitled,
        }
    }
}

/// The rule that blocks, explained.
pub(super) fn explain(block: ReplacementBlock, language: Language) -> BlockedReason {
    BlockedReason {
        code: block.to_string(),
        title: block.title(language).to_owned(),
        explanation: block.explanation(language).to_owned(),
        remedy: block.remedy(language).to_owned(),
        source: language
            .choose(
                "Guide de l’utilisateur, remplacement",
                "User's guide, replacement",
            )
            .to_owned(),
    }
}
