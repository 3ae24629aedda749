//! The exchange of a card for one that says something else (domain §7.7).

use super::profile::IdentityView;
use crate::exchange::ExchangeReason;
use crate::words::AccountField;

response! {
    /// What a card is exchanged for, and what the new one will say.
    pub struct ExchangeView {
        /// What has changed.
        pub reason: ExchangeReason,
        /// What the card before says.
        pub printed: IdentityView,
        /// What the new one will say: the profile, and from the validation of the summary
        /// on what it said then.
        pub identity: IdentityView,
        /// What differs, of that which the reason is about. Without a difference there is
        /// nothing to exchange the card for.
        pub changed: Vec<AccountField>,
        /// Whether the profile has been reviewed as it is.
        pub is_reviewed: bool,
    }
}
