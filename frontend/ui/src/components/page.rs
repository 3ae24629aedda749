//! The frame of a page: title, heading, focus and what is read out.

use std::cell::Cell;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::form_element::ErrorSummary;
use super::links::BackLink;
use crate::form::FormState;
use crate::i18n::use_i18n;
use crate::service::use_service;

thread_local! {
    /// Whether a page was shown before: the first one leaves the focus alone.
    static VISITED: Cell<bool> = const { Cell::new(false) };
}

/// The width and landmarks of a page, around what is not one.
pub fn frame(content: AnyView) -> AnyView {
    view! {
        <div class="govuk-width-container app-page">
            <main class="govuk-main-wrapper" id="main">{content}</main>
        </div>
    }
    .into_any()
}

/// A page with its one `h1`: sets the document's title, takes the focus when
/// the route changes, and shows what is wrong with its form at the top.
#[component]
pub fn Page(
    /// The heading, and the document's title.
    #[prop(into)]
    title: TextProp,
    /// The form of the page, for the summary of errors and "Erreur :".
    #[prop(optional)]
    form: Option<FormState>,
    /// Where "Retour" leads.
    #[prop(optional, into)]
    back: Option<Signal<String>>,
    /// A small line above the heading: « Étape 2 sur 5 ».
    #[prop(optional, into)]
    caption: Option<TextProp>,
    /// Uses the whole width instead of two thirds of it.
    #[prop(optional)]
    wide: bool,
    /// Stands between the summary of errors and the heading: at most one banner.
    #[prop(optional, into)]
    banner: Option<ViewFn>,
    /// What follows the heading.
    children: Children,
) -> impl IntoView {
    if let Some(form) = form {
        provide_context(form);
    }
    let heading = NodeRef::<html::H1>::new();
    use_document_title(title.clone(), form);
    focus_on_arrival(heading);
    let column = if wide {
        "govuk-grid-column-full"
    } else {
        "govuk-grid-column-two-thirds"
    };
    view! {
        <div class="govuk-width-container app-page">
            {back.map(|href| view! { <BackLink href /> })}
            <main class="govuk-main-wrapper" id="main">
                <div class="govuk-grid-row">
                    <div class=column>
                        {form.map(|state| view! { <ErrorSummary state /> })}
                        {banner.map(|banner| banner.run())}
                        <h1 class="govuk-heading-xl" tabindex="-1" node_ref=heading>
                            {caption.map(|caption| view! {
                                <span class="govuk-caption-xl">{move || caption.get()}</span>
                            })}
                            {move || title.get()}
                        </h1>
                        {children()}
                    </div>
                </div>
            </main>
        </div>
    }
}

/// Sets the document's title, with "Erreur :" in front when the form has one.
pub fn use_document_title(title: TextProp, form: Option<FormState>) {
    let i18n = use_i18n();
    let service = use_service();
    Effect::new(move |_| {
        let prefix = if form.is_some_and(FormState::has_errors) {
            crate::i18n::t_string!(i18n, common.error_prefix)
        } else {
            ""
        };
        let service = service.name();
        document().set_title(&format!("{prefix}{} – {service}", title.get()));
    });
}

/// Moves the focus to the heading and the page to its top, except on the first
/// page of a visit.
pub fn focus_on_arrival(heading: NodeRef<html::H1>) {
    Effect::new(move |done: Option<bool>| {
        if done == Some(true) {
            return true;
        }
        let Some(heading) = heading.get() else {
            return false;
        };
        if VISITED.replace(true) {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            // A heading that cannot take the focus still stands at the top.
            let _ = heading.focus();
        }
        true
    });
}

/// Moves the focus to the heading and the page to its top once the page shows
/// what it has just been changed to.
pub fn focus_heading() {
    request_animation_frame(|| {
        let heading = document().query_selector("#main h1").ok().flatten();
        let heading = heading
            .as_ref()
            .and_then(|heading| heading.dyn_ref::<web_sys::HtmlElement>());
        if let Some(heading) = heading {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            // A heading that cannot take the focus still stands at the top.
            let _ = heading.focus();
        }
    });
}
