//! Home: what waits for the driver first, then validity, actions, events.

use common::dto::driver_space::{HomeTask, HomeView, TaskKind};
use common::statuses::IdentityReview;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::ButtonKind;
use ui::components::{ButtonLink, Loaded, Loading, NotificationBanner, Page, load};
use ui::format::date;
use ui::i18n::{t_string, use_i18n};
use ui::session::use_session;
use ui::tr;

use super::events::Events;
use super::qualifications::Qualifications;
use super::tasks::Tasks;
use crate::routes::Page as To;

/// The personal space's home page, in one call.
#[component]
pub fn HomePage() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let home: Loading<HomeView> = load(|| Call::get("/me/home").send());
    let title = move || {
        let name = session
            .account()
            .map(|account| account.display_name)
            .unwrap_or_default();
        t_string!(i18n, dashboard.title, name = name).to_string()
    };
    // The outer function makes the place of the banner, the inner one follows the data.
    let banner = move || {
        move || {
            let tasks = home.get().and_then(Result::ok)?.tasks.into_iter();
            let mut asked = tasks.filter(|task| task.kind == TaskKind::AnswerInformationRequest);
            asked.next().map(|task| view! { <Banner task /> })
        }
    };
    view! {
        <Page title wide=true banner>
            <Loaded
                resource=home
                lines=8
                children={move |home: HomeView| {
                    let open = home.review == IdentityReview::Conform || !home.qualifications.is_empty();
                    view! {
                        <Tasks tasks=home.tasks review=home.review />
                        <Show when=move || open>
                            <Actions />
                        </Show>
                        <Qualifications qualifications=home.qualifications />
                        <Events events=home.events />
                    }
                }}
            />
        </Page>
    }
}

/// "Demande d'information complémentaire", with "En savoir plus" (guide).
#[component]
fn Banner(task: HomeTask) -> impl IntoView {
    let i18n = use_i18n();
    let reference = task.reference.unwrap_or_default();
    let text = move || {
        t_string!(
            i18n,
            dashboard.banner_information,
            reference = reference.clone()
        )
        .to_string()
    };
    let deadline = move || {
        let date = date(i18n.get_locale(), task.due_on?);
        Some(t_string!(i18n, dashboard.banner_deadline, date = date).to_string())
    };
    view! {
        <NotificationBanner>
            <p class="govuk-notification-banner__heading">{text} " " {deadline}</p>
            <a class="govuk-notification-banner__link" href=To::Requests.path()>
                {tr!(i18n, dashboard.learn_more)}
            </a>
        </NotificationBanner>
    }
}

#[component]
fn Actions() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section aria-labelledby="actions">
            <h2 class="govuk-heading-l" id="actions">{tr!(i18n, dashboard.actions_title)}</h2>
            <div class="govuk-button-group">
                <ButtonLink href=To::NewRequest.path()>{tr!(i18n, dashboard.action_request)}</ButtonLink>
                <ButtonLink href=To::Trainings.path() kind=ButtonKind::Secondary>
                    {tr!(i18n, dashboard.action_trainings)}
                </ButtonLink>
                <ButtonLink href=To::Certificates.path() kind=ButtonKind::Secondary>
                    {tr!(i18n, dashboard.action_certificates)}
                </ButtonLink>
            </div>
        </section>
    }
}
