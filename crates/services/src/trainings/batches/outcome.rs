//! What becomes of one declaration of a batch.

use common::dates::paris_date;
use common::dto::training::DeclareTrainingRequest;
use common::field_error::{Fault, Faults, FieldErrorCode, MAX_ERRORS};
use common::ids::TrainingId;
use common::problem_code::ProblemCode;
use common::statuses::{TrainingItemOutcome, TrainingStatus};
use db::json::Json;
use db::training_batches::{TrainingBatchItemRow, TrainingBatchRow};
use db::trainings::TrainingWarning;

use crate::context::Tx;
use crate::error::{ServiceError, ServiceResult};
use crate::trainings::declaration;
use crate::trainings::declare::{Declarer, Weighed, insert, weigh};
use crate::trainings::record::warning;

/// A declaration as it came.
#[derive(Clone)]
pub(super) struct Item {
    /// Its line in the file.
    pub line: Option<i64>,
    /// The centre's own number, as far as it could be read.
    pub external_id: Option<String>,
    /// What it says, or why that cannot be read.
    pub form: Result<DeclareTrainingRequest, Faults>,
}

/// Records a declaration, or says why not. Only a failure of the service is an error.
pub(super) fn settle(
    tx: &mut Tx<'_>,
    batch: &TrainingBatchRow,
    by: Declarer,
    (position, item): (i64, &Item),
) -> ServiceResult<TrainingBatchItemRow> {
    let settled = match try_settle(tx, batch, by, item) {
        Ok(settled) => settled,
        Err(ServiceError::Invalid(faults)) => Settled::refused(None, &faults),
        Err(ServiceError::Refused(code) | ServiceError::RefusedFor { code, .. }) => {
            Settled::refused(Some(code), &Faults::new())
        }
        Err(other) => return Err(other),
    };
    Ok(TrainingBatchItemRow {
        batch_id: batch.id,
        position,
        line: item.line,
        external_id: item.external_id.clone(),
        outcome: settled.outcome,
        training_id: settled.training,
        training_status: settled.status,
        problem: settled.problem,
        errors: Json::new(settled.errors)?,
    })
}

struct Settled {
    outcome: TrainingItemOutcome,
    training: Option<TrainingId>,
    status: Option<TrainingStatus>,
    problem: Option<ProblemCode>,
    errors: Vec<TrainingWarning>,
}

impl Settled {
    fn refused(problem: Option<ProblemCode>, faults: &Faults) -> Self {
        let errors = faults.iter().take(MAX_ERRORS);
        Self {
            outcome: TrainingItemOutcome::Refused,
            training: None,
            status: None,
            problem,
            errors: errors
                .map(|(pointer, fault)| warning(pointer, fault))
                .collect(),
        }
    }
}

fn try_settle(
    tx: &mut Tx<'_>,
    batch: &TrainingBatchRow,
    by: Declarer,
    item: &Item,
) -> ServiceResult<Settled> {
    let form = item.form.as_ref().map_err(Clone::clone)?;
    let read = declaration::read(form, paris_date(tx.now))?;
    // What is only tried leaves nothing behind that the next could be compared with.
    if batch.is_dry_run && db::training_batches::is_before(tx, batch.id, &read.external_id)? {
        let fault = Fault::new(FieldErrorCode::DuplicateItem);
        return Err(ServiceError::invalid("/external_id", fault));
    }
    match weigh(tx, by, &read)? {
        Weighed::Known(row) => Ok(Settled {
            outcome: TrainingItemOutcome::Known,
            training: Some(row.id),
            status: Some(row.status),
            problem: None,
            errors: Vec::new(),
        }),
        Weighed::New(row, driver) => {
            if !batch.is_dry_run {
                insert(tx, by, &row, driver.as_deref())?;
            }
            Ok(Settled {
                outcome: TrainingItemOutcome::Recorded,
                training: (!batch.is_dry_run).then_some(row.id),
                status: Some(row.status),
                problem: None,
                errors: row.warnings.into_inner(),
            })
        }
    }
}
