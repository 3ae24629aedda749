//! A training centre declares a training (arrêté du 18 janvier 2022, art. 2).

use common::dates::paris_date;
use common::dto::training::{DeclareTrainingRequest, TrainingRecord};
use common::ids::{ApiClientId, OrganisationId, TrainingId};
use common::organisation_event::OrganisationEventKind;
use common::problem_code::ProblemCode;
use common::statuses::TrainingStatus;
use common::words::{ActorKind, Language};
use db::drivers::DriverRow;
use db::trainings::TrainingRow;

use super::assessment::{Question, assess, find_same};
use super::declaration::{self, ReadDeclaration};
use super::declared_row::{is_same_content, row};
use super::outcome::Outcomes;
use super::record::{record, record_with_outcome};
use super::{notice, recheck};
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::idempotency::{Answered, IdempotentRequest, KeptAnswer};

/// Who declares, and in which language remarks are written.
#[derive(Clone, Copy, Debug)]
pub struct Declarer {
    /// The software.
    pub client: ApiClientId,
    /// The centre.
    pub organisation: OrganisationId,
    /// The caller's language.
    pub language: Language,
}

/// Records a training, with its audit line, the driver's event and mail, the
/// certificate's job and the answer under the idempotency key in one transaction.
///
/// The answer is a new record (201); or the record that is there already (200), under
/// the centre's number with the same content or for the same person, kind, sector and
/// last day (rule R8); or that of an earlier request under the same key.
///
/// # Errors
///
/// Faults of fields, or every violated rule at once; `IdempotencyKeyReused` if
/// the key came with another body; `AlreadyExists`, naming the record, if the
/// centre's number stands for a training of other content.
pub async fn declare_training(
    ctx: &Context,
    by: Declarer,
    form: &DeclareTrainingRequest,
    request: IdempotentRequest,
) -> ServiceResult<Answered> {
    let read = declaration::read(form, paris_date(ctx.now()));
    ctx.write(move |tx| {
        tx.answer_once(&request, |tx| {
            let (status, record) = declare(tx, by, read.as_ref().map_err(Clone::clone)?)?;
            Ok(KeptAnswer {
                status,
                location: Some(location(record.id)),
                body: serde_json::to_string(&record)?,
            })
        })
    })
    .await
}

fn location(id: TrainingId) -> String {
    format!("/api/v1/trainings/{id}")
}

/// The record, with 201 if it is new and 200 if it was there.
fn declare(
    tx: &mut Tx<'_>,
    by: Declarer,
    read: &ReadDeclaration,
) -> ServiceResult<(u16, TrainingRecord)> {
    let settings = tx.settings;
    let policy = &settings.policy.training;
    match weigh(tx, by, read)? {
        Weighed::Known(row) => Ok((200, record_with_outcome(tx, &row, policy, by.language)?)),
        Weighed::New(row, driver) => {
            insert(tx, by, &row, driver.as_deref())?;
            Ok((201, record(&row, Outcomes::default(), policy, by.language)))
        }
    }
}

/// A declaration that can be recorded, or is.
pub(super) enum Weighed {
    /// The row that it becomes, and whose training it is.
    New(Box<TrainingRow>, Option<Box<DriverRow>>),
    /// The row that is there.
    Known(Box<TrainingRow>),
}

/// Holds a declaration against the rules and what is on record. Nothing is written.
///
/// # Errors
///
/// Every violated rule; `AlreadyExists` if the centre's number stands for other content.
pub(super) fn weigh(
    tx: &mut Tx<'_>,
    by: Declarer,
    read: &ReadDeclaration,
) -> ServiceResult<Weighed> {
    let approval = db::approvals::find_by_number(tx, by.organisation, &read.approval_number)?;
    if let Some(known) = db::trainings::find_by_external_id(tx, by.organisation, &read.external_id)?
    {
        if is_same_content(&known, read, approval.as_ref()) {
            return Ok(Weighed::Known(Box::new(known)));
        }
        return Err(ServiceError::RefusedFor {
            code: ProblemCode::AlreadyExists,
            errors: Vec::new(),
            instance: Some(location(known.id)),
        });
    }
    let question = Question {
        organisation: by.organisation,
        read,
        declared_on: paris_date(tx.now),
        replaces: None,
    };
    let assessed = assess(tx, question, approval)?;
    if let Some(same) = find_same(tx, question)? {
        return Ok(Weighed::Known(Box::new(same)));
    }
    let row = row(tx, by, read, &assessed)?;
    Ok(Weighed::New(
        Box::new(row),
        assessed.found.driver.map(Box::new),
    ))
}

/// Records a new training, with everything that follows.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    by: Declarer,
    row: &TrainingRow,
    driver: Option<&DriverRow>,
) -> ServiceResult<()> {
    db::trainings::insert(tx, row)?;
    let codes: Vec<_> = row.warnings.iter().map(|warning| warning.code).collect();
    let details = serde_json::json!({
        "organisation": row.organisation_id,
        "kind": row.kind,
        "sector": row.sector,
        "status": row.status,
        "matching": row.matching,
        "driver": row.driver_id,
        "warnings": codes,
    });
    tx.audit(
        &Actor::new(ActorKind::Centre, by.client),
        "training.declared",
        row.id,
        &details,
    )?;
    let declared = OrganisationEventKind::TrainingDeclared;
    tx.tell_organisation(row.organisation_id, declared, (row.id, row.version))?;
    if row.status != TrainingStatus::Valid {
        return Ok(());
    }
    if let Some(driver) = driver {
        notice::tell(tx, row, driver)?;
    }
    recheck::after_valid(tx, row, driver)
}
