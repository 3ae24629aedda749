//! Opening an account, its password, and signing in.

mod address_fields;
mod consents_fields;
mod correct_page;
mod forgotten_page;
mod identity_fields;
mod licence_fields;
mod password_page;
mod profile_choice_page;
mod received_page;
mod register_page;
mod sign_in_page;
mod wrong_role_page;

pub use self::address_fields::{AddressFields, AddressInputs};
pub use self::correct_page::CorrectPage;
pub use self::forgotten_page::ForgottenPage;
pub use self::password_page::PasswordPage;
pub use self::profile_choice_page::ProfileChoicePage;
pub use self::received_page::ReceivedPage;
pub use self::register_page::RegisterPage;
pub use self::sign_in_page::{SignInPage, must_correct};
pub use self::wrong_role_page::WrongRolePage;
