//! One request in three zones: facts, documents, decision.

use common::dto::staff::StaffRequestView;
use common::ids::RequestId;
use leptos::prelude::*;
use ui::api::{ApiError, Call};
use ui::components::{FormState, Loaded, Loading, Page, load};
use ui::i18n::{t_string, use_i18n};

use super::actions::Actions;
use super::case::Case;
use super::documents::Documents;
use super::facts::Facts;
use super::history::History;
use super::information::InformationRequests;
use super::shortcuts::Shortcuts;
use crate::components::{AssignedLine, Findings, RequestTag, StaleBanner};
use crate::pages::refunds::Payments;
use crate::routes::Page as To;

/// One request; its address can be bookmarked and loaded again.
#[component]
pub fn RequestPage(
    /// The request.
    id: RequestId,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let conflict: RwSignal<Option<ApiError>> = RwSignal::new(None);
    let loaded: Loading<StaffRequestView> =
        load(move || Call::get(format!("/staff/requests/{id}")).send());
    let current: RwSignal<Option<Case>> = RwSignal::new(None);
    let title = move || {
        let reference = loaded
            .get()
            .and_then(Result::ok)
            .map(|view| view.request.summary.reference);
        t_string!(
            i18n,
            staff_requests.request_title,
            reference = reference.unwrap_or_default()
        )
        .to_string()
    };
    let holder = move || {
        let member = current.get()?.view.with(|view| view.assigned_to.clone());
        Some(view! { <AssignedLine member /> })
    };
    let banner = move || view! { <StaleBanner conflict holder=holder /> };
    let reload = Callback::new(move |()| loaded.refetch());
    view! {
        <Page title form back=To::Requests.path() wide=true banner=banner>
            <Loaded
                resource=loaded
                lines=12
                children={move |view: StaffRequestView| {
                    let case = Case::new(view, form, conflict);
                    current.set(Some(case));
                    view! { <Content case reload /> }
                }}
            />
        </Page>
    }
}

#[component]
fn Content(case: Case, reload: Callback<()>) -> impl IntoView {
    let head = move || {
        let (status, name) = case
            .view
            .with(|view| (view.request.summary.status, view.driver_name.clone()));
        view! {
            <p class="govuk-body app-headline"><RequestTag status /> <strong>{name}</strong></p>
        }
    };
    let facts = move || view! { <Facts view=case.view.get() /> };
    let findings = move || {
        let findings = case.view.with(|view| view.automatic_findings.clone());
        view! { <Findings findings /> }
    };
    let history = move || {
        let (history, purpose) = case.view.with(|view| {
            let summary = &view.request.summary;
            (summary.history.clone(), summary.purpose)
        });
        view! { <History history purpose /> }
    };
    let payments = move || {
        let payments = case.view.with(|view| view.payments.clone());
        view! { <Payments payments on_done=reload /> }
    };
    let information = move || {
        let asked = case
            .view
            .with(|view| view.request.information_requests.clone());
        view! { <InformationRequests asked /> }
    };
    view! {
        {head}
        <div class="app-case">
            <div class="app-case__facts">{findings} {facts} {payments}</div>
            <div class="app-case__documents">
                <Documents case />
                {information}
            </div>
            <div class="app-case__decision">
                <Actions case reload />
                {history}
                <Shortcuts case />
            </div>
        </div>
    }
}
