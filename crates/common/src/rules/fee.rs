//! What a fee is made of. Amounts are integer cents.

use chrono::NaiveDate;

use crate::dto::fee::FeeStanding;
use crate::words::{FeeCode, Language, RequestPurpose};

/// The payment provider charges no less (Stripe, minimum for euros).
const LEAST_CHARGE: i64 = 50;

/// A fee above it was mistyped (an assumption).
const MOST_CHARGE: i64 = 100_000;

/// What a request is paid with; none for a card after a training, which is free
/// (domain §11). A defective card is paid for only if the error is the driver's.
#[must_use]
pub const fn fee_of(purpose: RequestPurpose) -> Option<FeeCode> {
    match purpose {
        RequestPurpose::Training => None,
        RequestPurpose::Loss => Some(FeeCode::ReplacementLoss),
        RequestPurpose::Theft => Some(FeeCode::ReplacementTheft),
        RequestPurpose::Quality => Some(FeeCode::ReplacementQuality),
        RequestPurpose::Exchange => Some(FeeCode::Exchange),
    }
}

impl FeeCode {
    /// What is paid for, in a few words.
    #[must_use]
    pub const fn label(self, language: Language) -> &'static str {
        let (french, english) = match self {
            Self::ReplacementLoss => ("Remplacement pour perte", "Replacement for loss"),
            Self::ReplacementTheft => ("Remplacement pour vol", "Replacement for theft"),
            Self::ReplacementQuality => (
                "Remplacement pour erreur du conducteur",
                "Replacement for an error of the driver",
            ),
            Self::Exchange => ("Échange de carte", "Exchange of a card"),
            Self::ReshipNew => (
                "Réexpédition à une nouvelle adresse",
                "Sending to a new address",
            ),
        };
        language.choose(french, english)
    }
}

/// Whether something can cost so much: nothing, or what a card payment can be.
#[must_use]
pub const fn is_chargeable(cents: i64) -> bool {
    cents == 0 || LEAST_CHARGE <= cents && cents <= MOST_CHARGE
}

/// Where the amount from a day on stands; `in_force` is the first day of the one that is
/// paid today.
#[must_use]
pub fn standing(
    applies_from: NaiveDate,
    in_force: Option<NaiveDate>,
    today: NaiveDate,
) -> FeeStanding {
    if applies_from > today {
        FeeStanding::Coming
    } else if Some(applies_from) == in_force {
        FeeStanding::Present
    } else {
        FeeStanding::Past
    }
}

/// An amount with its value-added tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amounts {
    /// Without tax.
    pub net_cents: i64,
    /// The tax.
    pub vat_cents: i64,
    /// With tax: what is paid.
    pub gross_cents: i64,
}

/// Takes the tax out of an amount. `vat_basis_points` is the rate, 2,000 for 20 %.
/// The net amount is rounded to the nearest cent, and the tax is the rest, so that
/// the parts always add up (domain §11).
#[must_use]
pub fn split(gross_cents: i64, vat_basis_points: i64) -> Amounts {
    let divisor = 10_000 + vat_basis_points;
    let net_cents = (gross_cents * 10_000 + divisor / 2).div_euclid(divisor);
    Amounts {
        net_cents,
        vat_cents: gross_cents - net_cents,
        gross_cents,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_fee_table() {
        for (gross, net, vat) in [(2_500, 2_083, 417), (800, 667, 133), (0, 0, 0), (1, 1, 0)] {
            let amounts = split(gross, 2_000);
            assert_eq!((amounts.net_cents, amounts.vat_cents), (net, vat));
        }
        assert_eq!(split(2_500, 0).vat_cents, 0);
    }

    #[test]
    fn the_parts_always_add_up() {
        for gross in 0..5_000 {
            let amounts = split(gross, 2_000);
            assert_eq!(amounts.net_cents + amounts.vat_cents, gross);
            assert!(amounts.vat_cents >= 0);
        }
    }
}
