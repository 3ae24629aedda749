//! Dates, times, sizes and countries as people read them, by the browser's own `Intl`:
//! no time zone data travels with the page.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use common::countries::Country;
use js_sys::{Array, Date, Function, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::form::language;
use crate::i18n::{Locale, Texts, code, tu_string};

const PARIS: &str = "Europe/Paris";

/// A civil date in words: « 23 novembre 2026 ».
#[must_use]
pub fn date(locale: Locale, day: NaiveDate) -> String {
    civil(
        locale,
        day,
        &[("day", "numeric"), ("month", "long"), ("year", "numeric")],
    )
    .unwrap_or_else(|| day.to_string())
}

/// A civil date in figures: « 23/11/2026 ».
#[must_use]
pub fn short_date(locale: Locale, day: NaiveDate) -> String {
    civil(
        locale,
        day,
        &[
            ("day", "2-digit"),
            ("month", "2-digit"),
            ("year", "numeric"),
        ],
    )
    .unwrap_or_else(|| day.to_string())
}

/// The month of a civil date: « novembre 2026 ».
#[must_use]
pub fn month(locale: Locale, day: NaiveDate) -> String {
    civil(locale, day, &[("month", "long"), ("year", "numeric")])
        .unwrap_or_else(|| day.format("%Y-%m").to_string())
}

/// An instant in Paris, with the time: « 23 novembre 2026 à 14:32 ».
#[must_use]
pub fn instant(locale: Locale, at: DateTime<Utc>) -> String {
    let parts = [
        ("day", "numeric"),
        ("month", "long"),
        ("year", "numeric"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
    ];
    in_zone(locale, millis(at), PARIS, &parts).unwrap_or_else(|| at.to_rfc3339())
}

/// The day of an instant in Paris: « 23 novembre 2026 ».
#[must_use]
pub fn day_of(locale: Locale, at: DateTime<Utc>) -> String {
    let parts = [("day", "numeric"), ("month", "long"), ("year", "numeric")];
    in_zone(locale, millis(at), PARIS, &parts).unwrap_or_else(|| at.date_naive().to_string())
}

/// The time of an instant in Paris: « 14:32 ».
#[must_use]
pub fn time_of(locale: Locale, at: DateTime<Utc>) -> String {
    in_zone(
        locale,
        millis(at),
        PARIS,
        &[("hour", "2-digit"), ("minute", "2-digit")],
    )
    .unwrap_or_default()
}

/// The time it is now in Paris: « 14:32 ».
#[must_use]
pub fn time_now(locale: Locale) -> String {
    in_zone(
        locale,
        Date::now(),
        PARIS,
        &[("hour", "2-digit"), ("minute", "2-digit")],
    )
    .unwrap_or_default()
}

/// Today in Paris, for rules about dates that the browser shows ahead of the server.
#[must_use]
pub fn today() -> NaiveDate {
    // Swedish writes dates as ISO 8601 does.
    let parts = [
        ("day", "2-digit"),
        ("month", "2-digit"),
        ("year", "numeric"),
    ];
    format_with("sv-SE", Date::now(), PARIS, &parts)
        .and_then(|text| text.parse().ok())
        .unwrap_or_default()
}

/// The instant it is now, by this device's clock.
#[must_use]
pub fn now() -> DateTime<Utc> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds since 1970 are whole"
    )]
    let millis = Date::now() as i64;
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

/// The size of a file: « 1,4 Mo ».
#[must_use]
pub fn size(texts: Texts, bytes: u64) -> String {
    let comma = |tenths: u64| {
        let separator = if texts.get_locale_untracked() == Locale::fr {
            ','
        } else {
            '.'
        };
        if tenths.is_multiple_of(10) {
            (tenths / 10).to_string()
        } else {
            format!("{}{separator}{}", tenths / 10, tenths % 10)
        }
    };
    if bytes >= 1_000_000 {
        format!(
            "{} {}",
            comma(bytes / 100_000),
            tu_string!(texts, common.megabytes)
        )
    } else if bytes >= 1_000 {
        format!("{} {}", bytes / 1_000, tu_string!(texts, common.kilobytes))
    } else {
        format!("{bytes} {}", tu_string!(texts, common.bytes))
    }
}

fn millis(at: DateTime<Utc>) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "exact for the next 200,000 years"
    )]
    let millis = at.timestamp_millis() as f64;
    millis
}

fn civil(locale: Locale, day: NaiveDate, parts: &[(&str, &str)]) -> Option<String> {
    let days = day.num_days_from_ce() - NaiveDate::default().num_days_from_ce();
    in_zone(locale, f64::from(days) * 86_400_000.0, "UTC", parts)
}

fn in_zone(locale: Locale, millis: f64, zone: &str, parts: &[(&str, &str)]) -> Option<String> {
    let tag = match locale {
        Locale::fr => "fr-FR",
        // Day before month and 24 hours, as everywhere else in the service.
        Locale::en => "en-GB",
    };
    debug_assert!(tag.starts_with(code(locale)));
    format_with(tag, millis, zone, parts)
}

fn format_with(tag: &str, millis: f64, zone: &str, parts: &[(&str, &str)]) -> Option<String> {
    let options = Object::new();
    for (key, value) in parts.iter().chain(&[("timeZone", zone)]) {
        Reflect::set(&options, &JsValue::from_str(key), &JsValue::from_str(value)).ok()?;
    }
    let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).ok()?;
    let class: Function = Reflect::get(&intl, &JsValue::from_str("DateTimeFormat"))
        .ok()?
        .dyn_into()
        .ok()?;
    let arguments = Array::of2(&JsValue::from_str(tag), &options);
    let formatter = Reflect::construct(&class, &arguments).ok()?;
    let format: Function = Reflect::get(&formatter, &JsValue::from_str("format"))
        .ok()?
        .dyn_into()
        .ok()?;
    format
        .call1(&formatter, &Date::new(&JsValue::from_f64(millis)))
        .ok()?
        .as_string()
}

/// Text as it may stand in a `data:` address or a query.
#[must_use]
pub fn percent_encode(text: &str) -> String {
    String::from(js_sys::encode_uri_component(text))
}

/// The name of a country.
pub fn country(i18n: Texts, code: &str) -> String {
    let known = Country::parse(code).ok();
    known.map_or_else(
        || code.to_owned(),
        |country| country.name(language(i18n)).to_owned(),
    )
}
