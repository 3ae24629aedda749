//! A table that becomes cards on a phone.

use leptos::prelude::*;

/// A table of rows. On a phone each row becomes a card whose lines carry the
/// column's name, so give each cell its `data-label` with [`Cell`].
#[component]
pub fn Table(
    /// What it shows, read out before it.
    #[prop(into)]
    caption: TextProp,
    /// Hides the caption where a heading says the same.
    #[prop(optional)]
    hide_caption: bool,
    /// The columns' names.
    columns: Vec<TextProp>,
    /// The rows: `<tr class="govuk-table__row">` of [`Cell`]s.
    children: Children,
) -> impl IntoView {
    let caption_class = if hide_caption {
        "govuk-visually-hidden"
    } else {
        "govuk-table__caption govuk-table__caption--m"
    };
    let column = |name: TextProp| view! { <th scope="col" class="govuk-table__header" role="columnheader">{move || name.get()}</th> };
    view! {
        <table class="govuk-table app-table" role="table">
            <caption class=caption_class>{move || caption.get()}</caption>
            <thead class="govuk-table__head" role="rowgroup">
                <tr class="govuk-table__row" role="row">{columns.into_iter().map(column).collect_view()}</tr>
            </thead>
            <tbody class="govuk-table__body" role="rowgroup">{children()}</tbody>
        </table>
    }
}

/// A row of a [`Table`].
#[component]
pub fn Row(
    /// The cells.
    children: Children,
) -> impl IntoView {
    view! { <tr class="govuk-table__row" role="row">{children()}</tr> }
}

/// A cell of a [`Table`].
#[component]
pub fn Cell(
    /// The column's name, shown on a phone.
    #[prop(into)]
    label: TextProp,
    /// Whether it names the row.
    #[prop(optional)]
    header: bool,
    /// Whether it is a number.
    #[prop(optional)]
    numeric: bool,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let label = move || label.get();
    if header {
        view! {
            <th scope="row" class="govuk-table__header app-table__cell" role="rowheader" data-label=label>
                <div>{children()}</div>
            </th>
        }
        .into_any()
    } else {
        view! {
            <td
                class="govuk-table__cell app-table__cell"
                class:govuk-table__cell--numeric=numeric
                role="cell"
                data-label=label
            >
                <div>{children()}</div>
            </td>
        }
        .into_any()
    }
}

/// "Afficher plus": reads the next page of a list.
#[component]
pub fn ShowMore(
    /// Whether there is more.
    #[prop(into)]
    has_more: Signal<bool>,
    /// Whether it is being read.
    #[prop(into)]
    pending: Signal<bool>,
    /// Reads it.
    #[prop(into)]
    on_more: Callback<()>,
) -> impl IntoView {
    let i18n = crate::i18n::use_i18n();
    view! {
        <Show when=move || has_more.get()>
            <super::Button kind=super::ButtonKind::Secondary on_click=on_more pending>
                {crate::tr!(i18n, common.show_more)}
            </super::Button>
        </Show>
    }
}
