//! "Mes formations".

mod list_page;
mod recap_page;

pub use self::list_page::TrainingsPage;
pub use self::recap_page::TrainingPage;
