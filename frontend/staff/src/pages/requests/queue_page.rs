//! The queue of requests.

use common::dto::staff::{SearchRequestsRequest, StaffRequestSummary};
use common::statuses::RequestStatus;
use leptos::prelude::*;
use leptos_router::components::A;
use ui::api::Call;
use ui::components::{Cell, Choice, Page, Row, Table};
use ui::format::{day_of, short_date};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::facts::purpose_word;
use crate::components::{
    Assigned, FilterBar, FilterSearch, FilterSelect, Nothing, Paged, RequestTag,
    filter_from_address, note_filters, search_in_memory,
};
use crate::routes::Page as To;
use crate::words::request_status;

/// The queue with its filters.
#[component]
pub fn QueuePage() -> impl IntoView {
    let i18n = use_i18n();
    let status = filter_from_address("status");
    let assigned = filter_from_address("assigned");
    let search = search_in_memory("requests");
    note_filters(vec![("status", status), ("assigned", assigned)]);
    let call = Callback::new(move |cursor: String| {
        let (status, assigned, q) = (status.get(), assigned.get(), search.get());
        if q.is_empty() {
            return Call::get("/staff/requests")
                .query("status", status)
                .query("assigned", assigned)
                .query("cursor", cursor);
        }
        Call::post("/staff/requests/search").json(&SearchRequestsRequest {
            q,
            status: status.parse().ok(),
            assigned: assigned.parse().ok(),
            cursor: Some(cursor).filter(|cursor| !cursor.is_empty()),
            limit: None,
        })
    });
    let rows = Callback::new(|requests: Vec<StaffRequestSummary>| {
        view! { <Requests requests /> }.into_any()
    });
    let nothing = Nothing {
        title: tr!(i18n, staff.nothing_found).into(),
        text: tr!(i18n, staff.nothing_found_text).into(),
    };
    let choice =
        move |status: RequestStatus| Choice::new(status, move || request_status(i18n, status));
    // Drafts belong to their drivers alone.
    let statuses = RequestStatus::ALL
        .iter()
        .copied()
        .filter(|status| *status != RequestStatus::Draft);
    let assignments = vec![
        Choice::new("me", tr!(i18n, staff_requests.assigned_me)),
        Choice::new("none", tr!(i18n, staff_requests.assigned_none)),
    ];
    view! {
        <Page title=tr!(i18n, staff_requests.title) wide=true>
            <p class="govuk-body">{tr!(i18n, staff_requests.intro)}</p>
            <FilterBar>
                <FilterSelect
                    id="filter-status"
                    label=tr!(i18n, staff.filter_status)
                    value=status
                    choices=statuses.map(choice).collect()
                />
                <FilterSelect
                    id="filter-assigned"
                    label=tr!(i18n, staff_requests.filter_assigned)
                    value=assigned
                    choices=assignments
                />
                <FilterSearch value=search />
            </FilterBar>
            <Paged call rows nothing />
        </Page>
    }
}

#[component]
fn Requests(requests: Vec<StaffRequestSummary>) -> impl IntoView {
    let i18n = use_i18n();
    let columns: Vec<TextProp> = vec![
        tr!(i18n, staff.column_name).into(),
        tr!(i18n, staff.column_reference).into(),
        tr!(i18n, staff.column_status).into(),
        tr!(i18n, staff.column_sent).into(),
        tr!(i18n, staff_requests.column_updated).into(),
        tr!(i18n, staff.column_assigned).into(),
    ];
    let row = |request: StaffRequestSummary| view! { <RequestRow request /> };
    view! {
        <Table caption=tr!(i18n, staff_requests.title) hide_caption=true columns>
            {requests.into_iter().map(row).collect_view()}
        </Table>
    }
}

#[component]
fn RequestRow(request: StaffRequestSummary) -> impl IntoView {
    let i18n = use_i18n();
    let StaffRequestSummary {
        id,
        reference,
        purpose,
        status,
        driver_name,
        submitted_at,
        updated_at,
        assigned_to,
        answer_by,
        ..
    } = request;
    let sent =
        move || submitted_at.map_or_else(|| "–".to_owned(), |at| day_of(i18n.get_locale(), at));
    let deadline = answer_by.map(|day| {
        let text = move || {
            let date = short_date(i18n.get_locale(), day);
            t_string!(i18n, staff_requests.answer_by, date = date).to_string()
        };
        view! { <br /> <span class="govuk-hint app-inline-hint">{text}</span> }
    });
    view! {
        <Row>
            <Cell label=tr!(i18n, staff.column_name) header=true>
                <A href=To::Request(id).path() attr:class="govuk-link">{driver_name}</A>
            </Cell>
            <Cell label=tr!(i18n, staff.column_reference)>
                {reference} <br />
                <span class="govuk-hint app-inline-hint">{move || purpose_word(i18n, purpose)}</span>
            </Cell>
            <Cell label=tr!(i18n, staff.column_status)><RequestTag status /> {deadline}</Cell>
            <Cell label=tr!(i18n, staff.column_sent)>{sent}</Cell>
            <Cell label=tr!(i18n, staff_requests.column_updated)>
                {move || day_of(i18n.get_locale(), updated_at)}
            </Cell>
            <Cell label=tr!(i18n, staff.column_assigned)><Assigned member=assigned_to /></Cell>
        </Row>
    }
}
