//! Asks somebody who is signed in for the password once more.

use common::field_error::FieldErrorCode;
use common::ids::AccountId;
use db::accounts::AccountRow;

use super::throttle;
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};

/// The account, if the password is its own. Wrong ones make the next one wait.
pub(super) async fn check(
    ctx: &Context,
    id: AccountId,
    password: &str,
    pointer: &str,
) -> ServiceResult<AccountRow> {
    let account = ctx
        .read(move |conn| Ok(db::accounts::get(conn, id)?))
        .await?;
    let counted = throttle::admit_signed_in(ctx, &account.email_key).await?;
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
        Ok(throttle::forgive(tx, &counted, now)?)
    })
    .await?;
    Ok(account)
}
