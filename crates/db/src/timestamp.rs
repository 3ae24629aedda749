//! Timestamps of lists with many rows.

use chrono::NaiveDateTime;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::sql_types::Timestamp;

use crate::conn::{MultiBackend, MultiRawValue};

/// A timestamp that is read out of SQLite's text without trying patterns, which
/// shows where a page has hundreds of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromSqlRow)]
#[diesel(sql_type = Timestamp)]
pub struct ListedAt(NaiveDateTime);

impl From<NaiveDateTime> for ListedAt {
    fn from(at: NaiveDateTime) -> Self {
        Self(at)
    }
}

impl std::ops::Deref for ListedAt {
    type Target = NaiveDateTime;

    fn deref(&self) -> &NaiveDateTime {
        &self.0
    }
}

#[cfg(feature = "sqlite")]
impl FromSql<Timestamp, diesel::sqlite::Sqlite> for ListedAt {
    fn from_sql(
        bytes: <diesel::sqlite::Sqlite as diesel::backend::Backend>::RawValue<'_>,
    ) -> deserialize::Result<Self> {
        use diesel::sql_types::Text;
        let text = <String as FromSql<Text, diesel::sqlite::Sqlite>>::from_sql(bytes)?;
        let at = match parse(&text) {
            Some(at) => at,
            None => NaiveDateTime::parse_from_str(&text, "%F %T%.f")?,
        };
        Ok(Self(at))
    }
}

#[cfg(feature = "postgres")]
impl FromSql<Timestamp, diesel::pg::Pg> for ListedAt {
    fn from_sql(
        bytes: <diesel::pg::Pg as diesel::backend::Backend>::RawValue<'_>,
    ) -> deserialize::Result<Self> {
        <NaiveDateTime as FromSql<Timestamp, diesel::pg::Pg>>::from_sql(bytes).map(Self)
    }
}

impl FromSql<Timestamp, MultiBackend> for ListedAt {
    fn from_sql(bytes: MultiRawValue<'_>) -> deserialize::Result<Self> {
        bytes.from_sql::<Self, Timestamp>()
    }
}

/// `2026-11-25 08:31:02.091804`, with up to six digits of a second or none:
/// what diesel writes for an instant in microseconds.
#[cfg(feature = "sqlite")]
fn parse(text: &str) -> Option<NaiveDateTime> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| {
        bytes.get(from..to)?.iter().try_fold(0_u32, |sum, byte| {
            byte.is_ascii_digit()
                .then(|| sum * 10 + u32::from(byte - b'0'))
        })
    };
    let stands = |place: usize, sign: u8| bytes.get(place) == Some(&sign);
    let is_shaped = [(4, b'-'), (7, b'-'), (10, b' '), (13, b':'), (16, b':')]
        .into_iter()
        .all(|(place, sign)| stands(place, sign));
    if !is_shaped {
        return None;
    }
    let micros = match bytes.len() {
        19 => 0,
        length @ 21..=26 if stands(19, b'.') => {
            let missing = u32::try_from(26 - length).ok()?;
            number(20, length)? * 10_u32.pow(missing)
        }
        _ => return None,
    };
    let year = i32::try_from(number(0, 4)?).ok()?;
    chrono::NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?.and_hms_micro_opt(
        number(11, 13)?,
        number(14, 16)?,
        number(17, 19)?,
        micros,
    )
}

#[cfg(all(test, feature = "sqlite"))]
mod tests {
    use super::*;

    #[test]
    fn reads_what_diesel_writes() {
        let second = chrono::NaiveDate::from_ymd_opt(2026, 11, 25)
            .and_then(|day| day.and_hms_opt(8, 31, 2))
            .unwrap();
        for micros in [0, 1, 20, 300, 91_804, 120_000, 500_000, 999_999] {
            let at = second + chrono::TimeDelta::microseconds(micros);
            let text = at.format("%F %T%.f").to_string();
            assert_eq!(parse(&text), Some(at), "{text}");
        }
    }

    #[test]
    fn leaves_other_texts_alone() {
        for text in [
            "",
            "2026-11-25",
            "2026-11-25T08:31:02",
            "2026-13-25 08:31:02",
            "2026-11-25 08:31:02.",
            "2026-11-25 08:31:02.1234567",
            "2026-11-25 08:31:0é.12",
            "+026-11-25 08:31:02",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
