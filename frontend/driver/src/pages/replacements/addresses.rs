//! Step 2: where the card goes, and to whom the invoice is made out (guide).

use common::dto::address::Address;
use common::dto::replacement::UpdateReplacementRequest;
use common::field_error::Faults;
use common::validation::address::check_address;
use common::words::ReplacementStep;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::components::{Checkbox, Form, SubmitButton};
use ui::i18n::use_i18n;
use ui::tr;

use super::draft::Draft;
use crate::pages::account::{AddressFields, AddressInputs};
use crate::routes::Page as To;

/// Both addresses.
#[component]
pub fn AddressesStep(
    /// The replacement.
    draft: Draft,
) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let (delivery, billing) = draft
        .view
        .with_untracked(|view| (view.delivery_address.clone(), view.billing_address.clone()));
    let is_same = RwSignal::new(billing.is_none());
    let delivery = AddressInputs::new(&delivery.unwrap_or_default());
    let billing = AddressInputs::new(&billing.unwrap_or_default());
    let submit = move || {
        let (faults, change) = untrack(|| check(delivery, billing, is_same));
        if draft.form.accept(faults) {
            let navigate = navigate.clone();
            draft.save(ReplacementStep::Addresses, change, move |id, next| {
                let to = To::ReplacementStep(id, next);
                navigate(&to.path(), NavigateOptions::default());
            });
        }
    };
    view! {
        <Form state=draft.form on_submit=submit>
            <h2 class="govuk-heading-m">{tr!(i18n, replacements.delivery_title)}</h2>
            <p class="govuk-body">{tr!(i18n, replacements.delivery_text)}</p>
            <AddressFields inputs=delivery pointer="/delivery_address" />
            <h2 class="govuk-heading-m">{tr!(i18n, replacements.billing_title)}</h2>
            <Checkbox pointer="/billing_is_delivery" checked=is_same>
                {tr!(i18n, replacements.billing_same)}
            </Checkbox>
            <Show when=move || !is_same.get()>
                <AddressFields inputs=billing pointer="/billing_address" />
            </Show>
            <SubmitButton>{tr!(i18n, replacements.go_on)}</SubmitButton>
        </Form>
    }
}

fn check(
    delivery: AddressInputs,
    billing: AddressInputs,
    is_same: RwSignal<bool>,
) -> (Faults, UpdateReplacementRequest) {
    let mut faults = Faults::new();
    let mut checked = |pointer: &str, address: Address| {
        faults.within(pointer, |faults| check_address(&address, faults))
    };
    let delivery_address = checked("/delivery_address", delivery.value());
    let same = is_same.get();
    let billing_address = if same {
        None
    } else {
        checked("/billing_address", billing.value())
    };
    let change = UpdateReplacementRequest {
        delivery_address,
        billing_address,
        billing_is_delivery: same.then_some(true),
        ..Default::default()
    };
    (faults, change)
}
