//! The two texts that are accepted with the account.

use leptos::prelude::*;
use ui::components::Page;
use ui::i18n::use_i18n;
use ui::tr;

use super::section;

/// The terms of use of the service.
#[component]
pub fn TermsPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Page title=tr!(i18n, public.terms_title)>
            {section(tr!(i18n, public.terms_object_title), tr!(i18n, public.terms_object))}
            {section(tr!(i18n, public.terms_account_title), tr!(i18n, public.terms_account))}
            {section(tr!(i18n, public.terms_duty_title), tr!(i18n, public.terms_duty))}
            {section(tr!(i18n, public.terms_service_title), tr!(i18n, public.terms_service))}
        </Page>
    }
}

/// The conditions of issue and use of the card.
#[component]
pub fn CardConditionsPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Page title=tr!(i18n, public.card_title)>
            {section(tr!(i18n, public.card_issue_title), tr!(i18n, public.card_issue))}
            {section(tr!(i18n, public.card_use_title), tr!(i18n, public.card_use))}
            {section(tr!(i18n, public.card_loss_title), tr!(i18n, public.card_loss))}
        </Page>
    }
}
