//! Forgets files that no row needs any more.

use common::ids::FileId;
use serde::{Deserialize, Serialize};

use crate::context::Tx;
use crate::error::ServiceResult;
use crate::jobs::{Job, JobContext};

/// Deletes the rows of files, and has their bytes deleted once this is committed.
/// A file that a document or a request still refers to stays.
pub(crate) fn files(tx: &mut Tx<'_>, ids: &[FileId]) -> ServiceResult<()> {
    for id in ids {
        let is_used =
            db::documents::is_file_used(tx, *id)? || db::requests::is_acknowledgement(tx, *id)?;
        if is_used {
            continue;
        }
        if let Some(sha256) = db::files::delete(tx, *id)? {
            tx.enqueue(&DeleteStoredFile { sha256 })?;
        }
    }
    Ok(())
}

/// Deletes a file's bytes from the store, unless somebody has sent the same
/// bytes again meanwhile.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeleteStoredFile {
    /// The file's name in the store.
    pub sha256: String,
}

impl Job for DeleteStoredFile {
    const NAME: &'static str = "delete_stored_file";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let sha256 = self.sha256.clone();
        let is_needed = ctx
            .read(move |conn| Ok(db::files::is_stored(conn, &sha256)?))
            .await?;
        if is_needed {
            return Ok(());
        }
        ctx.files.delete(&self.sha256).await
    }
}
