//! The rules for every field (domain §12). Each concern has a file; each check
//! answers with a [`Fault`](crate::field_error::Fault), whose sentence is the
//! same on a server's answer and in a browser.
//!
//! A check normalises first (spaces, hyphens and dots in numbers are accepted)
//! and gives back what is to be stored. Checking what was given back changes
//! nothing more.

pub mod account_number;
pub mod address;
pub mod birth_date;
pub mod business_number;
pub mod card_defects;
pub mod consents;
pub mod email;
pub mod foreign_qualification;
pub mod hours;
pub mod licence;
pub mod money;
pub mod names;
pub mod password;
pub mod phone;
pub mod scripts;
pub mod search;
mod text_value;
pub mod uploads;

/// Without the spaces, dots, hyphens and slashes that people put into numbers.
fn strip_separators(text: &str) -> String {
    let is_separator = |letter: char| {
        letter.is_whitespace() || matches!(letter, '.' | '-' | '/' | '\u{2010}'..='\u{2015}')
    };
    text.chars()
        .filter(|letter| !is_separator(*letter))
        .collect()
}
