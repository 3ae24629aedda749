//! "Exporter": of which period.

use chrono::NaiveDate;

use crate::dto::accounting::{AccountsFormat, ExportAccountsRequest};
use crate::field_error::{Fault, Faults, FieldErrorCode};
use crate::validation::birth_date::parse_date;

/// Which accounts, as what. Its text is the id of a link to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountsWanted {
    /// As what.
    pub format: AccountsFormat,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
}

/// A text that names no accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a format, a first and a last day")]
pub struct InvalidAccounts;

impl std::fmt::Display for AccountsWanted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}_{}_{}", self.format, self.from, self.until)
    }
}

impl std::str::FromStr for AccountsWanted {
    type Err = InvalidAccounts;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts: Vec<_> = text.split('_').collect();
        let [format, from, until] = parts[..] else {
            return Err(InvalidAccounts);
        };
        let day = |text: &str| text.parse().map_err(|_| InvalidAccounts);
        Ok(Self {
            format: format.parse().map_err(|_| InvalidAccounts)?,
            from: day(from)?,
            until: day(until)?,
        })
    }
}

/// Checks the whole form.
///
/// # Errors
///
/// Every fault, by JSON pointer into the request.
pub fn check_accounts(
    form: &ExportAccountsRequest,
    today: NaiveDate,
) -> Result<AccountsWanted, Faults> {
    let mut faults = Faults::new();
    let from = faults.check("/from", parse_date(&form.from));
    let until = parse_date(&form.until).and_then(|until| {
        if until > today {
            Err(FieldErrorCode::DateInFuture.into())
        } else if from.is_some_and(|from| from > until) {
            Err(Fault::new(FieldErrorCode::DateOrder))
        } else {
            Ok(until)
        }
    });
    let until = faults.check("/until", until);
    faults.into_result(from.zip(until).map(|(from, until)| AccountsWanted {
        format: form.format,
        from,
        until,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &str, until: &str) -> Result<AccountsWanted, Faults> {
        let form = ExportAccountsRequest {
            format: AccountsFormat::Fec,
            from: from.to_owned(),
            until: until.to_owned(),
        };
        check_accounts(&form, "2026-11-23".parse().unwrap())
    }

    #[test]
    fn a_period_is_over_or_ends_today() {
        for (from, until, pointer, code) in [
            ("", "2026-11-23", "/from", FieldErrorCode::Required),
            ("2026-11-01", "x", "/until", FieldErrorCode::DateMalformed),
            (
                "2026-11-01",
                "2026-11-24",
                "/until",
                FieldErrorCode::DateInFuture,
            ),
            (
                "2026-11-02",
                "2026-11-01",
                "/until",
                FieldErrorCode::DateOrder,
            ),
        ] {
            let faults = check(from, until).unwrap_err();
            let found: Vec<_> = faults
                .iter()
                .map(|(pointer, fault)| (pointer, fault.code))
                .collect();
            assert_eq!(found, [(pointer, code)]);
        }
        assert!(check("2026-11-23", "2026-11-23").is_ok());
    }

    #[test]
    fn is_written_as_it_is_read() {
        let wanted = check("2026-11-01", "2026-11-23").unwrap();
        assert_eq!(wanted.to_string(), "fec_2026-11-01_2026-11-23");
        assert_eq!(wanted.to_string().parse(), Ok(wanted));
        for text in ["", "fec", "xml_2026-11-01_2026-11-23", "fec_2026-11-01_"] {
            assert_eq!(text.parse::<AccountsWanted>(), Err(InvalidAccounts));
        }
    }
}
