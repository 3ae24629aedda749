//! The accessibility statement.

use leptos::prelude::*;
use ui::components::Page;
use ui::i18n::use_i18n;
use ui::tr;

use super::help::Contact;
use super::{operator_name, section};

/// The accessibility statement: not compliant, since no audit exists.
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Page title=tr!(i18n, public.accessibility_title)>
            <p class="govuk-body-l">{tr!(i18n, public.accessibility_commitment, operator = operator_name())}</p>
            {section(tr!(i18n, public.accessibility_state_title), tr!(i18n, public.accessibility_state))}
            <h2 class="govuk-heading-m">{tr!(i18n, public.accessibility_done_title)}</h2>
            <ul class="govuk-list govuk-list--bullet">
                <li>{tr!(i18n, public.accessibility_done_keyboard)}</li>
                <li>{tr!(i18n, public.accessibility_done_tests)}</li>
            </ul>
            {section(tr!(i18n, public.accessibility_known_title), tr!(i18n, public.accessibility_known))}
            {section(tr!(i18n, public.accessibility_contact_title), tr!(i18n, public.accessibility_contact))}
            <Contact />
            {section(tr!(i18n, public.accessibility_appeal_title), tr!(i18n, public.accessibility_appeal))}
        </Page>
    }
}
