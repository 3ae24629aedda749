//! The driver's single-page application.
fn main() {}
