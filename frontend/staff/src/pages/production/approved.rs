//! Approved requests, to be put into a batch.

use std::collections::BTreeSet;

use common::dto::production::{BatchView, CreateBatchRequest};
use common::dto::staff::StaffRequestSummary;
use common::ids::RequestId;
use leptos::prelude::*;
use leptos_router::components::A;
use ui::api::Call;
use ui::components::{Cell, Form, FormState, Row, SubmitButton, Table, use_toasts};
use ui::format::day_of;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use crate::components::{Nothing, Paged};
use crate::routes::Page as To;

type Selection = RwSignal<BTreeSet<RequestId>>;

/// The list with boxes, and "Créer un lot".
#[component]
pub fn Approved(
    /// The form of the page.
    form: FormState,
    /// How often something was done at any stage.
    changes: RwSignal<u32>,
    /// Called when something was done.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let selected: Selection = RwSignal::new(BTreeSet::new());
    let call = Callback::new(move |cursor: String| {
        changes.track();
        Call::get("/staff/requests")
            .query("status", "approved")
            .query("limit", "100")
            .query("cursor", cursor)
    });
    let submit = move || {
        let request_ids: Vec<RequestId> = selected.get_untracked().into_iter().collect();
        if request_ids.is_empty() {
            return;
        }
        let body = CreateBatchRequest { request_ids };
        let call = async move {
            Call::post("/staff/batches")
                .json(&body)
                .idempotent()
                .send::<BatchView>()
                .await
        };
        form.run(call, move |batch| {
            let (reference, count) = (batch.reference, batch.cards);
            let text = t_string!(
                i18n,
                staff_production.batch_made,
                reference = reference,
                count = count
            );
            toasts.success(text.to_string());
            selected.set(BTreeSet::new());
            on_done.run(());
        });
    };
    let words = move || match selected.with(BTreeSet::len) {
        1 => t_string!(i18n, staff_production.make_batch_one).to_owned(),
        count => t_string!(i18n, staff_production.make_batch_many, count = count).to_string(),
    };
    let rows = Callback::new(move |requests| view! { <Requests requests selected /> }.into_any());
    let nothing = Nothing {
        title: tr!(i18n, staff_production.none_title).into(),
        text: tr!(i18n, staff_production.none_text).into(),
    };
    view! {
        <Form state=form on_submit=submit>
            <p class="govuk-body">{tr!(i18n, staff_production.select_hint)}</p>
            <Paged call rows nothing />
            <Show when=move || selected.with(|selected| !selected.is_empty())>
                <div class="app-batch-bar"><SubmitButton>{words}</SubmitButton></div>
            </Show>
        </Form>
    }
}

#[component]
fn Requests(requests: Vec<StaffRequestSummary>, selected: Selection) -> impl IntoView {
    let i18n = use_i18n();
    let columns: Vec<TextProp> = vec![
        tr!(i18n, staff_production.column_select).into(),
        tr!(i18n, staff_production.column_request).into(),
        tr!(i18n, staff.column_name).into(),
        tr!(i18n, staff_production.column_updated).into(),
    ];
    let ids: BTreeSet<RequestId> = requests.iter().map(|request| request.id).collect();
    let every = ids.clone();
    let all_selected = Signal::derive(move || selected.with(|selected| every.is_subset(selected)));
    let toggle_all = move |ticked| selected.set(if ticked { ids.clone() } else { BTreeSet::new() });
    let row = move |request: StaffRequestSummary| view! { <RequestRow request selected /> };
    view! {
        <SelectBox id="select-all".to_owned() checked=all_selected on_change=toggle_all>
            {tr!(i18n, staff_production.select_all)}
        </SelectBox>
        <Table caption=tr!(i18n, staff_production.tab_approved) hide_caption=true columns>
            {requests.into_iter().map(row).collect_view()}
        </Table>
    }
}

#[component]
fn RequestRow(request: StaffRequestSummary, selected: Selection) -> impl IntoView {
    let i18n = use_i18n();
    let StaffRequestSummary {
        id,
        reference,
        driver_name,
        updated_at,
        ..
    } = request;
    let checked = Signal::derive(move || selected.with(|selected| selected.contains(&id)));
    let toggle = move |ticked| {
        selected.update(|selected| {
            if ticked {
                selected.insert(id);
            } else {
                selected.remove(&id);
            }
        });
    };
    let name = reference.clone();
    let label =
        move || t_string!(i18n, staff_production.select_one, reference = name.clone()).to_string();
    view! {
        <Row>
            <Cell label=tr!(i18n, staff_production.column_select)>
                <SelectBox id=format!("select-{id}") checked on_change=toggle>
                    <span class="govuk-visually-hidden">{label}</span>
                </SelectBox>
            </Cell>
            <Cell label=tr!(i18n, staff_production.column_request) header=true>
                <A href=To::Request(id).path() attr:class="govuk-link">{reference}</A>
            </Cell>
            <Cell label=tr!(i18n, staff.column_name)>{driver_name}</Cell>
            <Cell label=tr!(i18n, staff_production.column_updated)>
                {move || day_of(i18n.get_locale(), updated_at)}
            </Cell>
        </Row>
    }
}

#[component]
fn SelectBox(
    id: String,
    #[prop(into)] checked: Signal<bool>,
    #[prop(into)] on_change: Callback<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="govuk-checkboxes govuk-checkboxes--small">
            <div class="govuk-checkboxes__item app-wrong">
                <input
                    class="govuk-checkboxes__input"
                    type="checkbox"
                    id=id.clone()
                    prop:checked=checked
                    on:change=move |event| on_change.run(event_target_checked(&event))
                />
                <label class="govuk-label govuk-checkboxes__label" for=id>{children()}</label>
            </div>
        </div>
    }
}
