//! The batches and how far each has come.

use common::dto::production::BatchView;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{Cell, Row, Table};
use ui::format::instant;
use ui::i18n::use_i18n;
use ui::tr;

use crate::components::{Nothing, Paged};

/// The batches, newest first.
#[component]
pub fn Batches() -> impl IntoView {
    let i18n = use_i18n();
    let call = Callback::new(|cursor: String| Call::get("/staff/batches").query("cursor", cursor));
    let rows = Callback::new(|batches| view! { <BatchTable batches /> }.into_any());
    let nothing = Nothing {
        title: tr!(i18n, staff_production.batches_none).into(),
        text: tr!(i18n, staff_production.batches_none_text).into(),
    };
    view! { <Paged call rows nothing /> }
}

#[component]
fn BatchTable(batches: Vec<BatchView>) -> impl IntoView {
    let i18n = use_i18n();
    let columns: Vec<TextProp> = vec![
        tr!(i18n, staff_production.batch).into(),
        tr!(i18n, staff_production.batch_created).into(),
        tr!(i18n, staff_production.batch_cards).into(),
        tr!(i18n, staff_production.batch_in_production).into(),
        tr!(i18n, staff_production.batch_ready).into(),
        tr!(i18n, staff_production.batch_shipped).into(),
    ];
    let row = move |batch: BatchView| {
        let BatchView {
            reference,
            created_at,
            cards,
            in_production,
            ready_to_ship,
            shipped,
            ..
        } = batch;
        view! {
            <Row>
                <Cell label=tr!(i18n, staff_production.batch) header=true>{reference}</Cell>
                <Cell label=tr!(i18n, staff_production.batch_created)>
                    {move || instant(i18n.get_locale(), created_at)}
                </Cell>
                <Cell label=tr!(i18n, staff_production.batch_cards)>{cards}</Cell>
                <Cell label=tr!(i18n, staff_production.batch_in_production)>{in_production}</Cell>
                <Cell label=tr!(i18n, staff_production.batch_ready)>{ready_to_ship}</Cell>
                <Cell label=tr!(i18n, staff_production.batch_shipped)>{shipped}</Cell>
            </Row>
        }
    };
    view! {
        <Table caption=tr!(i18n, staff_production.tab_batches) hide_caption=true columns>
            {batches.into_iter().map(row).collect_view()}
        </Table>
    }
}
