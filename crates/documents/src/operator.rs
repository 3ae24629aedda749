//! Who issues the documents.

use std::sync::Arc;

use crate::error::DocumentError;
use crate::layout::Picture;

/// The operator of the service, from its configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    /// Name, as in the header.
    pub name: String,
    /// Legal form, capital, SIREN and register, as one line; may be empty.
    pub legal_line: String,
    /// Postal address, one entry for each line.
    pub address: Vec<String>,
    /// E-mail address of the service in charge.
    pub email: String,
    /// Telephone of the service in charge, with its hours if wanted.
    pub phone: String,
    /// Shown in the header, opposite the name.
    pub logo: Option<Logo>,
}

/// The operator's logo, made ready once for all documents.
#[derive(Clone)]
pub struct Logo(Arc<Picture>);

impl Logo {
    /// A JPEG or PNG file; what is transparent becomes white.
    ///
    /// # Errors
    ///
    /// [`DocumentError::Picture`] if it cannot be decoded.
    pub fn new(bytes: &[u8]) -> Result<Self, DocumentError> {
        Ok(Self(Arc::new(Picture::upload("logo", bytes)?)))
    }

    pub(crate) fn picture(&self) -> Picture {
        (*self.0).clone()
    }
}

impl std::fmt::Debug for Logo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Logo")
    }
}

impl PartialEq for Logo {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Logo {}

impl Operator {
    pub(crate) fn footer_line(&self) -> String {
        let mut parts = vec![self.name.as_str(), self.legal_line.as_str()];
        parts.extend(self.address.iter().map(String::as_str));
        parts.retain(|part| !part.is_empty());
        parts.join(" · ")
    }
}
