//! "Nouveau tarif": what, how much, from which day on.

use common::dto::fee::{EnterFeeRequest, FeeLine};
use common::field_error::{Faults, FieldErrorCode};
use common::forms::fee::check_fee;
use common::words::FeeCode;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{
    Button, ButtonKind, Choice, DateField, DateParts, Dialog, Form, FormState, SelectField,
    SubmitButton, TextField, use_toasts,
};
use ui::form::language;
use ui::format::today;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

/// The rate that is usual in France.
const USUAL_RATE: &str = "20";

/// The dialog; closed once the amount is entered.
#[component]
pub fn EnterDialog(
    /// Whether it stands in front of the page.
    open: RwSignal<bool>,
    /// Called when an amount was entered.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let close = move || {
        open.set(false);
        form.clear();
    };
    view! {
        <Dialog open title=tr!(i18n, staff_fees.enter) on_cancel=close>
            <EnterForm open form on_done />
        </Dialog>
    }
}

/// An amount as it is being typed. Copies share the same signals.
#[derive(Clone, Copy)]
struct Inputs {
    fee: RwSignal<String>,
    amount: RwSignal<String>,
    vat_rate: RwSignal<String>,
    applies_from: RwSignal<DateParts>,
}

impl Inputs {
    fn new() -> Self {
        Self {
            fee: RwSignal::new(String::new()),
            amount: RwSignal::new(String::new()),
            vat_rate: RwSignal::new(USUAL_RATE.to_owned()),
            applies_from: RwSignal::new(DateParts::default()),
        }
    }

    /// The body, if nothing is wrong with it.
    fn check(self, form: FormState) -> Option<EnterFeeRequest> {
        let chosen = self.fee.get_untracked().parse().ok();
        let body = EnterFeeRequest {
            // Whatever it is: without a choice nothing is sent.
            fee: chosen.unwrap_or(FeeCode::ReplacementLoss),
            amount: self.amount.get_untracked(),
            vat_rate: self.vat_rate.get_untracked(),
            applies_from: self.applies_from.get_untracked().to_text(),
        };
        let mut faults = Faults::new();
        if chosen.is_none() {
            faults.push("/fee", FieldErrorCode::Required);
        }
        if let Err(others) = check_fee(&body, today()) {
            for (pointer, fault) in others.iter() {
                faults.push(pointer, fault.clone());
            }
        }
        form.accept(faults).then_some(body)
    }
}

#[component]
fn EnterForm(open: RwSignal<bool>, form: FormState, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let inputs = Inputs::new();
    let submit = move || {
        let Some(body) = inputs.check(form) else {
            return;
        };
        let call = Call::post("/staff/fees").json(&body);
        form.run(call.send::<FeeLine>(), move |_| {
            toasts.success(t_string!(i18n, staff_fees.entered_toast));
            open.set(false);
            on_done.run(());
        });
    };
    let close = move || {
        open.set(false);
        form.clear();
    };
    let choice = move |code: &FeeCode| {
        let code = *code;
        Choice::new(code, move || code.label(language(i18n)))
    };
    let choices: Vec<_> = FeeCode::ALL.iter().map(choice).collect();
    let choices = Signal::stored(choices);
    view! {
        <Form state=form on_submit=submit show_general=true>
            <SelectField pointer="/fee" label=tr!(i18n, staff_fees.fee) value=inputs.fee choices />
            <TextField
                pointer="/amount"
                label=tr!(i18n, staff_fees.amount_label)
                hint=tr!(i18n, staff_fees.amount_hint)
                value=inputs.amount
                inputmode="decimal"
                width=5
            />
            <TextField
                pointer="/vat_rate"
                label=tr!(i18n, staff_fees.vat_rate)
                hint=tr!(i18n, staff_fees.vat_rate_hint)
                value=inputs.vat_rate
                inputmode="decimal"
                width=5
            />
            <DateField
                pointer="/applies_from"
                legend=tr!(i18n, staff_fees.applies_from)
                hint=tr!(i18n, staff_fees.applies_from_hint)
                value=inputs.applies_from
            />
            <div class="govuk-button-group">
                <SubmitButton>{tr!(i18n, staff_fees.enter_confirm)}</SubmitButton>
                <Button kind=ButtonKind::Secondary on_click=close>{tr!(i18n, common.cancel)}</Button>
            </div>
        </Form>
    }
}
