//! The access token, in memory only: no other tab, no script of a later visit
//! and no storage inspector finds it.

use std::cell::RefCell;

use js_sys::Date;

/// Renewed this long before its end, so that a call does not arrive late.
const MARGIN_MILLIS: f64 = 20_000.0;

struct Held {
    token: String,
    ends_at: f64,
}

thread_local! {
    static HELD: RefCell<Option<Held>> = const { RefCell::new(None) };
}

/// Keeps a token for the seconds that the server gave it.
pub(crate) fn remember(token: String, seconds: u32) {
    let ends_at = Date::now() + f64::from(seconds) * 1_000.0 - MARGIN_MILLIS;
    HELD.set(Some(Held { token, ends_at }));
}

/// Drops the token.
pub(crate) fn forget() {
    HELD.set(None);
}

/// The value of the `Authorization` header, while the token is good.
pub(super) fn bearer() -> Option<String> {
    HELD.with_borrow(|held| {
        let held = held.as_ref().filter(|held| Date::now() < held.ends_at)?;
        Some(format!("Bearer {}", held.token))
    })
}
