//! The numbers that the simulated page takes.

use super::{DeclineReason, SLOW_SECONDS};

/// A card and what happens to it. The first seven are Stripe's own test cards
/// (<https://docs.stripe.com/testing>), so that they do the same there; the last
/// three are ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestCard {
    /// 4242 4242 4242 4242: accepted.
    Accepted,
    /// 4000 0000 0000 0002: the bank says no.
    Declined,
    /// 4000 0000 0000 9995: the account does not hold the amount.
    InsufficientFunds,
    /// 4000 0000 0000 0069: the card has expired.
    Expired,
    /// 4000 0000 0000 0127: the code on the back is wrong.
    IncorrectCvc,
    /// 4000 0000 0000 0119: something fails on the way to the bank.
    ProcessingError,
    /// 4000 0084 0000 1629: the holder confirms, and the bank says no all the same.
    DeclinedAfterAuthentication,
    /// 4000 0099 9000 0013: accepted [`SLOW_SECONDS`] after the browser came back.
    Slow,
    /// 4000 0099 9000 0021: accepted, and the notice is lost.
    NoticeLost,
    /// 4000 0099 9000 0039: accepted, and the notice comes twice.
    NoticeTwice,
}

impl TestCard {
    /// Every card, in the order in which a page shows them.
    pub const ALL: [Self; 10] = [
        Self::Accepted,
        Self::Declined,
        Self::InsufficientFunds,
        Self::Expired,
        Self::IncorrectCvc,
        Self::ProcessingError,
        Self::DeclinedAfterAuthentication,
        Self::Slow,
        Self::NoticeLost,
        Self::NoticeTwice,
    ];

    /// Its number, without spaces.
    #[must_use]
    pub const fn number(self) -> &'static str {
        match self {
            Self::Accepted => "4242424242424242",
            Self::Declined => "4000000000000002",
            Self::InsufficientFunds => "4000000000009995",
            Self::Expired => "4000000000000069",
            Self::IncorrectCvc => "4000000000000127",
            Self::ProcessingError => "4000000000000119",
            Self::DeclinedAfterAuthentication => "4000008400001629",
            Self::Slow => "4000009990000013",
            Self::NoticeLost => "4000009990000021",
            Self::NoticeTwice => "4000009990000039",
        }
    }

    /// The card with a number, in which spaces may stand.
    #[must_use]
    pub fn from_number(number: &str) -> Option<Self> {
        let digits = number.replace(char::is_whitespace, "");
        Self::ALL.into_iter().find(|card| card.number() == digits)
    }

    /// Why it is turned down, if it is.
    #[must_use]
    pub const fn declined(self) -> Option<DeclineReason> {
        match self {
            Self::Declined | Self::DeclinedAfterAuthentication => Some(DeclineReason::CardDeclined),
            Self::InsufficientFunds => Some(DeclineReason::InsufficientFunds),
            Self::Expired => Some(DeclineReason::ExpiredCard),
            Self::IncorrectCvc => Some(DeclineReason::IncorrectCvc),
            Self::ProcessingError => Some(DeclineReason::ProcessingError),
            Self::Accepted | Self::Slow | Self::NoticeLost | Self::NoticeTwice => None,
        }
    }

    /// How long its bank takes, in seconds.
    pub(super) const fn seconds(self) -> i64 {
        match self {
            Self::Slow => SLOW_SECONDS,
            _ => 0,
        }
    }

    /// How often a payment with it is told.
    pub(super) const fn notices(self) -> usize {
        match self {
            Self::NoticeLost => 0,
            Self::NoticeTwice => 2,
            _ => 1,
        }
    }
}
