//! Which status may follow which, on what event, and who may cause it (domain
//! §9). One table per thing; server, browser and tests read the same tables.

pub mod card;
pub mod certificate;
pub mod credential;
pub mod document;
pub mod identity_review;
pub mod payment;
pub mod refund;
pub mod request;
pub mod returned_mail;
pub mod training;

use crate::words::Role;

/// Who may cause an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A person in that role.
    Role(Role),
    /// A training centre's software.
    Centre,
    /// The service itself: a schedule, or the effect of another event.
    System,
}

/// One line of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition<Status, Event> {
    /// The status before.
    pub from: Status,
    /// What happens.
    pub event: Event,
    /// The status after.
    pub to: Status,
    /// Who may cause it.
    pub by: &'static [By],
}

pub(crate) const DRIVER: &[By] = &[By::Role(Role::Driver)];
pub(crate) const REVIEWERS: &[By] = &[By::Role(Role::Agent), By::Role(Role::Supervisor)];
pub(crate) const SUPERVISOR: &[By] = &[By::Role(Role::Supervisor)];
pub(crate) const PRODUCTION: &[By] = &[By::Role(Role::Production)];
pub(crate) const ADMINISTRATOR: &[By] = &[By::Role(Role::Administrator)];
pub(crate) const CENTRE: &[By] = &[By::Centre];
pub(crate) const SYSTEM: &[By] = &[By::System];

/// Writes `next`, `events` and `who` over a module's `TABLE`.
macro_rules! table_functions {
    ($status:ty, $event:ty) => {
        /// The status that the event leads to; none if it cannot happen now.
        #[must_use]
        pub fn next(from: $status, event: $event) -> Option<$status> {
            line(from, event).map(|line| line.to)
        }

        /// The events that can happen in that status.
        pub fn allowed(from: $status) -> impl Iterator<Item = $event> {
            TABLE
                .iter()
                .filter(move |line| line.from == from)
                .map(|line| line.event)
        }

        /// Who may cause the event in that status; nobody if it cannot happen.
        #[must_use]
        pub fn who(from: $status, event: $event) -> &'static [$crate::transitions::By] {
            line(from, event).map_or(&[], |line| line.by)
        }

        fn line(
            from: $status,
            event: $event,
        ) -> Option<&'static $crate::transitions::Transition<$status, $event>> {
            TABLE
                .iter()
                .find(|line| line.from == from && line.event == event)
        }
    };
}

/// Lines of a table: `from => event => to, by;`.
macro_rules! transitions {
    ($status:ident, $event:ident: $( $from:ident => $what:ident => $to:ident, $by:expr; )+) => {
        &[$( $crate::transitions::Transition {
            from: $status::$from,
            event: $event::$what,
            to: $status::$to,
            by: $by,
        } ),+]
    };
}

pub(crate) use {table_functions, transitions};

#[cfg(test)]
mod tests;
