//! What several of the driver's pages share.

mod password_rules;

pub use self::password_rules::PasswordRules;
