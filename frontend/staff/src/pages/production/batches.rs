//! The batches and how far each has come.

use common::dto::production::{BatchManifest, BatchView};
use common::ids::BatchId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::api::{Call, save_json};
use ui::components::{Button, ButtonKind, Cell, Row, Table, use_toasts};
use ui::format::instant;
use ui::i18n::{t_string, use_i18n};
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

/// "Télécharger le manifeste": what the workshop needs to make the cards.
#[component]
fn Manifest(id: BatchId, reference: String) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let shown = reference.clone();
    let download = move || {
        let reference = reference.clone();
        busy.set(true);
        spawn_local(async move {
            let path = format!("/staff/batches/{id}/manifest");
            let found = Call::get(path).send::<BatchManifest>().await;
            let saved =
                found.and_then(|manifest| save_json(&format!("{reference}.json"), &manifest));
            match saved {
                Ok(()) => toasts.success(
                    t_string!(i18n, staff_production.manifest_saved, reference = reference)
                        .to_string(),
                ),
                Err(error) => toasts.failure(error.message(i18n)),
            }
            // The page may be gone by now.
            let _ = busy.try_set(false);
        });
    };
    view! {
        <Button kind=ButtonKind::Link on_click=download pending=busy hidden_text=move || shown.clone()>
            {tr!(i18n, staff_production.manifest_download)}
        </Button>
    }
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
        tr!(i18n, staff_production.manifest).into(),
    ];
    let row = move |batch: BatchView| {
        let BatchView {
            id,
            reference,
            created_at,
            cards,
            in_production,
            ready_to_ship,
            shipped,
        } = batch;
        let name = reference.clone();
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
                <Cell label=tr!(i18n, staff_production.manifest)>
                    {(in_production > 0).then(|| view! { <Manifest id reference=name /> })}
                </Cell>
            </Row>
        }
    };
    view! {
        <Table caption=tr!(i18n, staff_production.tab_batches) hide_caption=true columns>
            {batches.into_iter().map(row).collect_view()}
        </Table>
    }
}
