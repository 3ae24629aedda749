//! The training behind a request no longer counts: the request stops (domain §9.2).

use common::dto::request::RejectionReason;
use common::statuses::RequestStatus;
use common::transitions::request::{RequestEvent, next};
use common::words::{Language, ReasonCode};
use db::json::Json;
use db::requests::{RequestChanges, RequestRow};
use db::trainings::TrainingRow;

use super::caller::Mover;
use super::{cancel, moves};
use crate::context::Tx;
use crate::error::ServiceResult;

/// What was stopped.
#[derive(Debug, Default)]
pub(crate) struct Stopped {
    /// A draft was deleted.
    pub has_draft: bool,
    /// The reference of a request that was sent.
    pub reference: Option<String>,
}

/// Stops the requests for a card that rest on a training. Once it is in production, the
/// card is another matter.
pub(crate) fn for_training(
    tx: &mut Tx<'_>,
    training: &TrainingRow,
    language: Language,
) -> ServiceResult<Stopped> {
    let mut stopped = Stopped::default();
    for request in db::requests::list_of_training(tx, training.id)? {
        if request.status == RequestStatus::Draft {
            cancel::delete(tx, &request, Mover::System, "request.stopped")?;
            stopped.has_draft = true;
        } else if next(request.status, RequestEvent::Stop).is_some() {
            stop(tx, &request, language)?;
            stopped.reference = Some(request.reference);
        }
    }
    Ok(stopped)
}

fn stop(tx: &mut Tx<'_>, request: &RequestRow, language: Language) -> ServiceResult<()> {
    let now = tx.now;
    if let Some(asked) = db::information_requests::find_open(tx, request.id)? {
        db::information_requests::mark_closed(tx, asked.id, now)?;
    }
    let text = language.choose(
        "La formation sur laquelle repose la demande n’est plus enregistrée. Adressez-vous à votre centre de formation.",
        "The training behind the request is no longer on record. Ask your training centre.",
    );
    let reason = RejectionReason {
        code: ReasonCode::Other,
        text: text.to_owned(),
    };
    let changes = RequestChanges {
        rejection: Some(Json::new(vec![reason])?),
        decided_at: Some(now.naive_utc()),
        ..RequestChanges::default()
    };
    moves::apply(tx, request, RequestEvent::Stop, Mover::System, changes)?;
    Ok(())
}
