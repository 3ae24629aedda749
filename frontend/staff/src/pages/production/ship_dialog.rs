//! "Expédier": who carries the card, and the tracking number.

use common::dto::production::ShipRequest;
use common::field_error::{Faults, FieldErrorCode};
use leptos::prelude::*;
use ui::components::{Button, ButtonKind, Dialog, Form, SubmitButton, TextField, use_toasts};
use ui::i18n::{t_string, use_i18n};
use ui::{storage, tr};

use super::card_actions::Card;

/// The carrier used last, proposed for the next card.
const CARRIER_KEY: &str = "staff-carrier";

/// The dialog; closed once the shipment is recorded.
#[component]
pub fn ShipDialog(
    /// The card.
    card: Card,
    /// Whether it stands in front of the page.
    open: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let title = move || {
        let reference = card.reference.get_value();
        t_string!(i18n, staff_production.ship_title, reference = reference).to_string()
    };
    let close = move || {
        open.set(false);
        card.form.clear();
    };
    view! {
        <Dialog open title on_cancel=close>
            <ShipForm card open />
        </Dialog>
    }
}

/// Carrier and tracking number as they are being typed. Copies share the same signals.
#[derive(Clone, Copy)]
pub struct ShipInputs {
    carrier: RwSignal<String>,
    number: RwSignal<String>,
}

impl ShipInputs {
    /// Empty, but for the carrier used last.
    pub fn new() -> Self {
        Self {
            carrier: RwSignal::new(storage::read::<String>(CARRIER_KEY).unwrap_or_default()),
            number: RwSignal::new(String::new()),
        }
    }

    /// The body, and what is wrong with it; keeps the carrier for the next card.
    pub fn check(self) -> (ShipRequest, Faults) {
        let body = ShipRequest {
            carrier: self.carrier.with_untracked(|text| text.trim().to_owned()),
            tracking_number: self.number.with_untracked(|text| text.trim().to_owned()),
        };
        let faults = faults_of(&body);
        if faults.is_empty() {
            storage::write(CARRIER_KEY, &body.carrier);
        }
        (body, faults)
    }
}

/// The two fields.
#[component]
pub fn ShipFields(
    /// What is typed.
    inputs: ShipInputs,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <TextField pointer="/carrier" label=tr!(i18n, staff_production.carrier) value=inputs.carrier />
        <TextField
            pointer="/tracking_number"
            label=tr!(i18n, staff_production.tracking_number)
            value=inputs.number
        />
    }
}

#[component]
fn ShipForm(card: Card, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let inputs = ShipInputs::new();
    let submit = move || {
        let (body, faults) = inputs.check();
        if !card.form.accept(faults) {
            return;
        }
        let reference = card.reference.get_value();
        let text =
            t_string!(i18n, staff_production.shipped_toast, reference = reference).to_string();
        card.step(
            "shipment",
            move |call| call.json(&body),
            move || {
                toasts.success(text);
                open.set(false);
            },
        );
    };
    let close = move || {
        open.set(false);
        card.form.clear();
    };
    view! {
        <Form state=card.form on_submit=submit show_general=true>
            <ShipFields inputs />
            <div class="govuk-button-group">
                <SubmitButton>{tr!(i18n, staff_production.ship_confirm)}</SubmitButton>
                <Button kind=ButtonKind::Secondary on_click=close>{tr!(i18n, common.cancel)}</Button>
            </div>
        </Form>
    }
}

/// Both are needed, within the lengths that the register keeps.
fn faults_of(body: &ShipRequest) -> Faults {
    let mut faults = Faults::new();
    for (pointer, text, limit) in [
        ("/carrier", &body.carrier, 60),
        ("/tracking_number", &body.tracking_number, 40),
    ] {
        if text.is_empty() {
            faults.push(pointer, FieldErrorCode::Required);
        } else if text.chars().count() > limit {
            faults.push(
                pointer,
                common::field_error::Fault::new(FieldErrorCode::TooLong).max(limit),
            );
        }
    }
    faults
}
