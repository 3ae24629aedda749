//! Links with a purpose of their own.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::use_i18n;
use crate::tr;

/// "Retour", top left.
#[component]
pub fn BackLink(
    /// The page before.
    #[prop(into)]
    href: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <nav aria-label=tr!(i18n, common.back_navigation)>
            <A href=move || href.get() attr:class="govuk-back-link">{tr!(i18n, common.back)}</A>
        </nav>
    }
}

/// Leads past the header to the content, for who uses the keyboard.
#[component]
pub fn SkipLink() -> impl IntoView {
    let i18n = use_i18n();
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if let Some(main) = document().get_element_by_id("main") {
            // `main` can take the focus only with this attribute.
            let _ = main.set_attribute("tabindex", "-1");
            if let Some(main) = wasm_bindgen::JsCast::dyn_ref::<web_sys::HtmlElement>(&main) {
                let _ = main.focus();
            }
        }
    };
    view! {
        <a href="#main" class="govuk-skip-link" on:click=skip>
            {tr!(i18n, common.skip_to_content)}
        </a>
    }
}
