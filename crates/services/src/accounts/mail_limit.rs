//! How many mails a stranger can have sent to an address: three an hour of each
//! kind, counted by the address alone, so that the answer, and the work done for
//! it, are the same whether or not there is an account.
//!
//! Each kind is counted for itself. Otherwise somebody could use the mails up
//! with account requests and keep a person from the link to a new password; three
//! links asked for by somebody else are three links that the person can use.

use chrono::{DateTime, TimeDelta, Utc};
use db::Conn;
use db::sign_in_failures::SignInFailureRow;

use super::secret::sha256_hex;
use crate::error::ServiceResult;

/// So many mails of a kind within [`WINDOW`].
const MAILS: u8 = 3;

/// In each hour, wherever it begins.
const WINDOW: TimeDelta = TimeDelta::hours(1);

/// What a mail is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An account was asked for.
    Registration,
    /// A link to set a password.
    PasswordLink,
    /// A link to confirm a new address.
    EmailChange,
}

/// Counts a mail to an address (in its compared form); `false` if it must not be sent.
///
/// # Errors
///
/// If the database fails.
pub(super) fn admit(
    conn: &mut Conn,
    kind: Kind,
    email_key: &str,
    now: DateTime<Utc>,
) -> ServiceResult<bool> {
    // A row for each mail of the window: the one that is over first is taken again.
    for number in 0..MAILS {
        let key = sha256_hex(&format!("mail\n{kind:?}\n{number}\n{email_key}"));
        let sent = db::sign_in_failures::find(conn, &key)?;
        if sent.is_some_and(|row| now < row.blocked_until.and_utc()) {
            continue;
        }
        let row = SignInFailureRow {
            key,
            failures: 1,
            last_at: now.naive_utc(),
            blocked_until: (now + WINDOW).naive_utc(),
        };
        db::sign_in_failures::put(conn, &row)?;
        return Ok(true);
    }
    Ok(false)
}
