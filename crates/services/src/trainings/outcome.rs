//! What was decided about a training that waited, for its history and its centre.

use common::dto::training::TrainingOutcome;
use common::ids::{EventId, TrainingId};
use common::statuses::TrainingStatus;
use common::transitions::training::TrainingEvent;
use common::words::ReasonCode;
use db::Conn;
use db::training_history::TrainingHistoryRow;
use db::trainings::TrainingRow;

use crate::audit::Actor;
use crate::context::Tx;
use crate::error::ServiceResult;

/// A decision.
pub(super) struct Decided {
    pub event: TrainingEvent,
    pub status: TrainingStatus,
    pub reason: Option<ReasonCode>,
    pub comment: Option<String>,
}

/// Writes a decision down, in the training's history and in the audit trail.
pub(super) fn record(
    tx: &mut Tx<'_>,
    training: &TrainingRow,
    actor: &Actor,
    decided: Decided,
) -> ServiceResult<()> {
    let action = match decided.event {
        TrainingEvent::Refuse => "training.refused",
        _ => "training.accepted",
    };
    let doubts: Vec<_> = training.warnings.iter().map(|doubt| doubt.code).collect();
    let details = serde_json::json!({
        "driver": training.driver_id,
        "reason": decided.reason,
        "warnings": doubts,
    });
    tx.audit(actor, action, training.id, &details)?;
    let row = TrainingHistoryRow {
        id: EventId::new(),
        training_id: training.id,
        at: tx.now.naive_utc(),
        event: decided.event,
        status: decided.status,
        actor_kind: actor.kind,
        actor_id: actor.id.clone(),
        reason: decided.reason,
        comment: decided.comment,
    };
    Ok(db::training_history::insert(tx, &row)?)
}

/// The outcome as the centre reads it; none if nobody had to decide.
pub(super) fn find(
    conn: &mut Conn,
    training: TrainingId,
) -> ServiceResult<Option<TrainingOutcome>> {
    let decision = db::training_history::find_decision(conn, training)?;
    Ok(decision.map(|row| TrainingOutcome {
        decision: row.event,
        decided_at: row.at.and_utc(),
        reason: row.reason,
        comment: row.comment,
    }))
}
