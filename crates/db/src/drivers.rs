//! Rows and queries of `drivers`: who holds, or will hold, a card.

pub mod licences;
pub mod likeness;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use common::dto::address::Address;
use common::dto::profile::CategoryView;
use common::ids::{AccountId, DriverId};
use common::statuses::IdentityReview;
use common::validation::names::comparison_key;
use common::words::{LicenceModel, NoticeChannel};
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::json::Json;
use crate::schema::drivers;

/// The form in which whole names are compared and searched:
/// `DUPONT|JEANPAUL`.
#[must_use]
pub fn name_key(surname: &str, first_names: &str) -> String {
    format!(
        "{}|{}",
        comparison_key(surname),
        comparison_key(first_names)
    )
}

/// A driver. Not printable: it is all personal data.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = drivers, check_for_backend(MultiBackend))]
pub struct DriverRow {
    /// Which one.
    pub id: DriverId,
    /// How the driver signs in.
    pub account_id: AccountId,
    /// Reference of the account request.
    pub reference: String,
    /// What a review is about.
    #[diesel(embed)]
    pub identity: DriverIdentity,
    /// Mobile phone, E.164.
    pub phone: Option<String>,
    /// How to be told that an answer is expected.
    pub notice_channel: NoticeChannel,
    /// Postal address.
    pub address: Json<Address>,
    /// State of the review.
    pub review: IdentityReview,
    /// Whether a review was ever conform.
    pub was_conform: bool,
    /// Counts changes.
    pub version: i64,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// When it was changed last.
    pub updated_at: NaiveDateTime,
}

/// Identity and licence, which a review is about.
#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = drivers, check_for_backend(MultiBackend), treat_none_as_null = true)]
pub struct DriverIdentity {
    /// Surname at birth.
    pub surname_birth: String,
    /// Surname in use, when different.
    pub surname_usage: Option<String>,
    /// First names.
    pub first_names: String,
    /// [`name_key`] of surname at birth and first names.
    pub name_key: String,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Town of birth.
    pub birth_place: String,
    /// Country of birth.
    pub birth_country: String,
    /// Nationality.
    pub nationality: String,
    /// Which model of licence.
    pub licence_model: LicenceModel,
    /// Issuing country.
    pub licence_country: String,
    /// NEPH or foreign number, normalised.
    pub licence_number: String,
    /// Number of the document.
    pub licence_document_number: Option<String>,
    /// Date of issue.
    pub licence_issued_on: Option<NaiveDate>,
    /// End of validity.
    pub licence_expires_on: Option<NaiveDate>,
    /// Who issued it.
    pub licence_authority: Option<String>,
    /// Heavy categories held.
    pub licence_categories: Json<Vec<CategoryView>>,
}

/// What a driver changes without a review.
#[derive(Clone, AsChangeset)]
#[diesel(table_name = drivers, treat_none_as_null = true)]
pub struct ContactChanges {
    /// Mobile phone, E.164; none removes it.
    pub phone: Option<String>,
    /// How to be told that an answer is expected.
    pub notice_channel: NoticeChannel,
    /// Postal address.
    pub address: Json<Address>,
}

/// Adds a driver.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if the account has one already.
pub fn insert(conn: &mut Conn, row: DriverRow) -> Result<()> {
    diesel::insert_into(drivers::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// One driver.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: DriverId) -> Result<DriverRow> {
    Ok(drivers::table
        .find(id)
        .select(DriverRow::as_select())
        .first(conn)?)
}

/// The driver behind an account.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get_by_account(conn: &mut Conn, account: AccountId) -> Result<DriverRow> {
    Ok(drivers::table
        .filter(drivers::account_id.eq(account))
        .select(DriverRow::as_select())
        .first(conn)?)
}

/// Id and state of the review of the driver behind an account, if it is a driver's.
///
/// # Errors
///
/// If the database fails.
pub fn find_standing(conn: &mut Conn, account: AccountId) -> Result<Option<DriverStanding>> {
    Ok(drivers::table
        .filter(drivers::account_id.eq(account))
        .select(DriverStanding::as_select())
        .first(conn)
        .optional()?)
}

/// What decides which pages a driver reaches.
#[derive(Clone, Copy, Debug, Queryable, Selectable)]
#[diesel(table_name = drivers, check_for_backend(MultiBackend))]
pub struct DriverStanding {
    /// Which driver.
    pub id: DriverId,
    /// State of the review.
    pub review: IdentityReview,
    /// Whether a review was ever conform.
    pub was_conform: bool,
}

/// The drivers with a licence number, oldest first.
///
/// # Errors
///
/// If the database fails.
pub fn list_by_licence(conn: &mut Conn, country: &str, number: &str) -> Result<Vec<DriverRow>> {
    Ok(drivers::table
        .filter(
            drivers::licence_country
                .eq(country)
                .and(drivers::licence_number.eq(number)),
        )
        .order(drivers::id)
        .select(DriverRow::as_select())
        .load(conn)?)
}

/// Moves the review from one state to another.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if the review is not in state `from`.
pub fn update_review(
    conn: &mut Conn,
    id: DriverId,
    from: IdentityReview,
    to: IdentityReview,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = diesel::update(drivers::table.find(id))
        .filter(drivers::review.eq(from))
        .set((
            drivers::review.eq(to),
            drivers::version.eq(drivers::version + 1),
            drivers::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    expect_changed(rows)?;
    if to == IdentityReview::Conform {
        diesel::update(drivers::table.find(id))
            .set(drivers::was_conform.eq(true))
            .execute(conn)?;
    }
    Ok(())
}

/// Replaces identity, licence and contact, and moves the review to another state.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if the row is no longer at `version`.
pub fn update_identity(
    conn: &mut Conn,
    id: DriverId,
    version: i64,
    (identity, contact): (&DriverIdentity, &ContactChanges),
    review: IdentityReview,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = diesel::update(drivers::table.find(id))
        .filter(drivers::version.eq(version))
        .set((
            identity,
            drivers::review.eq(review),
            drivers::version.eq(drivers::version + 1),
            drivers::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    expect_changed(rows)?;
    diesel::update(drivers::table.find(id))
        .set(contact)
        .execute(conn)?;
    Ok(())
}

/// Changes how the driver is reached.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if the row is no longer at `version`.
pub fn update_contact(
    conn: &mut Conn,
    id: DriverId,
    version: i64,
    contact: &ContactChanges,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = diesel::update(drivers::table.find(id))
        .filter(drivers::version.eq(version))
        .set((
            contact,
            drivers::version.eq(drivers::version + 1),
            drivers::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    expect_changed(rows)
}
