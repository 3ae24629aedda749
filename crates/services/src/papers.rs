//! What the PDF documents have in common.

use bytes::Bytes;
use common::ids::FileId;
use db::files::FileRow;
use documents::error::DocumentError;
use documents::operator::Operator;

use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};
use crate::jobs::Permanent;
use crate::settings::Settings;

/// Makes a document where blocking is allowed.
///
/// # Errors
///
/// If it cannot be made.
pub async fn make<F>(work: F) -> ServiceResult<Bytes>
where
    F: FnOnce() -> Result<Vec<u8>, DocumentError> + Send + 'static,
{
    let made = tokio::task::spawn_blocking(work).await;
    let bytes = made.map_err(|error| ServiceError::Internal(error.into()))?;
    Ok(bytes
        .map_err(|error| ServiceError::Internal(error.into()))?
        .into())
}

/// Stores a document. Nothing refers to it before its row is written: what fails until
/// then leaves at most a file that nobody knows.
///
/// # Errors
///
/// If the store fails.
pub async fn keep(ctx: &Context, pdf: Bytes) -> ServiceResult<FileRow> {
    let stored = ctx.files.put(pdf).await?;
    Ok(FileRow {
        id: FileId::new(),
        sha256: stored.sha256,
        size: stored.size,
        media_type: "application/pdf".to_owned(),
        created_at: ctx.now().naive_utc(),
    })
}

/// Why a job that makes a document failed. A letter without a shape has none at
/// the next try either, so that failure is for good.
#[must_use]
pub fn job_failure(error: ServiceError) -> anyhow::Error {
    match error {
        ServiceError::Internal(cause)
            if matches!(
                cause.downcast_ref(),
                Some(DocumentError::Unprintable { .. })
            ) =>
        {
            Permanent(cause).into()
        }
        other => other.into(),
    }
}

/// The operator as documents print it.
#[must_use]
pub fn operator(settings: &Settings) -> Operator {
    let operator = &settings.operator;
    Operator {
        name: operator.name.clone(),
        legal_line: legal_line(operator),
        address: vec![operator.address.clone()],
        email: operator.contact_email.clone(),
        phone: operator.contact_phone.clone(),
        logo: settings.logo.as_ref().map(|logo| logo.printed.clone()),
    }
}

/// What identifies the operator in law, on one line and in the language of its
/// register, whatever the document's.
fn legal_line(operator: &common::dto::service::Operator) -> String {
    let siren = operator
        .siren
        .as_ref()
        .map(|siren| format!("SIREN {}", siren.pretty()));
    let vat = operator
        .vat_number
        .as_ref()
        .map(|number| format!("TVA {number}"));
    let parts = [Some(operator.legal_form.clone()), siren, vat];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A licence number of which only the last four characters can be read, and of a
/// short one at most half: foreign numbers may have two.
#[must_use]
pub fn masked(number: &str) -> String {
    let length = number.chars().count();
    let shown = (length / 2).min(4);
    let hidden = length - shown;
    let letters = number.chars().enumerate();
    let mut text = String::new();
    for (index, letter) in letters {
        if index > 0 && (length - index).is_multiple_of(4) {
            text.push(' ');
        }
        text.push(if index < hidden { '•' } else { letter });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{masked, operator};

    #[test]
    fn the_legal_line_names_what_is_configured() {
        let mut settings = crate::testing::settings();
        assert_eq!(operator(&settings).legal_line, "Établissement public");
        settings.operator.siren = Some("404833048".parse().unwrap());
        settings.operator.vat_number = Some("FR83404833048".parse().unwrap());
        let line = operator(&settings).legal_line;
        assert_eq!(
            line,
            "Établissement public · SIREN 404 833 048 · TVA FR83404833048"
        );
    }

    #[test]
    fn shows_the_last_four_and_never_the_whole() {
        assert_eq!(masked("210692106990"), "•••• •••• 6990");
        assert_eq!(masked("MORGA657054"), "••• •••• 7054");
        assert_eq!(masked("AB1234"), "•• •234");
        assert_eq!(masked("AB12"), "••12");
        assert_eq!(masked("A1"), "•1");
        assert_eq!(masked("7"), "•");
        assert_eq!(masked(""), "");
    }
}
