//! The cards at one stage, with what can be done to each.

use common::dto::staff::StaffRequestSummary;
use common::statuses::RequestStatus;
use leptos::prelude::*;
use leptos_router::components::A;
use ui::api::Call;
use ui::components::{Cell, Row, Table};
use ui::format::day_of;
use ui::i18n::use_i18n;
use ui::tr;

use super::card_actions::CardActions;
use crate::components::{Nothing, Paged};
use crate::routes::Page as To;
use crate::words::request_status;

/// The cards at one stage.
#[component]
pub fn Cards(
    /// The stage.
    status: RequestStatus,
    /// How often something was done at any stage.
    changes: RwSignal<u32>,
    /// Called when something was done.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let call = Callback::new(move |cursor: String| {
        changes.track();
        Call::get("/staff/requests")
            .query("status", status.as_str())
            .query("cursor", cursor)
    });
    let rows =
        Callback::new(move |requests| view! { <CardTable requests status on_done /> }.into_any());
    let nothing = Nothing {
        title: tr!(i18n, staff_production.none_title).into(),
        text: tr!(i18n, staff_production.none_text).into(),
    };
    view! { <Paged call rows nothing /> }
}

#[component]
fn CardTable(
    requests: Vec<StaffRequestSummary>,
    status: RequestStatus,
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let columns: Vec<TextProp> = vec![
        tr!(i18n, staff_production.column_request).into(),
        tr!(i18n, staff.column_name).into(),
        tr!(i18n, staff_production.column_updated).into(),
        tr!(i18n, staff.column_actions).into(),
    ];
    let row = move |request: StaffRequestSummary| {
        let StaffRequestSummary {
            id,
            reference,
            status,
            driver_name,
            updated_at,
            ..
        } = request;
        let name = reference.clone();
        view! {
            <Row>
                <Cell label=tr!(i18n, staff_production.column_request) header=true>
                    <A href=To::Request(id).path() attr:class="govuk-link">{name}</A>
                </Cell>
                <Cell label=tr!(i18n, staff.column_name)>{driver_name}</Cell>
                <Cell label=tr!(i18n, staff_production.column_updated)>
                    {move || day_of(i18n.get_locale(), updated_at)}
                </Cell>
                <Cell label=tr!(i18n, staff.column_actions)><CardActions id reference status on_done /></Cell>
            </Row>
        }
    };
    view! {
        <Table caption=move || request_status(i18n, status) hide_caption=true columns>
            {requests.into_iter().map(row).collect_view()}
        </Table>
    }
}
