//! Turns an image by 90° clockwise.

use std::sync::Arc;

use common::dto::request::RequestView;
use common::field_error::FieldErrorCode;
use common::ids::RequestId;
use common::problem_code::ProblemCode;
use common::rules::policy::RulePolicy;
use common::validation::uploads::FileFormat;
use common::words::DocumentKind;
use db::Conn;
use db::documents::DocumentWithFile;
use db::drivers::DriverRow;
use db::information_items::InformationItemRow;
use db::requests::RequestRow;

use super::caller::Caller;
use super::stored_document::{self, StoredUpload};
use super::{moves, view};
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};
use crate::uploads::rotate;

/// Replaces the image in force of a kind by the same image turned.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if there is no such document;
/// [`ServiceError::Stale`] if the request is no longer at `version`; `WrongState`
/// if it cannot be changed now; a fault at `/file` for a PDF, or for an identity photo
/// that would lie on its side.
pub async fn rotate_document(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    version: i64,
    kind: DocumentKind,
) -> ServiceResult<RequestView> {
    let settings = Arc::clone(&ctx.settings);
    let (_, file) = ctx
        .read(move |conn| {
            let (driver, request) = moves::get_own(conn, caller.account, id)?;
            let request = moves::at_version(request, version)?;
            Ok(find_own(conn, &settings.policy, &driver, &request, kind)?.1)
        })
        .await?;
    let format = FileFormat::ALL
        .iter()
        .find(|format| format.media_type() == file.media_type);
    let format = match format {
        Some(format @ (FileFormat::Jpeg | FileFormat::Png)) => *format,
        _ => return Err(ServiceError::invalid("/file", FieldErrorCode::NotAllowed)),
    };
    let bytes = ctx.files.get(&file.sha256).await?;
    let turned = rotate(kind, format, bytes.to_vec()).await;
    let turned = turned.map_err(|refusal| stored_document::refused(refusal, caller.language))?;
    let stored = Arc::new(StoredUpload::keep(ctx, turned).await?);
    let in_write = Arc::clone(&stored);
    let view = ctx
        .write(move |tx| {
            let policy = &tx.settings.policy;
            let (driver, request) = moves::get_own(tx, caller.account, id)?;
            let request = moves::at_version(request, version)?;
            let (item, (now, _)) = find_own(tx, policy, &driver, &request, kind)?;
            let place = (kind, now.name.as_str());
            stored_document::put(tx, &request, item.as_ref(), place, &in_write)?;
            moves::touch(tx, &request)?;
            view::of_driver(tx, caller, id)
        })
        .await?;
    stored.confirm(ctx).await?;
    Ok(view)
}

/// The document in force, if the driver may change it now: in a draft, or the
/// answer to an item, not the version that was refused.
pub(super) fn find_own(
    conn: &mut Conn,
    policy: &RulePolicy,
    driver: &DriverRow,
    request: &RequestRow,
    kind: DocumentKind,
) -> ServiceResult<(Option<InformationItemRow>, DocumentWithFile)> {
    let item = stored_document::find_place(conn, policy, driver, request, kind)?;
    let found = db::documents::find_current(conn, request.id, kind)?;
    let document = found.ok_or(ServiceError::NotFound)?;
    let is_refused_one = item
        .as_ref()
        .is_some_and(|item| item.new_document_id != Some(document.0.id));
    if is_refused_one {
        return Err(ProblemCode::WrongState.into());
    }
    Ok((item, document))
}
