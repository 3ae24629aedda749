//! Civil dates: years and months later, working days, and the day it is in
//! Paris. No clock and no time-zone database, so that the browser computes the
//! same from a few hundred bytes.

use chrono::{
    DateTime, Datelike as _, Days, Months, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday,
};

use crate::words::Language;

/// The same day and month `years` later; 29 February becomes 28 February
/// (domain §7, `Y`). Dates beyond the calendar's end stay at its end.
#[must_use]
pub fn years_after(date: NaiveDate, years: u32) -> NaiveDate {
    months_after(date, years.saturating_mul(12))
}

/// The same day of the year, years before; 28 February for the 29th.
#[must_use]
pub fn years_before(date: NaiveDate, years: u32) -> NaiveDate {
    months_before(date, years.saturating_mul(12))
}

/// The same day `months` later, or the month's last day (domain §7, `M`).
#[must_use]
pub fn months_after(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months))
        .unwrap_or(NaiveDate::MAX)
}

/// The same day `months` earlier, or the month's last day.
#[must_use]
pub fn months_before(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_sub_months(Months::new(months))
        .unwrap_or(NaiveDate::MIN)
}

/// The day `days` later.
#[must_use]
pub fn days_after(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_add_days(Days::new(days.into()))
        .unwrap_or(NaiveDate::MAX)
}

/// The `days`-th working day after `date`: Saturdays, Sundays and French public
/// holidays do not count. 0 gives the date itself.
#[must_use]
pub fn working_days_after(date: NaiveDate, days: u32) -> NaiveDate {
    let mut day = date;
    let mut left = days;
    while left > 0 {
        let Some(next) = day.succ_opt() else { break };
        day = next;
        left -= u32::from(is_working_day(day));
    }
    day
}

/// Neither Saturday, Sunday nor a French public holiday.
#[must_use]
pub fn is_working_day(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && !is_public_holiday(date)
}

/// A public holiday of the whole of France (Code du travail, L. 3133-1).
#[must_use]
pub fn is_public_holiday(date: NaiveDate) -> bool {
    const FIXED: [(u32, u32); 8] = [
        (1, 1),
        (5, 1),
        (5, 8),
        (7, 14),
        (8, 15),
        (11, 1),
        (11, 11),
        (12, 25),
    ];
    // Easter Monday, Ascension Day, Whit Monday.
    const AFTER_EASTER: [i64; 3] = [1, 39, 50];
    FIXED.contains(&(date.month(), date.day()))
        || easter(date.year()).is_some_and(|easter| {
            AFTER_EASTER.contains(&date.signed_duration_since(easter).num_days())
        })
}

/// Easter Sunday, by the anonymous Gregorian computus (Meeus, "Astronomical Algorithms").
fn easter(year: i32) -> Option<NaiveDate> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let g = (8 * b + 13).div_euclid(25);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c.div_euclid(4), c.rem_euclid(4));
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l).div_euclid(451);
    let n = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(
        year,
        u32::try_from(n.div_euclid(31)).ok()?,
        u32::try_from(n.rem_euclid(31) + 1).ok()?,
    )
}

/// The civil date in Paris at that instant; all dates of the law are such dates.
#[must_use]
pub fn paris_date(instant: DateTime<Utc>) -> NaiveDate {
    paris_date_time(instant).0
}

/// The civil date and time of day in Paris at that instant.
#[must_use]
pub fn paris_date_time(instant: DateTime<Utc>) -> (NaiveDate, NaiveTime) {
    let local = instant
        .naive_utc()
        .checked_add_signed(paris_offset(instant));
    let local = local.unwrap_or_else(|| instant.naive_utc());
    (local.date(), local.time())
}

/// The instant at which the day ends in Paris, exclusive: the next midnight.
#[must_use]
pub fn paris_end_of_day(date: NaiveDate) -> DateTime<Utc> {
    let midnight = date
        .succ_opt()
        .unwrap_or(date)
        .and_time(NaiveTime::MIN)
        .and_utc();
    // The clocks change hours away from midnight, so the offset one hour
    // before midnight UTC is also the offset at midnight in Paris.
    let offset = paris_offset(midnight - TimeDelta::hours(1));
    midnight.checked_sub_signed(offset).unwrap_or(midnight)
}

/// How far Paris is ahead of UTC: two hours from the last Sunday of March to
/// the last Sunday of October, both at 01:00 UTC, else one (Directive 2000/84/EC;
/// exact from 1996 on).
#[must_use]
pub fn paris_offset(instant: DateTime<Utc>) -> TimeDelta {
    let change = |month| {
        let sunday = last_sunday(instant.year(), month)?;
        Some(sunday.and_hms_opt(1, 0, 0)?.and_utc())
    };
    let summer = change(3)
        .zip(change(10))
        .is_some_and(|(start, end)| start <= instant && instant < end);
    TimeDelta::hours(if summer { 2 } else { 1 })
}

/// The last Sunday of a month of 31 days.
fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    let back = last.weekday().num_days_from_sunday();
    last.checked_sub_days(Days::new(back.into()))
}

/// "1er novembre 2026", "1 November 2026".
#[must_use]
pub fn long_date(date: NaiveDate, language: Language) -> String {
    const FRENCH: [&str; 12] = [
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
    const ENGLISH: [&str; 12] = [
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
    let (names, ordinal) = match language {
        Language::French if date.day() == 1 => (FRENCH, "er"),
        Language::French => (FRENCH, ""),
        Language::English => (ENGLISH, ""),
    };
    let month = names
        .into_iter()
        .nth(date.month0() as usize)
        .unwrap_or_default();
    format!("{}{ordinal} {month} {}", date.day(), date.year())
}

/// "01/11/2026", the form of forms and lists in both languages.
#[must_use]
pub fn short_date(date: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

#[cfg(test)]
mod tests;
