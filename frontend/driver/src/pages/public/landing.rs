//! What the service is, for who comes for the first time.

use leptos::html;
use leptos::prelude::*;
use ui::components::{ButtonKind, ButtonLink, Icon, IconView, focus_on_arrival};
use ui::i18n::use_i18n;
use ui::service::use_service;
use ui::tr;

use crate::routes::Page;

/// What the service is, and the two ways in.
#[component]
pub fn LandingPage() -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    let service = use_service();
    focus_on_arrival(heading);
    Effect::new(move |_| document().set_title(&service.name()));
    view! {
        <main id="main" class="app-landing">
            <Hero heading />
            <Steps />
            <Prepare />
            <ForOfficers />
        </main>
    }
}

#[component]
fn Hero(heading: NodeRef<html::H1>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="app-hero">
            <div class="govuk-width-container app-hero__inner">
                <div class="app-hero__words">
                    <h1 class="app-hero__title" tabindex="-1" node_ref=heading>
                        {tr!(i18n, public.landing_title)}
                    </h1>
                    <p class="app-hero__lead">{tr!(i18n, public.landing_lead)}</p>
                    <div class="app-hero__actions">
                        <ButtonLink href=Page::Register.path()>{tr!(i18n, public.create_account)}</ButtonLink>
                        <ButtonLink href=Page::SignIn.path() kind=ButtonKind::Secondary>
                            {tr!(i18n, session.sign_in)}
                        </ButtonLink>
                    </div>
                </div>
                <SampleCard />
            </div>
        </div>
    }
}

/// A drawing of a card, clearly a specimen.
#[component]
fn SampleCard() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <svg class="app-hero__card" viewBox="0 0 340 214" aria-hidden="true" focusable="false">
            <rect class="app-card__shape" x="1" y="1" width="338" height="212" rx="16"></rect>
            <path class="app-card__wave" d="M1 150c60-40 120 20 180-8s90-66 158-40v95a16 16 0 0 1-16 16H17a16 16 0 0 1-16-16Z"></path>
            <rect class="app-card__band" x="22" y="24" width="34" height="23" rx="3"></rect>
            <text class="app-card__country" x="39" y="41" text-anchor="middle">"F"</text>
            <text class="app-card__title" x="68" y="34">{tr!(i18n, public.sample_label)}</text>
            <text class="app-card__small" x="68" y="49">{tr!(i18n, public.sample_card)}</text>
            <rect class="app-card__photo" x="22" y="68" width="84" height="108" rx="6"></rect>
            <circle class="app-card__face" cx="64" cy="108" r="20"></circle>
            <path class="app-card__face" d="M30 176c3-26 16-38 34-38s31 12 34 38Z"></path>
            <path class="app-card__lines" d="M126 82h120M126 104h86M126 126h104M126 148h70"></path>
            <text class="app-card__code" x="314" y="190" text-anchor="end">"95"</text>
        </svg>
    }
}

#[component]
fn Steps() -> impl IntoView {
    let i18n = use_i18n();
    let step = |icon: Icon, title: TextProp, text: TextProp| {
        view! {
            <li class="app-steps__item">
                <span class="app-steps__icon"><IconView icon /></span>
                <h3 class="govuk-heading-s">{move || title.get()}</h3>
                <p class="govuk-body">{move || text.get()}</p>
            </li>
        }
    };
    view! {
        <section class="govuk-width-container app-section">
            <h2 class="govuk-heading-l">{tr!(i18n, public.landing_steps_title)}</h2>
            <ol class="app-steps">
                {step(
                    Icon::Person,
                    tr!(i18n, public.step_account_title).into(),
                    tr!(i18n, public.step_account_text).into(),
                )}
                {step(
                    Icon::Training,
                    tr!(i18n, public.step_training_title).into(),
                    tr!(i18n, public.step_training_text).into(),
                )}
                {step(
                    Icon::Request,
                    tr!(i18n, public.step_request_title).into(),
                    tr!(i18n, public.step_request_text).into(),
                )}
                {step(Icon::Card, tr!(i18n, public.step_card_title).into(), tr!(i18n, public.step_card_text).into())}
            </ol>
        </section>
    }
}

#[component]
fn Prepare() -> impl IntoView {
    let i18n = use_i18n();
    let item = |text: TextProp| {
        view! { <li><IconView icon=Icon::Check /> <span>{move || text.get()}</span></li> }
    };
    view! {
        <section class="app-section app-section--tinted">
            <div class="govuk-width-container app-columns">
                <div>
                    <h2 class="govuk-heading-l">{tr!(i18n, public.landing_prepare_title)}</h2>
                    <ul class="app-ticks">
                        {item(tr!(i18n, public.prepare_licence).into())}
                        {item(tr!(i18n, public.prepare_identity).into())}
                        {item(tr!(i18n, public.prepare_photo).into())}
                        {item(tr!(i18n, public.prepare_signature).into())}
                    </ul>
                </div>
                <div class="app-callout">
                    <IconView icon=Icon::Certificate />
                    <h2 class="govuk-heading-m">{tr!(i18n, public.landing_certificate_title)}</h2>
                    <p class="govuk-body">{tr!(i18n, public.landing_certificate_text)}</p>
                </div>
            </div>
        </section>
    }
}

#[component]
fn ForOfficers() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="govuk-width-container app-section app-officers">
            <div>
                <h2 class="govuk-heading-l">{tr!(i18n, public.landing_verify_title)}</h2>
                <p class="govuk-body">{tr!(i18n, public.landing_verify_text)}</p>
            </div>
            <ButtonLink href=Page::Verify.path() kind=ButtonKind::Secondary>
                {tr!(i18n, public.verify_link)}
            </ButtonLink>
        </section>
    }
}
