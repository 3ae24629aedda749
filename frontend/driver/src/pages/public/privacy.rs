//! The privacy notice.

use leptos::prelude::*;
use ui::components::Page;
use ui::i18n::use_i18n;
use ui::tr;

use super::help::Contact;
use super::{operator_name, section};

/// What the service knows, why and for how long (GDPR, article 13).
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Page title=tr!(i18n, public.privacy_title)>
            <p class="govuk-body-l">{tr!(i18n, public.privacy_lead)}</p>
            {section(
                tr!(i18n, public.privacy_controller_title),
                tr!(i18n, public.privacy_controller, operator = operator_name()),
            )}
            <h2 class="govuk-heading-m">{tr!(i18n, public.privacy_data_title)}</h2>
            <ul class="govuk-list govuk-list--bullet">
                <li>{tr!(i18n, public.privacy_data_identity)}</li>
                <li>{tr!(i18n, public.privacy_data_training)}</li>
                <li>{tr!(i18n, public.privacy_data_documents)}</li>
                <li>{tr!(i18n, public.privacy_data_payment)}</li>
                <li>{tr!(i18n, public.privacy_data_log)}</li>
            </ul>
            <h2 class="govuk-heading-m">{tr!(i18n, public.privacy_keep_title)}</h2>
            <ul class="govuk-list govuk-list--bullet">
                <li>{tr!(i18n, public.privacy_keep_draft)}</li>
                <li>{tr!(i18n, public.privacy_keep_initial)}</li>
                <li>{tr!(i18n, public.privacy_keep_periodic)}</li>
                <li>{tr!(i18n, public.privacy_keep_invoice)}</li>
            </ul>
            {section(tr!(i18n, public.privacy_who_title), tr!(i18n, public.privacy_who))}
            {section(tr!(i18n, public.privacy_cookies_title), tr!(i18n, public.privacy_cookies))}
            {section(tr!(i18n, public.privacy_rights_title), tr!(i18n, public.privacy_rights))}
            <Contact />
        </Page>
    }
}
