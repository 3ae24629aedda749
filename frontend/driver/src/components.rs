//! What several of the driver's pages share.

mod password_rules;
mod qr_code;

pub use self::password_rules::PasswordRules;
pub use self::qr_code::QrCode;
