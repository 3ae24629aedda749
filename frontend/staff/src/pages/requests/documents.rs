//! The documents of a request, one at a time, with tools to look at them.

use common::dto::request::DocumentView;
use common::statuses::DocumentStatus;
use common::words::Role;
use leptos::prelude::*;
use ui::components::{Tag, Tone};
use ui::format::size;
use ui::i18n::{t_string, use_i18n};
use ui::session::use_session;
use ui::tr;

use super::case::{Case, document_title};
use super::document_decision::DocumentDecision;
use super::picture::{Picture, is_picture};
use crate::words::reason;

/// The list of documents, the one chosen, and the decision on it.
#[component]
pub fn Documents(
    /// The request.
    case: Case,
) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let none = move || {
        let masked = session
            .account()
            .is_some_and(|account| account.role == Role::Production);
        if masked {
            t_string!(i18n, staff_requests.documents_masked)
        } else {
            t_string!(i18n, staff_requests.documents_none)
        }
    };
    let is_empty = Memo::new(move |_| case.documents().is_empty());
    view! {
        <section class="app-zone" aria-labelledby="documents-title">
            <h2 class="govuk-heading-m" id="documents-title">{tr!(i18n, staff_requests.documents_title)}</h2>
            <Show
                when=move || !is_empty.get()
                fallback=move || view! { <p class="govuk-body">{none}</p> }
            >
                <Choice case />
                <Viewer case />
                <DocumentDecision case />
            </Show>
        </section>
    }
}

/// Every document with its state; the one that shows is marked.
#[component]
fn Choice(case: Case) -> impl IntoView {
    let i18n = use_i18n();
    let item = move |(index, document): (usize, DocumentView)| {
        let here = move || case.index.get() == index;
        view! {
            <li>
                <button
                    type="button"
                    class="app-documents__item"
                    aria-current=move || here().then_some("true")
                    on:click=move |_| case.show(index)
                >
                    <span>{move || document_title(i18n, document.kind)}</span>
                    <DocumentTag status=document.status />
                </button>
            </li>
        }
    };
    let items = move || {
        case.documents()
            .into_iter()
            .enumerate()
            .map(item)
            .collect_view()
    };
    view! { <ol class="app-documents">{items}</ol> }
}

#[component]
fn DocumentTag(status: DocumentStatus) -> impl IntoView {
    let i18n = use_i18n();
    let tone = match status {
        DocumentStatus::Received => Tone::Attention,
        DocumentStatus::Accepted => Tone::Success,
        DocumentStatus::Refused => Tone::Danger,
    };
    let word = move || match status {
        DocumentStatus::Received => t_string!(i18n, staff_requests.document_received),
        DocumentStatus::Accepted => t_string!(i18n, staff_requests.document_accepted),
        DocumentStatus::Refused => t_string!(i18n, staff_requests.document_refused),
    };
    view! { <Tag tone>{word}</Tag> }
}

/// The document with its facts; beside it the version it took the place of.
#[component]
fn Viewer(case: Case) -> impl IntoView {
    let i18n = use_i18n();
    let shown = Memo::new(move |_| case.document());
    // The same file is not loaded again when only its decision changes.
    let file =
        Memo::new(move |_| shown.with(|document| document.as_ref().map(|document| document.id)));
    let old = Memo::new(move |_| {
        let new = file.get()?;
        case.view.with(|view| {
            let items = view
                .request
                .information_requests
                .iter()
                .flat_map(|asked| &asked.items);
            let mut answers = items.filter(|item| {
                item.new_document
                    .as_ref()
                    .is_some_and(|document| document.id == new)
            });
            answers.next().and_then(|item| item.old_document.clone())
        })
    });
    let pictures = move || {
        file.track();
        let document = shown.get_untracked()?;
        let display = case.display;
        let beside = old
            .get()
            .filter(|_| display.comparing.get())
            .map(|document| {
                view! { <Picture document display caption=tr!(i18n, staff_requests.old_version) /> }
            });
        let caption: TextProp = if beside.is_some() {
            tr!(i18n, staff_requests.new_version).into()
        } else {
            (move || document_title(i18n, document.kind)).into()
        };
        Some(view! {
            <div class="app-viewer__pictures">{beside} <Picture document display caption /></div>
        })
    };
    let picture =
        Memo::new(move |_| shown.with(|document| document.as_ref().is_some_and(is_picture)));
    view! {
        <div class="app-viewer">
            <Tools case picture old=Signal::derive(move || old.with(Option::is_some)) />
            {pictures}
            <DocumentFacts shown />
        </div>
    }
}

#[component]
fn Tools(case: Case, picture: Memo<bool>, old: Signal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let display = case.display;
    let position = move || {
        let (index, total) = (case.index.get() + 1, case.documents().len());
        t_string!(
            i18n,
            staff_requests.document_position,
            index = index,
            total = total
        )
        .to_string()
    };
    let level = move || {
        t_string!(
            i18n,
            staff_requests.zoom_level,
            percent = display.zoom.get()
        )
        .to_string()
    };
    let compare = move || {
        if display.comparing.get() {
            t_string!(i18n, staff_requests.compare_stop)
        } else {
            t_string!(i18n, staff_requests.compare)
        }
    };
    view! {
        <div class="app-viewer__tools">
            <Tool label=tr!(i18n, staff_requests.previous) on_click=move || case.previous() />
            <span class="app-viewer__position" aria-live="polite">{position}</span>
            <Tool label=tr!(i18n, staff_requests.next) on_click=move || case.next() />
            <Show when=move || picture.get()>
                <Tool label=tr!(i18n, staff_requests.zoom_out) on_click=move || display.zoom_out() />
                <span class="app-viewer__position">{level}</span>
                <Tool label=tr!(i18n, staff_requests.zoom_in) on_click=move || display.zoom_in() />
                <Tool label=tr!(i18n, staff_requests.rotate) on_click=move || display.rotate() />
                <Tool label=tr!(i18n, staff_requests.reset_view) on_click=move || display.reset() />
            </Show>
            <Show when=move || old.get()>
                <Tool label=compare on_click=move || display.comparing.update(|comparing| *comparing = !*comparing) />
            </Show>
        </div>
    }
}

#[component]
fn Tool(#[prop(into)] label: TextProp, #[prop(into)] on_click: Callback<()>) -> impl IntoView {
    view! {
        <button type="button" class="app-tool" on:click=move |_| on_click.run(())>
            {move || label.get()}
        </button>
    }
}

/// Size, version, pixels, and why it was refused.
#[component]
fn DocumentFacts(shown: Memo<Option<DocumentView>>) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        let document = shown.get()?;
        let mut facts = vec![
            t_string!(
                i18n,
                staff_requests.document_facts,
                size = size(i18n, document.size),
                revision = document.revision
            )
            .to_string(),
        ];
        if let (Some(width), Some(height)) = (document.width, document.height) {
            facts.push(
                t_string!(
                    i18n,
                    staff_requests.document_pixels,
                    width = width,
                    height = height
                )
                .to_string(),
            );
        }
        let refusal = document.reason.map(|code| {
            let comment = document
                .comment
                .clone()
                .map(|comment| format!(" – {comment}"));
            view! { <p class="app-note app-note--danger">{reason(i18n, code)} {comment}</p> }
        });
        Some(view! {
            <p class="govuk-hint app-viewer__facts"><span class="app-break">{document.name}</span> " – " {facts.join(", ")}</p>
            {refusal}
        })
    }
}
