//! One step of a replacement; each has its address, and can be gone back to.

use common::dto::replacement::ReplacementView;
use common::ids::RequestId;
use common::statuses::RequestStatus;
use common::words::{ReplacementStep, RequestPurpose};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::api::Call;
use ui::components::{FormState, Loaded, Loading, Page, load};
use ui::i18n::{t_string, use_i18n};

use super::addresses::AddressesStep;
use super::change::ChangeStep;
use super::declaration::DeclarationStep;
use super::defects::DefectsStep;
use super::documents::DocumentsStep;
use super::draft::Draft;
use super::foreign::ForeignStep;
use super::summary::SummaryStep;
use super::words::step_title;
use crate::pages::requests::neighbour;
use crate::routes::Page as To;

/// One step: loads the replacement and shows what belongs to it.
#[component]
pub fn StepPage(
    /// The request.
    id: RequestId,
    /// The step.
    step: ReplacementStep,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let navigate = use_navigate();
    let replacement: Loading<ReplacementView> =
        load(move || Call::get(format!("/me/replacements/{id}")).send());
    Effect::new(move |_| {
        let view = replacement.get().and_then(Result::ok);
        if view.is_some_and(|view| is_settled(&view)) {
            let replace = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(&To::Replacement(id).path(), replace);
        }
    });
    let steps = Memo::new(move |_| {
        let view = replacement.get().and_then(Result::ok);
        view.map(|view| (view.purpose, view.steps))
    });
    let caption = move || {
        let (_, steps) = steps.get()?;
        let number = steps.iter().position(|other| *other == step)?;
        let text = t_string!(i18n, common.step_of, step = number + 1, total = steps.len());
        Some(text.to_string())
    };
    let caption = TextProp::from(move || caption().unwrap_or_default());
    let title = move || {
        let purpose = steps.get().map(|(purpose, _)| purpose);
        step_title(i18n, purpose.unwrap_or(RequestPurpose::Loss), step)
    };
    let back = Signal::derive(move || {
        let before = steps
            .get()
            .and_then(|(_, steps)| neighbour(&steps, step, -1));
        let back = before.map_or(To::Requests, |before| To::ReplacementStep(id, before));
        back.path()
    });
    view! {
        <Page title form caption back>
            <Loaded
                resource=replacement
                lines=8
                children={move |view: ReplacementView| {
                    let draft = Draft { view: RwSignal::new(view), form };
                    match step {
                        ReplacementStep::Declaration => view! { <DeclarationStep draft /> }.into_any(),
                        ReplacementStep::Defects => view! { <DefectsStep draft /> }.into_any(),
                        ReplacementStep::Change => view! { <ChangeStep draft /> }.into_any(),
                        ReplacementStep::Foreign => view! { <ForeignStep draft /> }.into_any(),
                        ReplacementStep::Report
                        | ReplacementStep::Evidence
                        | ReplacementStep::Pictures => {
                            view! { <DocumentsStep draft step /> }.into_any()
                        }
                        ReplacementStep::Addresses => view! { <AddressesStep draft /> }.into_any(),
                        ReplacementStep::Summary => view! { <SummaryStep draft /> }.into_any(),
                    }
                }}
            />
        </Page>
    }
}

/// Whether nothing can be changed any more: it is paid, or being paid.
fn is_settled(view: &ReplacementView) -> bool {
    let payment = view.payment.as_ref();
    view.request.status != RequestStatus::Draft
        || payment.is_some_and(|payment| payment.status.is_open())
}
