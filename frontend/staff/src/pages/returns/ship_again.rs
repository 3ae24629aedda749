//! "Réexpédier": who carries the card this time, and the tracking number.

use common::dto::returned_mail::StaffReturnedMail;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{Button, ButtonKind, Dialog, Form, FormState, SubmitButton, use_toasts};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use crate::pages::production::{ShipFields, ShipInputs};

/// The button with its dialog.
#[component]
pub fn ShipAgain(
    /// The letter.
    letter: StaffReturnedMail,
    /// Called when it was sent.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (open, form) = (RwSignal::new(false), FormState::new());
    let serial = StoredValue::new(letter.serial.clone());
    let hidden = move || {
        let serial = serial.get_value();
        t_string!(i18n, staff_returns.hidden, serial = serial).to_string()
    };
    let title = move || {
        let serial = serial.get_value();
        t_string!(i18n, staff_returns.ship_title, serial = serial).to_string()
    };
    let close = move || {
        open.set(false);
        form.clear();
    };
    let letter = StoredValue::new(letter);
    view! {
        <Button on_click=move || open.set(true) hidden_text=hidden>
            {tr!(i18n, staff_returns.ship)}
        </Button>
        <Dialog open title on_cancel=close>
            <ShipForm letter=letter.get_value() open form on_done />
        </Dialog>
    }
}

#[component]
fn ShipForm(
    letter: StaffReturnedMail,
    open: RwSignal<bool>,
    form: FormState,
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let inputs = ShipInputs::new();
    let (id, version) = (letter.id, letter.version);
    let submit = move || {
        let (body, faults) = inputs.check();
        if !form.accept(faults) {
            return;
        }
        let call = Call::post(format!("/staff/returned-mail/{id}/shipment"));
        let call = call.json(&body).if_match(version);
        form.run(call.send::<StaffReturnedMail>(), move |letter| {
            let serial = letter.serial;
            toasts.success(t_string!(i18n, staff_returns.shipped, serial = serial).to_string());
            open.set(false);
            on_done.run(());
        });
    };
    let close = move || {
        open.set(false);
        form.clear();
    };
    view! {
        <Form state=form on_submit=submit show_general=true>
            <ShipFields inputs />
            <div class="govuk-button-group">
                <SubmitButton>{tr!(i18n, staff_returns.ship)}</SubmitButton>
                <Button kind=ButtonKind::Secondary on_click=close>{tr!(i18n, common.cancel)}</Button>
            </div>
        </Form>
    }
}
