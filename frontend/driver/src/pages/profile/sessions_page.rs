//! "Mes sessions": the devices that are signed in.

use common::dto::page::Page as Listing;
use common::dto::session::SessionView;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::api::Call;
use ui::components::{
    Button, ButtonKind, ConfirmDialog, FormState, Loaded, Loading, Page, Tag, Tone, load,
    use_toasts,
};
use ui::format::instant;
use ui::i18n::{t_string, use_i18n};
use ui::session::use_session;
use ui::tr;

use super::device::device_name;
use crate::routes::Page as To;

/// The list, one of them to end, or all.
#[component]
pub fn SessionsPage() -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let toasts = use_toasts();
    let session = use_session();
    let navigate = use_navigate();
    let sessions: Loading<Listing<SessionView>> = load(|| Call::get("/sessions").send());
    let asking = RwSignal::new(false);
    let end = Callback::new(move |id: common::ids::SessionId| {
        form.run(
            async move { Call::delete(format!("/sessions/{id}")).send::<()>().await },
            move |()| {
                toasts.success(t_string!(i18n, profile.session_ended));
                sessions.refetch();
            },
        );
    });
    let end_all = move || {
        let navigate = navigate.clone();
        form.run(
            async { Call::delete("/sessions").send::<()>().await },
            move |()| {
                navigate(&To::Landing.path(), NavigateOptions::default());
                leptos::task::spawn_local(session.sign_out());
            },
        );
    };
    view! {
        <Page title=tr!(i18n, profile.sessions) form back=To::Profile.path()>
            <p class="govuk-body">{tr!(i18n, profile.sessions_intro)}</p>
            <Loaded
                resource=sessions
                children={move |list: Listing<SessionView>| {
                    let items = list.items.into_iter().map(|session| view! { <Device session end /> });
                    view! { <ul class="govuk-list app-cards">{items.collect_view()}</ul> }
                }}
            />
            <Button kind=ButtonKind::Warning on_click=move || asking.set(true)>
                {tr!(i18n, profile.sign_out_everywhere)}
            </Button>
            <ConfirmDialog
                open=asking
                title=tr!(i18n, profile.sign_out_everywhere)
                confirm=tr!(i18n, profile.sign_out_everywhere)
                on_confirm=end_all
            >
                {tr!(i18n, profile.sign_out_everywhere_text)}
            </ConfirmDialog>
        </Page>
    }
}

#[component]
fn Device(session: SessionView, end: Callback<common::ids::SessionId>) -> impl IntoView {
    let i18n = use_i18n();
    let SessionView {
        id,
        is_current,
        created_at,
        last_used_at,
        ..
    } = session;
    let since = move || {
        let date = instant(i18n.get_locale(), created_at);
        t_string!(i18n, profile.session_since, date = date).to_string()
    };
    let used = move || {
        let date = instant(i18n.get_locale(), last_used_at);
        t_string!(i18n, profile.session_used, date = date).to_string()
    };
    let device = device_name(&session.user_agent);
    let name = device.clone();
    let action = if is_current {
        view! { <Tag tone=Tone::Success>{tr!(i18n, profile.session_current)}</Tag> }.into_any()
    } else {
        view! {
            <Button kind=ButtonKind::Secondary on_click=move || end.run(id) hidden_text=move || name.clone()>
                {tr!(i18n, profile.session_end)}
            </Button>
        }
        .into_any()
    };
    view! {
        <li class="app-card">
            <p class="govuk-body">
                <strong class="app-break">{device}</strong> <br /> {since} <br /> {used}
            </p>
            {action}
        </li>
    }
}
