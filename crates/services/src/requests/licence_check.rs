//! Asks the licence register when a request is sent, for the reviewer.

use common::ids::RequestId;
use serde::{Deserialize, Serialize};

use crate::jobs::{Job, JobContext};
use crate::ports::licence_register::LicenceQuery;

/// Asks the register about the licence of a request's driver.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CheckRequestLicence {
    /// The request.
    pub request: RequestId,
}

impl Job for CheckRequestLicence {
    const NAME: &'static str = "check_request_licence";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let id = self.request;
        let (driver, query) = ctx
            .read(move |conn| {
                let request = db::requests::get(conn, id)?;
                let driver = db::drivers::get(conn, request.driver_id)?;
                let query = LicenceQuery {
                    country: driver.identity.licence_country,
                    number: driver.identity.licence_number,
                    surname: driver.identity.surname_birth,
                    birth_date: driver.identity.birth_date,
                };
                Ok((driver.id, query))
            })
            .await?;
        let answer = ctx.register.check(&query).await?;
        ctx.write(move |tx| {
            let now = tx.now;
            Ok(db::drivers::update_licence_check(
                tx,
                driver,
                answer.as_str(),
                now,
            )?)
        })
        .await?;
        Ok(())
    }
}
