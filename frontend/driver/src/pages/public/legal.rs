//! The legal notice.

use leptos::prelude::*;
use ui::components::{Page, SummaryList, SummaryRow};
use ui::i18n::use_i18n;
use ui::service::use_service;
use ui::tr;

use super::help::Contact;
use super::section;

/// Who publishes the service (law no. 2004-575, article 1-1).
#[component]
pub fn LegalPage() -> impl IntoView {
    let i18n = use_i18n();
    let service = use_service();
    let publisher = move || {
        let operator = service.info()?.operator;
        let name = operator.name.clone();
        let logo = operator.logo.map(|logo| {
            view! {
                <img class="govuk-!-margin-bottom-4" src=logo alt=name height="64" />
            }
        });
        Some(view! {
            {logo}
            <SummaryList>
                <SummaryRow label=tr!(i18n, public.legal_name)>{operator.name}</SummaryRow>
                <SummaryRow label=tr!(i18n, public.legal_form)>{operator.legal_form}</SummaryRow>
                {operator.siren.map(|siren| view! {
                    <SummaryRow label=tr!(i18n, public.legal_siren)>{siren.pretty()}</SummaryRow>
                })}
                {operator.vat_number.map(|number| view! {
                    <SummaryRow label=tr!(i18n, public.legal_vat_number)>{number.into_string()}</SummaryRow>
                })}
            </SummaryList>
        })
    };
    view! {
        <Page title=tr!(i18n, public.legal_title)>
            <h2 class="govuk-heading-m">{tr!(i18n, public.legal_publisher_title)}</h2>
            {publisher}
            <h2 class="govuk-heading-m">{tr!(i18n, public.help_contact_title)}</h2>
            <Contact />
            {section(tr!(i18n, public.legal_use_title), tr!(i18n, public.legal_use))}
        </Page>
    }
}
