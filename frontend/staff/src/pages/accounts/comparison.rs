//! The data to review beside those of the round before, with a box per field.

use common::dto::profile::ReviewError;
use leptos::prelude::*;
use ui::components::{Cell, Row, Table, Tag, Tone};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::fields::{Compared, compared};
use super::review::{Mark, Review};
use crate::words::{account_field, reason};

/// The table of all fields.
#[component]
pub fn Comparison(
    /// The review.
    review: Review,
    /// Whether fields can be marked.
    open: Memo<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let has_before = review
        .view
        .with_untracked(|view| view.previous_identity.is_some());
    let columns = move || {
        let before = has_before.then(|| tr!(i18n, staff_accounts.column_before).into());
        let wrong = open
            .get()
            .then(|| tr!(i18n, staff_accounts.column_wrong).into());
        let mut columns: Vec<TextProp> = vec![tr!(i18n, staff_accounts.column_field).into()];
        columns.extend(before);
        columns.push(tr!(i18n, staff_accounts.column_now).into());
        columns.extend(wrong);
        columns
    };
    let rows = move || {
        let (rows, errors) = review
            .view
            .with(|view| (compared(i18n, view), view.previous_errors.clone()));
        let open = open.get();
        let row = |row: Compared| {
            let error = errors
                .iter()
                .find(|error| error.field == row.field)
                .cloned();
            let mark = review.mark(row.field).filter(|_| open);
            view! { <FieldRow row error mark has_before /> }
        };
        rows.into_iter().map(row).collect_view()
    };
    let table = move || {
        // Read here: what a component's children read is not followed.
        let (columns, rows) = (columns(), rows());
        view! {
            <Table caption=tr!(i18n, staff_accounts.comparison_title) hide_caption=true columns>
                {rows}
            </Table>
        }
    };
    view! {
        <section class="app-zone">
            <h2 class="govuk-heading-m">{tr!(i18n, staff_accounts.comparison_title)}</h2>
            <p class="govuk-body">{tr!(i18n, staff_accounts.comparison_intro)}</p>
            {table}
        </section>
    }
}

#[component]
fn FieldRow(
    row: Compared,
    error: Option<ReviewError>,
    mark: Option<Mark>,
    has_before: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let field = row.field;
    let changed = row.is_changed();
    let before = has_before.then(|| {
        let note = error.map(|error| {
            let text = move || {
                let reason = reason(i18n, error.reason);
                t_string!(i18n, staff_accounts.error_before, reason = reason).to_string()
            };
            let comment = error.comment.clone().map(|comment| format!(" – {comment}"));
            view! { <span class="app-note app-note--danger">{text} {comment}</span> }
        });
        let value = match &row.before {
            Some(value) => view! { <Value value=value.clone() /> }.into_any(),
            None => view! { "–" }.into_any(),
        };
        view! { <Cell label=tr!(i18n, staff_accounts.column_before)>{value} {note}</Cell> }
    });
    let tag = changed.then(|| {
        view! { " " <Tag tone=Tone::Attention>{tr!(i18n, staff_accounts.changed)}</Tag> }
    });
    view! {
        <Row>
            <Cell label=tr!(i18n, staff_accounts.column_field) header=true>{move || account_field(i18n, field)}</Cell>
            {before}
            <Cell label=tr!(i18n, staff_accounts.column_now)>
                <span class:app-changed=changed><Value value=row.now /></span> {tag}
            </Cell>
            {mark.map(|mark| view! {
                <Cell label=tr!(i18n, staff_accounts.column_wrong)><WrongBox mark /></Cell>
            })}
        </Row>
    }
}

#[component]
fn Value(value: String) -> impl IntoView {
    let i18n = use_i18n();
    if value.is_empty() {
        return view! { <span class="app-muted">{tr!(i18n, staff_accounts.empty_value)}</span> }
            .into_any();
    }
    view! { <span class="app-break app-prose">{value}</span> }.into_any()
}

/// The box that marks a field as wrong.
#[component]
fn WrongBox(mark: Mark) -> impl IntoView {
    let i18n = use_i18n();
    let id = format!("wrong-{}", mark.field);
    let label = move || {
        let field = account_field(i18n, mark.field);
        t_string!(i18n, staff_accounts.wrong_hidden, field = field).to_string()
    };
    view! {
        <div class="govuk-checkboxes govuk-checkboxes--small">
            <div class="govuk-checkboxes__item app-wrong">
                <input
                    class="govuk-checkboxes__input"
                    type="checkbox"
                    id=id.clone()
                    prop:checked=mark.is_wrong
                    on:change=move |event| mark.is_wrong.set(event_target_checked(&event))
                />
                <label class="govuk-label govuk-checkboxes__label" for=id>
                    <span class="govuk-visually-hidden">{label}</span>
                </label>
            </div>
        </div>
    }
}
