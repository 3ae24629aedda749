//! Who works on a file.

use common::dto::review::StaffMember;
use leptos::prelude::*;
use ui::i18n::{t_string, use_i18n};
use ui::session::use_session;

/// The name of who works on a file; "vous" for oneself.
#[component]
pub fn Assigned(
    /// Who, if anybody.
    member: Option<StaffMember>,
) -> impl IntoView {
    let i18n = use_i18n();
    let mine = is_me(member.as_ref());
    move || match (&member, mine.get()) {
        (None, _) => t_string!(i18n, staff.nobody).to_owned(),
        (Some(_), true) => t_string!(i18n, staff.me).to_owned(),
        (Some(member), false) => member.name.clone(),
    }
}

/// Who works on a file, in a sentence.
#[component]
pub fn AssignedLine(
    /// Who, if anybody.
    member: Option<StaffMember>,
) -> impl IntoView {
    let i18n = use_i18n();
    let mine = is_me(member.as_ref());
    let text = move || match (&member, mine.get()) {
        (None, _) => t_string!(i18n, staff.taken_by_nobody).to_owned(),
        (Some(_), true) => t_string!(i18n, staff.taken_by_you).to_owned(),
        (Some(member), false) => {
            t_string!(i18n, staff.taken_by, name = member.name.clone()).to_string()
        }
    };
    view! { <p class="govuk-body">{text}</p> }
}

/// Whether it is who is signed in; follows changes.
pub fn is_me(member: Option<&StaffMember>) -> Memo<bool> {
    let session = use_session();
    let id = member.map(|member| member.id);
    Memo::new(move |_| id.is_some() && session.account().map(|account| account.id) == id)
}
