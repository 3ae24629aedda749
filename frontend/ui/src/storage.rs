//! Small things kept in this browser: the language, and copies of drafts.
//!
//! Everything is JSON under the prefix `cqc:`. A browser without storage (private
//! mode, full disk) only forgets; nothing here fails.

use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::Storage;

const PREFIX: &str = "cqc:";
const DRAFT: &str = "draft:";

fn store() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn visit() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// The value kept under a key, unless there is none or it is of another shape.
#[must_use]
pub fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    let text = store()?
        .get_item(&format!("{PREFIX}{key}"))
        .ok()
        .flatten()?;
    serde_json::from_str(&text).ok()
}

/// Keeps a value under a key; answers whether the browser took it.
pub fn write<T: Serialize + ?Sized>(key: &str, value: &T) -> bool {
    let Ok(text) = serde_json::to_string(value) else {
        return false;
    };
    store().is_some_and(|store| store.set_item(&format!("{PREFIX}{key}"), &text).is_ok())
}

/// Keeps a value until this tab is closed; answers whether the browser took it.
pub fn write_for_visit<T: Serialize + ?Sized>(key: &str, value: &T) -> bool {
    let Ok(text) = serde_json::to_string(value) else {
        return false;
    };
    visit().is_some_and(|store| store.set_item(&format!("{PREFIX}{key}"), &text).is_ok())
}

/// The value kept in this tab, unless there is none or it is of another shape.
#[must_use]
pub fn read_for_visit<T: DeserializeOwned>(key: &str) -> Option<T> {
    let text = visit()?
        .get_item(&format!("{PREFIX}{key}"))
        .ok()
        .flatten()?;
    serde_json::from_str(&text).ok()
}

/// Forgets what was kept in this tab.
pub fn remove_for_visit(key: &str) {
    if let Some(store) = visit() {
        // Removing what is not there is not an error; a refusal changes nothing.
        let _ = store.remove_item(&format!("{PREFIX}{key}"));
    }
}

/// Forgets a key.
pub fn remove(key: &str) {
    if let Some(store) = store() {
        // Removing what is not there is not an error; a refusal changes nothing.
        let _ = store.remove_item(&format!("{PREFIX}{key}"));
    }
}

/// The local copy of a draft.
#[must_use]
pub fn read_draft<T: DeserializeOwned>(name: &str) -> Option<T> {
    read(&format!("{DRAFT}{name}"))
}

/// Keeps a local copy of a draft until [`clear_drafts`].
pub fn write_draft<T: Serialize + ?Sized>(name: &str, value: &T) -> bool {
    write(&format!("{DRAFT}{name}"), value)
}

/// Forgets the local copy of one draft, once the server has it.
pub fn remove_draft(name: &str) {
    remove(&format!("{DRAFT}{name}"));
}

/// Forgets all drafts: somebody else may use this browser next.
pub fn clear_drafts() {
    let Some(store) = store() else { return };
    let prefix = format!("{PREFIX}{DRAFT}");
    let length = store.length().unwrap_or(0);
    let keys: Vec<String> = (0..length)
        .filter_map(|index| store.key(index).ok().flatten())
        .filter(|key| key.starts_with(&prefix))
        .collect();
    for key in keys {
        let _ = store.remove_item(&key);
    }
}
