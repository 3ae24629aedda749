//! "Mes certificats".

use bytes::Bytes;
use chrono::NaiveDate;
use common::dates::paris_date;
use common::dto::certificate::CertificateView;
use common::ids::{CertificateId, DriverId};
use common::rules::certificate::{days_left, verdict};
use db::certificates::CertificateWithTraining;

use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};

/// A driver's certificates, newest first.
///
/// # Errors
///
/// If the database fails.
pub async fn list_certificates(
    ctx: &Context,
    driver: DriverId,
) -> ServiceResult<Vec<CertificateView>> {
    let today = paris_date(ctx.now());
    ctx.read(move |conn| {
        let rows = db::certificates::list_of_driver(conn, driver)?;
        Ok(rows.iter().map(|row| view(row, today)).collect())
    })
    .await
}

/// One of a driver's certificates.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if it is not that driver's.
pub async fn get_certificate(
    ctx: &Context,
    driver: DriverId,
    id: CertificateId,
) -> ServiceResult<CertificateView> {
    let today = paris_date(ctx.now());
    ctx.read(move |conn| {
        let row = db::certificates::find_of_driver(conn, driver, id)?;
        Ok(view(&row.ok_or(ServiceError::NotFound)?, today))
    })
    .await
}

/// The PDF as it was mailed, and its number.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if it is not that driver's.
pub async fn certificate_pdf(
    ctx: &Context,
    driver: DriverId,
    id: CertificateId,
) -> ServiceResult<(Bytes, String)> {
    let (number, file) = ctx
        .read(move |conn| {
            let row = db::certificates::find_of_driver(conn, driver, id)?;
            let certificate = row.ok_or(ServiceError::NotFound)?.certificate;
            Ok((
                certificate.number,
                db::files::get(conn, certificate.file_id)?,
            ))
        })
        .await?;
    Ok((ctx.files.get(&file.sha256).await?, number))
}

fn view(row: &CertificateWithTraining, today: NaiveDate) -> CertificateView {
    let certificate = &row.certificate;
    CertificateView {
        id: certificate.id,
        number: certificate.number.clone(),
        training_id: certificate.training_id,
        training_kind: row.training_kind,
        training_completed_on: row.training_completed_on,
        sectors: certificate.sectors.to_vec(),
        issued_on: certificate.issued_on,
        valid_until: certificate.valid_until,
        days_left: days_left(certificate.valid_until, today),
        status: certificate.status,
        verdict: verdict(certificate.status, certificate.valid_until, today),
        qr_content: certificate.credential.clone(),
    }
}
