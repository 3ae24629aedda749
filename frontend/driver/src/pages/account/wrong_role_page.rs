//! Somebody of the staff on the driver's pages.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use ui::components::{Button, Page};
use ui::i18n::use_i18n;
use ui::session::use_session;
use ui::tr;

use crate::routes::Page as To;

/// Says that the account is one of the staff's, and where its pages are.
#[component]
pub fn WrongRolePage() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let navigate = use_navigate();
    let leave = move || {
        let navigate = navigate.clone();
        spawn_local(async move {
            navigate(&To::SignIn.path(), Default::default());
            session.sign_out().await;
        });
    };
    view! {
        <Page title=tr!(i18n, account.wrong_role_title)>
            <p class="govuk-body-l">{tr!(i18n, account.wrong_role_text)}</p>
            <div class="govuk-button-group">
                <a class="govuk-button" href="/staff" rel="external">{tr!(i18n, account.wrong_role_staff)}</a>
                <Button kind=ui::components::ButtonKind::Secondary on_click=leave>
                    {tr!(i18n, session.sign_out)}
                </Button>
            </div>
        </Page>
    }
}
