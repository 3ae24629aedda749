//! "Mes notifications": how a driver wants to be told of what.

use crate::notice_kind::NoticeKind;

response! {
    /// The kinds of notices that can be chosen, with what is chosen.
    pub struct NoticePreferences {
        /// The mobile phone that SMS go to; none if the profile has none that receives them.
        pub phone: Option<String>,
        /// One line per kind.
        pub choices: Vec<NoticeChoiceView>,
    }

    /// A kind of notice, and how it goes.
    #[derive(Copy)]
    pub struct NoticeChoiceView {
        /// Which kind.
        pub kind: NoticeKind,
        /// Whether it goes by mail.
        pub email: bool,
        /// Whether it goes by SMS.
        pub sms: bool,
        /// Whether the mail can be switched off.
        pub email_is_optional: bool,
        /// Whether it can go by SMS.
        pub sms_is_possible: bool,
    }
}

request! {
    /// Chooses how notices go; kinds that are left out stay as they are.
    pub struct UpdateNoticePreferencesRequest {
        /// One line per kind.
        #[cfg_attr(feature = "openapi", schema(max_items = 20))]
        pub choices: Vec<NoticeChoice>,
    }

    /// How a kind of notice is to go.
    #[derive(Copy)]
    pub struct NoticeChoice {
        /// Which kind.
        pub kind: NoticeKind,
        /// By mail; only what is optional can be without.
        pub email: bool,
        /// By SMS.
        pub sms: bool,
    }
}
