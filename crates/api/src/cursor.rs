//! Cursors: where a list was left. They are opaque and bound to the list's
//! filters. What they hold, the client has seen, and whoever alters one gets
//! nothing that another request would not give; so they are checked against
//! mistakes, not sealed against forgery.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use common::dto::page::Page;
use common::field_error::{Fault, Faults, FieldErrorCode};
use common::problem_code::ProblemCode;
use common::validation::search::check_search;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::problem::ApiResult;

/// How long a list can be left.
const GOOD_FOR: TimeDelta = TimeDelta::hours(24);

/// Rows of a page when the client does not say.
pub const DEFAULT_LIMIT: u32 = 50;

/// The most rows of a page.
pub const MAX_LIMIT: u32 = 200;

#[derive(Serialize, Deserialize)]
struct Content<T> {
    /// The place in the list.
    p: T,
    /// When it was given out, in seconds.
    t: i64,
    /// Of which list with which filters.
    f: String,
}

/// Writes a place in a list down. `filters` is whatever decides what the list
/// holds, the list's name first.
///
/// # Errors
///
/// If the place has no JSON form.
pub fn write<T: Serialize>(
    place: &T,
    filters: &impl Serialize,
    now: DateTime<Utc>,
) -> ApiResult<String> {
    let content = Content {
        p: place,
        t: now.timestamp(),
        f: name_of(filters)?,
    };
    let json = serde_json::to_vec(&content).map_err(anyhow::Error::new)?;
    Ok(URL_SAFE_NO_PAD.encode(json))
}

/// Reads a cursor that [`write`] made for the same filters.
///
/// # Errors
///
/// [`ProblemCode::CursorExpired`] if it is of another list, too old, or altered.
pub fn read<T: DeserializeOwned>(
    cursor: Option<&str>,
    filters: &impl Serialize,
    now: DateTime<Utc>,
) -> ApiResult<Option<T>> {
    let Some(cursor) = cursor.filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let bytes = URL_SAFE_NO_PAD
        .decode(cursor)
        .map_err(|_| ProblemCode::CursorExpired)?;
    let content: Content<T> =
        serde_json::from_slice(&bytes).map_err(|_| ProblemCode::CursorExpired)?;
    let age = now.timestamp().saturating_sub(content.t);
    if content.f != name_of(filters)? || !(0..=GOOD_FOR.num_seconds()).contains(&age) {
        return Err(ProblemCode::CursorExpired.into());
    }
    Ok(Some(content.p))
}

/// A page whose cursor is the place of its last row, if another page follows.
///
/// # Errors
///
/// As [`write`].
pub fn page<R, T: Serialize>(
    items: Vec<R>,
    next: Option<&T>,
    filters: &impl Serialize,
    now: DateTime<Utc>,
) -> ApiResult<Page<R>> {
    let next_cursor = next.map(|place| write(place, filters, now)).transpose()?;
    Ok(Page {
        items,
        has_more: next_cursor.is_some(),
        next_cursor,
    })
}

/// How many rows a client gets: 1 to [`MAX_LIMIT`].
///
/// # Errors
///
/// [`ProblemCode::UnknownParameter`] if it asks for others.
pub fn limit(asked: Option<u32>) -> ApiResult<u32> {
    match asked.unwrap_or(DEFAULT_LIMIT) {
        limit @ 1..=MAX_LIMIT => Ok(limit),
        _ => Err(ProblemCode::UnknownParameter.into()),
    }
}

/// What a search asks for in its body: its words, and how many rows.
///
/// # Errors
///
/// The faults of `/q` and of `/limit`.
pub fn search(words: &str, limit: Option<u32>) -> ApiResult<(String, u32)> {
    let mut faults = Faults::new();
    let words = faults.check("/q", check_search(words));
    let limit = match limit.unwrap_or(DEFAULT_LIMIT) {
        limit @ 1..=MAX_LIMIT => Ok(limit),
        _ => Err(Fault::new(FieldErrorCode::OutOfRange)
            .min(1)
            .max(MAX_LIMIT as usize)),
    };
    let limit = faults.check("/limit", limit);
    Ok(faults.into_result(words.zip(limit))?)
}

fn name_of(filters: &impl Serialize) -> ApiResult<String> {
    let json = serde_json::to_vec(filters).map_err(anyhow::Error::new)?;
    Ok(Sha256::digest(&json)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> DateTime<Utc> {
        "2026-11-23T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn is_read_back_for_the_same_list_within_a_day() {
        let cursor = write(&7, &("trainings", "goods"), noon()).unwrap();
        let read = |filters: (&str, &str), now| {
            read::<i32>(Some(&cursor), &filters, now).map_err(|error| error.code)
        };
        assert_eq!(read(("trainings", "goods"), noon() + GOOD_FOR), Ok(Some(7)));
        for (filters, now) in [
            (("trainings", "passengers"), noon()),
            (("requests", "goods"), noon()),
            (
                ("trainings", "goods"),
                noon() + GOOD_FOR + TimeDelta::seconds(1),
            ),
            (("trainings", "goods"), noon() - TimeDelta::seconds(1)),
        ] {
            assert_eq!(read(filters, now), Err(ProblemCode::CursorExpired));
        }
    }

    #[test]
    fn nonsense_is_refused_and_nothing_is_the_beginning() {
        for text in ["x", "%%%", "e30"] {
            let read = read::<i32>(Some(text), &(), noon()).map_err(|error| error.code);
            assert_eq!(read, Err(ProblemCode::CursorExpired), "{text}");
        }
        assert_eq!(read::<i32>(None, &(), noon()).unwrap(), None);
        assert_eq!(limit(None).unwrap(), DEFAULT_LIMIT);
        assert!(limit(Some(0)).is_err());
        assert!(limit(Some(201)).is_err());
    }
}
