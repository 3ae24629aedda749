//! The exchange of a card for one that says something else (domain §7.7).

use chrono::{DateTime, NaiveDate, Utc};

use super::profile::IdentityView;
use super::review::StaffMember;
use crate::exchange::{ExchangeReason, VerificationAnswer};
use crate::words::{AccountField, Sector};

response! {
    /// What a card is exchanged for, and what the new one will say.
    pub struct ExchangeView {
        /// What has changed.
        pub reason: ExchangeReason,
        /// What the card before says; none where there is none.
        pub printed: Option<IdentityView>,
        /// What the new one will say: the profile, and from the validation of the summary
        /// on what it said then.
        pub identity: IdentityView,
        /// What differs, of that which the reason is about. Without a difference there is
        /// nothing to exchange the card for.
        pub changed: Vec<AccountField>,
        /// Whether the profile has been reviewed as it is.
        pub is_reviewed: bool,
        /// The qualification of another State, once it is filled in.
        pub foreign: Option<ForeignQualification>,
    }

    /// A qualification of another State.
    pub struct ForeignQualification {
        /// The State that issued it, ISO 3166-1 alpha-2.
        pub country: String,
        /// Number of the card or licence that shows it.
        pub document_number: String,
        /// The sectors that it is about.
        pub sectors: Vec<Sector>,
        /// Its last day.
        pub valid_until: NaiveDate,
    }

    /// What the State that issued a qualification has answered, and who asked it.
    pub struct VerificationView {
        /// What it answered.
        pub answer: VerificationAnswer,
        /// On which day.
        pub answered_on: NaiveDate,
        /// The sectors that it confirms.
        pub sectors: Vec<Sector>,
        /// The last day that it confirms: that of the new card.
        pub valid_until: Option<NaiveDate>,
        /// Who answered and how, in the reviewer's words.
        pub note: String,
        /// Who noted it.
        pub noted_by: StaffMember,
        /// When.
        pub noted_at: DateTime<Utc>,
    }
}

request! {
    /// A qualification of another State, as it stands on its card or licence.
    pub struct ForeignQualificationForm {
        /// The State that issued it, ISO 3166-1 alpha-2: another one of the European
        /// Economic Area.
        #[cfg_attr(feature = "openapi", schema(max_length = 2))]
        pub country: String,
        /// Number of the card or licence.
        #[cfg_attr(feature = "openapi", schema(max_length = 40))]
        pub document_number: String,
        /// The sectors that it is about.
        #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 2))]
        pub sectors: Vec<Sector>,
        /// Its last day, YYYY-MM-DD.
        #[cfg_attr(feature = "openapi", schema(format = "date", max_length = 10))]
        pub valid_until: String,
    }

    /// Notes what the State that issued a qualification has answered.
    pub struct VerifyQualificationRequest {
        /// What it answered.
        pub answer: VerificationAnswer,
        /// On which day, YYYY-MM-DD.
        #[cfg_attr(feature = "openapi", schema(format = "date", max_length = 10))]
        pub answered_on: String,
        /// The sectors that it confirms.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_items = 2))]
        pub sectors: Vec<Sector>,
        /// The last day that it confirms, YYYY-MM-DD.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(format = "date", max_length = 10))]
        pub valid_until: String,
        /// Who answered and how.
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
        pub note: String,
    }
}
