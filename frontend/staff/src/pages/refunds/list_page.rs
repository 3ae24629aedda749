//! The refunds that somebody has to look at, and those that ended.

use common::dto::refund::RefundView;
use common::money::Cents;
use common::statuses::RefundStatus;
use leptos::prelude::*;
use leptos_router::components::A;
use ui::api::{ApiError, Call};
use ui::components::{
    Button, ButtonKind, Cell, Choice, ConfirmDialog, FormState, Page, Row, Table, Tag, use_toasts,
};
use ui::form::language;
use ui::format::day_of;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::words::{reason_word, status_word, tone};
use crate::components::{
    FilterBar, FilterSelect, Nothing, Paged, filter_from_address, note_filters,
};
use crate::routes::Page as To;

/// The list with its filter.
#[component]
pub fn RefundsPage() -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let reload = RwSignal::new(0_u32);
    let status = filter_from_address("status");
    note_filters(vec![("status", status)]);
    let call = Callback::new(move |cursor: String| {
        reload.track();
        Call::get("/staff/refunds")
            .query("status", status.get())
            .query("cursor", cursor)
    });
    let done = Callback::new(move |()| reload.update(|count| *count += 1));
    let rows = Callback::new(move |refunds: Vec<RefundView>| {
        view! { <Refunds refunds form done /> }.into_any()
    });
    let nothing = Nothing {
        title: tr!(i18n, staff_refunds.none_title).into(),
        text: tr!(i18n, staff_refunds.none_text).into(),
    };
    let choice = move |status: &RefundStatus| {
        let status = *status;
        Choice::new(status, move || status_word(i18n, status))
    };
    view! {
        <Page title=tr!(i18n, staff_refunds.title) form wide=true>
            <p class="govuk-body">{tr!(i18n, staff_refunds.intro)}</p>
            <FilterBar>
                <FilterSelect
                    id="filter-status"
                    label=tr!(i18n, staff.filter_status)
                    value=status
                    otherwise=tr!(i18n, staff_refunds.filter_open)
                    choices=RefundStatus::ALL.iter().map(choice).collect()
                />
            </FilterBar>
            <Paged call rows nothing />
        </Page>
    }
}

#[component]
fn Refunds(refunds: Vec<RefundView>, form: FormState, done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let columns: Vec<TextProp> = vec![
        tr!(i18n, staff.column_name).into(),
        tr!(i18n, staff_refunds.amount).into(),
        tr!(i18n, staff_refunds.why).into(),
        tr!(i18n, staff_refunds.proposed_by).into(),
        tr!(i18n, staff.column_status).into(),
        tr!(i18n, staff.column_actions).into(),
    ];
    let row = move |refund: RefundView| view! { <RefundRow refund form done /> };
    view! {
        <Table caption=tr!(i18n, staff_refunds.title) hide_caption=true columns>
            {refunds.into_iter().map(row).collect_view()}
        </Table>
    }
}

#[component]
fn RefundRow(refund: RefundView, form: FormState, done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let (cents, reason, status) = (refund.amount_cents, refund.reason, refund.status);
    let (id, created_at) = (refund.request_id, refund.created_at);
    let (name, reference) = (refund.driver_name.clone(), refund.request_reference.clone());
    let proposer = refund.proposed_by.clone().map(|member| member.name);
    let proposer = move || {
        let name = proposer.clone();
        name.unwrap_or_else(|| t_string!(i18n, staff_refunds.service).to_owned())
    };
    let decided = refund.decided_by.clone().map(|member| {
        let text = move || {
            let name = member.name.clone();
            t_string!(i18n, staff_refunds.decided_by, name = name).to_string()
        };
        view! { <br /> <span class="govuk-hint app-inline-hint">{text}</span> }
    });
    let comment = refund
        .comment
        .clone()
        .map(|comment| view! { <br /> {comment} });
    view! {
        <Row>
            <Cell label=tr!(i18n, staff.column_name) header=true>
                <A href=To::Request(id).path() attr:class="govuk-link">{name}</A>
                <br />
                <span class="govuk-hint app-inline-hint">{reference}</span>
            </Cell>
            <Cell label=tr!(i18n, staff_refunds.amount)>{move || Cents(cents).text(language(i18n))}</Cell>
            <Cell label=tr!(i18n, staff_refunds.why)>{move || reason_word(i18n, reason)} {comment}</Cell>
            <Cell label=tr!(i18n, staff_refunds.proposed_by)>
                {proposer} <br />
                <span class="govuk-hint app-inline-hint">{move || day_of(i18n.get_locale(), created_at)}</span>
            </Cell>
            <Cell label=tr!(i18n, staff.column_status)>
                <Tag tone=tone(status)>{move || status_word(i18n, status)}</Tag> {decided}
            </Cell>
            <Cell label=tr!(i18n, staff.column_actions)><Decide refund form done /></Cell>
        </Row>
    }
}

async fn decide(refund: RefundView, decision: &'static str) -> Result<RefundView, ApiError> {
    let path = format!("/staff/refunds/{}/{decision}", refund.id);
    Call::post(path).if_match(refund.version).send().await
}

/// What this member may decide. Nobody approves a proposal of their own.
#[component]
fn Decide(refund: RefundView, form: FormState, done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let (approving, declining) = (RwSignal::new(false), RwSignal::new(false));
    let may = |word: &str| refund.permitted.iter().any(|permitted| permitted == word);
    let (may_approve, may_decline) = (may("approve"), may("decline"));
    let (cents, reference) = (refund.amount_cents, refund.request_reference.clone());
    let hidden =
        move || t_string!(i18n, staff_refunds.hidden, reference = reference.clone()).to_string();
    let pending = Signal::derive(move || form.is_pending());
    let refund = StoredValue::new(refund);
    let send = move |decision: &'static str, said: &'static str| {
        form.run(decide(refund.get_value(), decision), move |_| {
            toasts.success(said);
            done.run(());
        });
    };
    let approve = move || send("approval", t_string!(i18n, staff_refunds.approved_toast));
    let decline = move || send("rejection", t_string!(i18n, staff_refunds.declined_toast));
    let title = move || {
        let amount = Cents(cents).text(language(i18n));
        t_string!(i18n, staff_refunds.approve_title, amount = amount).to_string()
    };
    let other = hidden.clone();
    view! {
        <div class="app-stack">
            {may_approve
                .then(|| {
                    view! {
                        <Button on_click=move || approving.set(true) pending hidden_text=hidden>
                            {tr!(i18n, staff_refunds.approve)}
                        </Button>
                    }
                })}
            {(may_decline && !may_approve)
                .then(|| view! { <p class="govuk-hint">{tr!(i18n, staff_refunds.own_proposal)}</p> })}
            {may_decline
                .then(|| {
                    view! {
                        <Button
                            kind=ButtonKind::Secondary
                            on_click=move || declining.set(true)
                            pending
                            hidden_text=other
                        >
                            {tr!(i18n, staff_refunds.decline)}
                        </Button>
                    }
                })}
        </div>
        <ConfirmDialog open=approving title confirm=tr!(i18n, staff_refunds.approve) on_confirm=approve>
            {tr!(i18n, staff_refunds.approve_text)}
        </ConfirmDialog>
        <ConfirmDialog
            open=declining
            title=tr!(i18n, staff_refunds.decline_title)
            confirm=tr!(i18n, staff_refunds.decline)
            on_confirm=decline
        >
            {tr!(i18n, staff_refunds.decline_text)}
        </ConfirmDialog>
    }
}
