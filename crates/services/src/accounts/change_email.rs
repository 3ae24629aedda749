//! Another mail address: the new one confirms, the old one can take it back.

use common::dto::profile::{ChangeEmailRequest, ConfirmEmailRequest};
use common::field_error::FieldErrorCode;
use common::ids::{AccountId, LinkId};
use common::problem_code::ProblemCode;
use common::validation::email::EmailAddress;
use common::words::LinkPurpose;
use db::Conn;
use db::links::LinkRow;
use serde::{Deserialize, Serialize};

use super::link_mail::{self, LinkMail};
use super::mail_limit::{self, Kind};
use super::password_links::{SendPasswordLink, hint};
use super::secret::{Secret, sha256_hex};
use super::{mails, own_password, set_password};
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::jobs::{Job, JobContext};

/// Asks for another mail address; it counts once it is confirmed. The answer
/// does not tell whether somebody else has the address.
///
/// # Errors
///
/// Faults of the address or the password; [`ServiceError::Throttled`] after too
/// many wrong ones.
pub async fn request(
    ctx: &Context,
    account: AccountId,
    request: &ChangeEmailRequest,
) -> ServiceResult<()> {
    let email = EmailAddress::parse(&request.email)
        .map_err(|fault| ServiceError::invalid("/email", fault))?;
    let account = own_password::check(ctx, account, &request.password, "/password").await?;
    if account.email_key == email.comparison_key() {
        return Err(ServiceError::invalid("/email", FieldErrorCode::NotAllowed));
    }
    let new_key = email.comparison_key();
    let unsent = Secret::generate().map_err(anyhow::Error::new)?;
    ctx.write(move |tx| {
        let now = tx.now;
        if !mail_limit::admit(tx, Kind::EmailChange, &new_key, now)? {
            tracing::info!("an address has had its mails of this hour");
            return Ok(());
        }
        let purpose = LinkPurpose::EmailConfirmation;
        db::links::use_up_all(tx, account.id, &[purpose], now)?;
        // The link stands here before its mail is written, so that the profile
        // says what is awaited; the mail gives it a secret that somebody has.
        let email = Some(email.to_string());
        let link = link_mail::new_link(account.id, purpose, email, &unsent, now);
        db::links::insert(tx, &link)?;
        tx.enqueue(&SendEmailConfirmation { link: link.id })?;
        let actor = Actor::of(account.id, account.role);
        tx.audit(
            &actor,
            "email.change_requested",
            account.id,
            &serde_json::json!({}),
        )
    })
    .await
}

/// Sends the link to the new address; to somebody who has an account under it,
/// the news that somebody tried.
#[derive(Clone, Serialize, Deserialize)]
pub struct SendEmailConfirmation {
    /// The link, which knows whose address changes and to which.
    pub link: LinkId,
}

impl Job for SendEmailConfirmation {
    const NAME: &'static str = "send_email_confirmation";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let id = self.link;
        let link = ctx.read(move |conn| Ok(db::links::get(conn, id)?)).await?;
        let email = link.email.as_deref().unwrap_or_default();
        let email = EmailAddress::parse(email).map_err(anyhow::Error::new)?;
        let (account, key) = (link.account_id, email.comparison_key());
        let (account, owner) = ctx
            .read(move |conn| {
                let owner = db::accounts::find_by_email_key(conn, &key)?;
                Ok((db::accounts::get(conn, account)?, owner))
            })
            .await?;
        if let Some(owner) = owner {
            ctx.write(move |tx| mails::account_exists(tx, owner.id))
                .await?;
            return Ok(());
        }
        let mail = LinkMail {
            to: email.to_string(),
            purpose: LinkPurpose::EmailConfirmation,
            email: Some(email.into_string()),
            template: "email_confirmation",
            data: serde_json::json!({ "name": account.display_name }),
            account,
        };
        link_mail::send_kept_link(ctx, mail, id).await
    }
}

