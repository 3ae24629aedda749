//! Documents that open in a new tab: a link is authorised when it is made, and
//! good for a few minutes.

mod open;

use common::dto::driver_space::{DownloadLink, DownloadLinkRequest};
use common::field_error::FieldErrorCode;
use common::ids::AccountId;
use common::words::{Language, Role};

pub use open::{Opened, OpenedFile, open_download};

use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};
use crate::tokens::download::{Download, LIFETIME};

/// Somebody who asks for a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The account.
    pub account: AccountId,
    /// What it may do.
    pub role: Role,
}

/// Makes a link after making sure that the document may be opened.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if there is no such document for whoever asks.
pub async fn create_download_link(
    ctx: &Context,
    reader: Reader,
    request: &DownloadLinkRequest,
    language: Language,
) -> ServiceResult<DownloadLink> {
    let download = Download {
        account: reader.account,
        target: request.target,
        id: request.id.clone(),
        language,
    };
    open::authorise(ctx, reader, &download).await?;
    let now = ctx.now();
    let token = ctx.keys.tokens.sign_download(&download, now)?;
    Ok(DownloadLink {
        url: format!("/api/v1/downloads/{token}"),
        expires_at: now + LIFETIME,
    })
}

/// The id in a request for a link, of the kind that its target has.
fn id_of<T: std::str::FromStr>(download: &Download) -> ServiceResult<T> {
    download
        .id
        .parse()
        .map_err(|_| ServiceError::invalid("/id", FieldErrorCode::Malformed))
}
