//! Everything that an invoice shows, as it was on the day of issue. It is kept with
//! the invoice, so that its document can be made from nothing else.

use chrono::NaiveDate;
use common::dto::address::Address;
use common::words::{FeeCode, Language};
use serde::{Deserialize, Serialize};

use crate::settings::Seller;

/// What an invoice shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Content {
    /// Who sells.
    pub seller: Seller,
    /// Who buys.
    pub buyer: String,
    /// Where the card goes.
    pub address: Address,
    /// Where the invoice is made out to, when it is another address.
    pub billing_address: Option<Address>,
    /// The buyer's language.
    pub language: Language,
    /// What was paid for.
    pub fee: FeeCode,
    /// Reference of the request.
    pub request: String,
    /// Without tax, in euro cents.
    pub net_cents: i64,
    /// The tax, in euro cents.
    pub vat_cents: i64,
    /// With tax, in euro cents.
    pub gross_cents: i64,
    /// The rate of the tax in hundredths of a per cent.
    pub vat_basis_points: u32,
    /// The day on which the money was taken.
    pub paid_on: NaiveDate,
    /// Our id of the payment.
    pub payment: String,
    /// What a credit note corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<Corrected>,
}

/// The invoice that a credit note corrects.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Corrected {
    /// Its number.
    pub number: String,
    /// Its date of issue.
    pub issued_on: NaiveDate,
}

/// What was bought, in words.
pub(super) const fn description(fee: FeeCode, language: Language) -> &'static str {
    match fee {
        FeeCode::ReplacementLoss => language.choose(
            "Remplacement d’une carte de qualification de conducteur perdue",
            "Replacement of a lost driver qualification card",
        ),
        FeeCode::ReplacementTheft => language.choose(
            "Remplacement d’une carte de qualification de conducteur volée",
            "Replacement of a stolen driver qualification card",
        ),
        FeeCode::ReplacementQuality => language.choose(
            "Remplacement d’une carte de qualification de conducteur à corriger",
            "Replacement of a driver qualification card that had to be corrected",
        ),
        FeeCode::Exchange => language.choose(
            "Échange d’une carte de qualification de conducteur",
            "Exchange of a driver qualification card",
        ),
        FeeCode::ReshipNew => language.choose(
            "Réexpédition d’une carte de qualification de conducteur à une nouvelle adresse",
            "Sending a driver qualification card to a new address",
        ),
    }
}
