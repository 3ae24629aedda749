//! Opening an account and setting a password.

use chrono::{DateTime, Utc};

use super::address::Address;
use crate::words::{ConsentKind, Language, LicenceCategory, LicenceModel};

request! {
    /// "Créer un compte", profile "Particulier". Free text is kept as text so
    /// that all faults are reported together.
    pub struct RegisterRequest {
        /// Identity, licence and address.
        pub identity: IdentityForm,
        /// Mail address: the sign-in.
        #[cfg_attr(feature = "openapi", schema(format = "email", max_length = 254))]
        pub email: String,
        /// Mobile phone; empty when none.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 32))]
        pub phone: String,
        /// Postal address.
        pub address: Address,
        /// Language of mails and documents.
        pub language: Language,
        /// The boxes that were ticked, each with the version that was shown.
        #[cfg_attr(feature = "openapi", schema(max_items = 8))]
        pub consents: Vec<ConsentGiven>,
        /// A field that people do not see; robots fill it in.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 200))]
        pub website: String,
    }

    /// A ticked box.
    pub struct ConsentGiven {
        /// Which text.
        pub kind: ConsentKind,
        /// The version shown beside the box.
        #[cfg_attr(feature = "openapi", schema(max_length = 32))]
        pub version: String,
    }

    /// Identity and licence as the applicant types them.
    pub struct IdentityForm {
        /// Surname at birth.
        #[cfg_attr(feature = "openapi", schema(max_length = 60))]
        pub surname_birth: String,
        /// Surname in use, when different; empty otherwise.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 60))]
        pub surname_usage: String,
        /// First names.
        #[cfg_attr(feature = "openapi", schema(max_length = 60))]
        pub first_names: String,
        /// Date of birth, YYYY-MM-DD.
        #[cfg_attr(feature = "openapi", schema(max_length = 32))]
        pub birth_date: String,
        /// Town of birth.
        #[cfg_attr(feature = "openapi", schema(max_length = 60))]
        pub birth_place: String,
        /// Country of birth, ISO 3166-1 alpha-2.
        #[cfg_attr(feature = "openapi", schema(max_length = 2))]
        pub birth_country: String,
        /// Nationality, ISO 3166-1 alpha-2.
        #[cfg_attr(feature = "openapi", schema(max_length = 2))]
        pub nationality: String,
        /// The licence.
        pub licence: LicenceForm,
    }

    /// A driving licence as the applicant types it.
    pub struct LicenceForm {
        /// Which model; none when not chosen yet.
        pub model: Option<LicenceModel>,
        /// Issuing country, ISO 3166-1 alpha-2; FR for the two French models.
        #[cfg_attr(feature = "openapi", schema(max_length = 2))]
        pub country: String,
        /// File number (NEPH) for a French licence, else the licence's number.
        #[cfg_attr(feature = "openapi", schema(max_length = 40))]
        pub number: String,
        /// Number of the document (field 5 of the 2013 card); empty when unknown.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 40))]
        pub document_number: String,
        /// Date of issue, YYYY-MM-DD.
        #[cfg_attr(feature = "openapi", schema(max_length = 32))]
        pub issued_on: String,
        /// End of validity, YYYY-MM-DD; empty when the document has none.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 32))]
        pub expires_on: String,
        /// Who issued it; empty when unknown.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 60))]
        pub authority: String,
        /// Heavy categories held, with their own ends of validity.
        #[cfg_attr(feature = "openapi", schema(max_items = 8))]
        pub categories: Vec<CategoryForm>,
    }

    /// A licence category as typed.
    pub struct CategoryForm {
        /// The category.
        pub category: LicenceCategory,
        /// Last valid day, YYYY-MM-DD (column 11 of the card).
        #[cfg_attr(feature = "openapi", schema(max_length = 32))]
        pub valid_until: String,
    }

    /// "Mot de passe oublié", or "send the link again": the answer never says
    /// whether the address is known.
    pub struct PasswordLinkRequest {
        /// Mail address of the account.
        #[cfg_attr(feature = "openapi", schema(format = "email", max_length = 254))]
        pub email: String,
    }

    /// Asks what a link from a mail is good for.
    pub struct LinkCheckRequest {
        /// The secret from the link.
        #[cfg_attr(feature = "openapi", schema(max_length = 100))]
        pub token: String,
    }

    /// Sets a password by a link.
    pub struct SetPasswordRequest {
        /// The secret from the link.
        #[cfg_attr(feature = "openapi", schema(max_length = 100))]
        pub token: String,
        /// The password.
        #[cfg_attr(feature = "openapi", schema(max_length = 200, format = "password"))]
        pub password: String,
        /// The same again (guide).
        #[cfg_attr(feature = "openapi", schema(max_length = 200, format = "password"))]
        pub confirmation: String,
    }
}

response! {
    /// The account request was received. The same whether or not an account
    /// with this address or licence exists already.
    pub struct RegistrationReceipt {
        /// Reference to give in questions.
        pub reference: String,
        /// The address that the answer will be sent to.
        pub email: String,
        /// The guide's promise: 24 hours.
        pub expected_by: DateTime<Utc>,
    }

    /// What a link is good for.
    pub struct LinkInfo {
        /// `password_setup`, `password_reset`, `email_confirmation` or `email_undo`.
        pub purpose: String,
        /// Whether it can still be used.
        pub usable: bool,
        /// When it ends or ended.
        pub expires_at: DateTime<Utc>,
        /// The account's address with most letters hidden.
        pub email_hint: String,
    }
}
