//! Duplicates of documents that are given out in the original once.

use common::words::Language;

use crate::error::DocumentError;
use crate::layout;
use crate::texts::Texts;

/// A copy of a document of this crate with "DUPLICATA" or "DUPLICATE" on each
/// page, behind the text and above it. Attachments are kept. The copy begins with
/// the original's bytes, to which the stamp is appended (PDF 32000-1, 7.5.6): what
/// was given out can still be compared with its fingerprint.
///
/// # Errors
/// When the original is not a PDF with pages, or the copy cannot be written.
pub fn duplicate(original: &[u8], language: Language) -> Result<Vec<u8>, DocumentError> {
    layout::stamp(original, Texts::of(language).invoice.stamp)
}
