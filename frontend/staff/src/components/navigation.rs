//! Going to another page: paths here carry the base already.

use leptos_router::NavigateOptions;

/// Goes to a page, leaving this one in the history.
pub fn going() -> NavigateOptions {
    NavigateOptions {
        resolve: false,
        ..NavigateOptions::default()
    }
}

/// Goes to a page in place of this one.
pub fn replacing() -> NavigateOptions {
    NavigateOptions {
        replace: true,
        ..going()
    }
}

/// Changes the address without moving the page.
pub fn noting() -> NavigateOptions {
    NavigateOptions {
        scroll: false,
        ..replacing()
    }
}