/// Makes a new address count, by the link sent to it.
///
/// # Errors
///
/// [`ProblemCode::LinkExpired`] if the link is unknown, used or over;
/// [`ProblemCode::AlreadyExists`] if somebody else has the address meanwhile.
pub async fn confirm(ctx: &Context, request: &ConfirmEmailRequest) -> ServiceResult<()> {
    let hash = sha256_hex(request.token.trim());
    ctx.write(move |tx| {
        let (link, email) = usable(tx, &hash, LinkPurpose::EmailConfirmation)?;
        let old = replace(tx, &link, &email)?;
        tx.enqueue(&SendEmailUndo {
            account: link.account_id,
            old_email: old,
        })?;
        Ok(())
    })
    .await
}

/// Tells the old address, with a link to take the change back.
#[derive(Clone, Serialize, Deserialize)]
pub struct SendEmailUndo {
    /// Whose address has changed.
    pub account: AccountId,
    /// The address before.
    pub old_email: String,
}

impl Job for SendEmailUndo {
    const NAME: &'static str = "send_email_undo";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let id = self.account;
        let account = ctx
            .read(move |conn| Ok(db::accounts::get(conn, id)?))
            .await?;
        let data = serde_json::json!({
            "name": account.display_name,
            "new_email_hint": hint(&account.email),
        });
        let mail = LinkMail {
            to: self.old_email.clone(),
            purpose: LinkPurpose::EmailUndo,
            email: Some(self.old_email.clone()),
            template: "email_changed",
            data,
            account,
        };
        link_mail::send_with_link(ctx, mail).await
    }
}

/// Brings the old address back, by the link sent to it. Whoever changed it may
/// know the password, so all sessions end and a link for another one is sent.
///
/// # Errors
///
/// As [`confirm`].
pub async fn undo(ctx: &Context, request: &ConfirmEmailRequest) -> ServiceResult<()> {
    let hash = sha256_hex(request.token.trim());
    ctx.write(move |tx| {
        let now = tx.now;
        let (link, email) = usable(tx, &hash, LinkPurpose::EmailUndo)?;
        replace(tx, &link, &email)?;
        db::sessions::end_all(tx, link.account_id, None, now)?;
        let others = [LinkPurpose::PasswordReset, LinkPurpose::EmailConfirmation];
        db::links::use_up_all(tx, link.account_id, &others, now)?;
        let email_key = db::accounts::get(tx, link.account_id)?.email_key;
        tx.enqueue(&SendPasswordLink { email_key })?;
        Ok(())
    })
    .await
}

fn usable(
    conn: &mut Tx<'_>,
    hash: &str,
    purpose: LinkPurpose,
) -> ServiceResult<(LinkRow, EmailAddress)> {
    let over = || ServiceError::Refused(ProblemCode::LinkExpired);
    let now = conn.now;
    let link = db::links::find_by_secret_hash(conn, hash)?
        .filter(|link| link.purpose == purpose && link.is_usable(now))
        .ok_or_else(over)?;
    let email = link
        .email
        .as_deref()
        .and_then(|email| EmailAddress::parse(email).ok());
    let email = email.ok_or_else(over)?;
    Ok((link, email))
}

/// Puts another address in the place of the present one, which is returned.
fn replace(tx: &mut Tx<'_>, link: &LinkRow, email: &EmailAddress) -> ServiceResult<String> {
    let now = tx.now;
    let account = db::accounts::get(tx, link.account_id)?;
    check_free(tx, account.id, &email.comparison_key())?;
    set_password::use_link(tx, link)?;
    db::accounts::update_email(tx, account.id, email.as_str(), &email.comparison_key(), now)?;
    if let Some(driver) = db::drivers::find_standing(tx, account.id)? {
        db::driver_events::insert(tx, driver.id, "email_changed", None, now)?;
    }
    let details = serde_json::json!({ "by": link.purpose });
    tx.audit(
        &Actor::of(account.id, account.role),
        "email.changed",
        account.id,
        &details,
    )?;
    Ok(account.email)
}

fn check_free(conn: &mut Conn, own: AccountId, email_key: &str) -> ServiceResult<()> {
    match db::accounts::find_by_email_key(conn, email_key)? {
        Some(other) if other.id != own => Err(ProblemCode::AlreadyExists.into()),
        _ => Ok(()),
    }
}
