//! Browsers in which somebody signed in, or set a password by a link. Strangers'
//! failures elsewhere do not slow them, see [`throttle`](super::throttle).

use chrono::TimeDelta;
use common::ids::AccountId;
use db::known_devices::KnownDeviceRow;

use crate::context::Tx;
use crate::error::ServiceResult;

/// For so long a browser is known after the last sign-in in it.
pub const KNOWN_FOR: TimeDelta = TimeDelta::days(180);

/// Takes down that a browser is the account's, in place of what it was known by before.
pub(super) fn remember(
    tx: &mut Tx<'_>,
    account_id: AccountId,
    secret_hash: &str,
    before: Option<&str>,
) -> ServiceResult<()> {
    let now = tx.now;
    if let Some(before) = before {
        db::known_devices::delete(tx, before, account_id)?;
    }
    let row = KnownDeviceRow {
        secret_hash: secret_hash.to_owned(),
        account_id,
        created_at: now.naive_utc(),
        expires_at: (now + KNOWN_FOR).naive_utc(),
    };
    Ok(db::known_devices::insert(tx, &row)?)
}
