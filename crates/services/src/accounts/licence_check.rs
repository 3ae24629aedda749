//! Asks the licence register about an account request, for the reviewer.

use common::account_finding::AccountFindingCode;
use common::ids::AccountReviewId;
use db::account_reviews::StoredFinding;
use db::json::Json;
use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::error::ServiceResult;
use crate::jobs::{Job, JobContext};
use crate::ports::licence_register::LicenceQuery;

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
            Ok(answer) => record(ctx, id, answer.into()).await?,
            Err(error) => {
                record(ctx, id, AccountFindingCode::RegisterUnavailable).await?;
                return Err(error);
            }
        }
        Ok(())
    }
}

/// Each round keeps its own finding, so that an answer that comes late never
/// stands beside newer data; and no answer never takes the place of one.
async fn record(ctx: &Context, id: AccountReviewId, code: AccountFindingCode) -> ServiceResult<()> {
    ctx.write(move |tx| {
        let mut findings = db::account_reviews::get(tx, id)?.findings.into_inner();
        let is_answered = findings.iter().any(|found| {
            found.code.is_from_register() && found.code != AccountFindingCode::RegisterUnavailable
        });
        if is_answered && code == AccountFindingCode::RegisterUnavailable {
            return Ok(());
        }
        findings.retain(|found| !found.code.is_from_register());
        findings.push(StoredFinding { code, about: None });
        Ok(db::account_reviews::update_findings(
            tx,
            id,
            &Json::new(findings)?,
        )?)
    })
    .await
}
