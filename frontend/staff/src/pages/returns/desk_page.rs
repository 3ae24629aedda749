//! What lies at the returns desk, and noting what comes in.

use common::dto::returned_mail::StaffReturnedMail;
use common::statuses::ReturnedMailStatus;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{Cell, Choice, FormState, Page, Row, Table, Tag};
use ui::form::language;
use ui::format::{day_of, short_date};
use ui::i18n::use_i18n;
use ui::tr;

use super::receive_form::ReceiveForm;
use super::register_form::RegisterForm;
use super::ship_again::ShipAgain;
use super::words::{status_word, tone};
use crate::components::{
    AddressLines, FilterBar, FilterSelect, Nothing, Paged, filter_from_address, note_filters,
};

/// The form and the list.
#[component]
pub fn ReturnsPage() -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let reload = RwSignal::new(0_u32);
    let status = filter_from_address("status");
    note_filters(vec![("status", status)]);
    let call = Callback::new(move |cursor: String| {
        reload.track();
        Call::get("/staff/returned-mail")
            .query("status", status.get())
            .query("cursor", cursor)
    });
    let done = Callback::new(move |()| reload.update(|count| *count += 1));
    let rows = Callback::new(move |letters: Vec<StaffReturnedMail>| {
        view! { <Letters letters done /> }.into_any()
    });
    let nothing = Nothing {
        title: tr!(i18n, staff_returns.none_title).into(),
        text: tr!(i18n, staff_returns.none_text).into(),
    };
    let choice = move |status: &ReturnedMailStatus| {
        let status = *status;
        Choice::new(status, move || status_word(i18n, status))
    };
    view! {
        <Page title=tr!(i18n, staff_returns.title) form wide=true>
            <p class="govuk-body">{tr!(i18n, staff_returns.intro)}</p>
            <RegisterForm form on_done=done />
            <ReceiveForm />
            <FilterBar>
                <FilterSelect
                    id="filter-status"
                    label=tr!(i18n, staff.filter_status)
                    value=status
                    otherwise=tr!(i18n, staff_returns.filter_open)
                    choices=ReturnedMailStatus::ALL.iter().map(choice).collect()
                />
            </FilterBar>
            <Paged call rows nothing />
        </Page>
    }
}

#[component]
fn Letters(letters: Vec<StaffReturnedMail>, done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let columns: Vec<TextProp> = vec![
        tr!(i18n, staff_returns.column_card).into(),
        tr!(i18n, staff_returns.column_reason).into(),
        tr!(i18n, staff_returns.column_back).into(),
        tr!(i18n, staff_returns.column_until).into(),
        tr!(i18n, staff.column_status).into(),
        tr!(i18n, staff_returns.column_address).into(),
        tr!(i18n, staff.column_actions).into(),
    ];
    let row = move |letter: StaffReturnedMail| view! { <LetterRow letter done /> };
    view! {
        <Table caption=tr!(i18n, staff_returns.title) hide_caption=true columns>
            {letters.into_iter().map(row).collect_view()}
        </Table>
    }
}

#[component]
fn LetterRow(letter: StaffReturnedMail, done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let (reason, status) = (letter.reason, letter.status);
    let (back, until) = (letter.returned_at, letter.keep_until);
    let (serial, name) = (letter.serial.clone(), letter.driver_name.clone());
    let address = letter.send_to.clone();
    let is_to_ship = matches!(
        status,
        ReturnedMailStatus::ReshipFree | ReturnedMailStatus::ReshipPaid
    );
    view! {
        <Row>
            <Cell label=tr!(i18n, staff_returns.column_card) header=true>
                <span class="app-reference">{serial}</span> <br />
                <span class="govuk-hint app-inline-hint">{name}</span>
            </Cell>
            <Cell label=tr!(i18n, staff_returns.column_reason)>{move || reason.label(language(i18n))}</Cell>
            <Cell label=tr!(i18n, staff_returns.column_back)>{move || day_of(i18n.get_locale(), back)}</Cell>
            <Cell label=tr!(i18n, staff_returns.column_until)>
                {move || short_date(i18n.get_locale(), until)}
            </Cell>
            <Cell label=tr!(i18n, staff.column_status)>
                <Tag tone=tone(status)>{move || status_word(i18n, status)}</Tag>
            </Cell>
            <Cell label=tr!(i18n, staff_returns.column_address)>
                {address.map(|address| view! { <AddressLines address /> })}
            </Cell>
            <Cell label=tr!(i18n, staff.column_actions)>
                {is_to_ship.then(|| view! { <ShipAgain letter on_done=done /> })}
            </Cell>
        </Row>
    }
}
