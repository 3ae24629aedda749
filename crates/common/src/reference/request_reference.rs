//! `CQC-2025-0000001-K`: year, number within the year, check letter.

use super::{clean, reference};

const LENGTH: usize = 18;

/// Letters that are not mistaken for digits or each other: no I, O, Q. Their
/// number, 23, is prime, so that every wrong digit and every swap of two
/// neighbours changes the letter.
const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";

/// The reference of a request, given in letters and on the telephone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "diesel",
    derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)
)]
#[cfg_attr(feature = "diesel", diesel(sql_type = diesel::sql_types::Text))]
pub struct RequestReference([u8; LENGTH]);

impl RequestReference {
    /// The highest number within a year.
    pub const MAX_SERIAL: u32 = 9_999_999;

    /// Writes the reference of the `serial`-th request of a year. Nothing for
    /// a year that has not four digits, for 0, and above [`Self::MAX_SERIAL`].
    #[must_use]
    pub fn new(year: i32, serial: u32) -> Option<Self> {
        let year = u32::try_from(year)
            .ok()
            .filter(|year| (1_000..=9_999).contains(year))?;
        if !(1..=Self::MAX_SERIAL).contains(&serial) {
            return None;
        }
        let check = check_letter(u64::from(year) * 10_000_000 + u64::from(serial))?;
        let text = format!("CQC-{year}-{serial:07}-{}", char::from(check));
        text.as_bytes().try_into().ok().map(Self)
    }

    /// Reads a reference in lower case, with spaces, without dashes, or with
    /// the letter O for a zero and I or L for a one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut letters = clean(text);
        if !"CQC"
            .chars()
            .all(|expected| letters.next() == Some(expected))
        {
            return None;
        }
        let mut digits = String::with_capacity(11);
        for letter in letters.by_ref().take(11) {
            digits.push(match letter {
                'O' => '0',
                'I' | 'L' => '1',
                digit if digit.is_ascii_digit() => digit,
                _ => return None,
            });
        }
        let (year, serial) = digits.split_at_checked(4)?;
        let reference = Self::new(year.parse().ok()?, serial.parse().ok()?)?;
        let is_right = serial.len() == 7
            && letters.next().is_some_and(|letter| {
                reference
                    .0
                    .last()
                    .is_some_and(|check| letter == char::from(*check))
            })
            && letters.next().is_none();
        is_right.then_some(reference)
    }
}

fn check_letter(number: u64) -> Option<u8> {
    let index = usize::try_from(number % 23).ok()?;
    LETTERS.get(index).copied()
}

reference!(
    RequestReference,
    18,
    "CQC-2025-0000001-K",
    "^CQC-[0-9]{4}-[0-9]{7}-[A-HJ-NPR-Z]$"
);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_type() {
        let reference = RequestReference::new(2026, 10).unwrap();
        let printed = reference.to_string();
        assert!(printed.starts_with("CQC-2026-0000010-"));
        let lower = printed.to_lowercase();
        let bare = printed.replace('-', "");
        let confused = printed.replacen("0000010", "OOOOOlO", 1);
        for text in [
            lower,
            bare.clone(),
            format!(" {bare} "),
            printed.replace('-', " "),
            confused,
        ] {
            assert_eq!(RequestReference::parse(&text), Some(reference), "{text}");
        }
        for text in [
            "",
            "CQC",
            "CQC-2026-0000010",
            "CQC-2026-000010-A",
            "CQD-2026-0000010-A",
        ] {
            assert!(RequestReference::parse(text).is_none(), "{text}");
        }
        assert!(RequestReference::parse(&format!("{printed}A")).is_none());
        assert!(
            RequestReference::new(2026, 0).is_none()
                && RequestReference::new(2026, 10_000_000).is_none()
        );
        assert_eq!(
            serde_json::to_string(&reference).unwrap(),
            format!("\"{printed}\"")
        );
    }

    proptest! {
        #[test]
        fn finds_wrong_digits_and_swaps(year in 2000..2100i32, serial in 1..=RequestReference::MAX_SERIAL, place in 0usize..11, change in 1u8..10) {
            let reference = RequestReference::new(year, serial).unwrap();
            prop_assert_eq!(reference.as_str().parse(), Ok(reference));
            let digits: Vec<usize> = (4..8).chain(9..16).collect();
            let mut wrong = reference.0;
            wrong[digits[place]] = b'0' + (wrong[digits[place]] - b'0' + change) % 10;
            prop_assert!(RequestReference::parse(std::str::from_utf8(&wrong).unwrap()).is_none());
            let mut swapped = reference.0;
            if let Some(next) = digits.get(place + 1) {
                swapped.swap(digits[place], *next);
                let read = RequestReference::parse(std::str::from_utf8(&swapped).unwrap());
                prop_assert!(swapped == reference.0 || read.is_none());
            }
        }

        #[test]
        fn never_panics(text in "\\PC*|[cC][qQ][cC][-0-9A-Zé ]{0,20}") {
            let _ = RequestReference::parse(&text);
        }
    }
}
