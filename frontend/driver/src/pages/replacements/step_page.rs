//! One step of a replacement; each has its address, and can be gone back to.

use common::dto::replacement::ReplacementView;
use common::ids::RequestId;
use common::statuses::RequestStatus;
use common::words::ReplacementStep;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::api::Call;
use ui::components::{FormState, Loaded, Loading, Page, load};
use ui::i18n::{Texts, t_string, use_i18n};

use super::addresses::AddressesStep;
use super::declaration::DeclarationStep;
use super::draft::Draft;
use super::summary::SummaryStep;
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
    let caption = move || {
        let number = ReplacementStep::ALL.iter().position(|other| *other == step);
        t_string!(
            i18n,
            common.step_of,
            step = number.unwrap_or_default() + 1,
            total = ReplacementStep::ALL.len()
        )
        .to_string()
    };
    let back = neighbour(ReplacementStep::ALL, step, -1)
        .map_or(To::Requests, |before| To::ReplacementStep(id, before));
    view! {
        <Page title=move || title(i18n, step) form caption back=back.path()>
            <Loaded
                resource=replacement
                lines=8
                children={move |view: ReplacementView| {
                    let draft = Draft { view: RwSignal::new(view), form };
                    match step {
                        ReplacementStep::Declaration => view! { <DeclarationStep draft /> }.into_any(),
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

/// The heading of a step.
pub fn title(i18n: Texts, step: ReplacementStep) -> &'static str {
    match step {
        ReplacementStep::Declaration => t_string!(i18n, replacements.step_declaration),
        ReplacementStep::Addresses => t_string!(i18n, replacements.step_addresses),
        ReplacementStep::Summary => t_string!(i18n, replacements.step_summary),
    }
}
