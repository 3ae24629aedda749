//! Asks the licence register about an account request, for the reviewer.

use common::dto::review::FindingSeverity;
use common::ids::AccountReviewId;
use db::account_reviews::StoredFinding;
use db::json::Json;
use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::error::ServiceResult;
use crate::jobs::{Job, JobContext};
use crate::ports::licence_register::{LicenceAnswer, LicenceQuery};

/// What every finding of this check begins with.
const PREFIX: &str = "register_";

/// Asks the register about the licence of one round.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CheckLicence {
    /// The round.
    pub review: AccountReviewId,
}

impl Job for CheckLicence {
    const NAME: &'static str = "check_licence";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let id = self.review;
        let query = ctx
            .read(move |conn| {
                let snapshot = db::account_reviews::get(conn, id)?.snapshot.into_inner();
                let licence = snapshot.identity.licence;
                Ok(LicenceQuery {
                    country: licence.country,
                    number: licence.number,
                    surname: snapshot.identity.surname_birth,
                    birth_date: snapshot.identity.birth_date,
                })
            })
            .await?;
        match ctx.register.check(&query).await {
            Ok(answer) => record(ctx, id, answer.as_str(), severity(answer)).await?,
            Err(error) => {
                record(ctx, id, "unavailable", FindingSeverity::Warning).await?;
                return Err(error);
            }
        }
        Ok(())
    }
}

const fn severity(answer: LicenceAnswer) -> FindingSeverity {
    match answer {
        LicenceAnswer::Confirmed => FindingSeverity::Ok,
        LicenceAnswer::NotCovered => FindingSeverity::Warning,
        LicenceAnswer::Unknown | LicenceAnswer::Mismatch | LicenceAnswer::NotValid => {
            FindingSeverity::Error
        }
    }
}

async fn record(
    ctx: &Context,
    id: AccountReviewId,
    answer: &'static str,
    severity: FindingSeverity,
) -> ServiceResult<()> {
    ctx.write(move |tx| {
        let now = tx.now;
        let review = db::account_reviews::get(tx, id)?;
        let mut findings = review.findings.into_inner();
        findings.retain(|found| !found.code.starts_with(PREFIX));
        findings.push(StoredFinding {
            code: format!("{PREFIX}{answer}"),
            severity,
            about: None,
        });
        db::account_reviews::update_findings(tx, id, &Json::new(findings)?)?;
        Ok(db::drivers::update_licence_check(
            tx,
            review.driver_id,
            answer,
            now,
        )?)
    })
    .await
}
