//! Idempotency keys: one per thing to be done, kept until it was answered.

use std::cell::RefCell;

thread_local! {
    static WAITING: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

/// The key of a call: the one it had before, if no answer came then.
pub(super) fn for_call(fingerprint: &str) -> String {
    WAITING.with_borrow_mut(|waiting| {
        if let Some((_, key)) = waiting.iter().find(|(call, _)| call == fingerprint) {
            return key.clone();
        }
        let key = random();
        waiting.push((fingerprint.to_owned(), key.clone()));
        key
    })
}

/// The server has answered: the same call again would be another thing.
pub(super) fn answered(fingerprint: &str) {
    WAITING.with_borrow_mut(|waiting| waiting.retain(|(call, _)| call != fingerprint));
}

/// 32 hexadecimal digits from the browser's random source.
fn random() -> String {
    let mut bytes = [0_u8; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        // A browser without randomness cannot speak TLS either.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
