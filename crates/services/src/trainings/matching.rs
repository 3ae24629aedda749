//! Rule R9 on the database: whose training is it?

use common::rules::matching::{DeclaredIdentity, IdentityMatch, KnownIdentity, match_identity};
use common::statuses::{IdentityReview, TrainingMatch};
use common::words::AccountField;
use db::Conn;
use db::drivers::DriverRow;

use crate::error::ServiceResult;

/// The licence and the person that a centre declares.
pub(super) struct Declared<'a> {
    pub licence_country: &'a str,
    pub licence_number: &'a str,
    pub identity: DeclaredIdentity<'a>,
}

/// What was found.
pub(super) struct Found {
    pub outcome: TrainingMatch,
    /// The driver it belongs to; none unless attached.
    pub driver: Option<DriverRow>,
}

/// Compares one driver with a declaration.
pub(super) fn compare(identity: &DeclaredIdentity<'_>, driver: &DriverRow) -> TrainingMatch {
    decide(identity, driver).outcome
}

/// What differs between a driver and a declaration.
pub(super) fn differences(
    identity: &DeclaredIdentity<'_>,
    driver: &DriverRow,
) -> Vec<AccountField> {
    decide(identity, driver).differences
}

fn decide(identity: &DeclaredIdentity<'_>, driver: &DriverRow) -> IdentityMatch {
    let known = KnownIdentity {
        surname_birth: &driver.identity.surname_birth,
        surname_usage: driver.identity.surname_usage.as_deref(),
        birth_date: driver.identity.birth_date,
    };
    match_identity(identity, Some(&known))
}

/// Finds the driver of a declaration. Only a reviewed identity is compared: what
/// anybody can type into an account form must not draw trainings to it.
pub(super) fn find_driver(conn: &mut Conn, declared: &Declared<'_>) -> ServiceResult<Found> {
    let known =
        db::drivers::list_by_licence(conn, declared.licence_country, declared.licence_number)?;
    let mut outcome = TrainingMatch::Unattached;
    for driver in known {
        if driver.review != IdentityReview::Conform {
            continue;
        }
        outcome = compare(&declared.identity, &driver);
        if outcome == TrainingMatch::Attached {
            return Ok(Found {
                outcome,
                driver: Some(driver),
            });
        }
    }
    Ok(Found {
        outcome,
        driver: None,
    })
}
