//! A link to the accounts of a period, and what is behind it.

use common::dates::paris_date;
use common::dto::accounting::ExportAccountsRequest;
use common::dto::driver_space::{DownloadLink, DownloadTarget};
use common::forms::accounting::{AccountsWanted, check_accounts};
use common::words::{Language, Role};

use super::stream::AccountsFile;
use crate::audit::Actor;
use crate::context::Context;
use crate::downloads::{self, Reader};
use crate::error::{ServiceError, ServiceResult};

/// Makes a link to the accounts of a period, which is good for some minutes.
///
/// # Errors
///
/// Every wrong field.
pub async fn create_export(
    ctx: &Context,
    reader: Reader,
    form: &ExportAccountsRequest,
    language: Language,
) -> ServiceResult<DownloadLink> {
    let wanted = check_accounts(form, paris_date(ctx.now()))?;
    let request = common::dto::driver_space::DownloadLinkRequest {
        target: DownloadTarget::Accounts,
        id: wanted.to_string(),
    };
    downloads::create_download_link(ctx, reader, &request, language).await
}

/// Makes sure that somebody may have the accounts.
///
/// # Errors
///
/// [`ServiceError::NotFound`] for whom they do not exist.
pub(crate) fn check_export(reader: Reader) -> ServiceResult<()> {
    if matches!(reader.role, Role::Supervisor | Role::Administrator) {
        Ok(())
    } else {
        Err(ServiceError::NotFound)
    }
}

/// The accounts behind a link. That they were handed out is recorded.
///
/// # Errors
///
/// As [`check_export`].
pub(crate) async fn open_export(
    ctx: &Context,
    reader: Reader,
    wanted: AccountsWanted,
) -> ServiceResult<AccountsFile> {
    check_export(reader)?;
    let before = ctx
        .write(move |tx| {
            let before = db::invoices::count_before(tx, wanted.from)?;
            let after = wanted.until.succ_opt().unwrap_or(wanted.until);
            let documents = db::invoices::count_before(tx, after)? - before;
            let details = serde_json::json!({
                "format": wanted.format,
                "from": wanted.from,
                "until": wanted.until,
                "documents": documents,
            });
            let actor = Actor::of(reader.account, reader.role);
            tx.audit(&actor, "accounts.exported", wanted, &details)?;
            Ok(before)
        })
        .await?;
    Ok(AccountsFile::new(
        ctx,
        wanted,
        u64::try_from(before).unwrap_or_default(),
    ))
}
