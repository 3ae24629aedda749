//! What was done about a training after its declaration, for its history and its centre.

use std::collections::BTreeMap;

use common::dto::training::{TrainingCancellation, TrainingOutcome};
use common::ids::{EventId, TrainingId};
use common::organisation_event::OrganisationEventKind;
use common::rules::training_change::CancellationReason;
use common::statuses::TrainingStatus;
use common::transitions::training::TrainingEvent;
use common::words::ReasonCode;
use db::Conn;
use db::json::Json;
use db::training_history::TrainingHistoryRow;
use db::trainings::TrainingRow;

use crate::audit::Actor;
use crate::context::Tx;
use crate::error::ServiceResult;

/// What happened.
pub(super) struct Happened {
    pub event: TrainingEvent,
    /// The state reached.
    pub status: TrainingStatus,
    /// Why it was refused.
    pub reason: Option<ReasonCode>,
    /// In the words of who did it.
    pub comment: Option<String>,
    /// Why it was taken back.
    pub cancellation: Option<CancellationReason>,
    /// The fields that were corrected.
    pub changes: Option<Vec<String>>,
}

impl Happened {
    /// An event without a reason.
    pub(super) const fn new(event: TrainingEvent, status: TrainingStatus) -> Self {
        Self {
            event,
            status,
            reason: None,
            comment: None,
            cancellation: None,
            changes: None,
        }
    }
}

/// Writes down what happened, in the training's history and in the audit trail.
pub(super) fn record(
    tx: &mut Tx<'_>,
    training: &TrainingRow,
    actor: &Actor,
    happened: Happened,
) -> ServiceResult<()> {
    let doubts: Vec<_> = training.warnings.iter().map(|doubt| doubt.code).collect();
    let details = serde_json::json!({
        "driver": training.driver_id,
        "reason": happened.reason,
        "cancellation": happened.cancellation,
        "changes": happened.changes,
        "warnings": doubts,
    });
    tx.audit(actor, action(happened.event), training.id, &details)?;
    let row = TrainingHistoryRow {
        id: EventId::new(),
        training_id: training.id,
        at: tx.now.naive_utc(),
        event: happened.event,
        status: happened.status,
        actor_kind: actor.kind,
        actor_id: actor.id.clone(),
        reason: happened.reason,
        comment: happened.comment,
        cancellation: happened.cancellation,
        changes: happened.changes.map(Json::new).transpose()?,
    };
    db::training_history::insert(tx, &row)?;
    let version = db::trainings::get(tx, training.id)?.version;
    let told = (training.id, version);
    tx.tell_organisation(training.organisation_id, told_as(row.event), told)?;
    Ok(())
}

const fn told_as(event: TrainingEvent) -> OrganisationEventKind {
    match event {
        TrainingEvent::Accept => OrganisationEventKind::TrainingAccepted,
        TrainingEvent::Refuse => OrganisationEventKind::TrainingRefused,
        TrainingEvent::Amend | TrainingEvent::Doubt => OrganisationEventKind::TrainingAmended,
        TrainingEvent::Cancel => OrganisationEventKind::TrainingCancelled,
    }
}

const fn action(event: TrainingEvent) -> &'static str {
    match event {
        TrainingEvent::Accept => "training.accepted",
        TrainingEvent::Refuse => "training.refused",
        TrainingEvent::Amend => "training.amended",
        TrainingEvent::Cancel => "training.cancelled",
        TrainingEvent::Doubt => "training.doubted",
    }
}

/// What the centre reads of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Outcomes {
    /// The latest decision; none if nobody had to decide.
    pub decision: Option<TrainingOutcome>,
    /// That it was taken back.
    pub cancellation: Option<TrainingCancellation>,
}

impl Outcomes {
    fn note(&mut self, row: TrainingHistoryRow) {
        let at = row.at.and_utc();
        match (row.event, row.cancellation) {
            (TrainingEvent::Cancel, Some(reason)) => {
                self.cancellation = Some(TrainingCancellation {
                    cancelled_at: at,
                    reason,
                    comment: row.comment,
                });
            }
            _ => {
                self.decision = Some(TrainingOutcome {
                    decision: row.event,
                    decided_at: at,
                    reason: row.reason,
                    comment: row.comment,
                });
            }
        }
    }
}

/// What was done about a training.
pub(super) fn find(conn: &mut Conn, training: TrainingId) -> ServiceResult<Outcomes> {
    let mut all = find_all(conn, &[training])?;
    Ok(all.remove(&training).unwrap_or_default())
}

/// What was done about trainings; those about which nothing was are left out.
pub(super) fn find_all(
    conn: &mut Conn,
    trainings: &[TrainingId],
) -> ServiceResult<BTreeMap<TrainingId, Outcomes>> {
    let mut all: BTreeMap<TrainingId, Outcomes> = BTreeMap::new();
    for row in db::training_history::list_outcomes(conn, trainings)? {
        all.entry(row.training_id).or_default().note(row);
    }
    Ok(all)
}
