//! "Mes demandes", with "Mes demandes en cours" first.

use common::dto::page::Page as Listing;
use common::dto::request::RequestSummary;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{ButtonKind, ButtonLink, Details, EmptyState, Loaded, Loading, Page, load};
use ui::i18n::use_i18n;
use ui::tr;

use super::row::RequestRow;
use crate::routes::Page as To;

/// Open requests with their actions, then the finished ones.
#[component]
pub fn RequestsPage() -> impl IntoView {
    let i18n = use_i18n();
    let open = requests("open");
    let closed = requests("closed");
    let reload = Callback::new(move |()| open.refetch());
    view! {
        <Page title=tr!(i18n, requests.title) wide=true>
            <div class="govuk-button-group">
                <ButtonLink href=To::NewRequest.path()>{tr!(i18n, requests.new)}</ButtonLink>
                <ButtonLink href=To::NewReplacement.path() kind=ButtonKind::Secondary>
                    {tr!(i18n, replacements.link)}
                </ButtonLink>
            </div>
            <h2 class="govuk-heading-l">{tr!(i18n, requests.open_title)}</h2>
            <Loaded
                resource=open
                children={move |list: Listing<RequestSummary>| {
                    if list.items.is_empty() {
                        return view! {
                            <EmptyState title=tr!(i18n, requests.empty_title)>
                                {tr!(i18n, requests.empty_text)}
                            </EmptyState>
                        }
                            .into_any();
                    }
                    rows(list.items, reload)
                }}
            />
            <Loaded
                resource=closed
                lines=1
                children={move |list: Listing<RequestSummary>| {
                    let none = list.items.is_empty();
                    (!none)
                        .then(|| {
                            view! {
                                <Details summary=tr!(i18n, requests.closed_title)>{rows(list.items, reload)}</Details>
                            }
                        })
                }}
            />
        </Page>
    }
}

fn requests(state: &'static str) -> Loading<Listing<RequestSummary>> {
    load(move || {
        Call::get("/me/requests")
            .query("state", state)
            .query("limit", "50")
            .send()
    })
}

fn rows(requests: Vec<RequestSummary>, reload: Callback<()>) -> AnyView {
    let rows = requests
        .into_iter()
        .map(|request| view! { <RequestRow request reload /> });
    view! { <div class="app-cards">{rows.collect_view()}</div> }.into_any()
}
