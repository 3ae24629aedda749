//! Documents that open in a new tab, as the guide promises.

use common::dto::driver_space::{DownloadLink, DownloadLinkRequest, DownloadTarget};
use wasm_bindgen_futures::spawn_local;
use web_sys::Window;

use super::{ApiError, Call};

/// Opens a document in a new tab.
///
/// Call it straight from a click: the tab is opened at once, since browsers
/// allow that only during the click, and receives its address when the server
/// has given a link. Without a new tab (a blocker), the document opens here.
pub fn open_document(
    target: DownloadTarget,
    id: impl ToString,
    on_error: impl FnOnce(ApiError) + 'static,
) {
    let id = id.to_string();
    let link = async move {
        let body = DownloadLinkRequest { target, id };
        Call::post("/download-links")
            .json(&body)
            .send::<DownloadLink>()
            .await
            .map(|link| link.url)
    };
    open_in_new_tab(link, on_error);
}

/// Opens a new tab now and sends it to the address once it is known.
pub fn open_in_new_tab(
    address: impl Future<Output = Result<String, ApiError>> + 'static,
    on_error: impl FnOnce(ApiError) + 'static,
) {
    let Some(here) = web_sys::window() else {
        return;
    };
    let tab = here.open_with_url_and_target("", "_blank").ok().flatten();
    if let Some(tab) = &tab {
        // The document must not be able to reach back into this page.
        let _ = tab.set_opener(&wasm_bindgen::JsValue::NULL);
    }
    spawn_local(async move {
        match address.await {
            Ok(url) => go(tab.as_ref().unwrap_or(&here), &url),
            Err(error) => {
                if let Some(tab) = tab {
                    let _ = tab.close();
                }
                on_error(error);
            }
        }
    });
}

fn go(window: &Window, url: &str) {
    // The tab may have been closed meanwhile; then nobody waits for the document.
    let _ = window.location().set_href(url);
}
