//! Help and contact.

use leptos::prelude::*;
use ui::components::{Details, Page, SummaryList, SummaryRow};
use ui::i18n::use_i18n;
use ui::service::use_service;
use ui::tr;

/// Frequent questions, and how to reach the operator.
#[component]
pub fn HelpPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Page title=tr!(i18n, public.help_title)>
            <p class="govuk-body-l">{tr!(i18n, public.help_lead)}</p>
            <Details summary=tr!(i18n, public.help_q_wait)>{tr!(i18n, public.help_a_wait)}</Details>
            <Details summary=tr!(i18n, public.help_q_training)>{tr!(i18n, public.help_a_training)}</Details>
            <Details summary=tr!(i18n, public.help_q_road)>{tr!(i18n, public.help_a_road)}</Details>
            <Details summary=tr!(i18n, public.help_q_more)>{tr!(i18n, public.help_a_more)}</Details>
            <h2 class="govuk-heading-l">{tr!(i18n, public.help_contact_title)}</h2>
            <p class="govuk-body">{tr!(i18n, public.help_contact_text)}</p>
            <Contact />
        </Page>
    }
}

/// How to reach the operator.
#[component]
pub fn Contact() -> impl IntoView {
    let i18n = use_i18n();
    let service = use_service();
    move || {
        let operator = service.info()?.operator;
        let mail = format!("mailto:{}", operator.contact_email);
        Some(view! {
            <SummaryList>
                <SummaryRow label=tr!(i18n, public.email)>
                    <a class="govuk-link" href=mail>{operator.contact_email}</a>
                </SummaryRow>
                <SummaryRow label=tr!(i18n, public.phone)>{operator.contact_phone}</SummaryRow>
                <SummaryRow label=tr!(i18n, public.address)>{operator.name} ", " {operator.address}</SummaryRow>
            </SummaryList>
        })
    }
}
