//! Forms as a whole: what a person typed in, checked field by field with all
//! faults at once. Browser and server run the same check.

pub mod accounting;
pub mod fee;
pub mod identity;
pub mod notices;
pub mod registration;
