//! What follows when a training no longer counts for its driver.

use common::dto::driver_space::DriverEventKind;
use common::ids::{AccountId, CardFlagId};
use common::rules::training_change::CancellationReason;
use common::statuses::CardStatus;
use common::words::{ActorKind, Language};
use db::card_flags::CardFlagRow;
use db::trainings::TrainingRow;
use serde::Serialize;

use crate::audit::Actor;
use crate::certificates::status::revoke_for_training;
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::mails::{self, Mail};
use crate::requests::stop::{self, Stopped};

/// Why a training no longer counts.
#[derive(Clone, Copy)]
pub(super) enum Why {
    /// It was taken back.
    Cancelled(CancellationReason),
    /// It was corrected, and is another person's or in doubt.
    Amended,
}

impl Why {
    const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Cancelled(reason) => reason.label(language),
            Self::Amended => language.choose("déclaration corrigée", "declaration corrected"),
        }
    }
}

/// "Une formation a été annulée."
#[derive(Serialize)]
struct TrainingCancelled {
    kind: &'static str,
    completed_on: chrono::NaiveDate,
    reason: &'static str,
    has_certificate: bool,
    has_draft: bool,
    stopped_reference: Option<String>,
    has_card: bool,
    trainings_url: String,
}

impl Mail for TrainingCancelled {
    const TEMPLATE: &'static str = "training_cancelled";
}

/// Withdraws everything that rests on a training, and tells its driver.
pub(super) fn withdraw(
    tx: &mut Tx<'_>,
    training: &TrainingRow,
    why: Why,
    actor: &Actor,
) -> ServiceResult<()> {
    let Some(driver) = training.driver_id else {
        return Ok(());
    };
    let now = tx.now;
    let (_, to, _) = mails::addressee(tx, driver)?;
    let has_certificate = revoke_certificate(tx, training)?;
    let Stopped {
        has_draft,
        reference,
    } = stop::for_training(tx, training, to.language)?;
    let has_card = flag_cards(tx, training, actor)?;
    let kind = DriverEventKind::TrainingCancelled.as_str();
    db::driver_events::insert(tx, driver, kind, Some(training.id.as_str()), now)?;
    let mail = TrainingCancelled {
        kind: training.kind.label(to.language),
        completed_on: training.completed_on,
        reason: why.label(to.language),
        has_certificate,
        has_draft,
        stopped_reference: reference,
        has_card,
        trainings_url: tx.settings.link("mes-formations"),
    };
    tx.mail(&to, &mail)
}

/// Withdraws the certificate of a training. Says whether there was one in force.
pub(super) fn revoke_certificate(tx: &mut Tx<'_>, training: &TrainingRow) -> ServiceResult<bool> {
    let Some(certificate) = revoke_for_training(tx, training.id)? else {
        return Ok(false);
    };
    let now = tx.now;
    let kind = DriverEventKind::CertificateRevoked.as_str();
    let subject = certificate.id.as_str();
    db::driver_events::insert(tx, certificate.driver_id, kind, Some(subject), now)?;
    let details = serde_json::json!({ "training": training.id, "driver": certificate.driver_id });
    let action = "certificate.revoked";
    tx.audit(&Actor::system(), action, certificate.id, &details)?;
    Ok(true)
}

/// Has a supervisor look at the cards that are made or in force. Says whether there
/// are any.
fn flag_cards(tx: &mut Tx<'_>, training: &TrainingRow, actor: &Actor) -> ServiceResult<bool> {
    let staff: Option<AccountId> = match actor.kind {
        ActorKind::Staff => actor.id.as_deref().and_then(|id| id.parse().ok()),
        _ => None,
    };
    let mut has_card = false;
    for card in db::cards::list_by_training(tx, training.id)? {
        let is_over = matches!(
            card.status,
            CardStatus::Lost
                | CardStatus::Stolen
                | CardStatus::Replaced
                | CardStatus::Revoked
                | CardStatus::Destroyed
        );
        if is_over || db::card_flags::is_flagged(tx, card.id)? {
            continue;
        }
        has_card = true;
        let flag = CardFlagRow {
            id: CardFlagId::new(),
            card_id: card.id,
            training_id: training.id,
            flagged_at: tx.now.naive_utc(),
            flagged_by: staff,
            decision: None,
            comment: None,
            decided_at: None,
            decided_by: None,
        };
        db::card_flags::insert(tx, &flag)?;
        let details = serde_json::json!({ "training": training.id, "flag": flag.id });
        tx.audit(actor, "card.flagged", card.id, &details)?;
    }
    Ok(has_card)
}
