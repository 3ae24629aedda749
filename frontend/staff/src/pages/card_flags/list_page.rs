//! The cards that wait for a supervisor, the training cancelled first in front.

use common::dto::card_flag::CardFlagView;
use common::rules::training_change::FlagDecision;
use leptos::prelude::*;
use leptos_router::components::A;
use ui::api::Call;
use ui::components::{Button, ButtonKind, Cell, Page, Row, Table};
use ui::format::{day_of, short_date};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::decide_dialog::DecideDialog;
use crate::components::{Nothing, Paged};
use crate::routes::Page as To;
use crate::words::training_kind;

/// The list.
#[component]
pub fn CardFlagsPage() -> impl IntoView {
    let i18n = use_i18n();
    let reload = RwSignal::new(0_u32);
    let call = Callback::new(move |cursor: String| {
        reload.track();
        Call::get("/staff/card-flags").query("cursor", cursor)
    });
    let done = Callback::new(move |()| reload.update(|count| *count += 1));
    let rows =
        Callback::new(move |flags: Vec<CardFlagView>| view! { <Flags flags done /> }.into_any());
    let nothing = Nothing {
        title: tr!(i18n, staff_card_flags.none_title).into(),
        text: tr!(i18n, staff_card_flags.none_text).into(),
    };
    view! {
        <Page title=tr!(i18n, staff_card_flags.title) wide=true>
            <p class="govuk-body">{tr!(i18n, staff_card_flags.intro)}</p>
            <Paged call rows nothing />
        </Page>
    }
}

#[component]
fn Flags(flags: Vec<CardFlagView>, done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let columns: Vec<TextProp> = vec![
        tr!(i18n, staff.column_name).into(),
        tr!(i18n, staff_card_flags.card).into(),
        tr!(i18n, staff_card_flags.training).into(),
        tr!(i18n, staff_card_flags.cancelled_on).into(),
        tr!(i18n, staff.column_actions).into(),
    ];
    let row = move |flag: CardFlagView| view! { <FlagRow flag done /> };
    view! {
        <Table caption=tr!(i18n, staff_card_flags.title) hide_caption=true columns>
            {flags.into_iter().map(row).collect_view()}
        </Table>
    }
}

#[component]
fn FlagRow(flag: CardFlagView, done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let (until, completed_on) = (flag.valid_until, flag.completed_on);
    let (kind, training, flagged_at) = (flag.training_kind, flag.training_id, flag.flagged_at);
    let (name, serial) = (flag.driver_name.clone(), flag.serial.clone());
    let centre = flag.centre.clone();
    let until = move || {
        let date = short_date(i18n.get_locale(), until);
        t_string!(i18n, staff_card_flags.until, date = date).to_string()
    };
    let what = move || {
        let date = short_date(i18n.get_locale(), completed_on);
        format!("{}, {date}", training_kind(i18n, kind))
    };
    view! {
        <Row>
            <Cell label=tr!(i18n, staff.column_name) header=true>{name}</Cell>
            <Cell label=tr!(i18n, staff_card_flags.card)>
                {serial} <br /> <span class="govuk-hint app-inline-hint">{until}</span>
            </Cell>
            <Cell label=tr!(i18n, staff_card_flags.training)>
                <A href=To::Training(training).path() attr:class="govuk-link">{what}</A>
                <br />
                <span class="govuk-hint app-inline-hint">{centre}</span>
            </Cell>
            <Cell label=tr!(i18n, staff_card_flags.cancelled_on)>
                {move || day_of(i18n.get_locale(), flagged_at)}
            </Cell>
            <Cell label=tr!(i18n, staff.column_actions)><Actions flag done /></Cell>
        </Row>
    }
}

/// What this member may decide; otherwise why not.
#[component]
fn Actions(flag: CardFlagView, done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let (is_own, may_revoke) = (
        flag.actions.is_empty(),
        flag.actions.contains(&FlagDecision::Revoke),
    );
    let hint = move || match (is_own, may_revoke) {
        (true, _) => t_string!(i18n, staff_card_flags.own),
        (false, false) => t_string!(i18n, staff_card_flags.on_its_way),
        (false, true) => "",
    };
    let decisions = flag.actions.into_iter().map(move |decision| {
        let (id, serial) = (flag.id, flag.serial.clone());
        view! { <Decision id serial decision done /> }
    });
    view! {
        <div class="app-stack">
            {decisions.collect_view()}
            {(!may_revoke).then(|| view! { <p class="govuk-hint">{hint}</p> })}
        </div>
    }
}

/// A button with its dialog.
#[component]
fn Decision(
    id: common::ids::CardFlagId,
    serial: String,
    decision: FlagDecision,
    done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let named = serial.clone();
    let hidden =
        move || t_string!(i18n, staff_card_flags.hidden, serial = named.clone()).to_string();
    let kind = match decision {
        FlagDecision::Revoke => ButtonKind::Warning,
        FlagDecision::Keep => ButtonKind::Secondary,
    };
    let label = move || match decision {
        FlagDecision::Revoke => t_string!(i18n, staff_card_flags.revoke),
        FlagDecision::Keep => t_string!(i18n, staff_card_flags.keep),
    };
    view! {
        <Button kind on_click=move || open.set(true) hidden_text=hidden>
            {label}
        </Button>
        <DecideDialog id serial decision open on_done=done />
    }
}
