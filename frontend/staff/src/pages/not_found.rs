//! There is no such page.

use leptos::prelude::*;
use ui::components::{ButtonLink, Page};
use ui::i18n::use_i18n;
use ui::tr;

use crate::routes::Page as To;

/// There is no such page.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Page title=tr!(i18n, shell.not_found_title)>
            <p class="govuk-body-l">{tr!(i18n, shell.not_found_text)}</p>
            <ButtonLink href=To::Overview.path()>{tr!(i18n, shell.not_found_home)}</ButtonLink>
        </Page>
    }
}
