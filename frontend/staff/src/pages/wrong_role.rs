//! The account that is signed in may not open the page.

use common::words::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use ui::components::{Button, ButtonLink, Page};
use ui::i18n::{t_string, use_i18n};
use ui::session::use_session;
use ui::tr;

use crate::components::replacing;
use crate::routes::Page as To;

/// Says so, and offers the way on.
#[component]
pub fn WrongRolePage(
    /// The role of the account.
    role: Role,
) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let navigate = use_navigate();
    let leave = move || {
        let navigate = navigate.clone();
        spawn_local(async move {
            navigate(&To::SignIn.path(), replacing());
            session.sign_out().await;
        });
    };
    let text = move || {
        if role.is_staff() {
            t_string!(i18n, staff.wrong_role_staff)
        } else {
            t_string!(i18n, staff.wrong_role_driver)
        }
    };
    let way_on = if role.is_staff() {
        view! { <ButtonLink href=To::Overview.path()>{tr!(i18n, shell.not_found_home)}</ButtonLink> }.into_any()
    } else {
        view! {
            <div class="govuk-button-group">
                <Button on_click=leave>{tr!(i18n, session.sign_out)}</Button>
                <a class="govuk-link" href="/" rel="external">{tr!(i18n, staff.driver_space)}</a>
            </div>
        }
        .into_any()
    };
    view! {
        <Page title=tr!(i18n, staff.wrong_role_title)>
            <p class="govuk-body-l">{text}</p>
            {way_on}
        </Page>
    }
}
