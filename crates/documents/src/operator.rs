//! Who issues the documents.

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
}

impl Operator {
    pub(crate) fn footer_line(&self) -> String {
        let mut parts = vec![self.name.as_str(), self.legal_line.as_str()];
        parts.extend(self.address.iter().map(String::as_str));
        parts.retain(|part| !part.is_empty());
        parts.join(" · ")
    }
}
