//! Calls to the server: one way to send, one kind of error.
//!
//! ```ignore
//! let home: HomeView = Call::get("/me/home").send().await?;
//! let made: RequestView = Call::post("/me/requests").json(&body).idempotent().send().await?;
//! Call::patch(format!("/me/requests/{id}")).json(&body).if_match(view.version).send::<RequestView>().await?;
//! ```
//!
//! The access token lives in memory only. When the server no longer takes it,
//! it is renewed by the `HttpOnly` cookie, once; if that fails too, the page
//! asks for the password in a dialog and the call is sent again, so nothing that
//! was typed is lost.

mod call;
mod conflict;
mod download;
mod error;
mod key;
mod refresh;
mod token;
mod upload;

pub use self::call::Call;
pub use self::conflict::{Outcome, act_or_reload, patch_newest};
pub use self::download::{open_document, open_in_new_tab, save_file, save_json};
pub use self::error::ApiError;
pub(crate) use self::refresh::{Refreshed, refresh};
pub(crate) use self::token::{forget as forget_token, remember as remember_token};
pub use self::upload::{Upload, UploadHandle};

/// Where the API stands on this host.
pub const BASE: &str = "/api/v1";

/// The language of the page, for `Accept-Language`.
pub(crate) fn language() -> String {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element())
        .and_then(|root| root.get_attribute("lang"))
        .unwrap_or_else(|| "fr".to_owned())
}
