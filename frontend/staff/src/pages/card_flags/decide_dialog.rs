//! "Retirer" or "Laisser valable": why, for whoever asks later.

use common::dto::card_flag::DecideCardFlagRequest;
use common::field_error::{Faults, FieldErrorCode};
use common::ids::CardFlagId;
use common::rules::training_change::FlagDecision;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{
    Button, ButtonKind, Dialog, Form, FormState, SubmitButton, TextArea, use_toasts,
};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

const COMMENT_LIMIT: usize = 500;

/// The dialog; closed once it is decided.
#[component]
pub fn DecideDialog(
    /// The entry of the list.
    id: CardFlagId,
    /// The card's serial number.
    serial: String,
    /// What is to be decided.
    decision: FlagDecision,
    /// Whether it stands in front of the page.
    open: RwSignal<bool>,
    /// Called when it is decided.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let title = move || {
        let serial = serial.clone();
        match decision {
            FlagDecision::Revoke => {
                t_string!(i18n, staff_card_flags.revoke_title, serial = serial).to_string()
            }
            FlagDecision::Keep => {
                t_string!(i18n, staff_card_flags.keep_title, serial = serial).to_string()
            }
        }
    };
    let close = move || {
        open.set(false);
        form.clear();
    };
    view! {
        <Dialog open title on_cancel=close>
            <DecideForm id decision open form on_done />
        </Dialog>
    }
}

#[component]
fn DecideForm(
    id: CardFlagId,
    decision: FlagDecision,
    open: RwSignal<bool>,
    form: FormState,
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let comment = RwSignal::new(String::new());
    let submit = move || {
        let mut faults = Faults::new();
        let comment = comment.with_untracked(|words| words.trim().to_owned());
        if comment.is_empty() {
            faults.push("/comment", FieldErrorCode::Required);
        }
        if !form.accept(faults) {
            return;
        }
        let body = DecideCardFlagRequest { decision, comment };
        let path = format!("/staff/card-flags/{id}/decision");
        let call = async move { Call::post(path).json(&body).send::<()>().await };
        form.run(call, move |()| {
            toasts.success(match decision {
                FlagDecision::Revoke => t_string!(i18n, staff_card_flags.revoked_toast),
                FlagDecision::Keep => t_string!(i18n, staff_card_flags.kept_toast),
            });
            open.set(false);
            on_done.run(());
        });
    };
    let close = move || {
        open.set(false);
        form.clear();
    };
    let text = move || match decision {
        FlagDecision::Revoke => t_string!(i18n, staff_card_flags.revoke_text),
        FlagDecision::Keep => t_string!(i18n, staff_card_flags.keep_text),
    };
    let label = move || match decision {
        FlagDecision::Revoke => t_string!(i18n, staff_card_flags.revoke),
        FlagDecision::Keep => t_string!(i18n, staff_card_flags.keep),
    };
    view! {
        <p class="govuk-body">{text}</p>
        <Form state=form on_submit=submit show_general=true>
            <TextArea
                pointer="/comment"
                label=tr!(i18n, staff_card_flags.comment)
                hint=tr!(i18n, staff_card_flags.comment_hint)
                value=comment
                rows=3
                limit=COMMENT_LIMIT
            />
            <div class="govuk-button-group">
                <SubmitButton>{label}</SubmitButton>
                <Button kind=ButtonKind::Secondary on_click=close>{tr!(i18n, common.cancel)}</Button>
            </div>
        </Form>
    }
}
