//! "Mes factures": the duplicates, for ten years (guide).

use common::dto::driver_space::DownloadTarget;
use common::dto::page::Page as Listing;
use common::dto::payment::{InvoiceKind, InvoiceView};
use common::money::Cents;
use leptos::prelude::*;
use ui::api::{Call, open_document};
use ui::components::{
    Button, ButtonKind, Cell, Choice, EmptyState, Loaded, Loading, Page, Row, SelectField, Table,
    load, use_toasts,
};
use ui::form::language;
use ui::format::{short_date, today};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

/// The list with its year.
#[component]
pub fn InvoicesPage() -> impl IntoView {
    let i18n = use_i18n();
    let year = RwSignal::new(String::new());
    let invoices: Loading<Listing<InvoiceView>> = load(move || {
        Call::get("/me/invoices")
            .query("year", year.get())
            .query("limit", "200")
            .send()
    });
    let all = Choice::new("", tr!(i18n, invoices.all_years));
    let this_year = chrono::Datelike::year(&today());
    let years = (this_year - 10..=this_year).rev();
    let years = years.map(|year| Choice::new(year, year.to_string()));
    let choices: Signal<Vec<Choice>> = Signal::stored(std::iter::once(all).chain(years).collect());
    view! {
        <Page title=tr!(i18n, invoices.title) wide=true>
            <p class="govuk-body-l">{tr!(i18n, invoices.intro)}</p>
            <SelectField pointer="/year" label=tr!(i18n, invoices.year) value=year choices />
            <Loaded
                resource=invoices
                children={move |list: Listing<InvoiceView>| {
                    if list.items.is_empty() {
                        let text = move || {
                            if year.get().is_empty() {
                                t_string!(i18n, invoices.empty_text)
                            } else {
                                t_string!(i18n, invoices.empty_year)
                            }
                        };
                        return view! {
                            <EmptyState title=tr!(i18n, invoices.empty_title)>{text}</EmptyState>
                        }
                            .into_any();
                    }
                    view! { <Invoices invoices=list.items /> }.into_any()
                }}
            />
        </Page>
    }
}

#[component]
fn Invoices(invoices: Vec<InvoiceView>) -> impl IntoView {
    let i18n = use_i18n();
    let columns: Vec<TextProp> = vec![
        tr!(i18n, invoices.number).into(),
        tr!(i18n, invoices.issued_on).into(),
        tr!(i18n, invoices.object).into(),
        tr!(i18n, invoices.amount).into(),
        tr!(i18n, invoices.kept_until).into(),
        tr!(i18n, invoices.duplicate).into(),
    ];
    let row = |invoice: InvoiceView| view! { <Invoice invoice /> };
    view! {
        <Table caption=tr!(i18n, invoices.title) hide_caption=true columns>
            {invoices.into_iter().map(row).collect_view()}
        </Table>
    }
}

#[component]
fn Invoice(invoice: InvoiceView) -> impl IntoView {
    let i18n = use_i18n();
    let (issued_on, until) = (invoice.issued_on, invoice.kept_until);
    let (fee, kind) = (invoice.fee, invoice.kind);
    let cents = match kind {
        InvoiceKind::Invoice => invoice.amount_cents,
        InvoiceKind::CreditNote => -invoice.amount_cents,
    };
    let reference = invoice.request_reference;
    let object = move || {
        let (fee, reference) = (fee.label(language(i18n)), reference.clone());
        let object = t_string!(
            i18n,
            invoices.object_value,
            fee = fee,
            reference = reference
        );
        match kind {
            InvoiceKind::Invoice => object.to_string(),
            InvoiceKind::CreditNote => {
                format!("{}, {object}", t_string!(i18n, invoices.credit_note))
            }
        }
    };
    let number = invoice.number.clone();
    view! {
        <Row>
            <Cell label=tr!(i18n, invoices.number) header=true><span class="app-reference">{invoice.number}</span></Cell>
            <Cell label=tr!(i18n, invoices.issued_on)>{move || short_date(i18n.get_locale(), issued_on)}</Cell>
            <Cell label=tr!(i18n, invoices.object)>{object}</Cell>
            <Cell label=tr!(i18n, invoices.amount)>{move || Cents(cents).text(language(i18n))}</Cell>
            <Cell label=tr!(i18n, invoices.kept_until)>{move || short_date(i18n.get_locale(), until)}</Cell>
            <Cell label=tr!(i18n, invoices.duplicate)>
                <Duplicate id=invoice.id number is_ready=invoice.is_ready />
            </Cell>
        </Row>
    }
}

#[component]
fn Duplicate(id: common::ids::InvoiceId, number: String, is_ready: bool) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    if !is_ready {
        return tr!(i18n, invoices.not_ready).into_any();
    }
    let hidden =
        move || t_string!(i18n, invoices.download_hidden, number = number.clone()).to_string();
    let download = move || {
        open_document(DownloadTarget::Invoice, id, move |error| {
            toasts.failure(error.message(i18n))
        });
    };
    view! {
        <Button kind=ButtonKind::Link on_click=download hidden_text=hidden>
            {tr!(i18n, invoices.download)}
        </Button>
    }
    .into_any()
}
