//! Declaration and row: making one of the other, and comparing them.

use common::field_error::{Fault, FieldErrorCode};
use common::ids::TrainingId;
use common::statuses::{TrainingMatch, TrainingStatus};
use common::training_rule::TrainingRule;
use db::approvals::ApprovalRow;
use db::json::Json;
use db::trainings::{TrainingRow, TrainingWarning};

use super::assessment::Assessed;
use super::declaration::ReadDeclaration;
use super::declare::Declarer;
use super::record::warning;
use crate::context::Tx;
use crate::error::ServiceResult;

/// The row of a declaration that keeps the rules: doubts wait for a person.
pub(super) fn row(
    tx: &Tx<'_>,
    by: Declarer,
    read: &ReadDeclaration,
    assessed: &Assessed,
) -> ServiceResult<TrainingRow> {
    let now = tx.now.naive_utc();
    let found = &assessed.found;
    let is_doubtful =
        found.outcome == TrainingMatch::Doubtful || !assessed.findings.doubts.is_empty();
    let warnings = warnings(assessed);
    Ok(TrainingRow {
        id: TrainingId::new(),
        organisation_id: by.organisation,
        approval_id: assessed.approval.id,
        declared_by: by.client,
        external_id: read.external_id.clone(),
        kind: read.kind,
        sector: read.sector,
        title_code: read.title_code.clone(),
        minutes: i32::try_from(read.minutes).unwrap_or(i32::MAX),
        e_learning_minutes: i32::try_from(read.e_learning_minutes).unwrap_or(i32::MAX),
        started_on: read.started_on,
        completed_on: read.completed_on,
        sequences: Json::new(read.sequences.clone())?,
        practical_part: read.practical_part,
        instructor: read.instructor.clone(),
        surname: read.surname.clone(),
        first_names: read.first_names.clone(),
        birth_date: read.birth_date,
        licence_country: read.licence_country.clone(),
        licence_number: read.licence_number.clone(),
        driver_id: found.driver.as_ref().map(|driver| driver.id),
        matching: found.outcome,
        status: if is_doubtful {
            TrainingStatus::NeedsReview
        } else {
            TrainingStatus::Valid
        },
        warnings: Json::new(warnings)?,
        version: 1,
        declared_at: now,
        updated_at: now,
    })
}

/// The doubts first, then the remarks.
fn warnings(assessed: &Assessed) -> Vec<TrainingWarning> {
    let findings = &assessed.findings;
    let mut warnings: Vec<_> = findings
        .doubts
        .iter()
        .chain(&findings.warnings)
        .map(|finding| warning(&finding.pointer, &finding.fault))
        .collect();
    if assessed.found.outcome == TrainingMatch::Doubtful {
        let fault = Fault::new(FieldErrorCode::IdentityDoubtful).rule(TrainingRule::Matching);
        warnings.push(warning("/trainee/licence_number", &fault));
    }
    warnings
}

/// Whether a declaration under a known number says what is on record; `approval`
/// is the centre's approval that it names.
pub(super) fn is_same_content(
    known: &TrainingRow,
    read: &ReadDeclaration,
    approval: Option<&ApprovalRow>,
) -> bool {
    approval.is_some_and(|approval| approval.id == known.approval_id)
        && known.kind == read.kind
        && known.sector == read.sector
        && known.started_on == read.started_on
        && known.completed_on == read.completed_on
        && i64::from(known.minutes) == i64::from(read.minutes)
        && i64::from(known.e_learning_minutes) == i64::from(read.e_learning_minutes)
        && known.practical_part == read.practical_part
        && known.title_code == read.title_code
        && known.instructor == read.instructor
        && *known.sequences == read.sequences
        && known.surname == read.surname
        && known.first_names == read.first_names
        && known.birth_date == read.birth_date
        && known.licence_country == read.licence_country
        && known.licence_number == read.licence_number
}
