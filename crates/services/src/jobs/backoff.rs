//! How long a failed job waits.

use std::hash::{BuildHasher as _, Hasher as _};

use chrono::TimeDelta;

const FIRST_SECONDS: i64 = 2;
const LONGEST_SECONDS: i64 = 3_600;

/// The delay after an attempt: 2 s, 6 s, 18 s, … up to an hour, and up to a
/// quarter more, so that jobs that failed together do not come back together.
pub(super) fn delay_after(attempt: i32) -> TimeDelta {
    let exponent = u32::try_from(attempt.clamp(1, 12) - 1).unwrap_or(0);
    let seconds = (FIRST_SECONDS * 3_i64.pow(exponent)).min(LONGEST_SECONDS);
    let random = std::hash::RandomState::new().build_hasher().finish();
    let jitter = i64::try_from(random % 250).unwrap_or(0);
    TimeDelta::milliseconds(seconds * (1_000 + jitter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_to_an_hour_and_a_quarter_at_most() {
        for attempt in 1..30 {
            assert!(delay_after(attempt) >= TimeDelta::seconds(2));
            assert!(delay_after(attempt) <= TimeDelta::minutes(75));
        }
        assert!(delay_after(9) >= TimeDelta::hours(1));
        assert!(delay_after(2) > delay_after(1));
    }
}
