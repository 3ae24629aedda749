//! Dates as people type them, and the date of birth.

use chrono::NaiveDate;

use crate::dates::years_after;
use crate::field_error::{Fault, FieldErrorCode};

/// The least age of a driver, in years: the first age of R. 3314-4.
pub const MIN_AGE: u32 = 18;

/// Above this age, in years, the year was mistyped (domain §12, an assumption).
pub const MAX_AGE: u32 = 90;

/// Reads `27/03/1985` (also with dots, hyphens or spaces) or `1985-03-27`.
///
/// # Errors
///
/// Nothing given, not a date's form, or a day that the calendar does not have.
pub fn parse_date(text: &str) -> Result<NaiveDate, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldErrorCode::Required.into());
    }
    let parts: Vec<_> = text
        .split(['/', '.', '-', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let [first, month, last] = parts[..] else {
        return Err(FieldErrorCode::DateMalformed.into());
    };
    let (year, day) = if first.len() == 4 {
        (first, last)
    } else {
        (last, first)
    };
    let is_number = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_number(year, 4..=4) || !is_number(month, 1..=2) || !is_number(day, 1..=2) {
        return Err(FieldErrorCode::DateMalformed.into());
    }
    let number = |part: &str| part.parse::<u32>().unwrap_or_default();
    let year = i32::try_from(number(year)).unwrap_or_default();
    NaiveDate::from_ymd_opt(year, number(month), number(day))
        .ok_or_else(|| FieldErrorCode::DateNotReal.into())
}

/// Checks that a driver born on that day is 18 to 90 years old today.
///
/// # Errors
///
/// In the future, too young, or too old.
pub fn check_birth_date(birth_date: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Fault> {
    if birth_date >= today {
        return Err(FieldErrorCode::DateInFuture.into());
    }
    if years_after(birth_date, MIN_AGE) > today {
        return Err(Fault::new(FieldErrorCode::TooYoung).min(MIN_AGE as usize));
    }
    if years_after(birth_date, MAX_AGE + 1) <= today {
        return Err(Fault::new(FieldErrorCode::TooOld).max(MAX_AGE as usize));
    }
    Ok(birth_date)
}

/// Reads and checks a date of birth.
///
/// # Errors
///
/// As [`parse_date`] and [`check_birth_date`].
pub fn parse_birth_date(text: &str, today: NaiveDate) -> Result<NaiveDate, Fault> {
    check_birth_date(parse_date(text)?, today)
}

/// Checks a day that must have come already, such as the issue of a licence.
///
/// # Errors
///
/// The day lies after today.
pub fn check_past_date(date: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Fault> {
    if date > today {
        return Err(FieldErrorCode::DateInFuture.into());
    }
    Ok(date)
}

/// Whole years lived on that day; somebody born on 29 February has their
/// birthday on 28 February in other years.
#[must_use]
pub fn age_on(birth_date: NaiveDate, day: NaiveDate) -> u32 {
    use chrono::Datelike as _;
    let years = u32::try_from(day.year() - birth_date.year()).unwrap_or_default();
    if years_after(birth_date, years) > day {
        years.saturating_sub(1)
    } else {
        years
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        "2026-11-23".parse().unwrap()
    }

    #[test]
    fn reads_dates_as_people_type_them() {
        for text in [
            "27/03/1985",
            "27.3.1985",
            "27-03-1985",
            "27 03 1985",
            "1985-03-27",
            " 27/03/1985 ",
        ] {
            assert_eq!(
                parse_date(text),
                Ok("1985-03-27".parse().unwrap()),
                "{text}"
            );
        }
        assert!(parse_birth_date("29/02/1996", today()).is_ok());
    }

    #[test]
    fn refuses_what_is_not_the_birth_date_of_a_driver() {
        for (text, code) in [
            ("29/02/1995", FieldErrorCode::DateNotReal),
            ("31/04/1980", FieldErrorCode::DateNotReal),
            ("24/11/2026", FieldErrorCode::DateInFuture),
            ("24/11/2008", FieldErrorCode::TooYoung),
            ("23/11/1935", FieldErrorCode::TooOld),
            ("27/03/85", FieldErrorCode::DateMalformed),
            ("hier", FieldErrorCode::DateMalformed),
            ("１/1/1980", FieldErrorCode::DateMalformed),
            ("", FieldErrorCode::Required),
        ] {
            assert_eq!(
                parse_birth_date(text, today()).map_err(|fault| fault.code),
                Err(code),
                "{text}"
            );
        }
        assert!(parse_birth_date("23/11/2008", today()).is_ok());
        assert!(parse_birth_date("24/11/1935", today()).is_ok());
    }

    #[test]
    fn counts_ages() {
        let born = "2004-02-29".parse().unwrap();
        assert_eq!(age_on(born, "2025-02-27".parse().unwrap()), 20);
        assert_eq!(age_on(born, "2025-02-28".parse().unwrap()), 21);
        assert_eq!(age_on(born, "2003-01-01".parse().unwrap()), 0);
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in "\\PC*") {
            if let Ok(date) = parse_date(&text) {
                prop_assert_eq!(parse_date(&date.to_string()), Ok(date));
                prop_assert_eq!(parse_date(&crate::dates::short_date(date)), Ok(date));
            }
        }
    }
}
