//! Puts an uploaded file in its place within a request.
//!
//! In a draft it takes the place of the one before, of which nothing is kept.
//! As the answer to an information request it stands beside the refused one.

use bytes::Bytes;
use common::dto::request::InformationTarget;
use common::field_error::{Faults, FieldError, FieldErrorCode};
use common::ids::{DocumentId, FileId};
use common::problem_code::ProblemCode;
use common::rules::policy::RulePolicy;
use common::statuses::{DocumentStatus, RequestStatus};
use common::validation::uploads::FileFormat;
use common::words::{DocumentKind, Language};
use db::Conn;
use db::documents::{DocumentFinding, DocumentRow, DocumentWithFile};
use db::drivers::DriverRow;
use db::files::FileRow;
use db::information_items::InformationItemRow;
use db::json::Json;
use db::requests::RequestRow;

use super::{discard, entitlement};
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::payments::check_none_open;
use crate::ports::file_store::StoredFile;
use crate::uploads::{Inspected, Refusal};

/// A file that was looked into and lies in the store.
pub(super) struct StoredUpload {
    bytes: Bytes,
    stored: StoredFile,
    format: FileFormat,
    size: Option<(u32, u32)>,
    pages: Option<u32>,
    findings: Vec<DocumentFinding>,
}

impl StoredUpload {
    pub(super) async fn keep(ctx: &Context, inspected: Inspected) -> ServiceResult<Self> {
        let bytes = Bytes::from(inspected.bytes);
        Ok(Self {
            stored: ctx.files.put(bytes.clone()).await?,
            bytes,
            format: inspected.format,
            size: inspected.size,
            pages: inspected.pages,
            findings: inspected.findings,
        })
    }

    /// Makes sure that the bytes are there now that a row refers to them: a job
    /// may have deleted them for a row that was there before.
    pub(super) async fn confirm(&self, ctx: &Context) -> ServiceResult<()> {
        if ctx.files.get(&self.stored.sha256).await.is_err() {
            ctx.files.put(self.bytes.clone()).await?;
        }
        Ok(())
    }
}

/// A refusal as the caller reads it: too large and of another kind have status
/// codes of their own.
pub(super) fn refused(refusal: Refusal, language: Language) -> ServiceError {
    let fault = match refusal {
        Refusal::Fault(fault) => fault,
        Refusal::Failed(error) => return ServiceError::Internal(error.into()),
    };
    let code = match fault.code {
        FieldErrorCode::FileTooLarge => ProblemCode::TooLarge,
        FieldErrorCode::FileType => ProblemCode::UnsupportedMediaType,
        _ => return ServiceError::invalid("/file", fault),
    };
    let errors = vec![FieldError::new("/file", &fault, language)];
    ServiceError::RefusedFor {
        code,
        errors,
        instance: None,
    }
}

/// Where a document of a kind may be given now: in a draft, or as the answer to
/// an item.
pub(super) fn find_place(
    conn: &mut Conn,
    policy: &RulePolicy,
    driver: &DriverRow,
    request: &RequestRow,
    kind: DocumentKind,
) -> ServiceResult<Option<InformationItemRow>> {
    match request.status {
        RequestStatus::Draft => {
            // What is being paid for stays as it is.
            check_none_open(conn, request.id)?;
            let required = entitlement::required_for(driver, request, policy)?;
            if required.iter().any(|document| document.kind == kind) {
                return Ok(None);
            }
            let mut faults = Faults::new();
            faults.push("/kind", FieldErrorCode::NotAllowed);
            Err(faults.into())
        }
        RequestStatus::InformationRequested => {
            let asked = db::information_requests::find_open(conn, request.id)?;
            let ids: Vec<_> = asked.iter().map(|asked| asked.id).collect();
            let items = db::information_items::list_by_information_requests(conn, &ids)?;
            let item = items.into_iter().find(|item| {
                item.target == InformationTarget::Document && item.document_kind == Some(kind)
            });
            item.map(Some)
                .ok_or(ServiceError::Refused(ProblemCode::WrongState))
        }
        _ => Err(ProblemCode::WrongState.into()),
    }
}

/// Puts the file in force.
pub(super) fn put(
    tx: &mut Tx<'_>,
    request: &RequestRow,
    item: Option<&InformationItemRow>,
    (kind, name): (DocumentKind, &str),
    upload: &StoredUpload,
) -> ServiceResult<DocumentId> {
    let now = tx.now;
    let before = db::documents::find_current(tx, request.id, kind)?;
    let revision = before
        .as_ref()
        .map_or(0, |(document, _)| document.revision)
        .saturating_add(1);
    if let Some(before) = before {
        let is_refused_one = item.is_some_and(|item| item.new_document_id != Some(before.0.id));
        if is_refused_one {
            db::documents::set_current(tx, before.0.id, false)?;
        } else {
            forget(tx, before)?;
        }
    }
    let file = FileRow {
        id: FileId::new(),
        sha256: upload.stored.sha256.clone(),
        size: upload.stored.size,
        media_type: upload.format.media_type().to_owned(),
        created_at: now.naive_utc(),
    };
    db::files::insert(tx, &file)?;
    let document = DocumentRow {
        id: DocumentId::new(),
        request_id: request.id,
        kind,
        revision,
        is_current: true,
        file_id: file.id,
        name: name.to_owned(),
        width: upload.size.and_then(|(width, _)| i32::try_from(width).ok()),
        height: upload
            .size
            .and_then(|(_, height)| i32::try_from(height).ok()),
        pages: upload.pages.and_then(|pages| i32::try_from(pages).ok()),
        status: DocumentStatus::Received,
        reason: None,
        comment: None,
        findings: Json::new(upload.findings.clone())?,
        decided_by: None,
        decided_at: None,
        created_at: now.naive_utc(),
    };
    db::documents::insert(tx, &document)?;
    if let Some(item) = item {
        db::information_items::answer_document(tx, item.id, Some(document.id), now)?;
    }
    Ok(document.id)
}

/// Deletes a version with its file.
pub(super) fn forget(tx: &mut Tx<'_>, (document, file): DocumentWithFile) -> ServiceResult<()> {
    db::documents::delete(tx, document.id)?;
    discard::files(tx, &[file.id])
}

/// A file's name as it may be shown: its last part, without what could be taken
/// for something else, at most 100 characters.
pub(super) fn shown_name(name: Option<&str>, kind: DocumentKind) -> String {
    let last = name
        .unwrap_or_default()
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or_default();
    let shown: String = last
        .chars()
        .filter(|letter| {
            !letter.is_control() && !matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
        })
        .take(100)
        .collect();
    if shown.trim().is_empty() {
        kind.to_string()
    } else {
        shown.trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_show_what_they_are() {
        let shown = |name| shown_name(Some(name), DocumentKind::Photo);
        assert_eq!(shown("C:\\Photos\\moi.jpg"), "moi.jpg");
        assert_eq!(shown("../../etc/passwd"), "passwd");
        // Shown as "gpj.exe" read from the right by a naive program.
        assert_eq!(shown("moi\u{202E}gpj.exe"), "moigpj.exe");
        assert_eq!(shown("a\0b\r\n.png"), "ab.png");
        assert_eq!(shown(" \u{200B} "), "photo");
        assert_eq!(
            shown_name(None, DocumentKind::LicenceFront),
            "licence_front"
        );
        assert_eq!(shown(&"é".repeat(300)).chars().count(), 100);
    }
}
