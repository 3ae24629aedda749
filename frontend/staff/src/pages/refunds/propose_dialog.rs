//! "Proposer un remboursement": why, for who has to approve it.

use common::dto::refund::{ProposeRefundRequest, RefundView};
use common::field_error::{Faults, FieldErrorCode};
use common::ids::PaymentId;
use common::money::Cents;
use common::payment_words::RefundReason;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{
    Button, ButtonKind, Choice, Dialog, Form, FormState, RadioGroup, SubmitButton, TextArea,
    use_toasts,
};
use ui::form::language;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::words::reason_word;

const COMMENT_LIMIT: usize = 500;

/// The reasons that a person can give; the others follow from something else.
const REASONS: [RefundReason; 2] = [RefundReason::IssuerFault, RefundReason::Other];

/// The dialog; closed once the refund is proposed.
#[component]
pub fn ProposeDialog(
    /// The payment.
    id: PaymentId,
    /// What was paid, in euro cents.
    cents: i64,
    /// Whether it stands in front of the page.
    open: RwSignal<bool>,
    /// Called when it was proposed.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let title = move || {
        let amount = Cents(cents).text(language(i18n));
        t_string!(i18n, staff_refunds.propose_title, amount = amount).to_string()
    };
    let close = move || {
        open.set(false);
        form.clear();
    };
    view! {
        <Dialog open title on_cancel=close>
            <ProposeForm id open form on_done />
        </Dialog>
    }
}

#[component]
fn ProposeForm(
    id: PaymentId,
    open: RwSignal<bool>,
    form: FormState,
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let (reason, comment) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move || {
        let Some(body) = check(form, reason, comment) else {
            return;
        };
        let call = async move {
            let call = Call::post(format!("/staff/payments/{id}/refunds")).json(&body);
            call.send::<RefundView>().await
        };
        form.run(call, move |_| {
            toasts.success(t_string!(i18n, staff_refunds.proposed_toast));
            open.set(false);
            on_done.run(());
        });
    };
    let close = move || {
        open.set(false);
        form.clear();
    };
    let reasons = REASONS.map(|code| Choice::new(code, move || reason_word(i18n, code)));
    let reasons = Signal::stored(reasons.to_vec());
    view! {
        <p class="govuk-body">{tr!(i18n, staff_refunds.propose_text)}</p>
        <Form state=form on_submit=submit show_general=true>
            <RadioGroup
                pointer="/reason"
                legend=tr!(i18n, staff_refunds.reason)
                value=reason
                choices=reasons
            />
            <TextArea
                pointer="/comment"
                label=tr!(i18n, staff_refunds.comment)
                hint=tr!(i18n, staff_refunds.comment_hint)
                value=comment
                rows=3
                limit=COMMENT_LIMIT
            />
            <div class="govuk-button-group">
                <SubmitButton>{tr!(i18n, staff_refunds.propose)}</SubmitButton>
                <Button kind=ButtonKind::Secondary on_click=close>{tr!(i18n, common.cancel)}</Button>
            </div>
        </Form>
    }
}

fn check(
    form: FormState,
    reason: RwSignal<String>,
    comment: RwSignal<String>,
) -> Option<ProposeRefundRequest> {
    let mut faults = Faults::new();
    let chosen = reason.get_untracked().parse();
    let chosen = chosen.map_err(|_| FieldErrorCode::Required.into());
    let chosen: Option<RefundReason> = faults.check("/reason", chosen);
    let comment = comment.with_untracked(|words| words.trim().to_owned());
    if chosen == Some(RefundReason::Other) && comment.is_empty() {
        faults.push("/comment", FieldErrorCode::Required);
    }
    let body = chosen.map(|reason| ProposeRefundRequest { reason, comment });
    form.accept(faults).then_some(body)?
}
