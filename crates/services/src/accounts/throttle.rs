//! How long the next sign-in has to wait. Failures are counted per account and
//! network, and per network; never per account alone, because then a stranger
//! could keep the owner out.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use db::sign_in_failures::SignInFailureRow;
use db::{Conn, Result};

use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};

/// A try that has to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MustWait {
    /// How many seconds, at least 1.
    pub seconds: u32,
}

/// How the delay grows.
#[derive(Clone, Copy, Debug)]
struct Curve {
    /// So many failures cost nothing.
    free: i32,
    /// The delay after the first failure that costs, in seconds; it doubles.
    first_delay: i64,
    /// The longest delay, in seconds.
    longest: i64,
    /// After so long without a failure the count begins again, in seconds.
    forget_after: i64,
}

/// About 20 guesses in the first hour, then 4 an hour.
const ACCOUNT_AND_NETWORK: Curve = Curve {
    free: 4,
    first_delay: 2,
    longest: 900,
    forget_after: 24 * 3_600,
};

/// Many people can sit behind one address, so its curve begins late and stays flat.
const NETWORK: Curve = Curve {
    free: 50,
    first_delay: 1,
    longest: 60,
    forget_after: 3_600,
};

/// The keys under which one try is counted. They are hashes and name nobody.
#[derive(Clone, Debug)]
pub struct Keys {
    account: String,
    network: String,
}

impl Keys {
    /// The keys of a try for a mail address (in its compared form) from a network.
    #[must_use]
    pub fn new(email_key: &str, network: &str) -> Self {
        let hash = |parts: &str| super::secret::sha256_hex(parts);
        Self {
            account: hash(&format!("account\n{email_key}\n{network}")),
            network: hash(&format!("network\n{network}")),
        }
    }
}

/// Counts a try before the password is looked at, so that tries sent at the same
/// time cannot pass together; [`forgive`] takes it back when it was right.
///
/// # Errors
///
/// If the database fails. The inner error is the wait.
pub fn admit(
    conn: &mut Conn,
    keys: &Keys,
    now: DateTime<Utc>,
) -> Result<std::result::Result<(), MustWait>> {
    let counts = [
        (&keys.account, ACCOUNT_AND_NETWORK),
        (&keys.network, NETWORK),
    ];
    let mut rows = Vec::with_capacity(counts.len());
    for (key, curve) in counts {
        let row = current(conn, key, curve, now)?;
        let wait = row.blocked_until.and_utc() - now;
        if wait > TimeDelta::zero() {
            let seconds = u32::try_from(wait.num_seconds()).unwrap_or(u32::MAX);
            return Ok(Err(MustWait {
                seconds: seconds.saturating_add(1),
            }));
        }
        rows.push((row, curve));
    }
    for (mut row, curve) in rows {
        row.failures = row.failures.saturating_add(1);
        row.last_at = now.naive_utc();
        row.blocked_until = (now + delay_after(row.failures, curve)).naive_utc();
        db::sign_in_failures::put(conn, &row)?;
    }
    Ok(Ok(()))
}

/// Takes back what [`admit`] counted, because the password was right. What the
/// network failed at other accounts stays.
///
/// # Errors
///
/// If the database fails.
pub fn forgive(conn: &mut Conn, keys: &Keys, now: DateTime<Utc>) -> Result<()> {
    db::sign_in_failures::delete(conn, &keys.account)?;
    let mut row = current(conn, &keys.network, NETWORK, now)?;
    row.failures = row.failures.saturating_sub(1).max(0);
    row.blocked_until = now.naive_utc();
    db::sign_in_failures::put(conn, &row)
}

/// [`admit`] in a transaction of its own, as a refusal.
pub(super) async fn admit_or_refuse(ctx: &Context, keys: &Keys) -> ServiceResult<()> {
    let keys = keys.clone();
    let admitted = ctx
        .write(move |tx| {
            let now = tx.now;
            Ok(admit(tx, &keys, now)?)
        })
        .await?;
    admitted.map_err(|wait| ServiceError::Throttled(Duration::from_secs(wait.seconds.into())))
}

fn current(
    conn: &mut Conn,
    key: &str,
    curve: Curve,
    now: DateTime<Utc>,
) -> Result<SignInFailureRow> {
    let is_remembered =
        |row: &SignInFailureRow| (now - row.last_at.and_utc()).num_seconds() < curve.forget_after;
    let row = db::sign_in_failures::find(conn, key)?.filter(is_remembered);
    Ok(row.unwrap_or_else(|| SignInFailureRow {
        key: key.to_owned(),
        failures: 0,
        last_at: now.naive_utc(),
        blocked_until: now.naive_utc(),
    }))
}

fn delay_after(failures: i32, curve: Curve) -> TimeDelta {
    let costly = failures.saturating_sub(curve.free);
    if costly <= 0 {
        return TimeDelta::zero();
    }
    let doublings = u32::try_from(costly - 1).unwrap_or(0).min(20);
    TimeDelta::seconds((curve.first_delay << doublings).min(curve.longest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_failures_are_free_and_then_the_delay_doubles() {
        let seconds = |failures| delay_after(failures, ACCOUNT_AND_NETWORK).num_seconds();
        let delays: Vec<_> = (1..=9).map(seconds).collect();
        assert_eq!(delays, [0, 0, 0, 0, 2, 4, 8, 16, 32]);
        assert_eq!(seconds(1_000), 900);
    }

    #[test]
    fn an_attacker_stays_below_a_hundred_guesses_an_hour() {
        let (mut elapsed, mut guesses) = (0, 0);
        while elapsed <= 3_600 {
            guesses += 1;
            elapsed += delay_after(guesses, ACCOUNT_AND_NETWORK).num_seconds();
        }
        assert!(guesses < 100, "{guesses}");
    }
}
