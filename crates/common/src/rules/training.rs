//! Is a declared training acceptable (domain §7.1, rules R1 to R8)?
//!
//! Three levels: a violation refuses the declaration; a doubt records it for a
//! person to look at; a warning records it with a remark. R9 is in `matching`.

mod checks;

use chrono::NaiveDate;

use super::policy::RulePolicy;
use super::qualification::CompletedTraining;
use crate::dto::profile::CategoryView;
use crate::field_error::{Fault, FieldError, FieldErrorCode};
use crate::ids::TrainingId;
pub use crate::training_rule::TrainingRule;
use crate::words::{Language, Sector, TrainingKind};

/// A declaration whose fields were read.
#[derive(Clone, Copy, Debug)]
pub struct Declaration<'a> {
    /// Kind.
    pub kind: TrainingKind,
    /// Sector taught.
    pub sector: Sector,
    /// Whole duration in minutes.
    pub minutes: u32,
    /// Minutes of it by e-learning.
    pub e_learning_minutes: u32,
    /// Whether there was a practical part.
    pub practical_part: bool,
    /// First day.
    pub started_on: NaiveDate,
    /// Last day.
    pub completed_on: NaiveDate,
    /// The day of the declaration.
    pub declared_on: NaiveDate,
    /// The trainee's date of birth.
    pub birth_date: NaiveDate,
    /// The sequences of an FCO that was not given in one go.
    pub sequences: &'a [Sequence],
}

/// One sequence of an FCO.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sequence {
    /// Its day.
    pub on: NaiveDate,
    /// Its duration in minutes.
    pub minutes: u32,
    /// Minutes of it by e-learning.
    pub e_learning_minutes: u32,
    /// Whether another centre gave it, under that centre's approval.
    pub is_elsewhere: bool,
}

/// An approval of the declaring centre, or a part of it without a suspension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovalScope {
    /// Kinds covered.
    pub kinds: Vec<TrainingKind>,
    /// Sectors covered.
    pub sectors: Vec<Sector>,
    /// First day.
    pub from: NaiveDate,
    /// Last day, inclusive.
    pub until: NaiveDate,
}

/// What is recorded about the trainee.
#[derive(Clone, Copy, Debug)]
pub struct Holder<'a> {
    /// Valid trainings before this one.
    pub trainings: &'a [CompletedTraining],
    /// Categories of the licence; none when the trainee has no account.
    pub categories: Option<&'a [CategoryView]>,
}

/// A training that may build on others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BasedTraining {
    /// Kind.
    pub kind: TrainingKind,
    /// Sector taught.
    pub sector: Sector,
    /// Last day.
    pub completed_on: NaiveDate,
}

/// A rule that is not kept, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: TrainingRule,
    /// The field, as a JSON pointer into the declaration.
    pub pointer: String,
    /// What is wrong.
    pub fault: Fault,
}

impl Finding {
    /// The finding as it stands on the wire.
    #[must_use]
    pub fn to_error(&self, language: Language) -> FieldError {
        FieldError::new(self.pointer.clone(), &self.fault, language)
    }
}

/// Everything found in a declaration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// The declaration is refused.
    pub violations: Vec<Finding>,
    /// It is recorded, but a person must look at it before it counts.
    pub doubts: Vec<Finding>,
    /// It is recorded, with a remark.
    pub warnings: Vec<Finding>,
}

/// Checks a declaration against rules R1 to R7.
///
/// `approvals` are those of the number that the declaration names.
#[must_use]
pub fn check_training(
    declaration: &Declaration<'_>,
    approvals: &[ApprovalScope],
    holder: &Holder<'_>,
    policy: &RulePolicy,
) -> Findings {
    let mut findings = Findings::default();
    checks::approval(declaration, approvals, &mut findings);
    checks::hours(declaration, &policy.training, &mut findings);
    checks::sequences(declaration, &policy.training, &mut findings);
    checks::dates(declaration, &policy.training, &mut findings);
    checks::history(declaration, holder, &policy.training, &mut findings);
    checks::age(declaration, &policy.training, &mut findings);
    findings
}

/// Rules R5 and R6 alone: what a recorded training builds on and is still not on
/// record. A declaration that waits is asked again when its holder's record grows.
#[must_use]
pub fn find_missing_basis(claim: BasedTraining, holder: &Holder<'_>) -> Vec<Finding> {
    checks::basis(claim, holder)
}

/// Whether a remark of a record is a doubt that keeps it from counting, as
/// against a remark that is only worth knowing.
#[must_use]
pub const fn is_doubt(code: FieldErrorCode) -> bool {
    matches!(
        code,
        FieldErrorCode::OtherSectorMissing
            | FieldErrorCode::CategoryOfSectorMissing
            | FieldErrorCode::InitialQualificationMissing
            | FieldErrorCode::IdentityDoubtful
    )
}

/// Rule R8: the record of the same driver, kind, sector and last day. Declaring
/// it again gives this record back.
#[must_use]
pub fn find_duplicate(
    existing: &[CompletedTraining],
    kind: TrainingKind,
    sector: Sector,
    completed_on: NaiveDate,
) -> Option<TrainingId> {
    existing
        .iter()
        .find(|known| {
            known.kind == kind && known.sector == sector && known.completed_on == completed_on
        })
        .map(|known| known.id)
}

#[cfg(test)]
mod tests;
