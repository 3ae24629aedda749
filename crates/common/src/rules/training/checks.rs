//! One function per rule.

mod sequences;

use chrono::NaiveDate;

pub(super) use self::sequences::sequences;

use super::{ApprovalScope, BasedTraining, Declaration, Finding, Findings, Holder, TrainingRule};
use crate::dates::{days_after, working_days_after};
use crate::dto::profile::CategoryView;
use crate::field_error::{Fault, FieldErrorCode};
use crate::rules::policy::{MissingHistory, TrainingPolicy};
use crate::validation::birth_date::age_on;
use crate::words::TrainingKind;

/// A training does not last longer than this; keeps a mistyped year cheap.
const MAX_DAYS: u32 = 1_500;

fn finding(rule: TrainingRule, pointer: impl Into<String>, fault: impl Into<Fault>) -> Finding {
    Finding {
        rule,
        pointer: pointer.into(),
        fault: fault.into().rule(rule),
    }
}

/// R1.
pub(super) fn approval(
    declaration: &Declaration<'_>,
    approvals: &[ApprovalScope],
    findings: &mut Findings,
) {
    let in_scope: Vec<_> = approvals
        .iter()
        .filter(|approval| {
            approval.kinds.contains(&declaration.kind)
                && approval.sectors.contains(&declaration.sector)
        })
        .collect();
    let mut violate = |fault: Fault| {
        findings
            .violations
            .push(finding(TrainingRule::Approval, "/approval_number", fault));
    };
    if in_scope.is_empty() {
        return violate(FieldErrorCode::ApprovalScope.into());
    }
    let is_active = |day: &NaiveDate| {
        in_scope
            .iter()
            .any(|approval| approval.from <= *day && *day <= approval.until)
    };
    let inactive = if declaration.sequences.is_empty() {
        let days = (0..MAX_DAYS).map(|days| days_after(declaration.started_on, days));
        let mut days = days.take_while(|day| *day <= declaration.completed_on);
        days.find(|day| !is_active(day))
    } else {
        let own = declaration
            .sequences
            .iter()
            .filter(|sequence| !sequence.is_elsewhere);
        own.map(|sequence| sequence.on).find(|day| !is_active(day))
    };
    if let Some(day) = inactive {
        violate(Fault::new(FieldErrorCode::ApprovalNotActive).date(day));
    }
}

fn whole_hours(minutes: u32) -> usize {
    minutes as usize / 60
}

/// The minutes that count: those of the sequences, where there are any.
fn counted_minutes(declaration: &Declaration<'_>) -> u32 {
    if declaration.sequences.is_empty() {
        return declaration.minutes;
    }
    let sum = declaration
        .sequences
        .iter()
        .map(|sequence| sequence.minutes);
    sum.fold(0, u32::saturating_add).min(declaration.minutes)
}

/// R2, and hours a day that people can bear (domain §12).
pub(super) fn hours(
    declaration: &Declaration<'_>,
    policy: &TrainingPolicy,
    findings: &mut Findings,
) {
    let minutes = counted_minutes(declaration);
    let at_least = |least: u32| {
        (minutes < least)
            .then(|| Fault::new(FieldErrorCode::HoursInsufficient).min(whole_hours(least)))
    };
    let fault = match declaration.kind {
        TrainingKind::Fimo => at_least(policy.fimo_minutes),
        TrainingKind::InitialLong => at_least(policy.initial_long_minutes),
        TrainingKind::Fco => at_least(policy.fco_minutes),
        TrainingKind::Bridging => (minutes != policy.bridging_minutes).then(|| {
            Fault::new(FieldErrorCode::HoursNotExact).min(whole_hours(policy.bridging_minutes))
        }),
        TrainingKind::Equivalence => None,
    };
    findings
        .violations
        .extend(fault.map(|fault| finding(TrainingRule::Hours, "/minutes", fault)));
    let span = declaration
        .completed_on
        .signed_duration_since(declaration.started_on)
        .num_days()
        + 1;
    let days = u32::try_from(span).unwrap_or(0);
    let is_single =
        declaration.sequences.is_empty() && declaration.kind != TrainingKind::Equivalence;
    if is_single && days > 0 && minutes > days.saturating_mul(policy.minutes_per_day) {
        let fault =
            Fault::new(FieldErrorCode::HoursPerDay).max(whole_hours(policy.minutes_per_day));
        findings
            .violations
            .push(finding(TrainingRule::Hours, "/minutes", fault));
    }
}

