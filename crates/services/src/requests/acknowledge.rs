//! Acknowledges the receipt of a request that its payment sends: what a driver sends
//! without paying is acknowledged at once.

use common::ids::RequestId;
use db::Conn;
use db::documents::DocumentWithFile;
use db::files::FileRow;
use db::requests::{RequestChanges, RequestRow};
use serde::{Deserialize, Serialize};

use super::{acknowledgement, notices};
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::jobs::{Job, JobContext};
use crate::papers;

/// Makes the acknowledgement of a request and mails it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct AcknowledgeRequest {
    /// Which request.
    pub request: RequestId,
}

impl Job for AcknowledgeRequest {
    const NAME: &'static str = "acknowledge_request";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let (id, settings) = (self.request, ctx.settings.clone());
        let found = ctx
            .read(move |conn| {
                let request = db::requests::get(conn, id)?;
                let (Some(sent_at), None) = (request.submitted_at, request.acknowledgement_id)
                else {
                    return Ok(None);
                };
                let driver = db::drivers::get(conn, request.driver_id)?;
                let language = db::accounts::get(conn, driver.account_id)?.language;
                let documents = given(conn, &request)?;
                let of = (&driver, &request, documents.as_slice());
                let data = acknowledgement::data(&settings, of, sent_at.and_utc(), language)?;
                Ok(Some((data, language)))
            })
            .await?;
        let Some((data, language)) = found else {
            return Ok(());
        };
        let make = move || documents::acknowledgement::acknowledgement_pdf(&data, language);
        let pdf = papers::make(make).await.map_err(papers::job_failure)?;
        let file = papers::keep(ctx, pdf).await?;
        ctx.write(move |tx| keep(tx, id, &file)).await?;
        Ok(())
    }
}

/// What the driver gave. What was decided before the request was sent was taken over from
/// the card before.
fn given(conn: &mut Conn, request: &RequestRow) -> ServiceResult<Vec<DocumentWithFile>> {
    let mut documents = db::documents::list_by_request(conn, request.id)?;
    documents.retain(|(document, _)| {
        document.is_current
            && (document.decided_at.is_none() || document.decided_at >= request.submitted_at)
    });
    Ok(documents)
}

fn keep(tx: &mut Tx<'_>, id: RequestId, file: &FileRow) -> ServiceResult<()> {
    let now = tx.now;
    let request = db::requests::get(tx, id)?;
    if request.acknowledgement_id.is_some() {
        return Ok(());
    }
    db::files::insert(tx, file)?;
    let changes = RequestChanges {
        acknowledgement_id: Some(file.id),
        ..RequestChanges::default()
    };
    let request = db::requests::update(tx, &request, &changes, now)?;
    let driver = db::drivers::get(tx, request.driver_id)?;
    notices::received(tx, &driver, &request, file.id)
}
