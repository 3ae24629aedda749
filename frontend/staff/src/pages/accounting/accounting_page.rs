//! The fees and the exports, one tab each.

use leptos::prelude::*;
use ui::components::{FormState, Page, Tab, Tabs};
use ui::i18n::use_i18n;
use ui::tr;

use super::export::Export;
use super::fees::Fees;
use crate::components::{filter_from_address, note_filters};

/// The tabs; the one that shows stands in the address.
const TABS: [&str; 2] = ["tarifs", "exports"];

/// The page with its tabs.
#[component]
pub fn AccountingPage() -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let wanted = filter_from_address("volet");
    let first = wanted.with_untracked(|wanted| TABS.into_iter().find(|tab| tab == wanted));
    let selected = RwSignal::new(first.unwrap_or(TABS[0]));
    Effect::new(move |_| {
        let tab = selected.get();
        wanted.set(if tab == TABS[0] {
            String::new()
        } else {
            tab.to_owned()
        });
        form.clear();
    });
    note_filters(vec![("volet", wanted)]);
    let tabs = vec![
        Tab::new(
            TABS[0],
            tr!(i18n, staff_fees.title),
            move || view! { <Fees form /> },
        ),
        Tab::new(
            TABS[1],
            tr!(i18n, staff_accounts_export.title),
            move || view! { <Export form /> },
        ),
    ];
    view! {
        <Page title=tr!(i18n, staff.accounting_title) form wide=true>
            <Tabs label=tr!(i18n, staff.accounting_tabs) tabs selected />
        </Page>
    }
}
