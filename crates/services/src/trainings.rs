//! Trainings: declared by centres, attached to drivers, read under "Mes formations".

pub mod attach;
mod declaration;
pub mod declare;
mod declared_row;
pub mod history;
pub mod list;
mod matching;
mod notice;
pub mod qualifications;
pub mod recap;
pub mod record;

#[cfg(test)]
mod tests;
