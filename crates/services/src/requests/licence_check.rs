//! Asks the licence register about what will be printed, for the reviewer.

use chrono::{DateTime, Utc};
use common::ids::RequestId;
use db::requests::RequestRow;
use serde::{Deserialize, Serialize};

use crate::accounts::identity_rows;
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::jobs::{Job, JobContext};
use crate::ports::licence_register::LicenceQuery;

/// Asks the register about the licence of a request.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CheckRequestLicence {
    /// The request.
    pub request: RequestId,
    /// When the question was put; the answer to an earlier one is thrown away.
    pub asked_at: DateTime<Utc>,
}

/// Asks anew: until the register answers, nothing is known.
pub(crate) fn ask(tx: &mut Tx<'_>, request: RequestId) -> ServiceResult<()> {
    let now = tx.now;
    db::requests::ask_register(tx, request, now)?;
    tx.enqueue(&CheckRequestLicence {
        request,
        asked_at: now,
    })?;
    Ok(())
}

impl CheckRequestLicence {
    fn is_current(&self, request: &RequestRow) -> bool {
        let check = &request.licence;
        check.licence_asked_at == Some(self.asked_at.naive_utc()) && check.licence_answer.is_none()
    }
}

impl Job for CheckRequestLicence {
    const NAME: &'static str = "check_request_licence";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let job = self.clone();
        let query = ctx
            .read(move |conn| {
                let request = db::requests::get(conn, job.request)?;
                if !job.is_current(&request) {
                    return Ok(None);
                }
                // What was sent is what is printed, whatever the account says since.
                let identity = match request.snapshot {
                    Some(sent) => sent.into_inner(),
                    None => {
                        let driver = db::drivers::get(conn, request.driver_id)?;
                        identity_rows::to_view(&driver.identity)
                    }
                };
                Ok(Some(LicenceQuery {
                    country: identity.licence.country,
                    number: identity.licence.number,
                    surname: identity.surname_birth,
                    birth_date: identity.birth_date,
                }))
            })
            .await?;
        let Some(query) = query else { return Ok(()) };
        let answer = ctx.register.check(&query).await?;
        let Self { request, asked_at } = *self;
        ctx.write(move |tx| {
            let now = tx.now;
            let asked_at = asked_at.naive_utc();
            Ok(db::requests::keep_answer(
                tx, request, asked_at, answer, now,
            )?)
        })
        .await?;
        Ok(())
    }
}
