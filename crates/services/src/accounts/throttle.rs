//! How long the next sign-in has to wait.
//!
//! Failures are counted per account and network, per network, and per account
//! from everywhere. The last count could be driven up by a stranger to keep the
//! owner out, so it has ways around it that a stranger does not have: a browser
//! in which the owner signed in before (its cookie says so) is counted alone, and
//! so are the networks that the owner signed in from last. Who has neither takes
//! the link from "Mot de passe oublié": the browser that used it is known.

use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use db::sign_in_failures::SignInFailureRow;
use db::{Conn, Result};

use super::origin::Origin;
use super::secret::sha256_hex;
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

/// An account from everywhere that it is not known from: at most 41 guesses an hour.
const ELSEWHERE: Curve = Curve {
    free: 10,
    first_delay: 60,
    longest: 120,
    forget_after: 24 * 3_600,
};

/// An account from one of the networks it is known from: at most 17 guesses an
/// hour. With three such networks and [`ELSEWHERE`] that is less than 100.
const KNOWN_NETWORK: Curve = Curve {
    free: 10,
    first_delay: 300,
    longest: 600,
    forget_after: 24 * 3_600,
};

/// From so many networks an account is known.
const KNOWN_NETWORKS: usize = 3;

/// For so long a network is known.
const NETWORK_KNOWN_FOR: TimeDelta = TimeDelta::days(90);

/// Somebody who tries a password.
#[derive(Clone, Debug)]
pub struct Try {
    email_key: String,
    network: String,
    short_network: String,
    device_hash: Option<String>,
}

impl Try {
    /// A try for a mail address (in its compared form).
    #[must_use]
    pub fn new(email_key: &str, origin: &Origin) -> Self {
        Self {
            email_key: email_key.to_owned(),
            network: origin.network(),
            short_network: origin.short_network(),
            device_hash: origin.device_hash.clone(),
        }
    }
}

/// What [`admit`] counted, to be taken back by [`forgive`].
#[derive(Clone, Debug)]
pub struct Counted(Vec<Count>);

#[derive(Clone, Debug)]
struct Count {
    /// A hash that names nobody.
    key: String,
    curve: Curve,
    /// Counts nobody else's tries, so that a success forgets it.
    is_own: bool,
    /// The failures with this try.
    failures: i32,
    /// Until when this try made the next one wait.
    blocked_until: NaiveDateTime,
}

impl Count {
    fn new(parts: &[&str], curve: Curve) -> Self {
        Self {
            key: sha256_hex(&parts.join("\n")),
            curve,
            is_own: false,
            failures: 0,
            blocked_until: NaiveDateTime::default(),
        }
    }

