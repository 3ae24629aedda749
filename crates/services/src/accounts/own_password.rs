//! Asks somebody who is signed in for the password once more.

use common::field_error::FieldErrorCode;
use common::ids::AccountId;
use db::accounts::AccountRow;

use super::origin::Origin;
use super::throttle::{self, Keys};
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};

/// The account, if the password is its own. Wrong ones are counted together
/// with failed sign-ins.
pub(super) async fn check(
    ctx: &Context,
    origin: &Origin,
    id: AccountId,
    password: &str,
    pointer: &str,
) -> ServiceResult<AccountRow> {
    let account = ctx
        .read(move |conn| Ok(db::accounts::get(conn, id)?))
        .await?;
    let keys = Keys::new(&account.email_key, &origin.network());
    throttle::admit_or_refuse(ctx, &keys).await?;
    let hash = account.password_hash.as_deref();
    if !ctx
        .passwords
        .verify(password, hash)
        .await
        .map_err(anyhow::Error::new)?
    {
        let code = if password.is_empty() {
            FieldErrorCode::Required
        } else {
            FieldErrorCode::PasswordWrong
        };
        return Err(ServiceError::invalid(pointer, code));
    }
    ctx.write(move |tx| {
        let now = tx.now;
        Ok(throttle::forgive(tx, &keys, now)?)
    })
    .await?;
    Ok(account)
}
