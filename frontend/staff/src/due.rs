//! How long until something is due, or since.

use chrono::{DateTime, TimeDelta, Utc};

/// How long until something is due, or since, in its largest whole unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remaining {
    /// Whether it is past due.
    pub is_late: bool,
    /// How many units.
    pub amount: i64,
    /// The unit.
    pub unit: Unit,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Sixty seconds.
    Minutes,
    /// Sixty minutes.
    Hours,
    /// Twenty-four hours.
    Days,
}

/// How long it is from `now` until `due`. What is left and what is late are both
/// rounded down; hours go up to two days.
pub fn remaining(due: DateTime<Utc>, now: DateTime<Utc>) -> Remaining {
    let left = due - now;
    let length = left.abs();
    let (amount, unit) = if length < TimeDelta::hours(1) {
        (length.num_minutes(), Unit::Minutes)
    } else if length < TimeDelta::days(2) {
        (length.num_hours(), Unit::Hours)
    } else {
        (length.num_days(), Unit::Days)
    };
    Remaining {
        is_late: left < TimeDelta::zero(),
        amount,
        unit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(minutes: i64) -> Remaining {
        let now = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        remaining(now + TimeDelta::minutes(minutes), now)
    }

    #[test]
    fn counts_down_in_whole_units() {
        let left = |amount, unit| Remaining {
            is_late: false,
            amount,
            unit,
        };
        assert_eq!(after(0), left(0, Unit::Minutes));
        assert_eq!(after(59), left(59, Unit::Minutes));
        assert_eq!(after(60), left(1, Unit::Hours));
        assert_eq!(after(3 * 60 + 59), left(3, Unit::Hours));
        assert_eq!(after(47 * 60), left(47, Unit::Hours));
        assert_eq!(after(48 * 60), left(2, Unit::Days));
    }

    #[test]
    fn counts_up_once_late() {
        let late = |amount, unit| Remaining {
            is_late: true,
            amount,
            unit,
        };
        assert_eq!(after(-1), late(1, Unit::Minutes));
        assert_eq!(after(-125), late(2, Unit::Hours));
        assert_eq!(after(-5 * 24 * 60), late(5, Unit::Days));
    }
}
