//! How much waits where.

use common::dto::staff::StaffOverview;
use common::words::Role;
use leptos::prelude::*;
use leptos_router::components::A;
use ui::api::Call;
use ui::components::{Loaded, Loading, Page, load};
use ui::i18n::{Texts, t_string, use_i18n};
use ui::session::use_session;
use ui::tr;

use crate::routes::Page as To;
use crate::words;

/// Counts as tiles: what the role works on first, the rest below without links.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let overview: Loading<StaffOverview> = load(|| Call::get("/staff/overview").send());
    let role = Memo::new(move |_| session.account().map(|account| account.role));
    let signed_in = move || {
        let role = words::role(i18n, role.get()?);
        Some(t_string!(i18n, staff.signed_in_as, role = role).to_string())
    };
    view! {
        <Page title=tr!(i18n, staff.title) wide=true>
            <p class="govuk-body">{signed_in}</p>
            <Loaded
                resource=overview
                lines=8
                children={move |overview: StaffOverview| {
                    role.get_untracked().map(|role| view! { <Tiles overview role /> })
                }}
            />
        </Page>
    }
}

/// One count: what it counts, and the queue it leads to.
struct Tile {
    label: TextProp,
    count: u32,
    note: Option<TextProp>,
    urgent: bool,
    to: To,
    query: &'static str,
}

#[component]
fn Tiles(overview: StaffOverview, role: Role) -> impl IntoView {
    let i18n = use_i18n();
    let (mine, others): (Vec<_>, Vec<_>) = tiles(i18n, &overview)
        .into_iter()
        .partition(|tile| tile.to.is_open_to(role));
    let some_others = !others.is_empty();
    view! {
        <h2 class="govuk-heading-m">{tr!(i18n, staff.work_title)}</h2>
        <ul class="app-cards app-tiles">
            {mine.into_iter().map(|tile| view! { <TileView tile linked=true /> }).collect_view()}
        </ul>
        {some_others
            .then(|| {
                view! {
                    <h2 class="govuk-heading-m">{tr!(i18n, staff.elsewhere_title)}</h2>
                    <ul class="app-cards app-tiles">
                        {others.into_iter().map(|tile| view! { <TileView tile linked=false /> }).collect_view()}
                    </ul>
                }
            })}
    }
}

#[component]
fn TileView(tile: Tile, linked: bool) -> impl IntoView {
    let Tile {
        label,
        count,
        note,
        urgent,
        to,
        query,
    } = tile;
    let href = format!("{}{query}", to.path());
    let name = if linked {
        view! { <A href=href attr:class="app-card__link">{move || label.get()}</A> }.into_any()
    } else {
        view! { <span>{move || label.get()}</span> }.into_any()
    };
    view! {
        <li class="app-card app-tile" class:app-card--attention=urgent>
            <p class="app-tile__label">{name}</p>
            <p class="app-figure">{count}</p>
            {note.map(|note| view! { <p class="app-tile__note">{move || note.get()}</p> })}
        </li>
    }
}

fn tiles(i18n: Texts, overview: &StaffOverview) -> Vec<Tile> {
    let tile = |label: TextProp, count, to, query| Tile {
        label,
        count,
        note: None,
        urgent: false,
        to,
        query,
    };
    let late = overview.account_reviews_late;
    let late_note = move || {
        if late == 0 {
            t_string!(i18n, staff.tile_on_time).to_owned()
        } else {
            t_string!(i18n, staff.tile_late, count = late).to_string()
        }
    };
    let accounts = tile(
        tr!(i18n, staff.tile_accounts).into(),
        overview.account_reviews,
        To::Accounts,
        "",
    );
    vec![
        Tile {
            note: Some(late_note.into()),
            urgent: late > 0,
            ..accounts
        },
        tile(
            tr!(i18n, staff.tile_trainings).into(),
            overview.training_reviews,
            To::Trainings,
            "",
        ),
        tile(
            tr!(i18n, staff.tile_submitted).into(),
            overview.requests_submitted,
            To::Requests,
            "?status=submitted",
        ),
        tile(
            tr!(i18n, staff.tile_under_review).into(),
            overview.requests_under_review,
            To::Requests,
            "?status=under_review",
        ),
        tile(
            tr!(i18n, staff.tile_waiting).into(),
            overview.requests_waiting,
            To::Requests,
            "?status=information_requested",
        ),
        tile(
            tr!(i18n, staff.tile_card_flags).into(),
            overview.cards_flagged,
            To::CardFlags,
            "",
        ),
        tile(
            tr!(i18n, staff.tile_refunds).into(),
            overview.refunds_proposed,
            To::Refunds,
            "?status=proposed",
        ),
        tile(
            tr!(i18n, staff.tile_approved).into(),
            overview.requests_approved,
            To::Production,
            "",
        ),
        tile(
            tr!(i18n, staff.tile_in_production).into(),
            overview.in_production,
            To::Production,
            "?etape=in_production",
        ),
        tile(
            tr!(i18n, staff.tile_ready).into(),
            overview.ready_to_ship,
            To::Production,
            "?etape=ready",
        ),
        tile(
            tr!(i18n, staff.tile_returns).into(),
            overview.returns_to_ship,
            To::Returns,
            "",
        ),
        Tile {
            urgent: overview.dead_jobs > 0,
            ..tile(
                tr!(i18n, staff.tile_jobs).into(),
                overview.dead_jobs,
                To::Jobs,
                "",
            )
        },
    ]
}
