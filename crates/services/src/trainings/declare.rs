//! A training centre declares a training (arrêté du 18 janvier 2022, art. 2).

use common::dates::paris_date;
use common::dto::training::{DeclareTrainingRequest, TrainingRecord};
use common::field_error::{Faults, FieldErrorCode};
use common::ids::{ApiClientId, OrganisationId, TrainingId};
use common::problem_code::ProblemCode;
use common::rules::matching::DeclaredIdentity;
use common::rules::training::{ApprovalScope, Finding, Findings, Holder, check_training};
use common::statuses::TrainingStatus;
use common::words::{ActorKind, Language};
use db::approvals::ApprovalRow;
use db::drivers::DriverRow;
use db::trainings::TrainingRow;

use super::declaration::{self, ReadDeclaration};
use super::declared_row::{is_same_content, row};
use super::matching;
use super::record::{record, record_with_outcome};
use super::{history, notice, recheck};
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
    let approval = db::approvals::find_by_number(tx, by.organisation, &read.approval_number)?;
    if let Some(known) = db::trainings::find_by_external_id(tx, by.organisation, &read.external_id)?
    {
        if is_same_content(&known, read, approval.as_ref()) {
            return Ok((200, record_with_outcome(tx, &known, by.language)?));
        }
        return Err(ServiceError::RefusedFor {
            code: ProblemCode::AlreadyExists,
            errors: Vec::new(),
            instance: Some(location(known.id)),
        });
    }
    let today = paris_date(tx.now);
    let found = matching::find_driver(tx, &declared(read))?;
    let findings = check(tx, read, approval.as_ref(), found.driver.as_ref(), today)?;
    let approval = match approval {
        Some(approval) if findings.violations.is_empty() => approval,
        _ => return Err(faults(&findings.violations).into()),
    };
    if let Some(same) =
        db::trainings::find_same(tx, holder(read), read.kind, read.sector, read.completed_on)?
    {
        if same.organisation_id == by.organisation {
            return Ok((200, record_with_outcome(tx, &same, by.language)?));
        }
        // Another centre's record is not shown.
        let mut faults = Faults::new();
        faults.push("/completed_on", FieldErrorCode::DuplicateTraining);
        return Err(faults.into());
    }
    let row = row(tx, by, read, &approval, &found, &findings)?;
    insert(tx, by, &row, found.driver.as_ref())?;
    Ok((201, record(&row, None, by.language)))
}

fn insert(
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
    if row.status != TrainingStatus::Valid {
        return Ok(());
    }
    if let Some(driver) = driver {
        notice::tell(tx, row, driver)?;
    }
    recheck::after_valid(tx, row, driver)
}

fn declared(read: &ReadDeclaration) -> matching::Declared<'_> {
    matching::Declared {
        licence_country: &read.licence_country,
        licence_number: &read.licence_number,
        identity: DeclaredIdentity {
            surname: &read.surname,
            birth_date: read.birth_date,
        },
    }
}

fn holder(read: &ReadDeclaration) -> db::trainings::Holder<'_> {
    db::trainings::Holder {
        licence_country: &read.licence_country,
        licence_number: &read.licence_number,
        birth_date: read.birth_date,
    }
}

/// Rules R1 to R7. What was declared for somebody without an account counts as
/// history too.
fn check(
    tx: &mut Tx<'_>,
    read: &ReadDeclaration,
    approval: Option<&ApprovalRow>,
    driver: Option<&DriverRow>,
    today: chrono::NaiveDate,
) -> ServiceResult<Findings> {
    let earlier = history::of_holder(tx, holder(read), driver.map(|driver| driver.id))?;
    let sequences = read.rule_sequences();
    let holder = Holder {
        trainings: &earlier,
        categories: driver.map(|driver| driver.identity.licence_categories.as_slice()),
    };
    let scopes = approval.map(scopes).unwrap_or_default();
    let declaration = read.for_rules(today, &sequences);
    Ok(check_training(
        &declaration,
        &scopes,
        &holder,
        &tx.settings.policy,
    ))
}

/// An approval's lines, each ending before a suspension.
fn scopes(approval: &ApprovalRow) -> Vec<ApprovalScope> {
    let until = approval
        .suspended_on
        .and_then(|day| day.pred_opt())
        .map_or(approval.ends_on, |last| last.min(approval.ends_on));
    let line = |line: &db::approvals::ApprovedTraining| ApprovalScope {
        kinds: vec![line.kind],
        sectors: vec![line.sector],
        from: approval.starts_on,
        until,
    };
    approval.scope.iter().map(line).collect()
}

fn faults(violations: &[Finding]) -> Faults {
    let mut faults = Faults::new();
    for finding in violations {
        faults.push(&finding.pointer, finding.fault.clone());
    }
    faults
}
