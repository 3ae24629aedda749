//! What the service notices by itself in an account request, for the reviewer.

use chrono::NaiveDate;
use common::account_finding::AccountFindingCode;
use common::dates::short_date;
use common::dto::profile::IdentityView;
use common::dto::review::Finding;
use common::field_error::Fault;
use common::ids::DriverId;
use common::validation::birth_date::age_on;
use common::words::Language;
use db::account_reviews::StoredFinding;
use db::drivers::DriverIdentity;
use db::{Conn, Result};

/// Below this age some qualifications cannot be had yet (domain §7.1, R7).
const YOUNG: u32 = 21;

/// From this age on a licence of the C group is valid for two years, then one.
const OLD: u32 = 70;

/// So many letters may differ between two names that are taken for the same.
const NEAR: usize = 2;

const fn finding(code: AccountFindingCode, about: Option<String>) -> StoredFinding {
    StoredFinding { code, about }
}

/// What the data say alone.
#[must_use]
pub fn in_data(
    identity: &IdentityView,
    warnings: &[Fault],
    today: NaiveDate,
) -> Vec<StoredFinding> {
    let mut found: Vec<_> = warnings
        .iter()
        .map(|fault| finding(AccountFindingCode::of_warning(fault.code), None))
        .collect();
    let licence = &identity.licence;
    if let Some(day) = licence.expires_on.filter(|day| *day < today) {
        let about = Some(short_date(day));
        found.push(finding(AccountFindingCode::LicenceExpired, about));
    }
    for category in licence
        .categories
        .iter()
        .filter(|category| category.valid_until < today)
    {
        let about = format!(
            "{} ({})",
            category.category,
            short_date(category.valid_until)
        );
        found.push(finding(AccountFindingCode::CategoryExpired, Some(about)));
    }
    let age = age_on(identity.birth_date, today);
    if age < YOUNG {
        found.push(finding(
            AccountFindingCode::AgeUnder21,
            Some(age.to_string()),
        ));
    }
    if age >= OLD {
        found.push(finding(
            AccountFindingCode::Age70OrMore,
            Some(age.to_string()),
        ));
    }
    found
}

/// What other drivers' data say; `own` is the driver under review.
///
/// # Errors
///
/// If the database fails.
pub fn among_drivers(
    conn: &mut Conn,
    identity: &DriverIdentity,
    own: DriverId,
) -> Result<Vec<StoredFinding>> {
    let mut found = Vec::new();
    let same_licence =
        db::drivers::list_by_licence(conn, &identity.licence_country, &identity.licence_number)?;
    for other in same_licence.iter().filter(|other| other.id != own) {
        let about = Some(other.reference.clone());
        found.push(finding(AccountFindingCode::DuplicateLicence, about));
    }
    for other in db::drivers::likeness::list_by_birth_date(conn, identity.birth_date)? {
        let is_named_already = same_licence.iter().any(|driver| driver.id == other.id);
        if other.id != own && !is_named_already && is_near(&other.name_key, &identity.name_key) {
            let about = Some(other.reference);
            found.push(finding(AccountFindingCode::SimilarIdentity, about));
        }
    }
    if found.is_empty() {
        found.push(finding(AccountFindingCode::NoDuplicate, None));
    }
    Ok(found)
}

/// Whether at most [`NEAR`] letters must be inserted, deleted or replaced.
pub(crate) fn is_near(left: &str, right: &str) -> bool {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, letter) in left.chars().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(index + 1);
        for ((other, above), (left, diagonal)) in right
            .iter()
            .zip(row.iter().skip(1))
            .zip((index + 1..).zip(&row))
        {
            let before = next.last().copied().unwrap_or(left);
            next.push(
                (above + 1)
                    .min(before + 1)
                    .min(diagonal + usize::from(*other != letter)),
            );
        }
        row = next;
    }
    row.last().is_some_and(|distance| *distance <= NEAR)
}

/// The finding in words.
#[must_use]
pub fn describe(stored: &StoredFinding, language: Language) -> Finding {
    let about = stored.about.as_deref().unwrap_or_default();
    Finding {
        code: stored.code.to_string(),
        severity: stored.code.severity(),
        text: stored.code.sentence(about, language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_near_when_two_letters_differ() {
        assert!(is_near("DUPONT|JEAN", "DUPONT|JEAN"));
        assert!(is_near("DUPONT|JEAN", "DUPOND|JEAN"));
        assert!(is_near("DUPONT|JEAN", "DUPPONT|JEANN"));
        assert!(!is_near("DUPONT|JEAN", "DURAND|JEAN"));
        assert!(!is_near("", "ABC"));
        assert!(is_near("AB", ""));
    }
}
