//! "Créer mon mot de passe", and setting another one by a link or while signed in.

use common::dto::account::SetPasswordRequest;
use common::dto::profile::ChangePasswordRequest;
use common::field_error::{Faults, FieldErrorCode};
use common::ids::{AccountId, SessionId};
use common::problem_code::ProblemCode;
use common::validation::password::{PasswordContext, check_new_password};
use common::words::{LinkPurpose, Role};
use db::Conn;
use db::accounts::AccountRow;
use db::links::LinkRow;

use super::origin::Origin;
use super::secret::{Secret, sha256_hex};
use super::{known_device, mails, own_password};
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};

/// The links that set a password.
pub(super) const PURPOSES: [LinkPurpose; 2] =
    [LinkPurpose::PasswordSetup, LinkPurpose::PasswordReset];

/// Sets a password by the link from a mail and ends all sessions. Gives back by
/// what the browser is known from now on, so that its sign-in is not made to wait
/// for what strangers do.
///
/// # Errors
///
/// [`ProblemCode::LinkExpired`] if the link is unknown, used or over; else the
/// faults of the password.
pub async fn set_by_link(
    ctx: &Context,
    origin: &Origin,
    request: &SetPasswordRequest,
) -> ServiceResult<Secret> {
    let hash = sha256_hex(request.token.trim());
    let now = ctx.now();
    let (link, account, names) = ctx
        .read(move |conn| {
            let link = db::links::find_by_secret_hash(conn, &hash)?
                .filter(|link| link.is_usable(now) && PURPOSES.contains(&link.purpose))
                .ok_or(ServiceError::Refused(ProblemCode::LinkExpired))?;
            let account = db::accounts::get(conn, link.account_id)?;
            let names = names_of(conn, &account)?;
            Ok((link, account, names))
        })
        .await?;
    check_policy(&request.password, &request.confirmation, &account, &names)?;
    let hash = ctx
        .passwords
        .hash(&request.password)
        .await
        .map_err(anyhow::Error::new)?;
    let device = Secret::generate().map_err(anyhow::Error::new)?;
    let (device_hash, device_before) = (device.hash(), origin.device_hash.clone());
    ctx.write(move |tx| {
        use_link(tx, &link)?;
        known_device::remember(tx, account.id, &device_hash, device_before.as_deref())?;
        store(tx, &account, &hash, None)
    })
    .await?;
    Ok(device)
}

/// Uses a link up; somebody may have done so since it was read.
pub(super) fn use_link(tx: &mut Tx<'_>, link: &LinkRow) -> ServiceResult<()> {
    let now = tx.now;
    match db::links::use_up(tx, link.id, now) {
        Err(db::Error::Stale) => Err(ProblemCode::LinkExpired.into()),
        other => Ok(other?),
    }
}

/// Changes the password of somebody signed in and ends the other sessions.
///
/// # Errors
///
/// Faults of the present or the new password; [`ServiceError::Throttled`] after
/// too many wrong ones.
pub async fn change(
    ctx: &Context,
    (account, session): (AccountId, SessionId),
    request: &ChangePasswordRequest,
) -> ServiceResult<()> {
    let account =
        own_password::check(ctx, account, &request.current_password, "/current_password").await?;
    let row = account.clone();
    let names = ctx.read(move |conn| names_of(conn, &row)).await?;
    check_policy(&request.password, &request.confirmation, &account, &names)?;
    if request.password == request.current_password {
        return Err(ServiceError::invalid(
            "/password",
            FieldErrorCode::NotAllowed,
        ));
    }
    let hash = ctx
        .passwords
        .hash(&request.password)
        .await
        .map_err(anyhow::Error::new)?;
    ctx.write(move |tx| store(tx, &account, &hash, Some(session)))
        .await
}

fn names_of(conn: &mut Conn, account: &AccountRow) -> ServiceResult<Vec<String>> {
    if account.role != Role::Driver {
        return Ok(vec![account.display_name.clone()]);
    }
    let driver = db::drivers::get_by_account(conn, account.id)?;
    let identity = driver.identity;
    let names = [
        Some(identity.surname_birth),
        identity.surname_usage,
        Some(identity.first_names),
    ];
    Ok(names.into_iter().flatten().collect())
}

fn check_policy(
    password: &str,
    confirmation: &str,
    account: &AccountRow,
    names: &[String],
) -> ServiceResult<()> {
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let context = PasswordContext {
        email: &account.email,
        names: &names,
    };
    let mut faults = Faults::new();
    check_new_password(password, confirmation, &context, &mut faults);
    Ok(faults.into_result(Some(()))?)
}

fn store(
    tx: &mut Tx<'_>,
    account: &AccountRow,
    hash: &str,
    keep: Option<SessionId>,
) -> ServiceResult<()> {
    let now = tx.now;
    db::accounts::update_password(tx, account.id, hash, now)?;
    db::links::use_up_all(tx, account.id, &PURPOSES, now)?;
    let ended = db::sessions::end_all(tx, account.id, keep, now)?;
    let details = serde_json::json!({ "sessions_ended": ended });
    tx.audit(
        &Actor::of(account.id, account.role),
        "password.set",
        account.id,
        &details,
    )?;
    // The first password is no news; a later one might be somebody else's doing.
    if account.password_hash.is_some() {
        mails::password_changed(tx, account)?;
    }
    Ok(())
}
