//! What time it is.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};

/// Tells the time, truncated to microseconds: a row read back then equals the
/// row written on either engine.
pub trait Clock: Send + Sync + 'static {
    /// The present instant.
    fn now(&self) -> DateTime<Utc>;

    /// Moves the clock forward by an amount that is not negative. False from a
    /// clock that only follows the machine, which is the only one in production.
    fn try_advance(&self, _by: TimeDelta) -> bool {
        false
    }
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that asks the machine"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(6)
    }
}

/// The machine's clock, some way ahead: it goes on by itself and can be moved
/// forward. For development, where browser tests play what takes days.
#[derive(Debug, Default)]
pub struct AheadClock {
    /// In microseconds.
    ahead: AtomicI64,
}

impl Clock for AheadClock {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now() + TimeDelta::microseconds(self.ahead.load(Ordering::Relaxed))
    }

    fn try_advance(&self, by: TimeDelta) -> bool {
        let Some(by) = by.num_microseconds().filter(|by| *by >= 0) else {
            return false;
        };
        self.ahead.fetch_add(by, Ordering::Relaxed);
        true
    }
}

/// A clock that stands still until it is moved, for tests.
#[derive(Debug)]
pub struct SetClock(Mutex<DateTime<Utc>>);

impl SetClock {
    /// A clock that shows `instant`.
    #[must_use]
    pub fn at(instant: DateTime<Utc>) -> Self {
        Self(Mutex::new(instant.trunc_subsecs(6)))
    }

    /// Sets the clock.
    pub fn set(&self, instant: DateTime<Utc>) {
        *self.lock() = instant.trunc_subsecs(6);
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: TimeDelta) {
        *self.lock() += by;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, DateTime<Utc>> {
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<Utc> {
        *self.lock()
    }

    fn try_advance(&self, by: TimeDelta) -> bool {
        if by < TimeDelta::zero() {
            return false;
        }
        self.advance(by);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_clock_goes_back_and_the_machines_does_not_move() {
        assert!(!SystemClock.try_advance(TimeDelta::days(1)));
        let before = AheadClock::default().now();
        let clock = AheadClock::default();
        assert!(!clock.try_advance(TimeDelta::seconds(-1)));
        assert!(clock.try_advance(TimeDelta::days(3)));
        assert!(clock.now() >= before + TimeDelta::days(3));
        let set = SetClock::at(before);
        assert!(!set.try_advance(TimeDelta::seconds(-1)));
        assert_eq!(set.now(), before);
    }
}
