//! The address bar.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::location::{BrowserUrl, LocationProvider as _};

/// The path in the address bar, before there is a router; empty if the browser
/// does not tell.
#[must_use]
pub fn present_path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// The path of the page to show; call it once, in the component that shows it.
///
/// After a click on a link the router waits to be told that the page is there
/// before it writes the address bar and the history. Its `Routes` would do so;
/// our pages are chosen by a `match` on the path instead, so this does.
pub fn use_path() -> Memo<String> {
    let path = use_location().pathname;
    let browser = use_context::<BrowserUrl>();
    Effect::new(move |_| {
        path.track();
        if let Some(browser) = &browser {
            browser.ready_to_complete();
        }
    });
    path
}
