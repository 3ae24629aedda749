//! A small picture of a document: from memory if it was sent from here,
//! otherwise from the server.

use std::time::Duration;

use common::dto::driver_space::{DownloadLink, DownloadLinkRequest, DownloadTarget};
use common::dto::request::DocumentView;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{Blob, Url};

use super::slot::UploadSlot;
use crate::api::Call;
use crate::components::{Icon, IconView};

/// How long an address outlives its need: an image may still be reading from it.
const GIVEN_BACK_AFTER: Duration = Duration::from_secs(60);

/// The picture at an address, or a sign for a document.
#[component]
pub(super) fn Thumbnail(
    url: Signal<Option<String>>,
    /// What it shows.
    #[prop(optional, into)]
    alt: Option<TextProp>,
) -> impl IntoView {
    move || match url.get() {
        Some(url) => {
            let alt = alt.as_ref().map(|alt| alt.get().into_owned());
            view! { <img class="app-file__picture" src=url alt=alt.unwrap_or_default() /> }
                .into_any()
        }
        None => {
            view! { <span class="app-file__icon"><IconView icon=Icon::Request /></span> }.into_any()
        }
    }
}

/// The address of the picture that the server has, once it is known.
pub(super) fn picture_url(place: UploadSlot) -> Signal<Option<String>> {
    let url = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        let document = place.document();
        let document = document.filter(|document| document.media_type.starts_with("image/"));
        match document {
            None => url.set(None),
            Some(document) => match place.picture(&document) {
                Some(file) => url.set(object_url(&file)),
                None => ask(url, place, document),
            },
        }
    });
    url.into()
}

/// Without a link there is no picture; the document opens by its button all the same.
fn ask(url: RwSignal<Option<String>>, place: UploadSlot, document: DocumentView) {
    spawn_local(async move {
        let body = DownloadLinkRequest {
            target: DownloadTarget::Document,
            id: document.id.to_string(),
        };
        let link = Call::post("/download-links")
            .json(&body)
            .send::<DownloadLink>()
            .await;
        if place.still_has(&document) {
            url.set(link.ok().map(|link| link.url));
        }
    });
}

/// An address for a file in memory; given back a while after it is not needed any more.
fn object_url(file: &Blob) -> Option<String> {
    let url = Url::create_object_url_with_blob(file).ok()?;
    let own = url.clone();
    let give_back = move || {
        // An address that is gone already needs no giving back.
        let _ = Url::revoke_object_url(&own);
    };
    on_cleanup(move || set_timeout(give_back, GIVEN_BACK_AFTER));
    Some(url)
}
