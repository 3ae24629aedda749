//! Invoices (domain §9.7, §16): numbered in the transaction of the payment, made and
//! mailed by a job, kept as they were.

mod allocate;
mod content;
mod duplicate;
mod issue;
mod list;
#[cfg(test)]
pub(crate) mod tests;

pub(crate) use allocate::{allocate, allocate_credit_note};
pub(crate) use content::Content;
pub(crate) use duplicate::{check_duplicate, duplicate_pdf};
pub use issue::IssueInvoice;
pub use list::{InvoicesWanted, list_invoices};
