//! The staff's single-page application.
fn main() {}
