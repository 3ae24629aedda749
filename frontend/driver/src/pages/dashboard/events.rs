//! Last events.

use common::dto::driver_space::{DriverEvent, DriverEventKind};
use leptos::prelude::*;
use ui::format::instant;
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

/// Last events, newest first.
#[component]
pub fn Events(
    /// What happened.
    events: Vec<DriverEvent>,
) -> impl IntoView {
    let i18n = use_i18n();
    let none = events.is_empty();
    let line = move |event: DriverEvent| {
        view! {
            <li>
                {move || words(i18n, event.kind)} " "
                <span class="govuk-hint app-inline-hint">{move || instant(i18n.get_locale(), event.at)}</span>
            </li>
        }
    };
    view! {
        <section aria-labelledby="events">
            <h2 class="govuk-heading-l" id="events">{tr!(i18n, dashboard.events_title)}</h2>
            {if none {
                view! { <p class="govuk-body">{tr!(i18n, dashboard.events_none)}</p> }.into_any()
            } else {
                view! { <ul class="govuk-list app-events">{events.into_iter().map(line).collect_view()}</ul> }.into_any()
            }}
        </section>
    }
}

fn words(i18n: Texts, kind: DriverEventKind) -> &'static str {
    match kind {
        DriverEventKind::AccountConform => t_string!(i18n, dashboard.event_account_conform),
        DriverEventKind::AccountCorrectionRequested => {
            t_string!(i18n, dashboard.event_account_correction_requested)
        }
        DriverEventKind::IdentitySubmitted => t_string!(i18n, dashboard.event_identity_submitted),
        DriverEventKind::TrainingRecorded => t_string!(i18n, dashboard.event_training_recorded),
        DriverEventKind::TrainingAmended => t_string!(i18n, dashboard.event_training_amended),
        DriverEventKind::TrainingCancelled => t_string!(i18n, dashboard.event_training_cancelled),
        DriverEventKind::CertificateRevoked => {
            t_string!(i18n, dashboard.event_certificate_revoked)
        }
        DriverEventKind::CertificateIssued => t_string!(i18n, dashboard.event_certificate_issued),
        DriverEventKind::RequestSubmitted => t_string!(i18n, dashboard.event_request_submitted),
        DriverEventKind::RequestUnderReview => {
            t_string!(i18n, dashboard.event_request_under_review)
        }
        DriverEventKind::InformationRequested => {
            t_string!(i18n, dashboard.event_information_requested)
        }
        DriverEventKind::InformationProvided => {
            t_string!(i18n, dashboard.event_information_provided)
        }
        DriverEventKind::RequestApproved => t_string!(i18n, dashboard.event_request_approved),
        DriverEventKind::RequestRejected => t_string!(i18n, dashboard.event_request_rejected),
        DriverEventKind::RequestClosed => t_string!(i18n, dashboard.event_request_closed),
        DriverEventKind::CardInProduction => t_string!(i18n, dashboard.event_card_in_production),
        DriverEventKind::CardShipped => t_string!(i18n, dashboard.event_card_shipped),
        DriverEventKind::CardDelivered => t_string!(i18n, dashboard.event_card_delivered),
        DriverEventKind::CardReturned => t_string!(i18n, dashboard.event_card_returned),
        DriverEventKind::EmailChanged => t_string!(i18n, dashboard.event_email_changed),
        DriverEventKind::PasswordChanged => t_string!(i18n, dashboard.event_password_changed),
    }
}
