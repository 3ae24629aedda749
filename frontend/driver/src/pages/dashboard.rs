//! The personal space's home page.

mod events;
mod home_page;
mod qualifications;
mod tasks;

pub use self::home_page::HomePage;
