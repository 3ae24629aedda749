//! What a member of the staff writes in their own words.

use common::field_error::{Fault, Faults, FieldErrorCode};
use common::validation::names::collapse_spaces;

/// The most characters.
pub(crate) const MAX_COMMENT: usize = 500;

/// A comment without needless spaces; none when empty.
pub(crate) fn comment(text: &str, pointer: &str, faults: &mut Faults) -> Option<String> {
    let comment = collapse_spaces(text);
    let length = comment.chars().count();
    if length > MAX_COMMENT {
        faults.push(
            pointer,
            Fault::new(FieldErrorCode::TooLong)
                .max(MAX_COMMENT)
                .count(length),
        );
    }
    Some(comment).filter(|comment| !comment.is_empty())
}
