//! How often a client may ask: per account or software, per address otherwise.
//! Kept in this process, so it holds even when everything else is down.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

const WINDOW_SECONDS: u32 = 60;

/// How many clients are remembered before those that have been quiet are forgotten.
const REMEMBERED: usize = 50_000;

type Keyed =
    RateLimiter<String, DefaultKeyedStateStore<String>, DefaultClock, StateInformationMiddleware>;

/// The limits of a server.
pub struct Limits {
    keyed: Keyed,
    quota: u32,
}

impl std::fmt::Debug for Limits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Limits")
            .field("quota", &self.quota)
            .finish_non_exhaustive()
    }
}

/// Where a client stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Requests per window.
    pub quota: u32,
    /// Requests left.
    pub remaining: u32,
    /// Until the next request is possible; none if it is now.
    pub wait: Option<Duration>,
}

impl Limits {
    /// So many requests per client and minute.
    #[must_use]
    pub fn new(per_minute: u32) -> Self {
        let quota = NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN);
        let keyed = RateLimiter::keyed(Quota::per_minute(quota))
            .with_middleware::<StateInformationMiddleware>();
        Self {
            keyed,
            quota: quota.get(),
        }
    }

    /// Counts a request of a client.
    #[must_use]
    pub fn count(&self, client: &str) -> Standing {
        if self.keyed.len() > REMEMBERED {
            self.keyed.retain_recent();
        }
        match self.keyed.check_key(&client.to_owned()) {
            Ok(left) => Standing {
                quota: self.quota,
                remaining: left.remaining_burst_capacity(),
                wait: None,
            },
            Err(until) => Standing {
                quota: self.quota,
                remaining: 0,
                wait: Some(until.wait_time_from(DefaultClock::default().now())),
            },
        }
    }
}

impl Standing {
    /// `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers).
    #[must_use]
    pub fn policy(&self) -> String {
        format!("\"default\";q={};w={WINDOW_SECONDS}", self.quota)
    }

    /// `RateLimit`: what is left, and the seconds until all of it is back.
    #[must_use]
    pub fn state(&self) -> String {
        let used = self.quota.saturating_sub(self.remaining);
        let reset = (used * WINDOW_SECONDS).div_ceil(self.quota.max(1));
        format!("\"default\";r={};t={reset}", self.remaining)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_client_has_its_own_quota() {
        let limits = Limits::new(3);
        for left in [2, 1, 0] {
            let standing = limits.count("a");
            assert_eq!((standing.remaining, standing.wait), (left, None));
        }
        let refused = limits.count("a");
        assert!(
            refused
                .wait
                .is_some_and(|wait| wait <= Duration::from_secs(20))
        );
        assert_eq!(refused.policy(), "\"default\";q=3;w=60");
        assert_eq!(refused.state(), "\"default\";r=0;t=60");
        assert_eq!(limits.count("b").remaining, 2);
    }
}
