//! Mails that hold a single-use link.
//!
//! The secret exists only in the mail: it is made when the mail is written, in
//! the job, so that no row ever holds it.

use chrono::{DateTime, TimeDelta, Utc};
use common::dates::{long_date, paris_date_time};
use common::ids::{AccountId, LinkId};
use common::statuses::CredentialState;
use common::words::LinkPurpose;
use db::accounts::AccountRow;
use db::links::LinkRow;
use serde_json::Value;

use super::secret::Secret;
use crate::jobs::{JobContext, Permanent};
use crate::ports::mailer::{OutgoingMail, SendError};

/// A mail with a link.
pub(super) struct LinkMail {
    /// Whose link.
    pub account: AccountRow,
    /// Where the mail goes.
    pub to: String,
    /// What the link is good for.
    pub purpose: LinkPurpose,
    /// The mail address that the link is about.
    pub email: Option<String>,
    /// The template.
    pub template: &'static str,
    /// What else the template is filled with; `link_url`, `link_hours` and
    /// `link_until` are added.
    pub data: Value,
}

/// How long a link is good.
pub(super) const fn lifetime(purpose: LinkPurpose) -> TimeDelta {
    match purpose {
        LinkPurpose::PasswordSetup => TimeDelta::hours(72),
        LinkPurpose::PasswordReset => TimeDelta::hours(1),
        LinkPurpose::EmailConfirmation => TimeDelta::hours(24),
        LinkPurpose::EmailUndo => TimeDelta::days(7),
    }
}

/// The page that uses the link. The secret stands in the fragment, which
/// browsers keep to themselves: no log and no `Referer` has it.
const fn page(purpose: LinkPurpose) -> &'static str {
    match purpose {
        LinkPurpose::PasswordSetup | LinkPurpose::PasswordReset => "mot-de-passe",
        LinkPurpose::EmailConfirmation => "adresse-electronique",
        LinkPurpose::EmailUndo => "adresse-electronique/annuler",
    }
}

/// A link that ends after its purpose's lifetime.
pub(super) fn new_link(
    account: AccountId,
    purpose: LinkPurpose,
    email: Option<String>,
    secret: &Secret,
    now: DateTime<Utc>,
) -> LinkRow {
    LinkRow {
        id: LinkId::new(),
        account_id: account,
        purpose,
        secret_hash: secret.hash(),
        email,
        created_at: now.naive_utc(),
        expires_at: (now + lifetime(purpose)).naive_utc(),
        used_at: None,
    }
}

/// Makes the link and sends the mail.
pub(super) async fn send_with_link(ctx: &JobContext, mail: LinkMail) -> anyhow::Result<()> {
    let secret = Secret::generate()?;
    let email = mail.email.clone();
    let row = new_link(mail.account.id, mail.purpose, email, &secret, ctx.now());
    let expires_at = row.expires_at.and_utc();
    ctx.write(move |tx| {
        db::links::insert(tx, &row)?;
        if row.purpose == LinkPurpose::PasswordSetup {
            let now = tx.now;
            db::accounts::mark_invited(tx, row.account_id, now)?;
        }
        Ok(())
    })
    .await?;
    send_secret(ctx, mail, &secret, expires_at).await
}

/// Sends the mail with a link that stands there already, but whose secret nobody
/// has; nothing if it was used or replaced meanwhile.
pub(super) async fn send_kept_link(
    ctx: &JobContext,
    mail: LinkMail,
    link: LinkId,
) -> anyhow::Result<()> {
    let secret = Secret::generate()?;
    let (hash, expires_at) = (secret.hash(), ctx.now() + lifetime(mail.purpose));
    let is_wanted = ctx
        .write(
            move |tx| match db::links::renew(tx, link, &hash, expires_at) {
                Err(db::Error::Stale) => Ok(false),
                other => Ok(other.map(|()| true)?),
            },
        )
        .await?;
    if !is_wanted {
        return Ok(());
    }
    send_secret(ctx, mail, &secret, expires_at).await
}

async fn send_secret(
    ctx: &JobContext,
    mail: LinkMail,
    secret: &Secret,
    expires_at: DateTime<Utc>,
) -> anyhow::Result<()> {
    let language = mail.account.language;
    let (day, time) = paris_date_time(expires_at);
    let mut data = mail.data;
    if let Some(fields) = data.as_object_mut() {
        let path = format!("{}#{}", page(mail.purpose), secret.expose());
        fields.insert("link_url".to_owned(), ctx.settings.link(&path).into());
        fields.insert(
            "link_hours".to_owned(),
            lifetime(mail.purpose).num_hours().into(),
        );
        let until = format!("{} {}", long_date(day, language), time.format("%H:%M"));
        fields.insert("link_until".to_owned(), until.into());
    }
    let mut outgoing = plain(ctx, &mail.account, mail.template, &data)?;
    outgoing.to = mail.to;
    send(ctx, outgoing).await
}

/// A mail to the account's address, written but not sent.
pub(super) fn plain(
    ctx: &JobContext,
    account: &AccountRow,
    template: &str,
    data: &Value,
) -> anyhow::Result<OutgoingMail> {
    let text =
        crate::mails::render(&ctx.settings, template, account.language, data).map_err(Permanent)?;
    Ok(OutgoingMail {
        id: ctx.message_id()?,
        to: account.email.clone(),
        subject: text.subject,
        text: text.text,
        html: text.html,
        attachments: Vec::new(),
    })
}

/// Hands a mail over.
pub(super) async fn send(ctx: &JobContext, mail: OutgoingMail) -> anyhow::Result<()> {
    ctx.mailer.send(&mail).await.map_err(|error| match error {
        SendError::Permanent(error) => Permanent(error).into(),
        SendError::Temporary(error) => error,
    })
}

/// Which link an account that forgot its password, or whose link ran out, gets.
pub(super) const fn purpose_for(credential: CredentialState) -> Option<LinkPurpose> {
    match credential {
        CredentialState::Active => Some(LinkPurpose::PasswordReset),
        CredentialState::Invited => Some(LinkPurpose::PasswordSetup),
        // Not reviewed yet, or closed.
        CredentialState::None | CredentialState::Closed => None,
    }
}
