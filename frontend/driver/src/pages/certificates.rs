//! "Mes certificats".

mod list_page;

pub use self::list_page::CertificatesPage;
