//! The start of an application.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

/// Shows the application in the place of what the page says while it loads.
/// `first_part` is awaited before, so that the first page shows whole and not as
/// an outline.
pub fn start<V: IntoView + 'static>(
    first_part: impl Future<Output = ()> + 'static,
    app: impl FnOnce() -> V + 'static,
) {
    console_error_panic_hook::set_once();
    wasm_bindgen_futures::spawn_local(async move {
        first_part.await;
        // A task of its own, so that the browser may paint between compiling the
        // program and building the page.
        TimeoutFuture::new(0).await;
        if let Some(loading) = document().get_element_by_id("loading") {
            loading.remove();
        }
        mount_to_body(app);
    });
}
