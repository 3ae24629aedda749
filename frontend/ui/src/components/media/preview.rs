//! A picture shown from memory, for as long as it is on the page.

use leptos::prelude::*;
use web_sys::{Blob, Url};

/// An address for a file in memory; given back when the owner goes.
pub(crate) fn object_url(file: &Blob) -> Option<String> {
    let url = Url::create_object_url_with_blob(file).ok()?;
    let own = url.clone();
    on_cleanup(move || {
        // An address that is gone already needs no giving back.
        let _ = Url::revoke_object_url(&own);
    });
    Some(url)
}
