//! Dialogs in front of the page.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlDialogElement;

use super::button::{Button, ButtonKind};
use crate::i18n::use_i18n;
use crate::tr;

/// A modal dialog: the browser keeps the focus inside and gives it back.
#[component]
pub fn Dialog(
    /// Whether it stands in front of the page.
    #[prop(into)]
    open: Signal<bool>,
    /// Its heading.
    #[prop(into)]
    title: TextProp,
    /// What Escape does; nothing when absent.
    #[prop(optional, into)]
    on_cancel: Option<Callback<()>>,
    /// Its content, made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let heading_id = StoredValue::new(format!("dialog-{}", unique()));
    let title = StoredValue::new(title);
    Effect::new(move |_| {
        let open = open.get();
        let Some(dialog) = node.get() else { return };
        let dialog: &HtmlDialogElement = dialog.unchecked_ref();
        if open && !dialog.open() {
            // Fails only for a dialog that is open or not on the page.
            let _ = dialog.show_modal();
        } else if !open && dialog.open() {
            dialog.close();
        }
    });
    let cancel = move |event: leptos::ev::Event| {
        event.prevent_default();
        if let Some(on_cancel) = on_cancel {
            on_cancel.run(());
        }
    };
    view! {
        <dialog class="app-dialog" node_ref=node aria-labelledby=heading_id.get_value() on:cancel=cancel>
            <Show when=move || open.get()>
                <h2 class="govuk-heading-m app-dialog__title" id=heading_id.get_value() tabindex="-1" autofocus>
                    {move || title.with_value(TextProp::get)}
                </h2>
                {children()}
            </Show>
        </dialog>
    }
}

/// Asks before something that cannot be undone.
#[component]
pub fn ConfirmDialog(
    /// Whether it stands in front of the page; closed by both answers.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: TextProp,
    /// The words of the button that does it: « Supprimer le brouillon ».
    #[prop(into)]
    confirm: TextProp,
    /// Does it.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// What the consequence is.
    children: ChildrenFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let confirm = StoredValue::new(confirm);
    let children = StoredValue::new(children);
    let close = move || open.set(false);
    let go = move || {
        open.set(false);
        on_confirm.run(());
    };
    view! {
        <Dialog open title on_cancel=close>
            <div class="govuk-body">{children.with_value(|children| children())}</div>
            <div class="govuk-button-group">
                <Button kind=ButtonKind::Warning on_click=go>
                    {move || confirm.with_value(TextProp::get)}
                </Button>
                <Button kind=ButtonKind::Secondary on_click=close>{tr!(i18n, common.cancel)}</Button>
            </div>
        </Dialog>
    }
}

/// A number no other element of this page uses in its id.
pub(crate) fn unique() -> u32 {
    use std::cell::Cell;
    thread_local! {
        static NEXT: Cell<u32> = const { Cell::new(0) };
    }
    NEXT.with(|next| {
        next.set(next.get() + 1);
        next.get()
    })
}
