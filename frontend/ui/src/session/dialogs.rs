//! The two dialogs about the session: it ends soon, and it has ended.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Notice, Session, use_session};
use crate::components::{Button, ButtonKind, Dialog, Form, FormState, PasswordField, SubmitButton};
use crate::i18n::use_i18n;
use crate::tr;
use common::field_error::{Faults, FieldErrorCode};

/// Warns two minutes before the session ends, and asks for the password once it
/// has ended. Stands once in the shell.
#[component]
pub fn SessionDialogs() -> impl IntoView {
    let session = use_session();
    let is = move |notice| Signal::derive(move || session.notice.get() == Some(notice));
    view! {
        <EndingDialog session open=is(Notice::Ending) />
        <EndedDialog session open=is(Notice::Ended) />
    }
}

#[component]
fn EndingDialog(session: Session, open: Signal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let stay = move || spawn_local(session.extend());
    let leave = move || spawn_local(session.sign_out());
    // Read out once when it opens; a countdown every second would be noise.
    let text = move || {
        let left = session.seconds_left.get();
        crate::i18n::t_string!(
            i18n,
            session.ending_text,
            minutes = left / 60,
            seconds = left % 60
        )
    };
    view! {
        <Dialog open title=tr!(i18n, session.ending_title) on_cancel=stay>
            <p class="govuk-body">{text}</p>
            <div class="govuk-button-group">
                <Button on_click=stay>{tr!(i18n, session.stay_signed_in)}</Button>
                <Button kind=ButtonKind::Secondary on_click=leave>
                    {tr!(i18n, session.sign_out)}
                </Button>
            </div>
        </Dialog>
    }
}

#[component]
fn EndedDialog(session: Session, open: Signal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let password = RwSignal::new(String::new());
    let email = Memo::new(move |_| {
        session
            .account()
            .map(|account| account.email)
            .unwrap_or_default()
    });
    let submit = move || {
        let mut faults = Faults::new();
        if password.with_untracked(String::is_empty) {
            faults.push("/password", FieldErrorCode::Required);
        }
        if form.accept(faults) {
            let call = session.sign_in(email.get_untracked(), password.get_untracked());
            form.run(call, move |_| password.set(String::new()));
        }
    };
    let give_up = move || session.forget();
    view! {
        <Dialog open title=tr!(i18n, session.ended_title)>
            <p class="govuk-body">{tr!(i18n, session.ended_text)}</p>
            <Form state=form on_submit=submit show_general=true>
                <p class="govuk-body app-session__email">
                    <span class="govuk-visually-hidden">{tr!(i18n, session.email)} " : "</span>
                    {email}
                </p>
                <PasswordField
                    pointer="/password"
                    label=tr!(i18n, session.password)
                    value=password
                    autocomplete="current-password"
                />
                <div class="govuk-button-group">
                    <SubmitButton>{tr!(i18n, session.sign_in)}</SubmitButton>
                    <Button kind=ButtonKind::Link on_click=give_up>
                        {tr!(i18n, session.ended_give_up)}
                    </Button>
                </div>
            </Form>
        </Dialog>
    }
}
