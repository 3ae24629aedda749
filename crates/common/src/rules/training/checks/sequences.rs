//! R3: the sequences of an FCO.

use super::super::{Declaration, Findings, TrainingRule};
use super::{finding, whole_hours};
use crate::dates::months_before;
use crate::field_error::{Fault, FieldErrorCode};
use crate::rules::policy::TrainingPolicy;
use crate::words::TrainingKind;

/// R3.
pub(in crate::rules::training) fn sequences(
    declaration: &Declaration<'_>,
    policy: &TrainingPolicy,
    findings: &mut Findings,
) {
    let mut violate = |pointer: String, fault: Fault| {
        findings
            .violations
            .push(finding(TrainingRule::Sequences, pointer, fault));
    };
    if declaration.kind != TrainingKind::Fco {
        if !declaration.sequences.is_empty() {
            violate(
                "/sequences".to_owned(),
                FieldErrorCode::SequencesNotAllowed.into(),
            );
        }
        return;
    }
    for (index, fault) in each_sequence(declaration, policy) {
        violate(format!("/sequences/{index}"), fault);
    }
    let last = declaration
        .sequences
        .iter()
        .map(|sequence| sequence.on)
        .max();
    if let Some(last) = last.filter(|last| *last != declaration.completed_on) {
        let fault = Fault::new(FieldErrorCode::CompletedNotLastSequence).date(last);
        violate("/completed_on".to_owned(), fault);
    }
    let of_sequences = declaration
        .sequences
        .iter()
        .map(|sequence| sequence.e_learning_minutes);
    let e_learning = of_sequences
        .fold(0, u32::saturating_add)
        .max(declaration.e_learning_minutes);
    if e_learning > policy.e_learning_minutes {
        let fault = Fault::new(FieldErrorCode::ELearningTooLong)
            .max(whole_hours(policy.e_learning_minutes));
        violate("/e_learning_minutes".to_owned(), fault);
    }
    if !declaration.practical_part {
        violate(
            "/practical_part".to_owned(),
            FieldErrorCode::PracticalPartMissing.into(),
        );
    }
}

/// The faults of single sequences, with the sequence's index.
fn each_sequence(declaration: &Declaration<'_>, policy: &TrainingPolicy) -> Vec<(usize, Fault)> {
    let oldest = months_before(
        declaration.completed_on,
        policy.sequence_years.saturating_mul(12),
    );
    let mut faults = Vec::new();
    for (index, sequence) in declaration.sequences.iter().enumerate() {
        if sequence.minutes < policy.sequence_minutes {
            let fault = Fault::new(FieldErrorCode::SequenceTooShort);
            faults.push((index, fault.min(whole_hours(policy.sequence_minutes))));
        }
        if sequence.minutes > policy.minutes_per_day {
            let fault = Fault::new(FieldErrorCode::HoursPerDay);
            faults.push((index, fault.max(whole_hours(policy.minutes_per_day))));
        }
        if sequence.on < oldest {
            let fault = Fault::new(FieldErrorCode::SequenceTooOld);
            faults.push((index, fault.max(policy.sequence_years as usize)));
        }
        if declaration
            .sequences
            .iter()
            .take(index)
            .any(|other| other.on == sequence.on)
        {
            faults.push((
                index,
                Fault::new(FieldErrorCode::SequencesOverlap).date(sequence.on),
            ));
        }
    }
    faults
}
