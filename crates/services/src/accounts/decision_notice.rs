//! Tells a driver what the review found. Both answers carry the way to a
//! password (guide): "Créer mon mot de passe".

use common::dto::profile::ReviewError;
use common::ids::{AccountReviewId, DriverId};
use common::statuses::IdentityReview;
use common::words::LinkPurpose;
use serde::{Deserialize, Serialize};

use super::link_mail::{self, LinkMail};
use super::review_words;
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::jobs::{Job, JobContext};
use crate::trainings::attach::AttachTrainings;

/// Sends the mail about a decision.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NotifyDecision {
    /// The round that was decided.
    pub review: AccountReviewId,
}

pub(super) fn enqueue(tx: &mut Tx<'_>, review: AccountReviewId) -> ServiceResult<()> {
    tx.enqueue(&NotifyDecision { review })?;
    Ok(())
}

/// Has trainings that were declared before the account existed attached to it (R9).
pub(super) fn attach_trainings(tx: &mut Tx<'_>, driver: DriverId) -> ServiceResult<()> {
    tx.enqueue(&AttachTrainings { driver_id: driver })?;
    Ok(())
}

impl Job for NotifyDecision {
    const NAME: &'static str = "notify_account_decision";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let id = self.review;
        let (review, driver, account) = ctx
            .read(move |conn| {
                let review = db::account_reviews::get(conn, id)?;
                let driver = db::drivers::get(conn, review.driver_id)?;
                let account = db::accounts::get(conn, driver.account_id)?;
                Ok((review, driver, account))
            })
            .await?;
        let template = match review.status {
            IdentityReview::Conform => "account_conform",
            _ => "account_errors",
        };
        let language = account.language;
        let line = |error: &ReviewError| review_words::describe(error, language);
        let errors: Vec<_> = review.errors.iter().map(line).collect();
        let data = serde_json::json!({
            "name": account.display_name,
            "reference": driver.reference,
            "errors": errors,
            "sign_in_url": ctx.settings.link("connexion"),
        });
        if account.password_hash.is_some() {
            let mail = link_mail::plain(ctx, &account, template, &data)?;
            return link_mail::send(ctx, mail).await;
        }
        let mail = LinkMail {
            to: account.email.clone(),
            account,
            purpose: LinkPurpose::PasswordSetup,
            email: None,
            template,
            data,
        };
        link_mail::send_with_link(ctx, mail).await
    }
}
