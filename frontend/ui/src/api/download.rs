//! Documents that open in a new tab, as the guide promises.

use common::dto::driver_space::{DownloadLink, DownloadLinkRequest, DownloadTarget};
use serde::Serialize;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, HtmlElement, Url, Window};

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
        let _ = tab.set_opener(&JsValue::NULL);
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

/// Saves data as a JSON file on the person's machine.
///
/// # Errors
///
/// [`ApiError::Broken`] if the browser cannot make the file.
pub fn save_json(name: &str, data: &impl Serialize) -> Result<(), ApiError> {
    let text = serde_json::to_string_pretty(data).map_err(|_| ApiError::Broken)?;
    save(name, &text).ok_or(ApiError::Broken)
}

/// Saves the file at an address of this service, under the name that the server gives it.
/// The browser writes it down while it comes, whatever its size.
pub fn save_file(address: &str) {
    // There is a document: somebody has just clicked in it.
    let _ = click(address, "");
}

fn save(name: &str, text: &str) -> Option<()> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let file = Blob::new_with_str_sequence(&parts).ok()?;
    let address = Url::create_object_url_with_blob(&file).ok()?;
    click(&address, name)?;
    // The browser has taken the file over by now.
    Url::revoke_object_url(&address).ok()
}

fn click(address: &str, name: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let link = document.create_element("a").ok()?;
    link.set_attribute("href", address).ok()?;
    link.set_attribute("download", name).ok()?;
    link.dyn_into::<HtmlElement>().ok()?.click();
    Some(())
}

fn go(window: &Window, url: &str) {
    // The tab may have been closed meanwhile; then nobody waits for the document.
    let _ = window.location().set_href(url);
}
