//! "Mes demandes": making requests, following them, answering.

mod answer_page;
mod block;
mod list_page;
mod new_page;
mod request_page;
mod row;
mod steps;
mod timeline;

pub use self::answer_page::AnswerPage;
pub use self::list_page::RequestsPage;
pub use self::new_page::NewRequestPage;
pub use self::request_page::RequestPage;
pub use self::steps::{
    DocumentPlace, StepPage, WaitLine, current, listed, neighbour, when_arrived, words,
};
