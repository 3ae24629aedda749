//! Trainings: declared by centres, attached to drivers, read under "Mes formations".

pub mod amend;
mod amendment;
mod assessment;
pub mod attach;
pub mod batches;
pub mod cancel;
pub mod centre_list;
mod declaration;
pub mod declare;
mod declared_row;
pub mod history;
pub mod list;
mod matching;
mod notice;
mod outcome;
pub mod qualifications;
pub mod recap;
pub(crate) mod recheck;
pub mod record;
pub mod review;
mod review_view;
mod withdrawal;

#[cfg(test)]
mod tests;
