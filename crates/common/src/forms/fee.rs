//! "Nouveau tarif": what something costs from a coming day on.

use chrono::NaiveDate;

use crate::dto::fee::EnterFeeRequest;
use crate::field_error::{Fault, Faults, FieldErrorCode};
use crate::rules::fee::is_chargeable;
use crate::validation::birth_date::parse_date;
use crate::validation::money::{parse_amount, parse_rate};
use crate::words::FeeCode;

/// An amount whose fields are all right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckedFee {
    /// What is paid for.
    pub code: FeeCode,
    /// With tax, in euro cents.
    pub amount_cents: i64,
    /// The rate of the tax in hundredths of a per cent.
    pub vat_basis_points: i32,
    /// First day.
    pub applies_from: NaiveDate,
}

/// Checks the whole form. What has been asked of somebody is never changed afterwards, so
/// that an amount can begin tomorrow at the earliest.
///
/// # Errors
///
/// Every fault, by JSON pointer into the request.
pub fn check_fee(form: &EnterFeeRequest, today: NaiveDate) -> Result<CheckedFee, Faults> {
    let mut faults = Faults::new();
    let amount = parse_amount(&form.amount).and_then(|amount| {
        if is_chargeable(amount.0) {
            Ok(amount.0)
        } else {
            Err(FieldErrorCode::AmountOutOfRange.into())
        }
    });
    let amount_cents = faults.check("/amount", amount);
    let rate = faults.check("/vat_rate", parse_rate(&form.vat_rate));
    let applies_from = parse_date(&form.applies_from).and_then(|day| {
        if day > today {
            Ok(day)
        } else {
            Err(Fault::new(FieldErrorCode::DateInPast))
        }
    });
    let applies_from = faults.check("/applies_from", applies_from);
    let checked = amount_cents.zip(rate).zip(applies_from);
    faults.into_result(
        checked.map(|((amount_cents, rate), applies_from)| CheckedFee {
            code: form.fee,
            amount_cents,
            vat_basis_points: i32::try_from(rate).unwrap_or_default(),
            applies_from,
        }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(amount: &str, vat_rate: &str, applies_from: &str) -> EnterFeeRequest {
        EnterFeeRequest {
            fee: FeeCode::ReplacementLoss,
            amount: amount.to_owned(),
            vat_rate: vat_rate.to_owned(),
            applies_from: applies_from.to_owned(),
        }
    }

    fn today() -> NaiveDate {
        "2026-11-23".parse().unwrap()
    }

    #[test]
    fn names_every_fault_at_once() {
        for (form, expected) in [
            (
                form("", "", ""),
                [
                    ("/amount", FieldErrorCode::Required),
                    ("/vat_rate", FieldErrorCode::Required),
                    ("/applies_from", FieldErrorCode::Required),
                ],
            ),
            (
                form("0,49", "101", "23/11/2026"),
                [
                    ("/amount", FieldErrorCode::AmountOutOfRange),
                    ("/vat_rate", FieldErrorCode::RateMalformed),
                    ("/applies_from", FieldErrorCode::DateInPast),
                ],
            ),
        ] {
            let faults = check_fee(&form, today()).unwrap_err();
            let found: Vec<_> = faults
                .iter()
                .map(|(pointer, fault)| (pointer, fault.code))
                .collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn takes_an_amount_from_tomorrow_on_and_nothing_as_well() {
        for (amount, cents) in [("27,50", 2_750), ("0", 0)] {
            let checked = check_fee(&form(amount, "5,5", "2026-11-24"), today()).unwrap();
            assert_eq!(
                (checked.amount_cents, checked.vat_basis_points),
                (cents, 550)
            );
        }
    }
}
