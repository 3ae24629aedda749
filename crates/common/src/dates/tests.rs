use super::*;
use chrono::Timelike as _;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn adds_years_and_months() {
    assert_eq!(years_after(day("2024-02-29"), 5), day("2029-02-28"));
    assert_eq!(years_after(day("2023-05-12"), 5), day("2028-05-12"));
    assert_eq!(months_after(day("2025-10-31"), 4), day("2026-02-28"));
    assert_eq!(months_after(day("2025-03-15"), 4), day("2025-07-15"));
    assert_eq!(months_before(day("2028-05-12"), 12), day("2027-05-12"));
    assert_eq!(years_after(NaiveDate::MAX, 1), NaiveDate::MAX);
}

#[test]
fn knows_public_holidays() {
    // Easter Sundays: 20 April 2025, 5 April 2026, 28 March 2027.
    for holiday in [
        "2025-04-21",
        "2025-05-29",
        "2025-06-09",
        "2026-04-06",
        "2026-05-14",
        "2026-05-25",
        "2027-03-29",
        "2026-07-14",
    ] {
        assert!(is_public_holiday(day(holiday)), "{holiday}");
    }
    for ordinary in ["2025-04-20", "2025-04-22", "2026-11-12", "2026-12-26"] {
        assert!(!is_public_holiday(day(ordinary)), "{ordinary}");
    }
}

#[test]
fn counts_working_days() {
    assert_eq!(working_days_after(day("2026-11-20"), 5), day("2026-11-27"));
    // Over Easter 2026: Friday, (Sat, Sun, Easter Monday), Tuesday …
    assert_eq!(working_days_after(day("2026-04-03"), 1), day("2026-04-07"));
    assert_eq!(working_days_after(day("2026-04-04"), 0), day("2026-04-04"));
}

#[test]
fn knows_the_day_in_paris_around_the_change_of_clocks() {
    assert_eq!(
        paris_date(instant("2026-07-14T21:59:59Z")),
        day("2026-07-14")
    );
    assert_eq!(
        paris_date(instant("2026-07-14T22:00:00Z")),
        day("2026-07-15")
    );
    assert_eq!(
        paris_date(instant("2026-12-31T22:59:59Z")),
        day("2026-12-31")
    );
    assert_eq!(
        paris_date(instant("2026-12-31T23:00:00Z")),
        day("2027-01-01")
    );
    for (text, hours) in [
        ("2026-03-29T00:59:59Z", 1),
        ("2026-03-29T01:00:00Z", 2),
        ("2026-10-25T00:59:59Z", 2),
        ("2026-10-25T01:00:00Z", 1),
        ("2024-03-31T01:00:00Z", 2),
    ] {
        assert_eq!(
            paris_offset(instant(text)),
            TimeDelta::hours(hours),
            "{text}"
        );
    }
    assert_eq!(
        paris_end_of_day(day("2026-07-14")),
        instant("2026-07-14T22:00:00Z")
    );
    assert_eq!(
        paris_end_of_day(day("2026-12-31")),
        instant("2026-12-31T23:00:00Z")
    );
}

#[test]
fn writes_dates() {
    assert_eq!(
        long_date(day("2026-11-01"), Language::French),
        "1er novembre 2026"
    );
    assert_eq!(
        long_date(day("2026-02-14"), Language::French),
        "14 février 2026"
    );
    assert_eq!(
        long_date(day("2026-02-14"), Language::English),
        "14 February 2026"
    );
    assert_eq!(short_date(day("2026-02-03")), "03/02/2026");
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..60_000u32).prop_map(|days| days_after(day("1980-01-01"), days))
}

proptest! {
    #[test]
    fn months_keep_order_and_never_pass_into_a_third_month(date in any_day(), later in any_day(), months in 0..200u32) {
        let after = months_after(date, months);
        let total = |date: NaiveDate| date.year() * 12 + date.month0() as i32;
        prop_assert_eq!(total(after), total(date) + months as i32);
        prop_assert!(after.day() <= date.day());
        if date <= later {
            prop_assert!(after <= months_after(later, months));
        }
    }

    #[test]
    fn the_change_of_clocks_follows_the_directive(days in 0..36_524u32, seconds in 0..86_400u32) {
        let date = days_after(day("1996-01-01"), days);
        let instant = date.and_hms_opt(0, 0, 0).unwrap().and_utc() + TimeDelta::seconds(seconds.into());
        // Independent reading: in March and October, count the Sundays left.
        let summer = match date.month() {
            4..=9 => true,
            1 | 2 | 11 | 12 => false,
            month => {
                let last_sunday_passed = if date.weekday() == Weekday::Sun {
                    date.day() > 24 && instant.hour() >= 1
                } else {
                    date.day() - date.weekday().num_days_from_sunday().min(date.day()) > 24
                };
                (month == 3) == last_sunday_passed
            }
        };
        prop_assert_eq!(paris_offset(instant).num_hours(), if summer { 2 } else { 1 });
        let end = paris_end_of_day(paris_date(instant));
        prop_assert!(end > instant);
        prop_assert_eq!(paris_date(end - TimeDelta::seconds(1)), paris_date(instant));
        prop_assert_ne!(paris_date(end), paris_date(instant));
    }

    #[test]
    fn working_days_are_working_days(date in any_day(), days in 1..40u32) {
        let after = working_days_after(date, days);
        prop_assert!(is_working_day(after));
        prop_assert_eq!(working_days_after(date, days + 1), working_days_after(after, 1));
    }
}
