//! How long sessions last.

use chrono::TimeDelta;
use common::words::Role;

/// When a session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLimit {
    /// Without any use.
    pub idle: TimeDelta,
    /// Whatever is done.
    pub absolute: TimeDelta,
}

/// How long the sessions of drivers and of the staff last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLimits {
    /// Of drivers.
    pub driver: SessionLimit,
    /// Of the issuer's staff.
    pub staff: SessionLimit,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self {
            driver: SessionLimit {
                idle: TimeDelta::minutes(30),
                absolute: TimeDelta::hours(12),
            },
            staff: SessionLimit {
                idle: TimeDelta::minutes(15),
                absolute: TimeDelta::hours(8),
            },
        }
    }
}

impl SessionLimits {
    /// The limit for somebody's sessions.
    #[must_use]
    pub const fn of(&self, role: Role) -> SessionLimit {
        if role.is_staff() {
            self.staff
        } else {
            self.driver
        }
    }
}
