//! The steps of a draft, each with its address.

mod delivery;
mod documents;
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
use ui::api::{ApiError, Call};
use ui::components::{FormState, Loaded, Loading, Page, Saved, SavedLine, load};
use ui::format::time_now;
use ui::i18n::{Texts, t_string, use_i18n};

use crate::routes::Page as To;

pub use self::slots::DocumentSlot;

/// The name of a document.
pub fn document_title(kind: DocumentKind, language: Language) -> &'static str {
    title_of(kind, language)
}

/// The draft that is being filled in, as the server last had it.
#[derive(Clone, Copy)]
pub struct Draft {
    /// The request.
    pub request: RwSignal<RequestView>,
    /// What the line "Brouillon enregistré" says.
    pub saved: RwSignal<Saved>,
    /// Whether it has been sent just now.
    pub sent: RwSignal<bool>,
    /// The form of the step.
    pub form: FormState,
}

impl Draft {
    /// The id of the request.
    pub fn id(self) -> RequestId {
        self.request.with_untracked(|request| request.summary.id)
    }

    /// Takes what the server has after a change.
    pub fn take(self, request: RequestView, i18n: Texts) {
        self.request.set(request);
        self.saved
            .set(Saved::At(time_now(i18n.get_locale_untracked())));
    }

    /// Saves a part of the draft; stale data are loaded again.
    pub async fn save(self, change: UpdateRequestRequest) -> Result<RequestView, ApiError> {
        self.saved.set(Saved::Saving);
        let (id, version) = self
            .request
            .with_untracked(|request| (request.summary.id, request.version));
        let path = format!("/me/requests/{id}");
        let sent = Call::patch(&path)
            .json(&change)
            .if_match(version)
            .send::<RequestView>()
            .await;
        match sent {
            Err(error) if error.is_conflict() => {
                let now: RequestView = Call::get(&path).send().await?;
                Call::patch(&path)
                    .json(&change)
                    .if_match(now.version)
                    .send()
                    .await
            }
            Err(error) => {
                self.saved.set(Saved::Failed);
                Err(error)
            }
            saved => saved,
        }
    }
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
        .and_then(|step| neighbour(step, -1))
        .map_or(To::Requests, |before| To::RequestStep(id, before));
    view! {
        <Page title form caption back=back.path()>
            <Loaded
                resource=request
                lines=8
                children={move |request: RequestView| {
                    let saved = RwSignal::new(Saved::Untouched);
                    let draft = Draft { request: RwSignal::new(request), saved, sent, form };
                    view! { {step.map(|step| step_view(draft, step))} <SavedLine saved /> }
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

/// The step before or after.
pub fn neighbour(step: RequestStep, by: isize) -> Option<RequestStep> {
    let here = RequestStep::ALL.iter().position(|other| *other == step)?;
    RequestStep::ALL.get(here.checked_add_signed(by)?).copied()
}

/// Saves and goes to the step after; `change` names what is saved.
pub fn go_on(
    draft: Draft,
    step: RequestStep,
    change: UpdateRequestRequest,
    navigate: impl Fn(&str) + 'static,
    i18n: Texts,
) {
    let Some(next) = neighbour(step, 1) else {
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
            draft.take(request, i18n);
            navigate(&To::RequestStep(id, next).path());
        });
}

/// Where `navigate` leads with a new history entry.
pub fn use_go() -> impl Fn(&str) + Clone + 'static {
    let navigate = use_navigate();
    move |path: &str| navigate(path, NavigateOptions::default())
}