/// R4.
pub(super) fn dates(
    declaration: &Declaration<'_>,
    policy: &TrainingPolicy,
    findings: &mut Findings,
) {
    if declaration.completed_on < declaration.started_on {
        let fault = finding(
            TrainingRule::Declaration,
            "/completed_on",
            FieldErrorCode::DateOrder,
        );
        findings.violations.push(fault);
    }
    if declaration.completed_on > declaration.declared_on {
        let fault = finding(
            TrainingRule::Declaration,
            "/completed_on",
            FieldErrorCode::DateInFuture,
        );
        findings.violations.push(fault);
    }
    let days = policy.declaration_working_days;
    if declaration.declared_on > working_days_after(declaration.completed_on, days) {
        let fault = Fault::new(FieldErrorCode::DeclaredLate).max(days as usize);
        findings
            .warnings
            .push(finding(TrainingRule::Declaration, "/completed_on", fault));
    }
}

/// R5 and R6, as the policy weighs them.
pub(super) fn history(
    declaration: &Declaration<'_>,
    holder: &Holder<'_>,
    policy: &TrainingPolicy,
    findings: &mut Findings,
) {
    let claim = BasedTraining {
        kind: declaration.kind,
        sector: declaration.sector,
        completed_on: declaration.completed_on,
    };
    let found = basis(claim, holder);
    match policy.missing_history {
        MissingHistory::Review => findings.doubts.extend(found),
        MissingHistory::Refuse => findings.violations.extend(found),
    }
}

/// R5 and R6: what the training builds on and is not on record.
pub(super) fn basis(claim: BasedTraining, holder: &Holder<'_>) -> Vec<Finding> {
    let mut initial = holder
        .trainings
        .iter()
        .filter(|known| known.kind.is_initial() && known.completed_on <= claim.completed_on);
    match claim.kind {
        TrainingKind::Bridging => {
            let has_other = initial.any(|known| known.sector != claim.sector);
            bridging(claim, has_other, holder.categories)
        }
        TrainingKind::Fco if initial.next().is_none() => {
            let fault = FieldErrorCode::InitialQualificationMissing;
            vec![finding(TrainingRule::Fco, "/kind", fault)]
        }
        _ => Vec::new(),
    }
}

/// R5.
fn bridging(
    claim: BasedTraining,
    has_other_sector: bool,
    categories: Option<&[CategoryView]>,
) -> Vec<Finding> {
    let mut found = Vec::new();
    if !has_other_sector {
        let fault = FieldErrorCode::OtherSectorMissing;
        found.push(finding(TrainingRule::Bridging, "/sector", fault));
    }
    let is_valid = |category: &CategoryView| {
        category.category.sector() == claim.sector && category.valid_until >= claim.completed_on
    };
    if categories.is_some_and(|categories| !categories.iter().any(is_valid)) {
        let fault = FieldErrorCode::CategoryOfSectorMissing;
        found.push(finding(
            TrainingRule::Bridging,
            "/trainee/licence_number",
            fault,
        ));
    }
    found
}

/// R7.
pub(super) fn age(declaration: &Declaration<'_>, policy: &TrainingPolicy, findings: &mut Findings) {
    let row = policy
        .minimum_ages
        .iter()
        .find(|row| row.kind == declaration.kind && row.sector == declaration.sector);
    let age = age_on(declaration.birth_date, declaration.completed_on);
    if let Some(row) = row.filter(|row| age < row.years) {
        let fault = Fault::new(FieldErrorCode::BelowMinimumAge).min(row.years as usize);
        findings
            .warnings
            .push(finding(TrainingRule::Age, "/trainee/birth_date", fault));
    }
}
