//! When drivers are told that something ends (domain §14).

use chrono::NaiveDate;

use crate::dates::months_before;

/// How long before the end a notice is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lead {
    /// Months before the last day.
    Months(u32),
    /// Days before the last day.
    Days(u32),
}

impl Lead {
    /// The day from which the notice is due.
    #[must_use]
    pub fn begins_on(self, last_day: NaiveDate) -> NaiveDate {
        match self {
            Self::Months(months) => months_before(last_day, months),
            Self::Days(days) => last_day
                .checked_sub_days(chrono::Days::new(days.into()))
                .unwrap_or(last_day),
        }
    }
}

impl std::fmt::Display for Lead {
    /// A word for keys: `2_months`, `7_days`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Months(months) => write!(f, "{months}_months"),
            Self::Days(days) => write!(f, "{days}_days"),
        }
    }
}

/// The notice that is due today about something whose last day is `last_day`: the
/// latest whose time has come, so that nobody gets two at once. One whose time had
/// come on the day `known_since` would have said nothing new and is left out.
#[must_use]
pub fn due_notice(
    last_day: NaiveDate,
    today: NaiveDate,
    known_since: Option<NaiveDate>,
    leads: &[Lead],
) -> Option<Lead> {
    if today > last_day {
        return None;
    }
    let due = leads.iter().copied().filter(|lead| {
        let begins_on = lead.begins_on(last_day);
        begins_on <= today && known_since.is_none_or(|day| begins_on > day)
    });
    due.max_by_key(|lead| lead.begins_on(last_day))
}

/// The day of the earliest notice among `leads` that may be due today: what ends
/// later than this needs no look yet.
#[must_use]
pub fn horizon(today: NaiveDate, leads: &[Lead]) -> NaiveDate {
    let ends = leads.iter().map(|lead| match lead {
        Lead::Months(months) => crate::dates::months_after(today, *months),
        Lead::Days(days) => crate::dates::days_after(today, *days),
    });
    // A month may begin a few days later than it ends: 31 March is a month before 30 April.
    ends.max()
        .map_or(today, |day| crate::dates::days_after(day, 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEADS: &[Lead] = &[Lead::Months(2), Lead::Months(1), Lead::Days(7)];

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn each_notice_has_its_time() {
        let due = |today| due_notice(day("2027-03-31"), day(today), None, LEADS);
        for (today, expected) in [
            ("2027-01-30", None),
            ("2027-01-31", Some(Lead::Months(2))),
            ("2027-02-27", Some(Lead::Months(2))),
            ("2027-02-28", Some(Lead::Months(1))),
            ("2027-03-23", Some(Lead::Months(1))),
            ("2027-03-24", Some(Lead::Days(7))),
            ("2027-03-31", Some(Lead::Days(7))),
            ("2027-04-01", None),
        ] {
            assert_eq!(due(today), expected, "{today}");
        }
    }

    #[test]
    fn what_was_known_before_is_no_news() {
        let due = |today| {
            due_notice(
                day("2027-03-31"),
                day(today),
                Some(day("2027-02-10")),
                LEADS,
            )
        };
        assert_eq!(due("2027-02-11"), None);
        assert_eq!(due("2027-02-28"), Some(Lead::Months(1)));
    }

    #[test]
    fn nothing_due_ends_behind_the_horizon() {
        for today in ["2027-01-31", "2027-02-28", "2027-03-31", "2028-02-29"] {
            let today = day(today);
            for ahead in 0..120 {
                let end = crate::dates::days_after(today, ahead);
                if due_notice(end, today, None, LEADS).is_some() {
                    assert!(end <= horizon(today, LEADS), "{today} {end}");
                }
            }
        }
    }

    #[test]
    fn is_a_word_in_keys() {
        assert_eq!(
            (Lead::Months(2).to_string(), Lead::Days(7).to_string()),
            ("2_months".to_owned(), "7_days".to_owned())
        );
    }
}
