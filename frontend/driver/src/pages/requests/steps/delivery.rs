//! Step 5: where the card is sent.

use common::dto::address::Address;
use common::dto::request::UpdateRequestRequest;
use common::field_error::Faults;
use common::validation::address::check_address;
use common::words::RequestStep;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{Form, Loaded, Loading, SubmitButton, load};
use ui::i18n::use_i18n;
use ui::tr;

use super::{Draft, go_on, use_go};
use crate::pages::account::{AddressFields, AddressInputs};

/// What was typed here, as kept on the device.
const PART: &str = "delivery";

/// The change to save, and whether it is complete.
pub fn address_change(inputs: AddressInputs) -> (UpdateRequestRequest, bool) {
    let address = inputs.value();
    let mut faults = Faults::new();
    check_address(&address, &mut faults);
    let change = UpdateRequestRequest {
        delivery_address: Some(address),
        ..Default::default()
    };
    (change, faults.is_empty())
}

/// The address of the draft, or the profile's to begin with.
#[component]
pub fn DeliveryStep(
    /// The draft.
    draft: Draft,
) -> impl IntoView {
    let typed = draft.typed_before(PART);
    let known = typed.and_then(|typed| typed.delivery_address).or_else(|| {
        draft
            .request
            .with_untracked(|request| request.delivery_address.clone())
    });
    let address: Loading<Address> = load(move || {
        let known = known.clone();
        async move {
            match known {
                Some(address) => Ok(address),
                None => {
                    let profile = Call::get("/me/profile")
                        .send::<common::dto::profile::ProfileView>()
                        .await?;
                    Ok(profile.address)
                }
            }
        }
    });
    view! { <Loaded resource=address children={move |address: Address| view! { <DeliveryForm draft address /> }} /> }
}

#[component]
fn DeliveryForm(draft: Draft, address: Address) -> impl IntoView {
    let i18n = use_i18n();
    let go = use_go();
    let inputs = AddressInputs::new(&address);
    draft.keep(PART, move || address_change(inputs));
    let name = draft.request.with_untracked(|request| {
        format!(
            "{} {}",
            request.identity.first_names, request.identity.surname_birth
        )
    });
    let submit = move || {
        let mut faults = Faults::new();
        let address = faults.within("/delivery_address", |faults| {
            check_address(&inputs.value(), faults)
        });
        if draft.form.accept(faults) {
            let change = UpdateRequestRequest {
                delivery_address: address,
                ..Default::default()
            };
            go_on(draft, RequestStep::Delivery, change, go.clone());
        }
    };
    let label = move || {
        let address = inputs.value();
        let place = format!("{} {}", address.postal_code, address.town).to_uppercase();
        let lines = address
            .lines
            .into_iter()
            .map(|line| line.to_uppercase())
            .chain([place]);
        lines
            .filter(|line| !line.trim().is_empty())
            .map(|line| view! { {line} <br /> })
            .collect_view()
    };
    view! {
        <p class="govuk-body">{tr!(i18n, requests.delivery_text)}</p>
        <Form state=draft.form on_submit=submit>
            <AddressFields inputs pointer="/delivery_address" />
            <h2 class="govuk-heading-s">{tr!(i18n, requests.delivery_label)}</h2>
            <p class="app-envelope">{name.to_uppercase()} <br /> {label}</p>
            <SubmitButton>{tr!(i18n, account.go_on)}</SubmitButton>
        </Form>
    }
}
