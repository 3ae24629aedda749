//! What can be decided on the request: only what the server permits shows.

use common::exchange::VerificationAnswer;
use common::licence_answer::LicenceVerdict;
use leptos::prelude::*;
use ui::components::{Button, ButtonKind, ConfirmDialog, Toasts, use_toasts};
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use super::analysis_form::AnalysisForm;
use super::ask_form::AskForm;
use super::case::{Case, Panel, permission};
use super::override_form::OverrideForm;
use super::reject_form::RejectForm;
use super::verify_form::VerifyForm;
use crate::components::AssignedLine;
use crate::pages::production::CardActions;

/// Take, approve, ask, refuse; and the steps of production.
#[component]
pub fn Actions(
    /// The request.
    case: Case,
    /// Loads the request again.
    reload: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let overridable = Memo::new(move |_| {
        let verdict = case.view.with(|view| view.licence_check.verdict);
        verdict == LicenceVerdict::NeedsOverride
    });
    let panel = move || match case.panel.get() {
        Panel::Closed => view! { <Buttons case reload /> }.into_any(),
        Panel::Ask => view! { <AskForm case /> }.into_any(),
        Panel::Reject => view! { <RejectForm case /> }.into_any(),
        Panel::Verify => view! { <VerifyForm case /> }.into_any(),
        Panel::Override if overridable.get() => view! { <OverrideForm case /> }.into_any(),
        // The register has answered meanwhile.
        Panel::Override => view! { <Buttons case reload /> }.into_any(),
    };
    let holder = move || {
        let member = case.view.with(|view| view.assigned_to.clone());
        view! { <AssignedLine member /> }
    };
    view! {
        <section class="app-zone app-zone--decision" aria-labelledby="decision-title">
            <h2 class="govuk-heading-m" id="decision-title">{tr!(i18n, staff_requests.decision_title)}</h2>
            {holder}
            {panel}
        </section>
    }
}

#[component]
fn Buttons(case: Case, reload: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let pending = Signal::derive(move || case.form.is_pending());
    let permitted = move |word: &'static str| Memo::new(move |_| case.can(word));
    let [
        may_take,
        may_approve,
        may_ask,
        may_reject,
        may_analyse,
        may_verify,
    ] = [
        permission::TAKE,
        permission::APPROVE,
        permission::ASK,
        permission::REJECT,
        permission::ANALYSE,
        permission::VERIFY,
    ]
    .map(permitted);
    // Taking over from a colleague is not the main thing to do.
    let take_kind = if untrack(|| may_approve.get()) {
        ButtonKind::Secondary
    } else {
        ButtonKind::Primary
    };
    let nothing = Memo::new(move |_| case.view.with(|view| view.permitted.is_empty()));
    // A qualification of another State is not approved before that has confirmed it.
    let waits = Memo::new(move |_| may_verify.get() && !is_confirmed(case));
    let approving = RwSignal::new(false);
    let approve = move || {
        case.act(
            "approval",
            |call| call,
            move || toasts.success(t_string!(i18n, staff_requests.approved)),
        );
    };
    view! {
        <Show when=move || nothing.get()>
            <p class="govuk-body">{tr!(i18n, staff_requests.no_action)}</p>
        </Show>
        <div class="app-stack">
            <Show when=move || may_take.get()>
                <Button kind=take_kind on_click=move || take(case, i18n, toasts) pending>
                    {tr!(i18n, staff.take)}
                </Button>
            </Show>
            <Show when=move || may_verify.get()>
                <Button kind=ButtonKind::Secondary on_click=move || case.panel.set(Panel::Verify)>
                    {tr!(i18n, staff_requests.verify)}
                </Button>
            </Show>
            <Show when=move || may_approve.get()>
                <Progress case />
                <Show when=move || !waits.get()>
                    <Approve case pending approving />
                </Show>
            </Show>
            <Show when=move || may_analyse.get()>
                <AnalysisForm case />
            </Show>
            <Show when=move || may_ask.get()>
                <Button kind=ButtonKind::Secondary on_click=move || case.panel.set(Panel::Ask)>
                    {tr!(i18n, staff_requests.ask)}
                </Button>
            </Show>
            <Show when=move || may_reject.get()>
                <Button kind=ButtonKind::Warning on_click=move || case.panel.set(Panel::Reject)>
                    {tr!(i18n, staff_requests.reject)}
                </Button>
            </Show>
            <Production case reload />
        </div>
        <ConfirmDialog
            open=approving
            title=tr!(i18n, staff_requests.approve_title)
            confirm=tr!(i18n, staff_requests.approve)
            on_confirm=approve
        >
            {tr!(i18n, staff_requests.approve_text)}
        </ConfirmDialog>
    }
}

/// Whether the State that issued a qualification has confirmed it; follows changes.
fn is_confirmed(case: Case) -> bool {
    let answer = case.view.with(|view| {
        let replacement = view.replacement.as_ref()?;
        let verification = replacement.verification.as_ref()?;
        Some(verification.answer)
    });
    answer == Some(VerificationAnswer::Confirmed)
}

/// The way to the approval that the licence register's answer leaves open.
#[component]
fn Approve(case: Case, pending: Signal<bool>, approving: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let verdict = Memo::new(move |_| case.view.with(|view| view.licence_check.verdict));
    move || {
        match verdict.get() {
        LicenceVerdict::Clear => view! {
            <Button on_click=move || approving.set(true) pending>{tr!(i18n, staff_requests.approve)}</Button>
        }
        .into_any(),
        LicenceVerdict::NeedsOverride => view! {
            <Button kind=ButtonKind::Secondary on_click=move || case.panel.set(Panel::Override) pending>
                {tr!(i18n, staff_requests.override_open)}
            </Button>
        }
        .into_any(),
        LicenceVerdict::Refused => view! {
            <p class="govuk-body">{tr!(i18n, staff_requests.approve_refused)}</p>
        }
        .into_any(),
    }
    }
}

/// "Prendre le dossier".
pub fn take(case: Case, i18n: Texts, toasts: Toasts) {
    case.act(
        "take",
        |call| call,
        move || toasts.success(t_string!(i18n, staff_requests.taken)),
    );
}

/// How many documents are decided.
#[component]
fn Progress(case: Case) -> impl IntoView {
    let i18n = use_i18n();
    let text = move || {
        let documents = case.documents();
        let open = common::statuses::DocumentStatus::Received;
        let done = documents
            .iter()
            .filter(|document| document.status != open)
            .count();
        t_string!(
            i18n,
            staff_requests.progress,
            done = done,
            total = documents.len()
        )
        .to_string()
    };
    view! { <p class="govuk-body" aria-live="polite">{text}</p> }
}

/// The next step of the card, for who runs production.
#[component]
fn Production(case: Case, reload: Callback<()>) -> impl IntoView {
    move || {
        let (id, reference, status) = case.view.with(|view| {
            let summary = &view.request.summary;
            (summary.id, summary.reference.clone(), summary.status)
        });
        view! { <CardActions id reference status on_done=reload /> }
    }
}
