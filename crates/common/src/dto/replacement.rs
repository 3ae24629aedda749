//! The replacement of a card ("Remplacement, Échange").

use chrono::NaiveDate;

use super::address::Address;
use super::card::CardView;
use super::exchange::{ExchangeView, ForeignQualificationForm};
use super::payment::{FeeView, PaymentView};
use super::request::{BlockedReason, DocumentView, RequestSummary, Tracking};
use crate::card_defect::{CardElement, DefectFinding};
use crate::exchange::ExchangeReason;
use crate::ids::{CardId, RequestId};
use crate::words::{ReplacementStep, RequestPurpose};

response! {
    /// What can be replaced, and what it costs.
    pub struct ReplacementOptions {
        /// The driver's cards, newest first, but those that are long gone.
        pub cards: Vec<ReplaceableCard>,
        /// What each reason costs today.
        pub fees: Vec<FeeView>,
        /// For what a card can be exchanged.
        pub exchange_reasons: Vec<ExchangeReason>,
        /// Whether a qualification of another State can be exchanged for a card; none where
        /// that is not offered.
        pub foreign: Option<ForeignOption>,
    }

    /// Whether a qualification of another State can be exchanged for a card, or why not.
    pub struct ForeignOption {
        /// Whether "Commencer" leads to the form.
        pub allowed: bool,
        /// Why not: the rule that blocks, with dates and remedy.
        pub reason: Option<BlockedReason>,
        /// A better way, in a sentence.
        pub advice: Option<String>,
        /// The exchange that is under way.
        pub open_request: Option<RequestId>,
    }

    /// A card that can be replaced, or why not.
    pub struct ReplaceableCard {
        /// The card.
        pub card: CardView,
        /// Whether "Commencer" leads to the form.
        pub allowed: bool,
        /// Why not: the rule that blocks, with the remedy.
        pub reason: Option<BlockedReason>,
        /// A better way, in a sentence, although a replacement is possible.
        pub advice: Option<String>,
        /// The replacement that is under way.
        pub open_request: Option<RequestId>,
    }

    /// A replacement with all that belongs to it.
    pub struct ReplacementView {
        /// The request: reference, status, steps passed.
        pub request: RequestSummary,
        /// Why the card is replaced.
        pub purpose: RequestPurpose,
        /// The card; none where a qualification of another State is exchanged.
        pub card: Option<CardView>,
        /// Where the driver stopped.
        pub step: ReplacementStep,
        /// The steps that it has, in order.
        pub steps: Vec<ReplacementStep>,
        /// Whether the driver has undertaken to give the card back if it is found.
        pub undertaken: bool,
        /// The documents that were given.
        pub documents: Vec<DocumentView>,
        /// What is wrong on the card.
        pub defects: Vec<CardDefect>,
        /// Last day on which a defective card is waited for.
        pub send_back_by: Option<NaiveDate>,
        /// What the card is exchanged for, and what the new one will say.
        pub exchange: Option<ExchangeView>,
        /// What the analysis of the card found.
        pub finding: Option<DefectFinding>,
        /// The finding in the words of who analysed it.
        pub finding_comment: Option<String>,
        /// Where the new card is sent; none until filled.
        pub delivery_address: Option<Address>,
        /// Where the invoice is made out to; none for the delivery address.
        pub billing_address: Option<Address>,
        /// What it costs: today's fee until the summary is validated, the frozen one from then on.
        pub fee: FeeView,
        /// The payment under way, or the one that was made, or the last one that failed.
        pub payment: Option<PaymentView>,
        /// Carrier and tracking number once shipped.
        pub tracking: Option<Tracking>,
        /// For `If-Match`.
        pub version: i64,
    }
}

request! {
    /// Begins a replacement.
    pub struct StartReplacementRequest {
        /// The card to replace; none for a qualification of another State.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub card_id: Option<CardId>,
        /// Why.
        pub purpose: RequestPurpose,
        /// What has changed, for an exchange.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub exchange_reason: Option<ExchangeReason>,
    }

    /// Something that is wrong on a card.
    pub struct CardDefect {
        /// Which part.
        pub element: CardElement,
        /// What is wrong with it.
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 120))]
        pub problem: String,
        /// What should stand there, if anything.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 80))]
        pub expected: String,
    }

    /// Saves steps of a replacement. Absent fields stay.
    #[derive(Default)]
    pub struct UpdateReplacementRequest {
        /// Where the driver is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub step: Option<ReplacementStep>,
        /// "I undertake to give the card back if I find it."
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub undertaken: Option<bool>,
        /// What is wrong on the card, all of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(max_items = 10))]
        pub defects: Option<Vec<CardDefect>>,
        /// The qualification of another State.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub foreign: Option<ForeignQualificationForm>,
        /// Where the new card is sent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub delivery_address: Option<Address>,
        /// Where the invoice is made out to, when it is another address.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub billing_address: Option<Address>,
        /// The invoice is made out to the delivery address: forgets another one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub billing_is_delivery: Option<bool>,
    }
}
