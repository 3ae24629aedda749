//! The recap of a training (récapitulatif de formation) as PDF, made when asked for.

use bytes::Bytes;
use common::dates::paris_date;
use common::dto::training::SequenceView;
use common::ids::{DriverId, TrainingId};
use common::words::Language;
use db::drivers::DriverRow;
use db::trainings::TrainingWithCentre;
use documents::training_recap::{
    RecapSequence, RecapValidity, TrainingRecapData, training_recap_pdf,
};

use super::list;
use crate::context::Context;
use crate::error::ServiceResult;
use crate::papers;
use crate::settings::Settings;

/// The recap of one of a driver's trainings.
///
/// # Errors
///
/// [`ServiceError::NotFound`](crate::ServiceError::NotFound) if it is not that
/// driver's or is no longer kept.
pub async fn recap_pdf(
    ctx: &Context,
    driver: DriverId,
    id: TrainingId,
    language: Language,
) -> ServiceResult<Bytes> {
    let view = list::get_training(ctx, driver, id, language).await?;
    let (row, holder) = ctx
        .read(move |conn| {
            Ok((
                db::trainings::get_with_centre(conn, id)?,
                db::drivers::get(conn, driver)?,
            ))
        })
        .await?;
    let data = data(&ctx.settings, &row, &view, &holder);
    papers::make(move || training_recap_pdf(&data, language)).await
}

fn data(
    settings: &Settings,
    row: &TrainingWithCentre,
    view: &common::dto::training::TrainingView,
    holder: &DriverRow,
) -> TrainingRecapData {
    let training = &row.training;
    let sequence = |sequence: &SequenceView| RecapSequence {
        started_on: sequence.on,
        ended_on: sequence.on,
        minutes: sequence.minutes,
        centre_name: sequence.centre.clone(),
    };
    TrainingRecapData {
        operator: papers::operator(settings),
        number: training.external_id.clone(),
        surname: training.surname.clone(),
        first_names: training.first_names.clone(),
        birth_date: training.birth_date,
        licence_number_masked: papers::masked(&holder.identity.licence_number),
        kind: training.kind,
        sectors: view.sectors.clone(),
        minutes: view.minutes,
        remote_minutes: view.e_learning_minutes,
        started_on: training.started_on,
        ended_on: training.completed_on,
        declared_on: paris_date(training.declared_at.and_utc()),
        sequences: training.sequences.iter().map(sequence).collect(),
        centre_name: row.centre.clone(),
        centre_approval: row.approval_number.clone(),
        site: None,
        validity: view
            .validity
            .iter()
            .map(|step| RecapValidity {
                sector: step.sector,
                from: step.valid_from,
                until: step.valid_until,
            })
            .collect(),
        kept_until: view.kept_until,
    }
}
