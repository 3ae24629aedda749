//! Rows and queries of `trainings`: what centres declared.

mod attaching;
pub mod changes;
pub mod holders;
pub mod of_centre;
pub mod reviews;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use common::dto::training::SequenceView;
use common::field_error::FieldErrorCode;
use common::ids::{ApiClientId, ApprovalId, DriverId, OrganisationId, TrainingId};
use common::rules::matching::DeclaredIdentity;
use common::statuses::{TrainingMatch, TrainingStatus};
use common::training_rule::TrainingRule;
use common::words::{Sector, TrainingKind};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::json::Json;
use crate::schema::{approvals, organisations, trainings};

pub use attaching::{attach, list_without_driver, mark_doubtful};

/// A training as it was declared. Not printable: it names the trainee.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = trainings, check_for_backend(MultiBackend))]
pub struct TrainingRow {
    /// Which one.
    pub id: TrainingId,
    /// The centre that declared it.
    pub organisation_id: OrganisationId,
    /// The approval under which it took place.
    pub approval_id: ApprovalId,
    /// The centre's software that declared it.
    pub declared_by: ApiClientId,
    /// The centre's own number of the record.
    pub external_id: String,
    /// Kind.
    pub kind: TrainingKind,
    /// The sector taught.
    pub sector: Sector,
    /// Code of the title or diploma.
    pub title_code: Option<String>,
    /// Duration in minutes.
    pub minutes: i32,
    /// Minutes of it by e-learning.
    pub e_learning_minutes: i32,
    /// First day.
    pub started_on: NaiveDate,
    /// Last day.
    pub completed_on: NaiveDate,
    /// The sequences of an FCO, by date; empty when given in one go.
    pub sequences: Json<Vec<SequenceView>>,
    /// Whether there was a practical part.
    pub practical_part: bool,
    /// Who taught, when a company's instructor did.
    pub instructor: Option<String>,
    /// Surname of the trainee as the centre knows it.
    pub surname: String,
    /// First names of the trainee.
    pub first_names: String,
    /// Birth date of the trainee.
    pub birth_date: NaiveDate,
    /// Country of the trainee's licence.
    pub licence_country: String,
    /// Normalised number of the trainee's licence (NEPH for France).
    pub licence_number: String,
    /// The driver it counts for.
    pub driver_id: Option<DriverId>,
    /// How that driver was found (rule R9).
    pub matching: TrainingMatch,
    /// Whether it counts.
    pub status: TrainingStatus,
    /// The remarks it was accepted with.
    pub warnings: Json<Vec<TrainingWarning>>,
    /// Grows with each change.
    pub version: i64,
    /// When it was declared; its recap is issued at this instant.
    pub declared_at: NaiveDateTime,
    /// Last change.
    pub updated_at: NaiveDateTime,
}

impl TrainingRow {
    /// The trainee as rule R9 compares the person.
    #[must_use]
    pub fn declared_identity(&self) -> DeclaredIdentity<'_> {
        DeclaredIdentity {
            surname: &self.surname,
            birth_date: self.birth_date,
        }
    }

    /// Whom the declared licence belongs to.
    #[must_use]
    pub fn holder(&self) -> Holder<'_> {
        Holder {
            licence_country: &self.licence_country,
            licence_number: &self.licence_number,
            birth_date: self.birth_date,
        }
    }
}

/// A remark with which a training was accepted. The sentence is written when
/// somebody reads it, in that person's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrainingWarning {
    /// JSON pointer into the declaration.
    pub pointer: String,
    /// What is remarkable.
    pub code: FieldErrorCode,
    /// The least that the sentence mentions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<u32>,
    /// The most that the sentence mentions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// The count that the sentence mentions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// The day that the sentence mentions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// The rule that is not kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<TrainingRule>,
}

/// A training with what else its recap names.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = trainings, check_for_backend(MultiBackend))]
pub struct TrainingWithCentre {
    /// The training.
    #[diesel(embed)]
    pub training: TrainingRow,
    /// Name of the centre.
    #[diesel(select_expression = organisations::name)]
    pub centre: String,
    /// Number of the centre's approval.
    #[diesel(select_expression = approvals::number)]
    pub approval_number: String,
}

/// Adds a training.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if the centre has
/// used the external id before.
pub fn insert(conn: &mut Conn, training: &TrainingRow) -> Result<()> {
    diesel::insert_into(trainings::table)
        .values(training)
        .execute(conn)?;
    Ok(())
}

/// One training.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: TrainingId) -> Result<TrainingRow> {
    Ok(trainings::table
        .find(id)
        .select(TrainingRow::as_select())
        .first(conn)?)
}

/// A training that this organisation declared.
///
/// # Errors
///
/// If the database fails.
pub fn find_of_organisation(
    conn: &mut Conn,
    organisation_id: OrganisationId,
    id: TrainingId,
) -> Result<Option<TrainingRow>> {
    Ok(trainings::table
        .find(id)
        .filter(trainings::organisation_id.eq(organisation_id))
        .select(TrainingRow::as_select())
        .first(conn)
        .optional()?)
}

/// The training that a centre declared under its own number.
///
/// # Errors
///
/// If the database fails.
pub fn find_by_external_id(
    conn: &mut Conn,
    organisation_id: OrganisationId,
    external_id: &str,
) -> Result<Option<TrainingRow>> {
    Ok(trainings::table
        .filter(trainings::organisation_id.eq(organisation_id))
        .filter(trainings::external_id.eq(external_id))
        .select(TrainingRow::as_select())
        .first(conn)
        .optional()?)
}

