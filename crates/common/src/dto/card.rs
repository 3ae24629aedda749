//! Driver qualification cards, and checking them.

use chrono::{DateTime, NaiveDate, Utc};

use super::request::Tracking;
use crate::ids::{CardId, DocumentId, RequestId, ReturnedMailId};
use crate::statuses::{CardStanding, CardStatus};
use crate::words::LicenceCategory;

response! {
    /// A card of "Mes cartes", with what is printed on it (directive 2022/2561, annex II).
    pub struct CardView {
        /// Identifier.
        pub id: CardId,
        /// Where it stands today.
        pub standing: CardStanding,
        /// Days left, negative once expired.
        pub days_left: i64,
        /// Field 1.
        pub surname: String,
        /// Field 2.
        pub first_names: String,
        /// Field 3.
        pub birth_date: NaiveDate,
        /// Field 3.
        pub birth_place: String,
        /// Field 4a.
        pub issued_on: NaiveDate,
        /// Field 4b.
        pub valid_until: NaiveDate,
        /// Field 4c.
        pub authority: String,
        /// Field 5a.
        pub licence_number: String,
        /// Field 5b.
        pub serial: String,
        /// Field 6, among the documents of the request.
        pub photo: Option<DocumentId>,
        /// Fields 9 and 10.
        pub categories: Vec<CardCategoryView>,
        /// The request that it answers.
        pub request_id: RequestId,
        /// Reference of that request.
        pub request_reference: String,
        /// Carrier and tracking number, once shipped.
        pub tracking: Option<Tracking>,
        /// The letter with it that the post brought back, while it can be answered.
        pub returned: Option<ReturnedMailId>,
        /// What happened to it, oldest first.
        pub history: Vec<CardHistoryEntry>,
    }

    /// A line on the back of a card.
    pub struct CardCategoryView {
        /// Licence category (field 9).
        pub category: LicenceCategory,
        /// Last day of code 95 for it (field 10).
        pub code_95_until: NaiveDate,
    }

    /// Something that happened to a card.
    pub struct CardHistoryEntry {
        /// When.
        pub at: DateTime<Utc>,
        /// What it became.
        pub status: CardStatus,
    }

    /// The answer to a check of a card.
    pub struct CardCheck {
        /// Where it stands; none if no card has this number, or its holder was born on another day.
        pub standing: Option<CardStanding>,
        /// When it was checked.
        pub checked_at: DateTime<Utc>,
        /// What the card shows.
        pub card: Option<CheckedCard>,
    }

    /// What a card shows, no more.
    pub struct CheckedCard {
        /// Serial number (field 5b).
        pub serial: String,
        /// Surname.
        pub surname: String,
        /// First names.
        pub first_names: String,
        /// Date of birth.
        pub birth_date: NaiveDate,
        /// Licence categories with the last day of code 95.
        pub categories: Vec<CardCategoryView>,
        /// Date of issue.
        pub issued_on: NaiveDate,
        /// Last valid day.
        pub valid_until: NaiveDate,
    }
}

request! {
    /// Checks a card by its serial number with the holder's birth date.
    pub struct CheckCardRequest {
        /// Field 5b, such as F26000000013.
        #[cfg_attr(feature = "openapi", schema(max_length = 40))]
        pub serial: String,
        /// Holder's date of birth, YYYY-MM-DD, so that numbers cannot be fished for names.
        #[cfg_attr(feature = "openapi", schema(max_length = 10))]
        pub birth_date: String,
    }
}
