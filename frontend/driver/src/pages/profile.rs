//! The driver's own data and sessions.

mod change_email_page;
mod change_password_page;
mod contact_form;
mod device;
mod email_pages;
mod notices_page;
mod profile_page;
mod sessions_page;

pub use self::change_email_page::ChangeEmailPage;
pub use self::change_password_page::ChangePasswordPage;
pub use self::email_pages::{ConfirmEmailPage, UndoEmailPage};
pub use self::notices_page::NoticesPage;
pub use self::profile_page::ProfilePage;
pub use self::sessions_page::SessionsPage;