/// Whom a licence belongs to, for finding trainings of the same person.
#[derive(Clone, Copy, Debug)]
pub struct Holder<'a> {
    /// Country of the licence.
    pub licence_country: &'a str,
    /// Normalised number of the licence.
    pub licence_number: &'a str,
    /// The person's birth date.
    pub birth_date: NaiveDate,
}

/// Neither withdrawn nor refused. Not a list of states: a statement with a list
/// is prepared anew each time.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn is_standing() -> _ {
    let (valid, in_doubt): (TrainingStatus, TrainingStatus) =
        (TrainingStatus::Valid, TrainingStatus::NeedsReview);
    trainings::status
        .eq(valid)
        .or(trainings::status.eq(in_doubt))
}

/// A training of the same person, kind, sector and last day that was not
/// withdrawn or refused (rule R8).
///
/// # Errors
///
/// If the database fails.
pub fn find_same(
    conn: &mut Conn,
    holder: Holder<'_>,
    kind: TrainingKind,
    sector: Sector,
    completed_on: NaiveDate,
) -> Result<Option<TrainingRow>> {
    Ok(trainings::table
        .filter(trainings::licence_country.eq(holder.licence_country))
        .filter(trainings::licence_number.eq(holder.licence_number))
        .filter(trainings::birth_date.eq(holder.birth_date))
        .filter(trainings::kind.eq(kind))
        .filter(trainings::sector.eq(sector))
        .filter(trainings::completed_on.eq(completed_on))
        .filter(is_standing())
        .order(trainings::id)
        .select(TrainingRow::as_select())
        .first(conn)
        .optional()?)
}

/// A driver's trainings in every state, oldest first.
///
/// # Errors
///
/// If the database fails.
pub fn list_by_driver(conn: &mut Conn, driver_id: DriverId) -> Result<Vec<TrainingRow>> {
    Ok(trainings::table
        .filter(trainings::driver_id.eq(driver_id))
        .order((trainings::completed_on, trainings::id))
        .select(TrainingRow::as_select())
        .load(conn)?)
}

/// The trainings that count for a driver, in the order in which rules read them.
///
/// # Errors
///
/// If the database fails.
pub fn list_valid_of_driver(conn: &mut Conn, driver_id: DriverId) -> Result<Vec<TrainingRow>> {
    Ok(trainings::table
        .filter(trainings::driver_id.eq(driver_id))
        .filter(trainings::status.eq(TrainingStatus::Valid))
        .order((trainings::completed_on, trainings::id))
        .select(TrainingRow::as_select())
        .load(conn)?)
}

/// A driver's trainings that count or may come to count, in the order in which
/// rules read them.
///
/// # Errors
///
/// If the database fails.
pub fn list_counting_of_driver(conn: &mut Conn, driver_id: DriverId) -> Result<Vec<TrainingRow>> {
    Ok(trainings::table
        .filter(trainings::driver_id.eq(driver_id))
        .filter(is_standing())
        .order((trainings::completed_on, trainings::id))
        .select(TrainingRow::as_select())
        .load(conn)?)
}

/// The valid trainings declared for a person, whether or not they are attached
/// to an account, in the order in which rules read them.
///
/// # Errors
///
/// If the database fails.
pub fn list_valid_of_holder(conn: &mut Conn, holder: Holder<'_>) -> Result<Vec<TrainingRow>> {
    Ok(trainings::table
        .filter(trainings::licence_country.eq(holder.licence_country))
        .filter(trainings::licence_number.eq(holder.licence_number))
        .filter(trainings::birth_date.eq(holder.birth_date))
        .filter(trainings::status.eq(TrainingStatus::Valid))
        .order((trainings::completed_on, trainings::id))
        .select(TrainingRow::as_select())
        .load(conn)?)
}

/// A driver's trainings whose recap is still kept, newest first: initial ones
/// without limit, continuing ones issued on or after `issued_since` (the guide's
/// six years).
///
/// # Errors
///
/// If the database fails.
pub fn list_kept_of_driver(
    conn: &mut Conn,
    driver_id: DriverId,
    issued_since: DateTime<Utc>,
) -> Result<Vec<TrainingWithCentre>> {
    let initial = [
        TrainingKind::InitialLong,
        TrainingKind::Fimo,
        TrainingKind::Equivalence,
    ];
    Ok(trainings::table
        .inner_join(organisations::table)
        .inner_join(approvals::table)
        .filter(trainings::driver_id.eq(driver_id))
        .filter(
            trainings::kind
                .eq_any(initial)
                .or(trainings::declared_at.ge(issued_since.naive_utc())),
        )
        .order((trainings::completed_on.desc(), trainings::id.desc()))
        .select(TrainingWithCentre::as_select())
        .load(conn)?)
}

/// A training with its centre.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get_with_centre(conn: &mut Conn, id: TrainingId) -> Result<TrainingWithCentre> {
    Ok(trainings::table
        .inner_join(organisations::table)
        .inner_join(approvals::table)
        .filter(trainings::id.eq(id))
        .select(TrainingWithCentre::as_select())
        .first(conn)?)
}
