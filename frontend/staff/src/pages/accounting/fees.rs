//! Each fee with its amounts: past, present, coming.

use common::dto::fee::{FeeLine, FeeStanding};
use common::dto::page::Page as Listing;
use common::money::{Cents, percent};
use common::words::FeeCode;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{
    Button, ButtonKind, Cell, ConfirmDialog, FormState, Loaded, Loading, Row, Table, Tag, load,
    use_toasts,
};
use ui::form::language;
use ui::format::{date, day_of};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::enter_dialog::EnterDialog;
use super::words::{standing_word, tone};

/// The fees, and the button that enters another amount.
#[component]
pub fn Fees(
    /// The form of the page.
    form: FormState,
) -> impl IntoView {
    let i18n = use_i18n();
    let entering = RwSignal::new(false);
    let reload = RwSignal::new(0_u32);
    let fees: Loading<Listing<FeeLine>> = load(move || {
        reload.track();
        Call::get("/staff/fees").send()
    });
    let done = Callback::new(move |()| reload.update(|count| *count += 1));
    let section = move |code: &FeeCode, lines: &[FeeLine]| {
        let code = *code;
        let of_code = lines.iter().filter(|line| line.fee == code);
        let lines: Vec<_> = of_code.cloned().collect();
        view! { <Fee code lines form done /> }
    };
    view! {
        <p class="govuk-body">{tr!(i18n, staff_fees.intro)}</p>
        <Button on_click=move || entering.set(true)>{tr!(i18n, staff_fees.enter)}</Button>
        <EnterDialog open=entering on_done=done />
        <Loaded
            resource=fees
            lines=8
            children={move |fees: Listing<FeeLine>| {
                FeeCode::ALL.iter().map(|code| section(code, &fees.items)).collect_view()
            }}
        />
    }
}

/// The amounts of one thing, the latest first.
#[component]
fn Fee(code: FeeCode, lines: Vec<FeeLine>, form: FormState, done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let columns: Vec<TextProp> = vec![
        tr!(i18n, staff_fees.applies_from).into(),
        tr!(i18n, staff_fees.amount).into(),
        tr!(i18n, staff_fees.vat).into(),
        tr!(i18n, staff.column_status).into(),
        tr!(i18n, staff_fees.entered_by).into(),
    ];
    let label = move || code.label(language(i18n));
    let row = move |line: FeeLine| view! { <Line line form done /> };
    view! {
        <section class="app-zone">
            <h2 class="govuk-heading-m">{label}</h2>
            <Table caption=label hide_caption=true columns>
                {lines.into_iter().map(row).collect_view()}
            </Table>
        </section>
    }
}

#[component]
fn Line(line: FeeLine, form: FormState, done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let (from, standing, entered_at) = (line.applies_from, line.standing, line.entered_at);
    let (gross, vat) = (Cents(line.amount_cents), Cents(line.vat_cents));
    let rate = u32::try_from(line.vat_basis_points).unwrap_or_default();
    let tax = move || {
        let (rate, amount) = (percent(rate, language(i18n)), vat.text(language(i18n)));
        t_string!(i18n, staff_fees.vat_of, rate = rate, amount = amount).to_string()
    };
    let by = line.entered_by.clone().map(|member| member.name);
    let by = move || {
        let name = by.clone();
        name.unwrap_or_else(|| t_string!(i18n, staff_fees.service).to_owned())
    };
    let is_entered = line.entered_by.is_some();
    let entered_on = move || is_entered.then(|| day_of(i18n.get_locale(), entered_at));
    view! {
        <Row>
            <Cell label=tr!(i18n, staff_fees.applies_from) header=true>
                {move || date(i18n.get_locale(), from)}
            </Cell>
            <Cell label=tr!(i18n, staff_fees.amount)>{move || gross.text(language(i18n))}</Cell>
            <Cell label=tr!(i18n, staff_fees.vat)>{tax}</Cell>
            <Cell label=tr!(i18n, staff.column_status)>
                <div class="app-stack">
                    <div>
                        <Tag tone=tone(standing)>{move || standing_word(i18n, standing)}</Tag>
                    </div>
                    {(standing == FeeStanding::Coming).then(|| view! { <Remove line form done /> })}
                </div>
            </Cell>
            <Cell label=tr!(i18n, staff_fees.entered_by)>
                {by} <br /> <span class="govuk-hint app-inline-hint">{entered_on}</span>
            </Cell>
        </Row>
    }
}

/// "Retirer": an amount that has not begun.
#[component]
fn Remove(line: FeeLine, form: FormState, done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let asking = RwSignal::new(false);
    let (id, fee, from) = (line.id, line.fee, line.applies_from);
    let what = move || {
        let (fee, date) = (fee.label(language(i18n)), date(i18n.get_locale(), from));
        t_string!(i18n, staff_fees.what, fee = fee, date = date).to_string()
    };
    let remove = move || {
        let call = Call::delete(format!("/staff/fees/{id}"));
        form.run(call.send::<()>(), move |()| {
            toasts.success(t_string!(i18n, staff_fees.removed_toast));
            done.run(());
        });
    };
    let pending = Signal::derive(move || form.is_pending());
    view! {
        <Button
            kind=ButtonKind::Secondary
            on_click=move || asking.set(true)
            pending
            hidden_text=what
        >
            {tr!(i18n, staff_fees.remove)}
        </Button>
        <ConfirmDialog
            open=asking
            title=tr!(i18n, staff_fees.remove_title)
            confirm=tr!(i18n, staff_fees.remove)
            on_confirm=remove
        >
            {what}
        </ConfirmDialog>
    }
}
