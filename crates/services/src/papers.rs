//! What the PDF documents have in common.

use bytes::Bytes;
use documents::error::DocumentError;
use documents::operator::Operator;

use crate::error::{ServiceError, ServiceResult};
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

/// The operator as documents print it.
#[must_use]
pub fn operator(settings: &Settings) -> Operator {
    let operator = &settings.operator;
    Operator {
        name: operator.name.clone(),
        legal_line: operator.legal_form.clone(),
        address: vec![operator.address.clone()],
        email: operator.contact_email.clone(),
        phone: operator.contact_phone.clone(),
    }
}

/// A licence number of which only the last four characters can be read.
#[must_use]
pub fn masked(number: &str) -> String {
    let length = number.chars().count();
    let shown = length.min(4);
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
    use super::masked;

    #[test]
    fn shows_the_last_four_only() {
        assert_eq!(masked("210692106990"), "•••• •••• 6990");
        assert_eq!(masked("AB12"), "AB12");
        assert_eq!(masked("MORGA657054"), "••• •••• 7054");
        assert_eq!(masked(""), "");
    }
}
