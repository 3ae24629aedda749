//! A correction laid over what is on record: the declaration that it makes, and the
//! fields in which it differs.

use common::dto::training::{
    AmendTrainingRequest, DeclareTrainingRequest, SequenceForm, SequenceView, TraineeForm,
};
use db::trainings::TrainingRow;

use super::record::minutes;

/// The declaration as it would be made today: the record with the correction.
pub(super) fn laid_over(
    seen: &TrainingRow,
    approval_number: String,
    form: &AmendTrainingRequest,
) -> DeclareTrainingRequest {
    let form = form.clone();
    let kept = |column: i32| minutes(column);
    DeclareTrainingRequest {
        external_id: seen.external_id.clone(),
        kind: form.kind.unwrap_or(seen.kind),
        sector: form.sector.unwrap_or(seen.sector),
        title_code: form.title_code.or_else(|| seen.title_code.clone()),
        approval_number: form.approval_number.unwrap_or(approval_number),
        started_on: form.started_on.unwrap_or(seen.started_on.to_string()),
        completed_on: form.completed_on.unwrap_or(seen.completed_on.to_string()),
        minutes: form.minutes.unwrap_or_else(|| kept(seen.minutes)),
        e_learning_minutes: form
            .e_learning_minutes
            .unwrap_or_else(|| kept(seen.e_learning_minutes)),
        practical_part: form.practical_part.unwrap_or(seen.practical_part),
        sequences: form
            .sequences
            .unwrap_or_else(|| seen.sequences.iter().map(sequence).collect()),
        instructor: form.instructor.or_else(|| seen.instructor.clone()),
        trainee: form.trainee.unwrap_or_else(|| trainee(seen)),
    }
}

fn sequence(kept: &SequenceView) -> SequenceForm {
    SequenceForm {
        on: kept.on.to_string(),
        minutes: kept.minutes,
        e_learning_minutes: kept.e_learning_minutes,
        centre: kept.centre.clone(),
        subject: kept.subject.clone(),
    }
}

fn trainee(seen: &TrainingRow) -> TraineeForm {
    TraineeForm {
        surname: seen.surname.clone(),
        first_names: seen.first_names.clone(),
        birth_date: seen.birth_date.to_string(),
        licence_country: seen.licence_country.clone(),
        licence_number: seen.licence_number.clone(),
    }
}

/// What a correction changes.
pub(super) struct Changes {
    /// The fields, as JSON pointers into the declaration.
    pub fields: Vec<String>,
    /// Whether what rests on the training has to be made anew: it is another
    /// person's, or gives another right.
    pub touches_right: bool,
}

/// The differences between a record and its correction.
pub(super) fn changes(seen: &TrainingRow, corrected: &TrainingRow) -> Changes {
    let is_other_person = seen.surname != corrected.surname
        || seen.first_names != corrected.first_names
        || seen.birth_date != corrected.birth_date
        || seen.licence_country != corrected.licence_country
        || seen.licence_number != corrected.licence_number;
    let compared = [
        ("/kind", seen.kind != corrected.kind),
        ("/sector", seen.sector != corrected.sector),
        ("/title_code", seen.title_code != corrected.title_code),
        (
            "/approval_number",
            seen.approval_id != corrected.approval_id,
        ),
        ("/started_on", seen.started_on != corrected.started_on),
        ("/completed_on", seen.completed_on != corrected.completed_on),
        ("/minutes", seen.minutes != corrected.minutes),
        (
            "/e_learning_minutes",
            seen.e_learning_minutes != corrected.e_learning_minutes,
        ),
        (
            "/practical_part",
            seen.practical_part != corrected.practical_part,
        ),
        ("/sequences", *seen.sequences != *corrected.sequences),
        ("/instructor", seen.instructor != corrected.instructor),
        ("/trainee", is_other_person),
    ];
    let touches_right = seen.kind != corrected.kind
        || seen.sector != corrected.sector
        || seen.completed_on != corrected.completed_on
        || seen.driver_id != corrected.driver_id
        || seen.status != corrected.status;
    Changes {
        fields: compared
            .iter()
            .filter(|(_, differs)| *differs)
            .map(|(field, _)| (*field).to_owned())
            .collect(),
        touches_right,
    }
}
