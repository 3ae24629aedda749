//! `CERT-XXXX-XXXX-XXXX`: eleven random characters and a check character, in
//! Crockford's base 32.

use super::{clean, reference};

const LENGTH: usize = 19;

/// Crockford's base 32: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const RANDOM_CHARACTERS: usize = 11;

/// The number of a certificate. It cannot be guessed, so that a check by
/// number tells nothing to somebody who has not seen the certificate.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "diesel",
    derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)
)]
#[cfg_attr(feature = "diesel", diesel(sql_type = diesel::sql_types::Text))]
pub struct CertificateNumber([u8; LENGTH]);

impl CertificateNumber {
    /// Makes a number from random bits, of which the lowest 55 are used.
    #[must_use]
    pub fn from_random(bits: u64) -> Self {
        let mut values = [0u8; RANDOM_CHARACTERS + 1];
        let mut rest = bits;
        let mut sum = 0;
        for value in values.iter_mut().take(RANDOM_CHARACTERS) {
            // Five bits always fit.
            *value = u8::try_from(rest & 31).unwrap_or_default();
            rest >>= 5;
            sum = add(sum, *value);
        }
        values[RANDOM_CHARACTERS] = times_alpha(sum);
        Self::write(&values)
    }

    fn write(values: &[u8; RANDOM_CHARACTERS + 1]) -> Self {
        let mut text = *b"CERT-0000-0000-0000";
        let places = (5..9).chain(10..14).chain(15..19);
        for (place, value) in places.zip(values) {
            text[place] = ALPHABET[usize::from(value & 31)];
        }
        Self(text)
    }

    /// Reads a number in lower case, with spaces, without dashes or `CERT`, and
    /// with O for 0, I or L for 1. Nothing if the last character does not agree
    /// with the others.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let cleaned: String = clean(text).collect();
        // Sixteen characters begin with the prefix; twelve are the number alone.
        let number = match cleaned.len() {
            16 => cleaned.strip_prefix("CERT")?,
            _ => &cleaned,
        };
        let mut values = [0u8; RANDOM_CHARACTERS + 1];
        if number.chars().count() != values.len() {
            return None;
        }
        let mut sum = 0;
        for (value, letter) in values.iter_mut().zip(number.chars()) {
            *value = value_of(letter)?;
            sum = add(sum, *value);
        }
        (sum == 0).then(|| Self::write(&values))
    }
}

fn value_of(letter: char) -> Option<u8> {
    let letter = match letter {
        'O' => '0',
        'I' | 'L' => '1',
        letter => letter,
    };
    let place = ALPHABET
        .iter()
        .position(|other| char::from(*other) == letter)?;
    u8::try_from(place).ok()
}

/// The next step of a sum in the field of 32 elements, weighted by powers of α:
/// one wrong character, or two that changed places, always change it.
const fn add(sum: u8, value: u8) -> u8 {
    times_alpha(sum) ^ value
}

/// Multiplies by α in GF(32) with x⁵ + x² + 1.
const fn times_alpha(value: u8) -> u8 {
    let shifted = value << 1;
    if shifted & 32 == 0 {
        shifted
    } else {
        shifted ^ 0b10_0101
    }
}

reference!(
    CertificateNumber,
    19,
    "CERT-XXXX-XXXX-XXXX",
    "^CERT-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$"
);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_type() {
        // Zeros and ones in plenty.
        let number = CertificateNumber::from_random(0b00001_00000_00001_00000_00001);
        let printed = number.to_string();
        assert!(printed.starts_with("CERT-1010-1000-000"), "{printed}");
        let confused = printed
            .replace('0', "O")
            .replacen('1', "l", 1)
            .replacen('1', "I", 1);
        let bare = printed.replace('-', "");
        for text in [
            printed.to_lowercase(),
            bare.clone(),
            bare.replacen("CERT", "", 1),
            printed.replace('-', " "),
            confused,
        ] {
            assert_eq!(CertificateNumber::parse(&text), Some(number), "{text}");
        }
        for text in [
            "",
            "CERT",
            "CERT-U000-0000-0000",
            "CERT-0000-0000-0001",
            "CERT-0000-0000-00000",
            "é",
        ] {
            assert!(CertificateNumber::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_number_that_begins_like_the_prefix_is_read() {
        let cert = [12, 14, 24, 26, 0, 0, 0, 0, 0, 0, 0];
        let bits = cert
            .iter()
            .rev()
            .fold(0u64, |bits, value| bits << 5 | value);
        let number = CertificateNumber::from_random(bits);
        assert!(number.as_str().starts_with("CERT-CERT-"));
        let bare = number.to_string().replace('-', "");
        assert_eq!(CertificateNumber::parse(&bare), Some(number));
        assert_eq!(CertificateNumber::parse(bare.split_at(4).1), Some(number));
    }

    proptest! {
        #[test]
        fn finds_wrong_characters_and_swaps(bits: u64, place in 0usize..12, other in 0usize..12, change in 1u8..32) {
            let number = CertificateNumber::from_random(bits);
            prop_assert_eq!(number.as_str().parse(), Ok(number));
            prop_assert_eq!(CertificateNumber::from_random(bits & ((1 << 55) - 1)), number);
            let places: Vec<usize> = (5..9).chain(10..14).chain(15..19).collect();
            let read = |bytes: &[u8]| CertificateNumber::parse(std::str::from_utf8(bytes).unwrap());
            let mut wrong = number.0;
            let value = value_of(char::from(wrong[places[place]])).unwrap();
            wrong[places[place]] = ALPHABET[usize::from(value ^ change)];
            prop_assert!(read(&wrong).is_none());
            let mut swapped = number.0;
            swapped.swap(places[place], places[other]);
            prop_assert!(swapped == number.0 || read(&swapped).is_none());
        }

        #[test]
        fn never_panics(text in "\\PC*|[CERTcert0-9é -]{0,22}") {
            let _ = CertificateNumber::parse(&text);
        }
    }
}