    fn own(parts: &[&str]) -> Self {
        Self {
            is_own: true,
            ..Self::new(parts, ACCOUNT_AND_NETWORK)
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
    tried: &Try,
    now: DateTime<Utc>,
) -> Result<std::result::Result<Counted, MustWait>> {
    let counts = counts_of(conn, tried, now)?;
    admit_counts(conn, counts, now)
}

/// The counts that a try falls under.
fn counts_of(conn: &mut Conn, tried: &Try, now: DateTime<Utc>) -> Result<Vec<Count>> {
    let email_key = tried.email_key.as_str();
    if let Some(device) = &tried.device_hash
        && db::known_devices::is_known(conn, device, email_key, now)?
    {
        return Ok(vec![Count::own(&["device", email_key, device])]);
    }
    let mut known = db::sessions::list_networks(conn, email_key, now - NETWORK_KNOWN_FOR)?;
    let mut seen = std::collections::HashSet::new();
    known.retain(|network| seen.insert(network.clone()));
    known.truncate(KNOWN_NETWORKS);
    let account = if known.contains(&tried.short_network) {
        Count::new(
            &["known network", email_key, &tried.short_network],
            KNOWN_NETWORK,
        )
    } else {
        Count::new(&["elsewhere", email_key], ELSEWHERE)
    };
    Ok(vec![
        Count::own(&["account", email_key, &tried.network]),
        Count::new(&["network", &tried.network], NETWORK),
        account,
    ])
}

fn admit_counts(
    conn: &mut Conn,
    mut counts: Vec<Count>,
    now: DateTime<Utc>,
) -> Result<std::result::Result<Counted, MustWait>> {
    let mut rows = Vec::with_capacity(counts.len());
    for count in &counts {
        let row = current(conn, &count.key, count.curve, now)?;
        let wait = row.blocked_until.and_utc() - now;
        if wait > TimeDelta::zero() {
            let seconds = u32::try_from(wait.num_seconds()).unwrap_or(u32::MAX);
            return Ok(Err(MustWait {
                seconds: seconds.saturating_add(1),
            }));
        }
        rows.push(row);
    }
    for (mut row, count) in rows.into_iter().zip(&mut counts) {
        row.failures = row.failures.saturating_add(1);
        row.last_at = now.naive_utc();
        row.blocked_until = (now + delay_after(row.failures, count.curve)).naive_utc();
        (count.failures, count.blocked_until) = (row.failures, row.blocked_until);
        db::sign_in_failures::put(conn, &row)?;
    }
    Ok(Ok(Counted(counts)))
}

/// Takes back what [`admit`] counted, because the password was right. What others
/// failed at stays, and the wait that it costs.
///
/// # Errors
///
/// If the database fails.
pub fn forgive(conn: &mut Conn, counted: &Counted, now: DateTime<Utc>) -> Result<()> {
    for count in &counted.0 {
        if count.is_own {
            db::sign_in_failures::delete(conn, &count.key)?;
            continue;
        }
        let mut row = current(conn, &count.key, count.curve, now)?;
        // Otherwise the wait is that of somebody who was counted meanwhile.
        if (row.failures, row.blocked_until) == (count.failures, count.blocked_until) {
            row.blocked_until = row.blocked_until.min(now.naive_utc());
        }
        row.failures = row.failures.saturating_sub(1).max(0);
        db::sign_in_failures::put(conn, &row)?;
    }
    Ok(())
}

/// [`admit`] in a transaction of its own, as a refusal.
pub(super) async fn admit_or_refuse(ctx: &Context, tried: &Try) -> ServiceResult<Counted> {
    let tried = tried.clone();
    let admitted = ctx
        .write(move |tx| {
            let now = tx.now;
            Ok(admit(tx, &tried, now)?)
        })
        .await?;
    admitted.map_err(refusal)
}

/// Counts somebody who is signed in and tries the password once more. Only who
/// holds a session of the account is counted here, so no stranger makes it wait.
pub(super) async fn admit_signed_in(ctx: &Context, email_key: &str) -> ServiceResult<Counted> {
    let count = Count::own(&["signed in", email_key]);
    let admitted = ctx
        .write(move |tx| {
            let now = tx.now;
            Ok(admit_counts(tx, vec![count.clone()], now)?)
        })
        .await?;
    admitted.map_err(refusal)
}

fn refusal(wait: MustWait) -> ServiceError {
    ServiceError::Throttled(Duration::from_secs(wait.seconds.into()))
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

    /// Guesses in the hour after a quiet day, its first and last second included.
    fn guesses_in_an_hour(curve: Curve) -> usize {
        let (mut elapsed, mut guesses) = (0, 0);
        while elapsed <= 3_600 {
            guesses += 1;
            elapsed += delay_after(i32::try_from(guesses).unwrap(), curve).num_seconds();
        }
        guesses
    }

    #[test]
    fn guesses_from_everywhere_together_stay_below_a_hundred_an_hour() {
        assert!(guesses_in_an_hour(ACCOUNT_AND_NETWORK) <= 20);
        assert_eq!(guesses_in_an_hour(ELSEWHERE), 41);
        assert_eq!(guesses_in_an_hour(KNOWN_NETWORK), 17);
        let together =
            guesses_in_an_hour(ELSEWHERE) + KNOWN_NETWORKS * guesses_in_an_hour(KNOWN_NETWORK);
        assert!(together < 100, "{together}");
    }
}
