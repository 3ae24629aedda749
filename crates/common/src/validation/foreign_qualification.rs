//! A qualification of another State, as its holder or that State gives it (domain §7.7).

use chrono::NaiveDate;

use super::birth_date::parse_date;
use super::licence::ForeignLicenceNumber;
use crate::countries::Country;
use crate::dates::years_after;
use crate::dto::exchange::{ForeignQualification, ForeignQualificationForm};
use crate::field_error::{Fault, Faults, FieldErrorCode};
use crate::rules::exchange::may_have_issued;
use crate::rules::policy::ExchangePolicy;
use crate::words::Sector;

/// The qualification as it is kept, with every fault below the form.
pub fn check_foreign(
    form: &ForeignQualificationForm,
    today: NaiveDate,
    policy: &ExchangePolicy,
    faults: &mut Faults,
) -> Option<ForeignQualification> {
    let country = faults.check("/country", check_country(&form.country));
    let number = ForeignLicenceNumber::parse(&form.document_number);
    let number = faults.check("/document_number", number);
    let sectors = faults.check("/sectors", check_sectors(&form.sectors));
    let until = check_end(&form.valid_until, today, policy);
    let until = faults.check("/valid_until", until);
    Some(ForeignQualification {
        country: country?.as_str().to_owned(),
        document_number: number?.to_string(),
        sectors: sectors?,
        valid_until: until?,
    })
}

fn check_country(text: &str) -> Result<Country, Fault> {
    let country = Country::parse(text)?;
    if may_have_issued(country) {
        Ok(country)
    } else {
        Err(FieldErrorCode::CountryNotInArea.into())
    }
}

/// One sector or both, in their order.
///
/// # Errors
///
/// None, or one of them twice.
pub fn check_sectors(sectors: &[Sector]) -> Result<Vec<Sector>, Fault> {
    let mut sorted = sectors.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    if sorted.is_empty() {
        return Err(Fault::new(FieldErrorCode::TooFewItems).min(1));
    }
    if sorted.len() < sectors.len() {
        return Err(FieldErrorCode::DuplicateItem.into());
    }
    Ok(sorted)
}

/// A last day that has not passed, and is not further ahead than any can be.
///
/// # Errors
///
/// Not a day, a day that has passed, or one that is too far ahead.
pub fn check_end(
    text: &str,
    today: NaiveDate,
    policy: &ExchangePolicy,
) -> Result<NaiveDate, Fault> {
    let until = parse_date(text)?;
    if until < today {
        return Err(FieldErrorCode::DateInPast.into());
    }
    if until > years_after(today, policy.max_years) {
        let fault = Fault::new(FieldErrorCode::DateTooFar);
        return Err(fault.max(policy.max_years as usize));
    }
    Ok(until)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> ForeignQualificationForm {
        ForeignQualificationForm {
            country: "pl".to_owned(),
            document_number: " abc 12345 ".to_owned(),
            sectors: vec![Sector::Passengers, Sector::Goods],
            valid_until: "30/06/2028".to_owned(),
        }
    }

    fn check(
        form: &ForeignQualificationForm,
    ) -> Result<ForeignQualification, Vec<(String, FieldErrorCode)>> {
        let mut faults = Faults::new();
        let today = "2026-11-27".parse().unwrap();
        let checked = check_foreign(form, today, &ExchangePolicy::default(), &mut faults);
        let faults: Vec<_> = faults
            .iter()
            .map(|(pointer, fault)| (pointer.to_owned(), fault.code))
            .collect();
        checked.ok_or(faults)
    }

    #[test]
    fn what_is_right_is_kept_in_one_form() {
        let kept = check(&form()).unwrap();
        assert_eq!(
            (kept.country.as_str(), kept.sectors),
            ("PL", Sector::ALL.to_vec())
        );
        assert_eq!(kept.valid_until.to_string(), "2028-06-30");
        assert!(kept.document_number.starts_with("ABC"));
    }

    #[test]
    fn every_fault_is_named() {
        let wrong = |adjust: fn(&mut ForeignQualificationForm)| {
            let mut form = form();
            adjust(&mut form);
            check(&form).unwrap_err()
        };
        let one = |pointer: &str, code| vec![(pointer.to_owned(), code)];
        for (faults, pointer, code) in [
            (
                wrong(|form| form.country.clear()),
                "/country",
                FieldErrorCode::Required,
            ),
            (
                wrong(|form| form.country = "FR".into()),
                "/country",
                FieldErrorCode::CountryNotInArea,
            ),
            (
                wrong(|form| form.country = "RE".into()),
                "/country",
                FieldErrorCode::CountryNotInArea,
            ),
            (
                wrong(|form| form.country = "CH".into()),
                "/country",
                FieldErrorCode::CountryNotInArea,
            ),
            (
                wrong(|form| form.document_number = "?".into()),
                "/document_number",
                FieldErrorCode::ForeignNumberForm,
            ),
            (
                wrong(|form| form.sectors.clear()),
                "/sectors",
                FieldErrorCode::TooFewItems,
            ),
            (
                wrong(|form| form.sectors = vec![Sector::Goods; 2]),
                "/sectors",
                FieldErrorCode::DuplicateItem,
            ),
            (
                wrong(|form| form.valid_until = "2026-11-26".into()),
                "/valid_until",
                FieldErrorCode::DateInPast,
            ),
            (
                wrong(|form| form.valid_until = "2032-11-28".into()),
                "/valid_until",
                FieldErrorCode::DateTooFar,
            ),
        ] {
            assert_eq!(faults, one(pointer, code));
        }
        let all = wrong(|form| {
            form.country.clear();
            form.document_number.clear();
            form.sectors.clear();
            form.valid_until.clear();
        });
        assert_eq!(all.len(), 4);
    }
}
