//! Serial numbers of cards (field 5b).

/// `F`, the year's last two digits, a number of eight digits and a check digit
/// (Luhn) over all digits.
pub(super) fn card_serial(year: i32, number: i64) -> String {
    let digits = format!("{:02}{number:08}", year.rem_euclid(100));
    format!("F{digits}{}", luhn(&digits))
}

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
        let serial = card_serial(2026, 1);
        assert_eq!((serial.len(), &serial[..11]), (12, "F2600000001"));
        assert_ne!(card_serial(2026, 1), card_serial(2026, 10));
    }
}
