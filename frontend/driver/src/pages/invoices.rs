//! "Mes factures".

mod list_page;

pub use self::list_page::InvoicesPage;
