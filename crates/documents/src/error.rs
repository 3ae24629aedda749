//! What can go wrong while a document is made.

use common::money::Cents;

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// A character of a name or number that the document must show has no
    /// glyph in its fonts (Latin, Greek and Cyrillic have).
    #[error(
        "`{field}` holds the character `{character}`, which cannot be printed; enter it in Latin, Greek or Cyrillic letters"
    )]
    Unprintable {
        /// The field, by its name in the data.
        field: &'static str,
        /// The first such character.
        character: char,
    },
    /// A picture is no JPEG or PNG, or is damaged or too large.
    #[error("the picture `{field}` cannot be read: {reason}; upload it again as JPEG or PNG")]
    Picture {
        /// The field, by its name in the data.
        field: &'static str,
        /// What the decoder said.
        reason: String,
    },
    /// An amount of an invoice is not what its lines make.
    #[error("`{field}` is {} €, but the lines make {} €; compute it from the lines", found.decimal(), expected.decimal())]
    Amount {
        /// The field, by its name in the data.
        field: &'static str,
        /// What it holds.
        found: Cents,
        /// What it should hold.
        expected: Cents,
    },
    /// A document that may not be changed later would be wrong.
    #[error("`{field}` cannot be used: {reason}")]
    Invalid {
        /// The field, by its name in the data.
        field: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A text that is to become a barcode holds a character that it has no sign for.
    #[error("`{0}` has no sign in Code 128 B; use ASCII letters, digits and punctuation")]
    NoBarcode(char),
    /// The content does not fit a QR code.
    #[error("{0} characters do not fit into the QR code")]
    CodeTooLong(usize),
    /// An embedded font cannot be used; the build is broken.
    #[error("the font cannot be used: {0}")]
    Font(String),
    /// The PDF could not be written.
    #[error("the PDF could not be written: {0}")]
    Pdf(String),
}

impl From<genpdf::error::Error> for DocumentError {
    fn from(error: genpdf::error::Error) -> Self {
        Self::Pdf(error.to_string())
    }
}

impl From<lopdf::Error> for DocumentError {
    fn from(error: lopdf::Error) -> Self {
        Self::Pdf(error.to_string())
    }
}
