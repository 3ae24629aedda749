//! Words, rules and data transfer objects shared by server and browser.
//!
//! **Invariants.** Nothing here reads a clock, a file or a socket, and nothing
//! depends on diesel or actix unless a server crate asks for the `diesel` feature.

pub mod account_finding;
pub mod card_defect;
pub mod countries;
pub mod dates;
pub mod documents_required;
pub mod dto;
pub mod exchange;
pub mod field_error;
pub mod forms;
pub mod ids;
pub mod licence_answer;
pub mod money;
pub mod notice_kind;
pub mod organisation_event;
pub mod payment_words;
pub mod problem_code;
pub mod reference;
pub mod rules;
pub mod statuses;
pub mod text_enum;
pub mod training_rule;
pub mod transitions;
pub mod validation;
pub mod words;
