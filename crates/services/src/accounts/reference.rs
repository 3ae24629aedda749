//! The reference of an account request, given on the telephone: `CPT-7K3M-9QXD`.

/// Crockford's base 32: no I, L, O and U, which are misread.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A new reference: 35 random bits, and a last character that shows a typing error.
///
/// # Errors
///
/// If the system gives no random bytes.
pub fn generate() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 7];
    getrandom::fill(&mut bytes)?;
    Ok(format(&bytes.map(|byte| byte % 32)))
}

fn format(values: &[u8; 7]) -> String {
    let mut text = String::from("CPT-");
    for (index, value) in values.iter().chain([&check_value(values)]).enumerate() {
        if index == 4 {
            text.push('-');
        }
        text.extend(
            ALPHABET
                .get(usize::from(*value))
                .map(|byte| char::from(*byte)),
        );
    }
    text
}

/// A sum whose weights differ from place to place, modulo the prime 31: it shows
/// every single error but 0 for Z, and every swap of neighbours.
fn check_value(values: &[u8; 7]) -> u8 {
    let sum: u16 = (1_u16..)
        .zip(values)
        .map(|(weight, value)| weight * u16::from(*value))
        .sum();
    u8::try_from(sum % 31).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_eight_characters_and_changes_its_last_with_any_other() {
        assert_eq!(format(&[0; 7]), "CPT-0000-0000");
        assert_eq!(format(&[1, 2, 3, 4, 5, 6, 7]), "CPT-1234-567G");
        let reference = generate().unwrap();
        assert_eq!(reference.len(), 13);
        assert_ne!(
            format(&[1, 0, 0, 0, 0, 0, 0]),
            format(&[0, 1, 0, 0, 0, 0, 0])
        );
    }
}
