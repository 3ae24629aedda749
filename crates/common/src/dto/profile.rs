//! The driver's own data, and changing them.

use chrono::{DateTime, NaiveDate, Utc};

use super::account::IdentityForm;
use super::address::Address;
use crate::ids::DriverId;
use crate::statuses::IdentityReview;
use crate::words::{
    AccountField, Language, LicenceCategory, LicenceModel, NoticeChannel, ReasonCode,
};

response! {
    /// Everything the service knows about the driver's identity and contact.
    pub struct ProfileView {
        /// Identifier of the driver.
        pub id: DriverId,
        /// Reference of the account request.
        pub reference: String,
        /// Identity and licence.
        pub identity: IdentityView,
        /// Mail address.
        pub email: String,
        /// A new address that waits for confirmation.
        pub pending_email: Option<String>,
        /// Mobile phone, E.164.
        pub phone: Option<String>,
        /// Postal address.
        pub address: Address,
        /// Language of mails and documents.
        pub language: Language,
        /// How to be told that an answer is expected.
        pub notice_channel: NoticeChannel,
        /// State of the review.
        pub review: IdentityReview,
        /// What the reviewer found, when correction is requested.
        pub review_errors: Vec<ReviewError>,
        /// When the data were last sent for review.
        pub submitted_at: DateTime<Utc>,
        /// When an answer is due, while a review runs.
        pub review_due_at: Option<DateTime<Utc>>,
        /// Whether the personal space is open (reading goes on during a later review).
        pub has_access: bool,
        /// For `If-Match`.
        pub version: i64,
    }

    /// Identity and licence as recorded.
    pub struct IdentityView {
        /// Surname at birth.
        pub surname_birth: String,
        /// Surname in use, when different.
        pub surname_usage: Option<String>,
        /// First names.
        pub first_names: String,
        /// Date of birth.
        pub birth_date: NaiveDate,
        /// Town of birth.
        pub birth_place: String,
        /// Country of birth.
        pub birth_country: String,
        /// Nationality.
        pub nationality: String,
        /// The licence.
        pub licence: LicenceView,
    }

    /// A driving licence as recorded.
    pub struct LicenceView {
        /// Which model.
        pub model: LicenceModel,
        /// Issuing country.
        pub country: String,
        /// NEPH or foreign number.
        pub number: String,
        /// Number of the document.
        pub document_number: Option<String>,
        /// Date of issue.
        pub issued_on: Option<NaiveDate>,
        /// End of validity.
        pub expires_on: Option<NaiveDate>,
        /// Who issued it.
        pub authority: Option<String>,
        /// Heavy categories held.
        pub categories: Vec<CategoryView>,
    }

    /// A licence category with its end of validity.
    #[derive(Copy)]
    pub struct CategoryView {
        /// The category.
        pub category: LicenceCategory,
        /// Last valid day.
        pub valid_until: NaiveDate,
    }

    /// A field that a reviewer marked as wrong.
    pub struct ReviewError {
        /// The field.
        pub field: AccountField,
        /// Why.
        pub reason: ReasonCode,
        /// In the reviewer's words.
        pub comment: Option<String>,
    }
}

request! {
    /// Changes what needs no review. Absent fields stay as they are.
    #[derive(Default)]
    pub struct UpdateContactRequest {
        /// Postal address.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub address: Option<Address>,
        /// Mobile phone; empty removes it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(max_length = 32))]
        pub phone: Option<String>,
        /// Language of mails and documents.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub language: Option<Language>,
    }

    /// Corrects or changes identity, licence and address; a review follows.
    pub struct SubmitIdentityRequest {
        /// All of identity and licence.
        pub identity: IdentityForm,
        /// Postal address.
        pub address: Address,
        /// Mobile phone; empty when none.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 32))]
        pub phone: String,
    }

    /// Changes the mail address; the password is asked again.
    pub struct ChangeEmailRequest {
        /// The new address.
        #[cfg_attr(feature = "openapi", schema(format = "email", max_length = 254))]
        pub email: String,
        /// The present password.
        #[cfg_attr(feature = "openapi", schema(max_length = 200, format = "password"))]
        pub password: String,
    }

    /// Confirms or undoes a change of mail address by the link from the mail.
    pub struct ConfirmEmailRequest {
        /// The secret from the link.
        #[cfg_attr(feature = "openapi", schema(max_length = 100))]
        pub token: String,
    }

    /// Changes the password while signed in.
    pub struct ChangePasswordRequest {
        /// The present password.
        #[cfg_attr(feature = "openapi", schema(max_length = 200, format = "password"))]
        pub current_password: String,
        /// The new password.
        #[cfg_attr(feature = "openapi", schema(max_length = 200, format = "password"))]
        pub password: String,
        /// The same again.
        #[cfg_attr(feature = "openapi", schema(max_length = 200, format = "password"))]
        pub confirmation: String,
    }
}
