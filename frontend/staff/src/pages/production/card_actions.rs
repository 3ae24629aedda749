//! What can be done to one card: personalised, defect, shipped, delivered.

use common::dto::staff::StaffRequestView;
use common::ids::RequestId;
use common::statuses::RequestStatus;
use common::words::Role;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{Button, ButtonKind, ConfirmDialog, FormState, use_toasts};
use ui::i18n::{t_string, use_i18n};
use ui::session::use_session;
use ui::tr;

use super::ship_dialog::ShipDialog;

/// The next steps of one card, for who runs production; nothing for others.
#[component]
pub fn CardActions(
    /// The request that the card belongs to.
    id: RequestId,
    /// Its reference.
    reference: String,
    /// Where it stands.
    status: RequestStatus,
    /// Called when something was done.
    on_done: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let form = FormState::new();
    let card = Card {
        id,
        reference: StoredValue::new(reference),
        form,
        on_done,
    };
    let runs_production =
        untrack(|| session.account()).is_some_and(|account| account.role == Role::Production);
    let buttons = match status {
        _ if !runs_production => ().into_any(),
        RequestStatus::InProduction => view! { <InProduction card /> }.into_any(),
        RequestStatus::ReadyToShip => view! { <Ready card /> }.into_any(),
        RequestStatus::Shipped => view! { <Shipped card /> }.into_any(),
        _ => ().into_any(),
    };
    let refused = move || {
        form.general()
            .map(|text| view! { <p class="govuk-error-message" role="alert">{text}</p> })
    };
    view! { {refused} {buttons} }
}

/// One card with what its buttons share.
#[derive(Clone, Copy)]
pub struct Card {
    /// The request that the card belongs to.
    pub id: RequestId,
    /// Its reference.
    pub reference: StoredValue<String>,
    /// What is being sent.
    pub form: FormState,
    /// Called when something was done.
    pub on_done: Callback<()>,
}

impl Card {
    /// Sends one step. The version is read first: lists do not carry it.
    pub fn step(
        self,
        step: &'static str,
        body: impl FnOnce(Call) -> Call + 'static,
        done: impl FnOnce() + 'static,
    ) {
        let id = self.id;
        let call = async move {
            let view: StaffRequestView = Call::get(format!("/staff/requests/{id}")).send().await?;
            let call = body(Call::post(format!("/staff/requests/{id}/{step}")));
            let view: StaffRequestView = call.if_match(view.request.version).send().await?;
            // Here and not when the form has its answer: another stage may show
            // by then, which has to be read again as well.
            done();
            self.on_done.try_run(());
            Ok(view)
        };
        self.form.run(call, |_: StaffRequestView| ());
    }

    fn pending(self) -> Signal<bool> {
        Signal::derive(move || self.form.is_pending())
    }
}

#[component]
fn InProduction(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let asking = RwSignal::new(false);
    let reference = move || card.reference.get_value();
    let hidden =
        move || t_string!(i18n, staff_production.hidden, reference = reference()).to_string();
    let personalised = move || {
        let text = t_string!(
            i18n,
            staff_production.personalised_toast,
            reference = reference()
        )
        .to_string();
        card.step("personalisation", |call| call, move || toasts.success(text));
    };
    let defect = move || {
        let text =
            t_string!(i18n, staff_production.defect_toast, reference = reference()).to_string();
        card.step("defect", |call| call, move || toasts.success(text));
    };
    view! {
        <div class="govuk-button-group app-row-actions">
            <Button on_click=personalised pending=card.pending() hidden_text=hidden>
                {tr!(i18n, staff_production.personalised)}
            </Button>
            <Button kind=ButtonKind::Secondary on_click=move || asking.set(true) hidden_text=hidden>
                {tr!(i18n, staff_production.defect)}
            </Button>
        </div>
        <ConfirmDialog
            open=asking
            title=tr!(i18n, staff_production.defect_title)
            confirm=tr!(i18n, staff_production.defect_confirm)
            on_confirm=defect
        >
            {tr!(i18n, staff_production.defect_text)}
        </ConfirmDialog>
    }
}

#[component]
fn Ready(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let hidden = move || {
        t_string!(
            i18n,
            staff_production.hidden,
            reference = card.reference.get_value()
        )
        .to_string()
    };
    view! {
        <div class="govuk-button-group app-row-actions">
            <Button on_click=move || open.set(true) hidden_text=hidden>{tr!(i18n, staff_production.ship)}</Button>
        </div>
        <ShipDialog card open />
    }
}

#[component]
fn Shipped(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let reference = move || card.reference.get_value();
    let hidden =
        move || t_string!(i18n, staff_production.hidden, reference = reference()).to_string();
    let delivered = move || {
        let text = t_string!(
            i18n,
            staff_production.delivered_toast,
            reference = reference()
        )
        .to_string();
        card.step("delivery", |call| call, move || toasts.success(text));
    };
    view! {
        <div class="govuk-button-group app-row-actions">
            <Button kind=ButtonKind::Secondary on_click=delivered pending=card.pending() hidden_text=hidden>
                {tr!(i18n, staff_production.delivered)}
            </Button>
        </div>
    }
}
