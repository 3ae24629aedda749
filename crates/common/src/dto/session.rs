//! Signing in and out.

use chrono::{DateTime, Utc};

use crate::ids::{AccountId, SessionId};
use crate::statuses::IdentityReview;
use crate::words::{Language, Role};

request! {
    /// "Connexion".
    pub struct SignInRequest {
        /// Mail address.
        #[cfg_attr(feature = "openapi", schema(max_length = 254))]
        pub email: String,
        /// Password.
        #[cfg_attr(feature = "openapi", schema(max_length = 200, format = "password"))]
        pub password: String,
    }
}

response! {
    /// A signed-in session. The refresh token travels in an `HttpOnly` cookie.
    pub struct SessionTokens {
        /// Bearer token for the `Authorization` header.
        pub access_token: String,
        /// Seconds until the access token ends.
        pub expires_in: u32,
        /// When the session ends if nothing more is done.
        pub idle_expires_at: DateTime<Utc>,
        /// Seconds until then, for a device whose clock is wrong.
        pub idle_expires_in: u32,
        /// Who is signed in.
        pub account: AccountView,
    }

    /// The account that is signed in.
    pub struct AccountView {
        /// Identifier.
        pub id: AccountId,
        /// What it may do.
        pub role: Role,
        /// Name shown on screen.
        pub display_name: String,
        /// Mail address.
        pub email: String,
        /// Preferred language.
        pub language: Language,
        /// State of the identity review; none for staff.
        pub review: Option<IdentityReview>,
    }

    /// One of one's own sessions.
    pub struct SessionView {
        /// Identifier.
        pub id: SessionId,
        /// Whether it is the one that asks.
        pub is_current: bool,
        /// Browser and system as it named itself.
        pub user_agent: String,
        /// Network, shortened.
        pub network: String,
        /// Sign-in time.
        pub created_at: DateTime<Utc>,
        /// Last use.
        pub last_used_at: DateTime<Utc>,
    }
}
