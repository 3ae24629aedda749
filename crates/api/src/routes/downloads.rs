//! Documents that open in a new tab.

use actix_web::{Either, get, post, web};
use common::dto::driver_space::{DownloadLink, DownloadLinkRequest};
use services::downloads::{self, Opened, Reader};

use crate::auth::Person;
use crate::extract::{Body, Ctx, Locale, Path};
use crate::problem::ApiResult;
use crate::reply::{File, StreamedFile};
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(create_download_link).service(open_download);
}

/// Make an address that opens one document for five minutes
///
/// It is made sure now that the caller may open it.
#[utoipa::path(
    tag = "driver",
    security(("person" = [])),
    request_body = DownloadLinkRequest,
    responses(
        (status = 200, description = "The address.", body = DownloadLink),
        (status = 404, description = "There is no such document for the caller.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/download-links")]
pub async fn create_download_link(
    ctx: Ctx,
    person: Person,
    Locale(language): Locale,
    body: Body<DownloadLinkRequest>,
) -> ApiResult<web::Json<DownloadLink>> {
    let reader = Reader {
        account: person.account,
        role: person.role,
    };
    Ok(web::Json(
        downloads::create_download_link(&ctx, reader, &body, language).await?,
    ))
}

/// Open a document
///
/// The token in the path is the right to it, for five minutes.
#[utoipa::path(
    tag = "driver",
    params(("token" = String, Path, max_length = 2_000, description = "From `url` of a download link.")),
    responses((status = 200, description = "The document.", body = Vec<u8>, content_type = "application/octet-stream"))
)]
#[get("/downloads/{token}")]
pub async fn open_download(
    ctx: Ctx,
    Path(token): Path<String>,
) -> ApiResult<Either<File, StreamedFile>> {
    let file = match downloads::open_download(&ctx, &token).await? {
        Opened::File(file) => file,
        Opened::Accounts(accounts) => return Ok(Either::Right(StreamedFile(accounts))),
    };
    let is_inline = matches!(
        file.media_type.as_str(),
        "application/pdf" | "image/jpeg" | "image/png"
    );
    Ok(Either::Left(File {
        bytes: file.bytes,
        media_type: file.media_type,
        name: file.name,
        is_inline,
    }))
}
