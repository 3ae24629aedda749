//! A declaration held against the rules: R1 to R9 on what is on record.

use chrono::NaiveDate;
use common::field_error::{Fault, Faults, FieldErrorCode};
use common::ids::{OrganisationId, TrainingId};
use common::rules::matching::DeclaredIdentity;
use common::rules::training::{
    ApprovalScope, Finding, Findings, Holder, TrainingRule, check_training,
};
use db::Conn;
use db::approvals::ApprovalRow;
use db::drivers::DriverRow;
use db::trainings::TrainingRow;

use super::declaration::ReadDeclaration;
use super::history;
use super::matching::{self, Found};
use crate::context::Tx;
use crate::error::{ServiceError, ServiceResult};

/// What is to be held against the rules.
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    /// The declaring centre.
    pub organisation: OrganisationId,
    /// What it says.
    pub read: &'a ReadDeclaration,
    /// The day that counts as the day of the declaration.
    pub declared_on: NaiveDate,
    /// The record that this declaration is to replace.
    pub replaces: Option<TrainingId>,
}

/// A declaration that keeps every rule that refuses.
pub(super) struct Assessed {
    /// The approval under which it took place.
    pub approval: ApprovalRow,
    /// Whose training it is.
    pub found: Found,
    /// Doubts and remarks.
    pub findings: Findings,
}

/// Rules R1 to R7 and R9.
///
/// # Errors
///
/// Every violated rule at once.
pub(super) fn assess(
    tx: &mut Tx<'_>,
    question: Question<'_>,
    approval: Option<ApprovalRow>,
) -> ServiceResult<Assessed> {
    let found = matching::find_driver(tx, &declared(question.read))?;
    let findings = check(tx, question, approval.as_ref(), found.driver.as_ref())?;
    match approval {
        Some(approval) if findings.violations.is_empty() => Ok(Assessed {
            approval,
            found,
            findings,
        }),
        _ => Err(faults(&findings.violations).into()),
    }
}

/// The training of the same person, kind, sector and last day (rule R8).
///
/// # Errors
///
/// That it is a duplicate, if another centre declared it: its record is not shown.
pub(super) fn find_same(
    conn: &mut Conn,
    question: Question<'_>,
) -> ServiceResult<Option<TrainingRow>> {
    let read = question.read;
    let same = db::trainings::find_same(
        conn,
        holder(read),
        read.kind,
        read.sector,
        read.completed_on,
    )?;
    let same = same.filter(|same| Some(same.id) != question.replaces);
    match same {
        Some(same) if same.organisation_id != question.organisation => Err(ServiceError::invalid(
            "/completed_on",
            Fault::new(FieldErrorCode::DuplicateTraining).rule(TrainingRule::Duplicate),
        )),
        same => Ok(same),
    }
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
    question: Question<'_>,
    approval: Option<&ApprovalRow>,
    driver: Option<&DriverRow>,
) -> ServiceResult<Findings> {
    let read = question.read;
    let mut earlier = history::of_holder(tx, holder(read), driver.map(|driver| driver.id))?;
    earlier.retain(|training| Some(training.id) != question.replaces);
    let sequences = read.rule_sequences();
    let holder = Holder {
        trainings: &earlier,
        categories: driver.map(|driver| driver.identity.licence_categories.as_slice()),
    };
    let scopes = approval.map(scopes).unwrap_or_default();
    let declaration = read.for_rules(question.declared_on, &sequences);
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
