//! The queue of account reviews, the most urgent first.

use common::dto::review::{AccountReviewSummary, SearchAccountReviewsRequest};
use common::statuses::IdentityReview;
use leptos::prelude::*;
use leptos_router::components::A;
use ui::api::Call;
use ui::components::{Cell, Choice, Page, Row, Table};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use crate::components::{
    Assigned, DueClock, FilterBar, FilterBox, FilterSearch, FilterSelect, Nothing, Paged,
    ReviewTag, filter_from_address, note_filters, search_in_memory,
};
use crate::routes::Page as To;
use crate::words::review;

/// The queue with its filters.
#[component]
pub fn QueuePage() -> impl IntoView {
    let i18n = use_i18n();
    let status = filter_from_address("status");
    let late = filter_from_address("late");
    let search = search_in_memory("account-reviews");
    note_filters(vec![("status", status), ("late", late)]);
    let call = Callback::new(move |cursor: String| {
        let (status, late, q) = (status.get(), late.get(), search.get());
        if q.is_empty() {
            return Call::get("/staff/account-reviews")
                .query("status", status)
                .query("late", late)
                .query("cursor", cursor);
        }
        Call::post("/staff/account-reviews/search").json(&SearchAccountReviewsRequest {
            q,
            status: status.parse().ok(),
            late: late == "true",
            cursor: Some(cursor).filter(|cursor| !cursor.is_empty()),
            limit: None,
        })
    });
    let rows = Callback::new(|reviews: Vec<AccountReviewSummary>| {
        view! { <Reviews reviews /> }.into_any()
    });
    let nothing = Nothing {
        title: tr!(i18n, staff.nothing_found).into(),
        text: tr!(i18n, staff.nothing_found_text).into(),
    };
    let choice = |status: &IdentityReview| {
        let status = *status;
        Choice::new(status, move || review(i18n, status))
    };
    let choices = IdentityReview::ALL.iter().map(choice).collect();
    view! {
        <Page title=tr!(i18n, staff_accounts.title) wide=true>
            <p class="govuk-body">{tr!(i18n, staff_accounts.intro)}</p>
            <FilterBar>
                <FilterSelect id="filter-status" label=tr!(i18n, staff.filter_status) value=status choices />
                <FilterSearch value=search />
                <FilterBox id="filter-late" label=tr!(i18n, staff_accounts.late_only) value=late />
            </FilterBar>
            <Paged call rows nothing />
        </Page>
    }
}

#[component]
fn Reviews(reviews: Vec<AccountReviewSummary>) -> impl IntoView {
    let i18n = use_i18n();
    let columns: Vec<TextProp> = vec![
        tr!(i18n, staff.column_name).into(),
        tr!(i18n, staff.column_reference).into(),
        tr!(i18n, staff.column_status).into(),
        tr!(i18n, staff.column_due).into(),
        tr!(i18n, staff_accounts.column_round).into(),
        tr!(i18n, staff_accounts.column_findings).into(),
        tr!(i18n, staff.column_assigned).into(),
    ];
    let row = |review: AccountReviewSummary| view! { <ReviewRow review /> };
    view! {
        <Table caption=tr!(i18n, staff_accounts.title) hide_caption=true columns>
            {reviews.into_iter().map(row).collect_view()}
        </Table>
    }
}

#[component]
fn ReviewRow(review: AccountReviewSummary) -> impl IntoView {
    let i18n = use_i18n();
    let AccountReviewSummary {
        id,
        reference,
        name,
        status,
        round,
        due_at,
        assigned_to,
        findings,
        ..
    } = review;
    let is_open = matches!(
        status,
        IdentityReview::Submitted | IdentityReview::UnderReview
    );
    let due = is_open.then(|| view! { <DueClock due_at /> });
    let round = move || {
        if round <= 1 {
            t_string!(i18n, staff_accounts.round_first).to_owned()
        } else {
            t_string!(i18n, staff_accounts.round_later, round = round).to_string()
        }
    };
    view! {
        <Row>
            <Cell label=tr!(i18n, staff.column_name) header=true>
                <A href=To::Account(id).path() attr:class="govuk-link">{name}</A>
            </Cell>
            <Cell label=tr!(i18n, staff.column_reference)>{reference}</Cell>
            <Cell label=tr!(i18n, staff.column_status)><ReviewTag status /></Cell>
            <Cell label=tr!(i18n, staff.column_due)>{due}</Cell>
            <Cell label=tr!(i18n, staff_accounts.column_round)>{round}</Cell>
            <Cell label=tr!(i18n, staff_accounts.column_findings)>{findings}</Cell>
            <Cell label=tr!(i18n, staff.column_assigned)><Assigned member=assigned_to /></Cell>
        </Row>
    }
}
