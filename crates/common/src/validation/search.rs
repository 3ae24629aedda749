//! Words that staff look for in a queue.

use crate::field_error::{Fault, FieldErrorCode};

/// The most characters of a search.
pub const MAX_SEARCH: usize = 80;

/// The words without the space around them.
///
/// # Errors
///
/// [`FieldErrorCode::Required`] if nothing is left, [`FieldErrorCode::TooLong`]
/// above [`MAX_SEARCH`] characters.
pub fn check_search(words: &str) -> Result<String, Fault> {
    let words = words.trim();
    if words.is_empty() {
        return Err(FieldErrorCode::Required.into());
    }
    let count = words.chars().count();
    if count > MAX_SEARCH {
        return Err(Fault::new(FieldErrorCode::TooLong)
            .count(count)
            .max(MAX_SEARCH));
    }
    Ok(words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_has_words_and_an_end() {
        let code = |words: &str| check_search(words).map_err(|fault| fault.code);
        assert_eq!(code(" \t"), Err(FieldErrorCode::Required));
        assert_eq!(code(&"é".repeat(81)), Err(FieldErrorCode::TooLong));
        assert_eq!(code(&"é".repeat(80)), Ok("é".repeat(80)));
        assert_eq!(code(" Lefèvre "), Ok("Lefèvre".to_owned()));
    }
}
