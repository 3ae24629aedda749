//! The law's rules as pure functions (domain §7), shared by server and browser.
//! Every threshold that a text or a decision can change stands in
//! [`RulePolicy`](policy::RulePolicy), never in a rule.

pub mod card;
pub mod certificate;
pub mod entitlement;
pub mod exchange;
pub mod fee;
pub mod implicit_decision;
pub mod matching;
pub mod notices;
pub mod policy;
pub mod qualification;
pub mod replacement;
pub mod retention;
pub mod returned_mail;
pub mod training;
pub mod training_change;

#[cfg(test)]
mod vectors;
