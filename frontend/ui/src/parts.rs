//! A program that comes in parts: how a page waits for its own.
//!
//! `split.mjs` cuts a program at the functions marked with `wasm_split`; calling
//! one fetches its part, once. Each application lists its parts in `parts.rs`.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;

use crate::api::ApiError;
use crate::components::{LoadError, Skeleton, frame};

/// The part could not be fetched: no network, or a newer version is being served.
#[derive(Clone, Copy, Debug)]
pub struct PartMissing;

impl From<SplitLoaderError> for PartMissing {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// How far the part of a page has come.
#[derive(Clone, Copy, PartialEq)]
enum Progress {
    OnItsWay,
    Here,
    Missing,
}

/// The view of a page; while its part is on its way an outline, and should it
/// not come, a way to try again.
pub fn view_when_here<View, Fetch>(
    view: impl Fn() -> View + Copy + Send + 'static,
    fetch: impl Fn() -> Fetch + Copy + Send + Sync + 'static,
) -> AnyView
where
    View: Future<Output = Result<AnyView, PartMissing>>,
    Fetch: Future<Output = Result<(), PartMissing>> + 'static,
{
    if let Some(Ok(view)) = at_once(view()) {
        return view;
    }
    let progress = RwSignal::new(Progress::OnItsWay);
    let fetch = move || {
        progress.set(Progress::OnItsWay);
        spawn_local(async move {
            let arrived = fetch().await.is_ok();
            // Nobody waits any more when the reader went to another page.
            let _ = progress.try_set(if arrived {
                Progress::Here
            } else {
                Progress::Missing
            });
        });
    };
    fetch();
    let view = move || match progress.get() {
        Progress::OnItsWay => frame(view! { <Skeleton lines=6 /> }.into_any()),
        Progress::Here => match at_once(view()) {
            Some(Ok(view)) => view,
            _ => missing(fetch),
        },
        Progress::Missing => missing(fetch),
    };
    view.into_any()
}

fn missing(retry: impl Fn() + Send + Sync + 'static) -> AnyView {
    frame(view! { <LoadError error=ApiError::Offline on_retry=retry /> }.into_any())
}

/// The result of a future that need not wait; none if it would.
fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}
