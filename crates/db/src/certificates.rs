//! Rows and queries of `certificates`: the provisional proof of qualification
//! (Code des transports, R. 3314-27).

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use common::ids::{CertificateId, DriverId, FileId, TrainingId};
use common::statuses::CertificateStatus;
use common::words::{LicenceCategory, Sector, TrainingKind};
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::json::Json;
use crate::schema::{certificates, trainings};

/// A certificate.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = certificates, check_for_backend(MultiBackend))]
pub struct CertificateRow {
    /// Which one.
    pub id: CertificateId,
    /// The number printed on it.
    pub number: String,
    /// Its holder.
    pub driver_id: DriverId,
    /// The training it rests on; each training gives one at most that is not withdrawn.
    pub training_id: TrainingId,
    /// Sectors it proves.
    pub sectors: Json<Vec<Sector>>,
    /// Licence categories held in these sectors.
    pub categories: Json<Vec<LicenceCategory>>,
    /// Date of issue.
    pub issued_on: NaiveDate,
    /// First day of its four months, by configuration.
    pub starts_on: NaiveDate,
    /// Last valid day.
    pub valid_until: NaiveDate,
    /// What the register says; expiry follows from the date.
    pub status: CertificateStatus,
    /// Content of the QR code.
    pub credential: String,
    /// The key it is signed with.
    pub key_id: String,
    /// The PDF as it was mailed; its SHA-256 is in `files`.
    pub file_id: FileId,
    /// Grows with each change.
    pub version: i64,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// Last change.
    pub updated_at: NaiveDateTime,
}

/// A certificate with what its list names of the training.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = certificates, check_for_backend(MultiBackend))]
pub struct CertificateWithTraining {
    /// The certificate.
    #[diesel(embed)]
    pub certificate: CertificateRow,
    /// Kind of the training.
    #[diesel(select_expression = trainings::kind)]
    pub training_kind: TrainingKind,
    /// Its last day.
    #[diesel(select_expression = trainings::completed_on)]
    pub training_completed_on: NaiveDate,
}

/// Adds a certificate.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if the number is
/// taken or the training has one already.
pub fn insert(conn: &mut Conn, certificate: &CertificateRow) -> Result<()> {
    diesel::insert_into(certificates::table)
        .values(certificate)
        .execute(conn)?;
    Ok(())
}

/// The certificate of a training that was not withdrawn.
///
/// # Errors
///
/// If the database fails.
pub fn find_by_training(
    conn: &mut Conn,
    training_id: TrainingId,
) -> Result<Option<CertificateRow>> {
    Ok(certificates::table
        .filter(certificates::training_id.eq(training_id))
        .filter(certificates::status.ne(CertificateStatus::Revoked))
        .select(CertificateRow::as_select())
        .first(conn)
        .optional()?)
}

/// The certificate with this number.
///
/// # Errors
///
/// If the database fails.
pub fn find_by_number(conn: &mut Conn, number: &str) -> Result<Option<CertificateRow>> {
    Ok(certificates::table
        .filter(certificates::number.eq(number))
        .select(CertificateRow::as_select())
        .first(conn)
        .optional()?)
}

/// A driver's certificates, newest first.
///
/// # Errors
///
/// If the database fails.
pub fn list_of_driver(
    conn: &mut Conn,
    driver_id: DriverId,
) -> Result<Vec<CertificateWithTraining>> {
    Ok(certificates::table
        .inner_join(trainings::table)
        .filter(certificates::driver_id.eq(driver_id))
        .order((certificates::issued_on.desc(), certificates::id.desc()))
        .select(CertificateWithTraining::as_select())
        .load(conn)?)
}

/// A driver's certificate, if it is that driver's.
///
/// # Errors
///
/// If the database fails.
pub fn find_of_driver(
    conn: &mut Conn,
    driver_id: DriverId,
    id: CertificateId,
) -> Result<Option<CertificateWithTraining>> {
    Ok(certificates::table
        .inner_join(trainings::table)
        .filter(certificates::driver_id.eq(driver_id))
        .filter(certificates::id.eq(id))
        .select(CertificateWithTraining::as_select())
        .first(conn)
        .optional()?)
}

/// One certificate.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: CertificateId) -> Result<CertificateRow> {
    Ok(certificates::table
        .find(id)
        .select(CertificateRow::as_select())
        .first(conn)?)
}

/// Moves a certificate from one status to another. Returns false, and leaves it,
/// if it is not in status `from` any more.
///
/// # Errors
///
/// If the database fails.
pub fn update_status(
    conn: &mut Conn,
    id: CertificateId,
    from: CertificateStatus,
    to: CertificateStatus,
    now: DateTime<Utc>,
) -> Result<bool> {
    let rows = diesel::update(certificates::table.find(id))
        .filter(certificates::status.eq(from))
        .set((
            certificates::status.eq(to),
            certificates::version.eq(certificates::version + 1),
            certificates::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(rows == 1)
}

/// The issued certificates whose last day lies between two days, by that day,
/// at most `limit` rows behind the row `after`.
///
/// # Errors
///
/// If the database fails.
pub fn list_ending(
    conn: &mut Conn,
    (from, until): (NaiveDate, NaiveDate),
    after: Option<(NaiveDate, CertificateId)>,
    limit: i64,
) -> Result<Vec<CertificateRow>> {
    let mut query = certificates::table
        .filter(certificates::valid_until.between(from, until))
        .filter(certificates::status.eq(CertificateStatus::Issued))
        .order((certificates::valid_until, certificates::id))
        .limit(limit)
        .select(CertificateRow::as_select())
        .into_boxed();
    if let Some((day, id)) = after {
        query = query.filter(
            certificates::valid_until
                .gt(day)
                .or(certificates::valid_until
                    .eq(day)
                    .and(certificates::id.gt(id))),
        );
    }
    Ok(query.load(conn)?)
}
