//! "Mot de passe oublié" and "send the link again": the answer and the work
//! done for it never tell whether the address is known.

use common::dto::account::{LinkCheckRequest, LinkInfo, PasswordLinkRequest};
use common::validation::email::EmailAddress;
use common::words::LinkPurpose;
use serde::{Deserialize, Serialize};

use super::link_mail::{self, LinkMail};
use super::mail_limit::{self, Kind};
use super::secret::sha256_hex;
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};
use crate::jobs::{Job, JobContext};

/// Asks for a link to set a password; nothing is sent to an address that has had
/// three within the hour.
///
/// # Errors
///
/// If what was typed is not a mail address.
pub async fn request_link(ctx: &Context, request: &PasswordLinkRequest) -> ServiceResult<()> {
    let email = EmailAddress::parse(&request.email)
        .map_err(|fault| ServiceError::invalid("/email", fault))?;
    let email_key = email.comparison_key();
    ctx.write(move |tx| {
        let now = tx.now;
        if !mail_limit::admit(tx, Kind::PasswordLink, &email_key, now)? {
            tracing::info!("an address has had its mails of this hour");
            return Ok(());
        }
        let job = SendPasswordLink {
            email_key: email_key.clone(),
        };
        tx.enqueue_at(&job, now, Some(&sha256_hex(&email_key)))?;
        Ok(())
    })
    .await
}

/// Sends the link, if there is an account that can have one.
#[derive(Clone, Serialize, Deserialize)]
pub struct SendPasswordLink {
    /// The mail address in its compared form.
    pub email_key: String,
}

impl Job for SendPasswordLink {
    const NAME: &'static str = "send_password_link";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let key = self.email_key.clone();
        let account = ctx
            .read(move |conn| Ok(db::accounts::find_by_email_key(conn, &key)?))
            .await?;
        let purpose = account
            .as_ref()
            .and_then(|row| link_mail::purpose_for(row.credential));
        let (Some(account), Some(purpose)) = (account, purpose) else {
            return Ok(());
        };
        let mut data = serde_json::json!({ "name": account.display_name });
        let template = match purpose {
            LinkPurpose::PasswordSetup if account.role.is_staff() => {
                // The page behind the link leads drivers on; the staff sign in elsewhere.
                data["staff_url"] = ctx.settings.link("staff/").into();
                data["forgotten_url"] = ctx.settings.link("mot-de-passe-oublie").into();
                "staff_invitation"
            }
            LinkPurpose::PasswordSetup => "password_setup",
            _ => "password_reset",
        };
        let to = account.email.clone();
        link_mail::send_with_link(
            ctx,
            LinkMail {
                account,
                to,
                purpose,
                email: None,
                template,
                data,
            },
        )
        .await
    }
}

/// What a link is good for.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if there never was such a link.
pub async fn check_link(ctx: &Context, request: &LinkCheckRequest) -> ServiceResult<LinkInfo> {
    let hash = sha256_hex(request.token.trim());
    let now = ctx.now();
    ctx.read(move |conn| {
        let link = db::links::find_by_secret_hash(conn, &hash)?.ok_or(ServiceError::NotFound)?;
        let account = db::accounts::get(conn, link.account_id)?;
        Ok(LinkInfo {
            purpose: link.purpose.to_string(),
            usable: link.is_usable(now),
            expires_at: link.expires_at.and_utc(),
            email_hint: hint(link.email.as_deref().unwrap_or(&account.email)),
        })
    })
    .await
}

/// A mail address with most letters hidden: "j•••@exemple.fr".
pub(super) fn hint(email: &str) -> String {
    let (local, domain) = email.rsplit_once('@').unwrap_or((email, ""));
    let first: String = local.chars().take(1).collect();
    format!("{first}•••@{domain}")
}

#[cfg(test)]
mod tests {
    use super::hint;

    #[test]
    fn hides_most_of_an_address() {
        assert_eq!(hint("jean.dupont@exemple.fr"), "j•••@exemple.fr");
        assert_eq!(hint("@x"), "•••@x");
    }
}
