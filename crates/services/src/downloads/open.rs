//! Opens the document behind a link.

use bytes::Bytes;
use common::dto::driver_space::DownloadTarget;
use common::forms::accounting::AccountsWanted;
use common::ids::CertificateId;

use super::{Reader, id_of};
use crate::accounting::{self, AccountsFile};
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};
use crate::requests::caller::Caller;
use crate::requests::downloads;
use crate::tokens::download::Download;
use crate::{certificates, driver_space, invoices, trainings};

/// A document's bytes, and how to hand them over.
#[derive(Clone, Debug)]
pub struct OpenedFile {
    /// The bytes.
    pub bytes: Bytes,
    /// Media type.
    pub media_type: String,
    /// The name under which a browser saves it; it names nobody.
    pub name: String,
}

impl OpenedFile {
    pub(crate) fn pdf(bytes: Bytes, name: String) -> Self {
        Self {
            bytes,
            media_type: "application/pdf".to_owned(),
            name,
        }
    }
}

/// What is behind a link.
#[derive(Debug)]
pub enum Opened {
    /// A document, whole.
    File(OpenedFile),
    /// Accounts, piece by piece.
    Accounts(AccountsFile),
}

/// The document behind a link's token.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if the token is not valid any more, or the
/// document was deleted since.
pub async fn open_download(ctx: &Context, token: &str) -> ServiceResult<Opened> {
    let download = ctx
        .keys
        .tokens
        .verify_download(token, ctx.now())
        .map_err(|_| ServiceError::NotFound)?;
    let account = download.account;
    let role = ctx
        .read(move |conn| Ok(db::accounts::get(conn, account)?.role))
        .await?;
    let reader = Reader { account, role };
    if download.target == DownloadTarget::Accounts {
        let accounts = accounting::open_export(ctx, reader, id_of(&download)?).await?;
        return Ok(Opened::Accounts(accounts));
    }
    Ok(Opened::File(open(ctx, reader, &download).await?))
}

/// Makes sure that the reader may open the document; a document that is made
/// when it is opened is not made for that.
pub(super) async fn authorise(
    ctx: &Context,
    reader: Reader,
    download: &Download,
) -> ServiceResult<()> {
    match download.target {
        DownloadTarget::TrainingRecap => {
            let driver = driver_space::get_open(ctx, reader.account).await?;
            let id = id_of(download)?;
            trainings::list::get_training(ctx, driver, id, download.language).await?;
        }
        DownloadTarget::Certificate => {
            let driver = driver_space::get_open(ctx, reader.account).await?;
            certificates::list::get_certificate(ctx, driver, id_of(download)?).await?;
        }
        DownloadTarget::Acknowledgement => {
            downloads::acknowledgement_for_download(
                ctx,
                caller(reader, download),
                id_of(download)?,
            )
            .await?;
        }
        DownloadTarget::RequestSummary => {
            downloads::check_summary(ctx, caller(reader, download), id_of(download)?).await?;
        }
        DownloadTarget::Document => {
            downloads::check_document(ctx, caller(reader, download), id_of(download)?).await?;
        }
        DownloadTarget::Invoice => {
            let driver = driver_space::get_open(ctx, reader.account).await?;
            invoices::check_duplicate(ctx, driver, id_of(download)?).await?;
        }
        DownloadTarget::Accounts => {
            accounting::check_export(reader)?;
            id_of::<AccountsWanted>(download)?;
        }
    }
    Ok(())
}

const fn caller(reader: Reader, download: &Download) -> Caller {
    Caller {
        account: reader.account,
        role: reader.role,
        language: download.language,
    }
}

async fn open(ctx: &Context, reader: Reader, download: &Download) -> ServiceResult<OpenedFile> {
    let caller = caller(reader, download);
    let file = match download.target {
        DownloadTarget::TrainingRecap | DownloadTarget::Certificate | DownloadTarget::Invoice => {
            return open_own(ctx, reader, download).await;
        }
        // It is opened piece by piece.
        DownloadTarget::Accounts => return Err(ServiceError::NotFound),
        DownloadTarget::RequestSummary => {
            let id = id_of(download)?;
            let (bytes, name) =
                downloads::request_summary(ctx, caller, id, download.language).await?;
            return Ok(OpenedFile::pdf(bytes, name));
        }
        DownloadTarget::Acknowledgement => {
            downloads::acknowledgement_for_download(ctx, caller, id_of(download)?).await?
        }
        DownloadTarget::Document => {
            downloads::document_for_download(ctx, caller, id_of(download)?).await?
        }
    };
    let bytes = ctx.files.get(&file.sha256).await?;
    Ok(OpenedFile {
        bytes,
        media_type: file.media_type,
        name: file.name,
    })
}

async fn open_own(ctx: &Context, reader: Reader, download: &Download) -> ServiceResult<OpenedFile> {
    let driver = driver_space::get_open(ctx, reader.account).await?;
    if download.target == DownloadTarget::Invoice {
        let (id, language) = (id_of(download)?, download.language);
        let (bytes, name) = invoices::duplicate_pdf(ctx, driver, id, language).await?;
        return Ok(OpenedFile::pdf(bytes, name));
    }
    if download.target == DownloadTarget::Certificate {
        let id: CertificateId = id_of(download)?;
        let (bytes, number) = certificates::list::certificate_pdf(ctx, driver, id).await?;
        return Ok(OpenedFile::pdf(bytes, certificates::file_name(&number)));
    }
    let id = id_of(download)?;
    let bytes = trainings::recap::recap_pdf(ctx, driver, id, download.language).await?;
    Ok(OpenedFile::pdf(bytes, format!("recapitulatif-{id}.pdf")))
}
