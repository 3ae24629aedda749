//! An address as it stands on an envelope.

use common::dto::address::Address;
use leptos::prelude::*;
use ui::format::country;
use ui::i18n::use_i18n;

/// An address, line by line, with the country when it is not France.
#[component]
pub fn AddressLines(
    /// The address.
    address: Address,
) -> impl IntoView {
    let i18n = use_i18n();
    let place = format!("{} {}", address.postal_code, address.town);
    let lines = address
        .lines
        .into_iter()
        .chain([place])
        .filter(|line| !line.trim().is_empty());
    let abroad = (address.country != "FR").then(|| {
        let code = address.country;
        view! { <span class="app-lines__line">{move || country(i18n, &code)}</span> }
    });
    view! {
        <span class="app-lines">
            {lines.map(|line| view! { <span class="app-lines__line">{line}</span> }).collect_view()} {abroad}
        </span>
    }
}
