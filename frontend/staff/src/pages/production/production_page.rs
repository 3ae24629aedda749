//! The stages of production, one tab each.

use common::statuses::RequestStatus;
use leptos::prelude::*;
use ui::components::{FormState, Page, Tab, Tabs};
use ui::i18n::use_i18n;
use ui::tr;

use super::approved::Approved;
use super::batches::Batches;
use super::cards::Cards;
use crate::components::{filter_from_address, note_filters};

/// The stages, in the order of the work; the one that shows stands in the address.
const STAGES: [&str; 5] = ["approved", "in_production", "ready", "shipped", "batches"];

/// What is to be made, what is being made, what is to be shipped, what is on its way.
#[component]
pub fn ProductionPage() -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let wanted = filter_from_address("etape");
    let first = wanted.with_untracked(|wanted| STAGES.into_iter().find(|stage| stage == wanted));
    let selected = RwSignal::new(first.unwrap_or("approved"));
    Effect::new(move |_| {
        let stage = selected.get();
        wanted.set(if stage == "approved" {
            String::new()
        } else {
            stage.to_owned()
        });
        form.clear();
    });
    note_filters(vec![("etape", wanted)]);
    // Of the page, not of one stage: a step that is answered after another stage
    // was chosen changes that stage too.
    let changes = RwSignal::new(0_u32);
    let on_done = Callback::new(move |()| changes.update(|count| *count += 1));
    let cards = move |status| move || view! { <Cards status changes on_done /> };
    let tabs = vec![
        Tab::new(
            "approved",
            tr!(i18n, staff_production.tab_approved),
            move || view! { <Approved form changes on_done /> },
        ),
        Tab::new(
            "in_production",
            tr!(i18n, staff_production.tab_in_production),
            cards(RequestStatus::InProduction),
        ),
        Tab::new(
            "ready",
            tr!(i18n, staff_production.tab_ready),
            cards(RequestStatus::ReadyToShip),
        ),
        Tab::new(
            "shipped",
            tr!(i18n, staff_production.tab_shipped),
            cards(RequestStatus::Shipped),
        ),
        Tab::new(
            "batches",
            tr!(i18n, staff_production.tab_batches),
            || view! { <Batches /> },
        ),
    ];
    view! {
        <Page title=tr!(i18n, staff_production.title) form wide=true>
            <Tabs label=tr!(i18n, staff_production.tabs) tabs selected />
        </Page>
    }
}
