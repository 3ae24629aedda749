//! Texts in French (default) and English, typed by `build.rs` from `locales/`.
//!
//! `locales/fr/<area>.json` and `locales/en/<area>.json` make the area
//! `<area>`; a key missing in one language stops the build. Use a text with
//! [`tr!`](crate::tr) (a closure that follows the language) or `t_string!` (now).

use leptos::prelude::*;
use leptos_i18n::I18nContext;
use leptos_i18n::context::init_i18n_subcontext;

use crate::storage;

include!(concat!(env!("OUT_DIR"), "/i18n.rs"));

pub use i18n::*;

/// What a component holds to write texts.
pub type Texts = I18nContext<Locale>;

const LANGUAGE_KEY: &str = "language";

/// A text that follows the language: a closure returning a string, good as a
/// child, an attribute and any `TextProp` of this library.
///
/// `tr!(i18n, common.step_of, step = 2, total = 5)`
#[macro_export]
macro_rules! tr {
    ($i18n:expr, $($key:tt)*) => {{ move || $crate::i18n::t_string!($i18n, $($key)*) }};
}

/// Provides the texts to every component below, in the language chosen last.
pub fn provide_texts() -> Texts {
    let stored = storage::read::<String>(LANGUAGE_KEY);
    let start = if stored.as_deref() == Some("en") {
        Locale::en
    } else {
        Locale::fr
    };
    let texts = init_i18n_subcontext(Some(Signal::stored(start)));
    provide_context(texts);
    Effect::new(move |_| {
        let language = code(texts.get_locale());
        if let Some(root) = document().document_element() {
            // Setting a known attribute on an element that exists does not fail.
            let _ = root.set_attribute("lang", language);
        }
        storage::write(LANGUAGE_KEY, &language);
    });
    texts
}

/// The language's code of ISO 639-1, as in `lang` and `Accept-Language`.
#[must_use]
pub const fn code(locale: Locale) -> &'static str {
    match locale {
        Locale::fr => "fr",
        Locale::en => "en",
    }
}

/// Whether a number takes the singular: 0 and 1 in French, 1 in English.
#[must_use]
pub const fn is_singular(locale: Locale, number: u64) -> bool {
    number == 1 || (number == 0 && matches!(locale, Locale::fr))
}
