//! The accounts, to be handed to who keeps the books.

use crate::text_enum;

text_enum! {
    /// What the accounts are written as.
    pub enum AccountsFormat {
        /// A table for spreadsheets: semicolons, UTF-8.
        Csv = "csv",
        /// A file of accounting entries (FEC; LPF, article A47 A-1).
        Fec = "fec",
    }
}

request! {
    /// Asks for the invoices and credit notes of a period.
    pub struct ExportAccountsRequest {
        /// As what.
        pub format: AccountsFormat,
        /// First day, YYYY-MM-DD.
        #[cfg_attr(feature = "openapi", schema(format = "date", max_length = 10))]
        pub from: String,
        /// Last day, YYYY-MM-DD, today at the latest.
        #[cfg_attr(feature = "openapi", schema(format = "date", max_length = 10))]
        pub until: String,
    }
}
