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
        Some(view! {
            <SummaryList>
                <SummaryRow label=tr!(i18n, public.legal_name)>{operator.name}</SummaryRow>
                <SummaryRow label=tr!(i18n, public.legal_form)>{operator.legal_form}</SummaryRow>
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
