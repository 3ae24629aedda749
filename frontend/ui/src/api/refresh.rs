//! Renewing the session by its cookie: one at a time in this tab, and one tab
//! at a time, because each refresh token is good for one use.

use std::cell::RefCell;

use common::dto::session::SessionTokens;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::{ApiError, Call, token};
use crate::session;

/// What became of an attempt to renew the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refreshed {
    /// There is a new access token.
    Renewed,
    /// The cookie is gone or no longer accepted.
    Refused,
    /// The server was not reached.
    Offline,
}

thread_local! {
    static FLIGHT: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// Renews the session; whoever asks meanwhile waits for the same answer.
pub(crate) async fn refresh() -> Refreshed {
    let flight = FLIGHT.with_borrow_mut(|flight| flight.get_or_insert_with(take_off).clone());
    let outcome = JsFuture::from(flight)
        .await
        .ok()
        .and_then(|value| value.as_f64());
    FLIGHT.set(None);
    match outcome {
        Some(0.0) => Refreshed::Renewed,
        Some(1.0) => Refreshed::Refused,
        _ => Refreshed::Offline,
    }
}

fn take_off() -> Promise {
    in_turn_with_other_tabs().unwrap_or_else(renew)
}

/// The browser's lock between tabs; none in browsers that lack it.
fn in_turn_with_other_tabs() -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &JsValue::from_str("locks")).ok()?;
    let request: Function = Reflect::get(&locks, &JsValue::from_str("request"))
        .ok()?
        .dyn_into()
        .ok()?;
    let work = Closure::once_into_js(renew);
    request
        .call2(&locks, &JsValue::from_str("cqc-refresh"), &work)
        .ok()?
        .dyn_into()
        .ok()
}

fn renew() -> Promise {
    future_to_promise(async {
        let outcome = match Call::post("/sessions/refresh")
            .anonymous()
            .send::<SessionTokens>()
            .await
        {
            Ok(tokens) => {
                token::remember(tokens.access_token.clone(), tokens.expires_in);
                session::renewed(&tokens);
                0.0
            }
            Err(ApiError::Problem(problem)) if problem.status < 500 => {
                token::forget();
                1.0
            }
            Err(_) => 2.0,
        };
        Ok(JsValue::from_f64(outcome))
    })
}
