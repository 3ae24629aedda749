//! Durations of trainings, kept as whole minutes: 7 hours are 420.

use crate::field_error::{Fault, FieldErrorCode};

/// The most minutes of one training; a long qualification has some 420 hours.
pub const MAX_MINUTES: u32 = 200_000;

/// Reads `7`, `7,5`, `7.25`, `7h30`, `7 h 30` or `7:30` as minutes.
///
/// # Errors
///
/// Nothing given, not a duration, or not whole minutes (`7,3333`).
pub fn parse_hours(text: &str) -> Result<u32, Fault> {
    let text: String = text
        .to_lowercase()
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    if text.is_empty() {
        return Err(FieldErrorCode::Required.into());
    }
    let minutes = if let Some((hours, minutes)) = text.split_once(['h', ':']) {
        clock(hours, minutes)
    } else if let Some((hours, fraction)) = text.split_once([',', '.']) {
        decimal(hours, fraction)
    } else {
        number(&text).map(|hours| hours * 60)
    };
    match minutes {
        Some(minutes) if minutes <= MAX_MINUTES => Ok(minutes),
        Some(_) => Err(Fault::new(FieldErrorCode::OutOfRange).max(MAX_MINUTES as usize / 60)),
        None => Err(FieldErrorCode::HoursMalformed.into()),
    }
}

fn clock(hours: &str, minutes: &str) -> Option<u32> {
    let minutes = if minutes.is_empty() {
        0
    } else {
        number(minutes)?
    };
    (minutes < 60).then_some(number(hours)? * 60 + minutes)
}

fn decimal(hours: &str, fraction: &str) -> Option<u32> {
    let scale = 10u32.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let part = number(fraction)?.checked_mul(60)?;
    part.is_multiple_of(scale)
        .then_some(number(hours)? * 60 + part / scale)
}

/// Up to six digits, so that nothing overflows.
fn number(digits: &str) -> Option<u32> {
    let is_number =
        (1..=6).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then(|| digits.parse().ok())?
}

/// "7 h", "7 h 30".
#[must_use]
pub fn format_minutes(minutes: u32) -> String {
    match minutes % 60 {
        0 => format!("{} h", minutes / 60),
        rest => format!("{} h {rest:02}", minutes / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_hours() {
        for (text, minutes) in [
            ("7", 420),
            ("7,5", 450),
            ("7.25", 435),
            ("7h30", 450),
            ("7 h 05", 425),
            ("35:00", 2100),
            ("7H", 420),
            ("0", 0),
        ] {
            assert_eq!(parse_hours(text), Ok(minutes), "{text}");
        }
        for text in [
            "-7", "7,3333", "7h60", "sept", "7,", "h30", "1e3", "7,5,5", "9999999",
        ] {
            assert_eq!(
                parse_hours(text).map_err(|fault| fault.code),
                Err(FieldErrorCode::HoursMalformed),
                "{text}"
            );
        }
        assert_eq!(
            parse_hours("999999").map_err(|fault| fault.code),
            Err(FieldErrorCode::OutOfRange)
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(minutes in 0..MAX_MINUTES) {
            prop_assert_eq!(parse_hours(&format_minutes(minutes)), Ok(minutes));
        }

        #[test]
        fn never_panics(text in "\\PC*|[0-9h:,.]{0,14}") {
            let _ = parse_hours(&text);
        }
    }
}
