//! Accounts of the French chart (plan comptable général), and codes of journals.

use super::text_value::text_value;
use crate::field_error::{Fault, FieldErrorCode};

text_value! {
    /// An account: the three digits of the chart, then up to 17 letters or digits.
    AccountNumber(parse_account), max 20, example "706000"
}

text_value! {
    /// The code of a journal: up to ten capital letters or digits.
    JournalCode(parse_journal), max 10, example "VE"
}

fn parse_account(text: &str) -> Result<String, Fault> {
    let account = text.trim().to_ascii_uppercase();
    let is_formed = (3..=20).contains(&account.len())
        && account.bytes().all(|sign| sign.is_ascii_alphanumeric())
        && account.bytes().take(3).all(|sign| sign.is_ascii_digit());
    if is_formed {
        Ok(account)
    } else {
        Err(Fault::new(FieldErrorCode::Malformed).found("706000"))
    }
}

fn parse_journal(text: &str) -> Result<String, Fault> {
    let code = text.trim().to_ascii_uppercase();
    let is_formed =
        (1..=10).contains(&code.len()) && code.bytes().all(|sign| sign.is_ascii_alphanumeric());
    if is_formed {
        Ok(code)
    } else {
        Err(Fault::new(FieldErrorCode::Malformed).found("VE"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_begins_with_the_charts_three_digits() {
        for good in ["411", "706000", "445711ab"] {
            let account = AccountNumber::parse(good).unwrap();
            assert_eq!(account.as_str(), good.to_ascii_uppercase());
        }
        for bad in [
            "",
            "41",
            "C411",
            "411 000",
            "411\t0",
            "4110000000000000000000",
        ] {
            assert!(AccountNumber::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_journal_has_a_short_code() {
        assert_eq!(JournalCode::parse("ve").unwrap().as_str(), "VE");
        for bad in ["", "V E", "VENTES2026F"] {
            assert!(JournalCode::parse(bad).is_err(), "{bad}");
        }
    }
}
