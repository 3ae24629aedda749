//! Dates and durations in words.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use common::words::Language;

const FRENCH_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date in words: "12 mai 2028", "1er juin 2028", "12 May 2028".
#[must_use]
pub fn long_date(date: NaiveDate, language: Language) -> String {
    let month = |names: [&'static str; 12]| {
        names
            .get(date.month0() as usize)
            .copied()
            .unwrap_or_default()
    };
    let (day, year) = (date.day(), date.year());
    match language {
        Language::French if day == 1 => format!("1er\u{A0}{} {year}", month(FRENCH_MONTHS)),
        Language::French => format!("{day}\u{A0}{} {year}", month(FRENCH_MONTHS)),
        Language::English => format!("{day}\u{A0}{} {year}", month(ENGLISH_MONTHS)),
    }
}

/// A date and time in words: "12 mai 2028 à 14 h 05", "12 May 2028 at 14:05".
#[must_use]
pub fn long_date_time(moment: NaiveDateTime, language: Language) -> String {
    let date = long_date(moment.date(), language);
    match language {
        Language::French => format!("{date} à {}", moment.format("%-H\u{A0}h\u{A0}%M")),
        Language::English => format!("{date} at {}", moment.format("%H:%M")),
    }
}

/// A duration in hours: "35 h", "7 h 30".
#[must_use]
pub fn hours(minutes: u32) -> String {
    match minutes % 60 {
        0 => format!("{}\u{A0}h", minutes / 60),
        rest => format!("{}\u{A0}h\u{A0}{rest:02}", minutes / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_dates_as_people_do() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(
            long_date(date("2028-05-12"), Language::French),
            "12\u{A0}mai 2028"
        );
        assert_eq!(
            long_date(date("2028-06-01"), Language::French),
            "1er\u{A0}juin 2028"
        );
        assert_eq!(
            long_date(date("2028-06-01"), Language::English),
            "1\u{A0}June 2028"
        );
        let moment = date("2028-12-31").and_hms_opt(9, 5, 0).unwrap();
        assert_eq!(
            long_date_time(moment, Language::French),
            "31\u{A0}décembre 2028 à 9\u{A0}h\u{A0}05"
        );
        assert_eq!(
            long_date_time(moment, Language::English),
            "31\u{A0}December 2028 at 09:05"
        );
    }

    #[test]
    fn writes_hours() {
        assert_eq!(hours(35 * 60), "35\u{A0}h");
        assert_eq!(hours(7 * 60 + 30), "7\u{A0}h\u{A0}30");
    }
}
