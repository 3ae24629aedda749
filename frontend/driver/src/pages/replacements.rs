//! "Remplacement, Échange": choice, declaration, addresses, summary, payment.

mod addresses;
mod declaration;
mod draft;
mod new_page;
mod payment_page;
mod step_page;
mod summary;
mod waiting;

pub use self::new_page::NewReplacementPage;
pub use self::payment_page::PaymentPage;
pub use self::step_page::StepPage;
