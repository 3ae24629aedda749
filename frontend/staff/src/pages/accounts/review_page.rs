//! One account review: the data, what the service noticed, the decision.

use common::dto::review::AccountReviewView;
use common::ids::AccountReviewId;
use common::statuses::IdentityReview;
use leptos::prelude::*;
use ui::api::{ApiError, Call};
use ui::components::{FormState, Loaded, Loading, Page, load};
use ui::format::instant;
use ui::i18n::{t_string, use_i18n};
use ui::session::use_session;
use ui::tr;

use super::comparison::Comparison;
use super::decision::Decision;
use super::review::Review;
use crate::components::{AssignedLine, DueClock, Findings, ReviewTag, StaleBanner};
use crate::routes::Page as To;

/// One account review; its address can be bookmarked and loaded again.
#[component]
pub fn ReviewPage(
    /// The review.
    id: AccountReviewId,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let conflict: RwSignal<Option<ApiError>> = RwSignal::new(None);
    let loaded: Loading<AccountReviewView> =
        load(move || Call::get(format!("/staff/account-reviews/{id}")).send());
    let current: RwSignal<Option<Review>> = RwSignal::new(None);
    let title = move || match loaded.get() {
        Some(Ok(view)) => {
            t_string!(i18n, staff_accounts.account_title, name = view.summary.name).to_string()
        }
        _ => t_string!(i18n, staff_accounts.title).to_owned(),
    };
    let holder = move || {
        let member = current
            .get()?
            .view
            .with(|view| view.summary.assigned_to.clone());
        Some(view! { <AssignedLine member /> })
    };
    let banner = move || view! { <StaleBanner conflict holder=holder /> };
    view! {
        <Page title form back=To::Accounts.path() wide=true banner=banner>
            <Loaded
                resource=loaded
                lines=10
                children={move |view: AccountReviewView| {
                    let review = Review::new(view, form, conflict);
                    current.set(Some(review));
                    view! { <Content review /> }
                }}
            />
        </Page>
    }
}

#[component]
fn Content(review: Review) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    // Decisions are made by who took the file.
    let open = Memo::new(move |_| {
        let me = session.account().map(|account| account.id);
        review.view.with(|view| {
            let holder = view.summary.assigned_to.as_ref().map(|member| member.id);
            view.summary.status == IdentityReview::UnderReview && holder.is_some() && holder == me
        })
    });
    let head = move || {
        let summary = review.view.with(|view| view.summary.clone());
        let is_open = matches!(
            summary.status,
            IdentityReview::Submitted | IdentityReview::UnderReview
        );
        let sent = move || {
            let date = instant(i18n.get_locale(), summary.submitted_at);
            t_string!(i18n, staff_accounts.submitted_at, date = date).to_string()
        };
        view! {
            <p class="govuk-body app-headline">
                <ReviewTag status=summary.status />
                {is_open.then(|| view! { <DueClock due_at=summary.due_at /> })}
                <span>{summary.reference}</span>
                <span>{sent}</span>
            </p>
        }
    };
    let email = move || review.view.with(|view| view.email.clone());
    let findings = move || {
        let findings = review.view.with(|view| view.automatic_findings.clone());
        view! { <Findings findings /> }
    };
    view! {
        {head}
        <div class="app-review">
            <div class="app-review__data">
                <Comparison review open />
                <p class="govuk-body">
                    <strong>{tr!(i18n, staff_accounts.email)}</strong> " " <span class="app-break">{email}</span>
                </p>
            </div>
            <div class="app-review__side">
                {findings}
                <Decision review open />
            </div>
        </div>
    }
}
