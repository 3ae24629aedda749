//! The steps of a draft, each with its address.

mod delivery;
mod documents;
mod draft;
mod identity;
mod photo;
mod signature;
mod slots;
mod summary;

use common::documents_required::title_of;
use common::dto::request::{RequestView, UpdateRequestRequest};
use common::ids::RequestId;
use common::statuses::RequestStatus;
use common::words::{DocumentKind, Language, RequestStep};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::api::Call;
use ui::components::{FormState, Loaded, Loading, Page, SavedLine, load};
use ui::i18n::{Texts, t_string, use_i18n};

use crate::routes::Page as To;

pub use self::delivery::address_change;
pub use self::draft::Draft;
pub use self::slots::{
    DocumentPlace, WaitLine, answered, current, listed, open_request, slot_for, when_arrived, words,
};

/// The name of a document.
pub fn document_title(kind: DocumentKind, language: Language) -> &'static str {
    title_of(kind, language)
}

/// One step: loads the draft and shows what belongs to it.
#[component]
pub fn StepPage(
    /// The request.
    id: RequestId,
    /// The step, or where the driver stopped.
    step: Option<RequestStep>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let navigate = use_navigate();
    let sent = RwSignal::new(false);
    let request: Loading<RequestView> =
        load(move || Call::get(format!("/me/requests/{id}")).send());
    Effect::new(move |_| {
        let Some(Ok(request)) = request.get() else {
            return;
        };
        let replace = NavigateOptions {
            replace: true,
            ..NavigateOptions::default()
        };
        if request.summary.status != RequestStatus::Draft {
            navigate(&To::Request(id).path(), replace);
        } else if step.is_none() {
            navigate(&To::RequestStep(id, request.step).path(), replace);
        }
    });
    let title = move || match step {
        _ if sent.get() => t_string!(i18n, requests.sent_title),
        Some(step) => step_title(i18n, step),
        None => "",
    };
    let number = step.and_then(|step| RequestStep::ALL.iter().position(|other| *other == step));
    let caption = TextProp::from(move || {
        let number = number.filter(|_| !sent.get()).map(|number| number + 1);
        let text = number.map(|number| {
            t_string!(
                i18n,
                common.step_of,
                step = number,
                total = RequestStep::ALL.len()
            )
        });
        text.map(|text| text.to_string()).unwrap_or_default()
    });
    let back = step
        .and_then(|step| neighbour(RequestStep::ALL, step, -1))
        .map_or(To::Requests, |before| To::RequestStep(id, before));
    view! {
        <Page title form caption back=back.path()>
            <Loaded
                resource=request
                lines=8
                children={move |request: RequestView| {
                    let draft = Draft::new(request, sent, form);
                    view! {
                        {step.map(|step| step_view(draft, step))}
                        <Show when=move || !sent.get()>
                            <SavedLine saved=draft.saved />
                        </Show>
                    }
                }}
            />
        </Page>
    }
}

fn step_view(draft: Draft, step: RequestStep) -> AnyView {
    match step {
        RequestStep::Identity => view! { <identity::IdentityStep draft /> }.into_any(),
        RequestStep::Photo => view! { <photo::PhotoStep draft /> }.into_any(),
        RequestStep::Signature => view! { <signature::SignatureStep draft /> }.into_any(),
        RequestStep::Documents => view! { <documents::DocumentsStep draft /> }.into_any(),
        RequestStep::Delivery => view! { <delivery::DeliveryStep draft /> }.into_any(),
        RequestStep::Summary => view! { <summary::SummaryStep draft /> }.into_any(),
    }
}

/// The heading of a step.
pub fn step_title(i18n: Texts, step: RequestStep) -> &'static str {
    match step {
        RequestStep::Identity => t_string!(i18n, requests.step_identity),
        RequestStep::Photo => t_string!(i18n, requests.step_photo),
        RequestStep::Signature => t_string!(i18n, requests.step_signature),
        RequestStep::Documents => t_string!(i18n, requests.step_documents),
        RequestStep::Delivery => t_string!(i18n, requests.step_delivery),
        RequestStep::Summary => t_string!(i18n, requests.step_summary),
    }
}

/// The step before or after, of all in their order.
pub fn neighbour<Step: Copy + PartialEq>(all: &[Step], step: Step, by: isize) -> Option<Step> {
    let here = all.iter().position(|other| *other == step)?;
    all.get(here.checked_add_signed(by)?).copied()
}

/// Saves and goes to the step after; `change` names what is saved.
pub fn go_on(
    draft: Draft,
    step: RequestStep,
    change: UpdateRequestRequest,
    navigate: impl Fn(&str) + 'static,
) {
    let Some(next) = neighbour(RequestStep::ALL, step, 1) else {
        return;
    };
    let change = UpdateRequestRequest {
        step: Some(next),
        ..change
    };
    let id = draft.id();
    draft
        .form
        .run(async move { draft.save(change).await }, move |request| {
            draft.forget_typed();
            draft.take(request);
            navigate(&To::RequestStep(id, next).path());
        });
}

/// Where `navigate` leads with a new history entry.
pub fn use_go() -> impl Fn(&str) + Clone + 'static {
    let navigate = use_navigate();
    move |path: &str| navigate(path, NavigateOptions::default())
}
