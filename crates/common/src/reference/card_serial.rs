//! Serial numbers of cards (field 5b): `F`, the year's last two digits, a number of
//! eight digits and a check digit (Luhn) over all digits.

use super::{clean, reference};

const LENGTH: usize = 12;

/// The serial number of a card.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "diesel",
    derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)
)]
#[cfg_attr(feature = "diesel", diesel(sql_type = diesel::sql_types::Text))]
pub struct CardSerial([u8; LENGTH]);

impl CardSerial {
    /// The serial number of the `number`th card of a year; none if the number does
    /// not fit.
    #[must_use]
    pub fn new(year: i32, number: i64) -> Option<Self> {
        if !(0..=99_999_999).contains(&number) {
            return None;
        }
        let digits = format!("{:02}{number:08}", year.rem_euclid(100));
        Self::parse(&format!("F{digits}{}", luhn(&digits)))
    }

    /// Reads a serial number in lower case and with spaces. Nothing if the check
    /// digit does not agree with the others.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let cleaned: String = clean(text).collect();
        let (digits, check) = cleaned.strip_prefix('F')?.split_at_checked(LENGTH - 2)?;
        let is_right =
            digits.bytes().all(|byte| byte.is_ascii_digit()) && check == luhn(digits).to_string();
        is_right.then(|| cleaned.as_bytes().try_into().ok().map(Self))?
    }
}

reference!(CardSerial, 12, "F00000000000", "^F[0-9]{11}$");

fn luhn(digits: &str) -> u32 {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(index, digit)| {
            let value = u32::from(digit.saturating_sub(b'0'));
            let doubled = if index % 2 == 0 { value * 2 } else { value };
            doubled / 10 + doubled % 10
        })
        .sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_in_a_check_digit() {
        // 7992739871 with check digit 3 is the algorithm's usual example.
        assert_eq!(luhn("7992739871"), 3);
        let first = CardSerial::new(2026, 1).unwrap();
        assert!(first.as_str().starts_with("F2600000001"));
        assert_ne!(Some(first), CardSerial::new(2026, 10));
        assert_eq!(CardSerial::new(2026, 100_000_000), None);
    }

    #[test]
    fn is_read_as_people_type_it_and_not_with_a_wrong_digit() {
        let serial = CardSerial::new(2026, 4711).unwrap();
        let typed = format!(" {} ", serial.as_str().to_lowercase());
        assert_eq!(CardSerial::parse(&typed), Some(serial));
        for wrong in ["", "F26", "F26000047110", "G26000047117", "F2600004711é"] {
            assert_ne!(CardSerial::parse(wrong), Some(serial), "{wrong}");
        }
        let other = serial.as_str().replacen("47", "74", 1);
        assert_eq!(CardSerial::parse(&other), None);
    }
}
