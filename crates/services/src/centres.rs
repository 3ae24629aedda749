//! Training centres: making them known, with what they may teach and the
//! credentials of their software.

pub mod add;

#[cfg(test)]
mod tests;
