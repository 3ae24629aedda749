//! "Remplacement, Échange": choice, declaration, what has changed, documents, addresses,
//! summary, payment.

mod addresses;
mod answers;
mod change;
mod correction_page;
mod declaration;
mod defects;
mod documents;
mod draft;
mod foreign;
mod new_page;
mod payment_page;
mod step_page;
mod summary;
mod words;

pub use self::correction_page::CorrectionPage;
pub use self::new_page::NewReplacementPage;
pub use self::payment_page::PaymentPage;
pub use self::step_page::StepPage;
