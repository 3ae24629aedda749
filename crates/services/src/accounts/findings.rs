//! What the service notices by itself in an account request, for the reviewer.

use chrono::NaiveDate;
use common::dates::short_date;
use common::dto::profile::IdentityView;
use common::dto::review::{Finding, FindingSeverity};
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

fn finding(code: &str, severity: FindingSeverity, about: Option<String>) -> StoredFinding {
    StoredFinding {
        code: code.to_owned(),
        severity,
        about,
    }
}

/// What the data say alone.
#[must_use]
pub fn in_data(
    identity: &IdentityView,
    warnings: &[Fault],
    today: NaiveDate,
) -> Vec<StoredFinding> {
    let warning = |code, about| finding(code, FindingSeverity::Warning, about);
    let mut found: Vec<_> = warnings
        .iter()
        .map(|fault| warning(fault.code.as_str(), None))
        .collect();
    let licence = &identity.licence;
    if let Some(day) = licence.expires_on.filter(|day| *day < today) {
        found.push(warning("licence_expired", Some(short_date(day))));
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
        found.push(warning("category_expired", Some(about)));
    }
    let age = age_on(identity.birth_date, today);
    if age < YOUNG {
        found.push(warning("age_under_21", Some(age.to_string())));
    }
    if age >= OLD {
        found.push(warning("age_70_or_more", Some(age.to_string())));
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
        found.push(finding("duplicate_licence", FindingSeverity::Error, about));
    }
    for other in db::drivers::likeness::list_by_birth_date(conn, identity.birth_date)? {
        let is_named_already = same_licence.iter().any(|driver| driver.id == other.id);
        if other.id != own && !is_named_already && is_near(&other.name_key, &identity.name_key) {
            let about = Some(other.reference);
            found.push(finding("similar_identity", FindingSeverity::Warning, about));
        }
    }
    if found.is_empty() {
        found.push(finding("no_duplicate", FindingSeverity::Ok, None));
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
pub fn describe(stored: StoredFinding, language: Language) -> Finding {
    let about = stored.about.as_deref().unwrap_or_default();
    let text = match language {
        Language::French => french(&stored.code, about),
        Language::English => english(&stored.code, about),
    };
    Finding {
        code: stored.code,
        severity: stored.severity,
        text,
    }
}

fn french(code: &str, about: &str) -> String {
    match code {
        "neph_month" => "Les chiffres 3 et 4 du numéro NEPH ne sont pas un mois.".to_owned(),
        "pink_number_unusual" => {
            "Le numéro du permis rose n’a pas la forme habituelle de 12 chiffres.".to_owned()
        }
        "licence_expired" => format!("Le permis de conduire est expiré depuis le {about}."),
        "category_expired" => format!("La catégorie {about} n’est plus valide."),
        "age_under_21" => format!("Âge : {about} ans, certaines qualifications demandent 21 ans."),
        "age_70_or_more" => format!("Âge : {about} ans, la validité du permis est réduite."),
        "duplicate_licence" => format!("Ce numéro de permis figure déjà au dossier {about}."),
        "similar_identity" => {
            format!("Même date de naissance et nom presque identique : dossier {about}.")
        }
        "no_duplicate" => "Aucun autre dossier avec ce permis ou cette identité.".to_owned(),
        "register_confirms" => "Le fichier des permis confirme les données.".to_owned(),
        "register_differs" => {
            "Le fichier des permis connaît ce numéro sous une autre identité.".to_owned()
        }
        "register_unknown" => "Le fichier des permis ne connaît pas ce numéro.".to_owned(),
        "register_unavailable" => "Le fichier des permis n’a pas répondu.".to_owned(),
        other => other.to_owned(),
    }
}

fn english(code: &str, about: &str) -> String {
    match code {
        "neph_month" => "Digits 3 and 4 of the NEPH number are not a month.".to_owned(),
        "pink_number_unusual" => {
            "The number of the pink licence has not the usual form of 12 digits.".to_owned()
        }
        "licence_expired" => format!("The driving licence expired on {about}."),
        "category_expired" => format!("Category {about} is no longer valid."),
        "age_under_21" => format!("Age: {about}, some qualifications ask for 21 years."),
        "age_70_or_more" => format!("Age: {about}, the licence is valid for shorter times."),
        "duplicate_licence" => format!("This licence number is already in file {about}."),
        "similar_identity" => {
            format!("Same date of birth and almost the same name: file {about}.")
        }
        "no_duplicate" => "No other file with this licence or identity.".to_owned(),
        "register_confirms" => "The licence register confirms the data.".to_owned(),
        "register_differs" => {
            "The licence register knows this number with another identity.".to_owned()
        }
        "register_unknown" => "The licence register does not know this number.".to_owned(),
        "register_unavailable" => "The licence register did not answer.".to_owned(),
        other => other.to_owned(),
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
