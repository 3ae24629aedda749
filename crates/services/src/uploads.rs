//! What a driver uploads is looked into before it is kept: it is what its
//! content says, whole, without programs, and without the place where a photo
//! was taken.
//!
//! **Invariants.** Nothing here trusts a name or a header. Nothing is decoded
//! before its size in pixels is known and allowed. An image is kept only as
//! written anew, so that nothing but pixels survives.

mod findings;
mod jpeg;
mod pdf;
mod raster;

use common::field_error::Fault;
use common::validation::uploads::{FileFormat, check_file};
use common::words::DocumentKind;
use db::documents::DocumentFinding;
use tokio::sync::Semaphore;

/// The most pixels of an image, in millions: beyond any phone, and what one
/// decoding may cost in memory.
pub const MAX_MEGAPIXELS: u32 = 50;

/// How many millions of pixels may be decoded at the same time, by everybody
/// together: about 200 MB.
const MEGAPIXELS_AT_ONCE: usize = MAX_MEGAPIXELS as usize + 1;

static MEMORY: Semaphore = Semaphore::const_new(MEGAPIXELS_AT_ONCE);

/// A file that may be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspected {
    /// The bytes to keep; of an image not those that were sent.
    pub bytes: Vec<u8>,
    /// What it is.
    pub format: FileFormat,
    /// Pixels, for an image.
    pub size: Option<(u32, u32)>,
    /// Pages, for a PDF.
    pub pages: Option<u32>,
    /// What a reviewer may want to look at.
    pub findings: Vec<DocumentFinding>,
}

/// Why a file is not kept.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Something that the sender can put right.
    #[error("refused: {0}")]
    Fault(#[from] Fault),
    /// The work could not be done.
    #[error("the file could not be inspected")]
    Failed(#[from] tokio::task::JoinError),
}

/// Looks into an uploaded file, on a thread where that may take its time.
///
/// # Errors
///
/// [`Refusal::Fault`] with the one reason why the file cannot be kept.
pub async fn inspect(kind: DocumentKind, bytes: Vec<u8>) -> Result<Inspected, Refusal> {
    let format = check_file(kind, bytes.len() as u64, bytes.get(..16).unwrap_or(&bytes))?;
    let cost = match format {
        FileFormat::Pdf => 10,
        FileFormat::Jpeg | FileFormat::Png => raster::check_header(format, &bytes)?,
    };
    let inspected = within(&MEMORY, cost, move || match format {
        FileFormat::Pdf => pdf::inspect(bytes),
        FileFormat::Jpeg | FileFormat::Png => raster::inspect(kind, format, &bytes),
    });
    Ok(inspected.await??)
}

/// Does work that takes memory, on a thread where that may take its time. The
/// permit goes with the work: a client that has gone does not stop it.
async fn within<T: Send + 'static>(
    memory: &'static Semaphore,
    cost: u32,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Refusal> {
    // The semaphore is never closed; without a permit the work would go on all the same.
    let permit = memory.acquire_many(cost).await.ok();
    let done = tokio::task::spawn_blocking(move || {
        let result = work();
        drop(permit);
        result
    });
    Ok(done.await?)
}

/// Turns a kept image by 90° clockwise.
///
/// # Errors
///
/// As [`inspect`], because the result is inspected like a new file.
pub async fn rotate(
    kind: DocumentKind,
    format: FileFormat,
    bytes: Vec<u8>,
) -> Result<Inspected, Refusal> {
    let cost = raster::check_header(format, &bytes)?;
    Ok(within(&MEMORY, cost, move || raster::rotate(kind, format, &bytes)).await??)
}

#[cfg(test)]
mod tests;
