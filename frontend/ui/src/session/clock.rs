//! The session's clock: keeps it alive while somebody is at work, warns two
//! minutes before it ends, and ends it.

use std::cell::Cell;
use std::time::Duration;

use js_sys::Date;
use leptos::ev;
use leptos::leptos_dom::helpers::{WindowListenerHandle, set_interval};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Notice, Session, is_signed_in};
use crate::storage;

const WARN_MILLIS: f64 = 120_000.0;
/// Somebody at work makes the session last again after this time.
const EXTEND_AFTER_MILLIS: f64 = 240_000.0;
/// Shared between tabs: what one tab does keeps the others alive.
const ENDS_AT_KEY: &str = "session-ends-at";

thread_local! {
    static ENDS_AT: Cell<f64> = const { Cell::new(f64::INFINITY) };
    static RENEWED_AT: Cell<f64> = const { Cell::new(0.0) };
    static ACTIVE_AT: Cell<f64> = const { Cell::new(0.0) };
}

/// Notes in how many seconds the session ends. The device's clock may be wrong,
/// so its instants are compared with each other alone.
pub(super) fn renewed(idle_expires_in: u32) {
    let now = Date::now();
    let ends_at = now + f64::from(idle_expires_in) * 1_000.0;
    ENDS_AT.set(ends_at);
    RENEWED_AT.set(now);
    storage::write(ENDS_AT_KEY, &ends_at);
}

/// Starts ticking, for as long as the page lives.
pub(super) fn start(session: Session) {
    let _: WindowListenerHandle =
        window_event_listener(ev::pointerdown, |_| ACTIVE_AT.set(Date::now()));
    let _: WindowListenerHandle =
        window_event_listener(ev::keydown, |_| ACTIVE_AT.set(Date::now()));
    set_interval(move || tick(session), Duration::from_secs(1));
}

fn tick(session: Session) {
    if !is_signed_in() || session.notice.get_untracked() == Some(Notice::Ended) {
        return;
    }
    let now = Date::now();
    let mut left = ENDS_AT.get() - now;
    if left <= WARN_MILLIS
        && let Some(ends_at) = storage::read::<f64>(ENDS_AT_KEY)
        && ends_at > ENDS_AT.get()
    {
        ENDS_AT.set(ends_at);
        left = ends_at - now;
    }
    if left <= 0.0 {
        session.expire();
    } else if left <= WARN_MILLIS {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 120"
        )]
        let seconds = (left / 1_000.0) as u32;
        session.seconds_left.set(seconds);
        if session.notice.get_untracked().is_none() {
            session.notice.set(Some(Notice::Ending));
        }
    } else {
        if session.notice.get_untracked() == Some(Notice::Ending) {
            session.notice.set(None);
        }
        keep_alive(session, now);
    }
}

/// Somebody has typed or clicked since the last renewal, which was a while ago.
fn keep_alive(session: Session, now: f64) {
    let renewed_at = RENEWED_AT.get();
    if ACTIVE_AT.get() > renewed_at && now - renewed_at > EXTEND_AFTER_MILLIS {
        RENEWED_AT.set(now);
        spawn_local(session.extend());
    }
}
