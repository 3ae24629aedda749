//! The documents of a driver's request.

use actix_web::{delete, post, put};
use common::dto::request::RequestView;
use common::field_error::{Fault, FieldErrorCode};
use common::ids::RequestId;
use common::problem_code::ProblemCode;
use common::validation::uploads::MAX_FILE_MEGABYTES;
use common::words::DocumentKind;
use services::requests::upload::Upload;
use services::requests::{remove, rotate, upload};
use utoipa::openapi::{KnownFormat, SchemaFormat};

use super::{caller, versioned};
use crate::auth::Driver;
use crate::extract::{Bytes, Ctx, FileName, IfMatch, Locale, Path};
use crate::problem::{ApiError, ApiResult};
use crate::reply::Versioned;
use crate::routes::Routes;

/// The most bytes that are read of an upload.
const MAX_UPLOAD: usize = MAX_FILE_MEGABYTES * 1024 * 1024;

/// The routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(upload_document)
        .service(rotate_document)
        .service(remove_document);
}

/// A file's bytes, for the OpenAPI document.
pub enum UploadedFile {}

impl utoipa::PartialSchema for UploadedFile {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)))
            .description(Some("A file as it is."))
            .into()
    }
}

impl utoipa::ToSchema for UploadedFile {}

/// Give a document with a request
///
/// The body is the file itself: JPEG, PNG or PDF by its content (photo and
/// signature: no PDF), at most 8 MB, 10 pages and 50 megapixels. Images are kept
/// as written anew: upright, and without the place where they were taken. Each
/// refusal has its own code at the pointer `/file`.
#[utoipa::path(
    tag = "requests",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("kind" = DocumentKind, Path, description = "What the document is."),
        ("Content-Disposition" = Option<String>, Header, description = "`attachment; filename*=UTF-8''…` (RFC 6266): what the file is called; shown, and never believed."),
    ),
    request_body(content(
        (UploadedFile = "image/jpeg"),
        (UploadedFile = "image/png"),
        (UploadedFile = "application/pdf"),
    ), description = "The file."),
    responses(
        (status = 200, description = "The request with the document.", body = RequestView,
            headers(("ETag" = String, description = "The request's version."))),
        (status = 409, description = "The document cannot be given now.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[put("/me/requests/{request_id}/documents/{kind}")]
pub async fn upload_document(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    Path((id, kind)): Path<(RequestId, DocumentKind)>,
    FileName(name): FileName,
    body: ApiResult<Bytes<MAX_UPLOAD>>,
) -> ApiResult<Versioned<RequestView>> {
    let Bytes(bytes) = body.map_err(name_limit)?;
    let upload = Upload {
        kind,
        name,
        bytes: bytes.into(),
    };
    let caller = caller(&driver, language);
    Ok(versioned(
        upload::upload_document(&ctx, caller, id, upload).await?,
    ))
}

/// A body that was not read to its end because it is too large names the limit.
fn name_limit(mut error: ApiError) -> ApiError {
    if error.code == ProblemCode::TooLarge {
        let fault = Fault::new(FieldErrorCode::FileTooLarge).max(MAX_FILE_MEGABYTES);
        error.faults.push("/file", fault);
    }
    error
}

/// Turn an image by 90° clockwise
#[utoipa::path(
    tag = "requests",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("kind" = DocumentKind, Path, description = "What the document is."),
        ("If-Match" = String, Header, description = "The ETag of the version that was read."),
    ),
    responses(
        (status = 200, description = "The request with the document turned.", body = RequestView,
            headers(("ETag" = String, description = "The request's version."))),
        (status = 409, description = "The document cannot be changed now.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "The request has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 422, description = "The document cannot be turned.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/me/requests/{request_id}/documents/{kind}/rotation")]
pub async fn rotate_document(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    Path((id, kind)): Path<(RequestId, DocumentKind)>,
    IfMatch(version): IfMatch,
) -> ApiResult<Versioned<RequestView>> {
    let caller = caller(&driver, language);
    Ok(versioned(
        rotate::rotate_document(&ctx, caller, id, version, kind).await?,
    ))
}

/// Take a document back
///
/// Of a draft, or the new answer to an information request.
#[utoipa::path(
    tag = "requests",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("kind" = DocumentKind, Path, description = "What the document is."),
        ("If-Match" = String, Header, description = "The ETag of the version that was read."),
    ),
    responses(
        (status = 200, description = "The request without the document.", body = RequestView,
            headers(("ETag" = String, description = "The request's version."))),
        (status = 409, description = "The document cannot be changed now.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "The request has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[delete("/me/requests/{request_id}/documents/{kind}")]
pub async fn remove_document(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    Path((id, kind)): Path<(RequestId, DocumentKind)>,
    IfMatch(version): IfMatch,
) -> ApiResult<Versioned<RequestView>> {
    let caller = caller(&driver, language);
    Ok(versioned(
        remove::remove_document(&ctx, caller, id, version, kind).await?,
    ))
}
