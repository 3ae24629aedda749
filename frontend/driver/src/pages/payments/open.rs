//! A payment whose outcome nobody knows yet.

use common::dto::payment::PaymentView;
use common::payment_words::DeclineReason;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{Button, ButtonKind, FormState, InsetText, WarningText};
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

/// Nobody knows yet: money may still come.
#[component]
pub fn OpenPayment(
    /// The form of the page, which says what goes wrong.
    form: FormState,
    /// The payment.
    payment: PaymentView,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = payment.id;
    let abandoned = RwSignal::new(false);
    let declined = payment.decline_reason.map(|reason| {
        let text = move || {
            let reason = decline_word(i18n, reason);
            t_string!(i18n, payments.declined, reason = reason).to_string()
        };
        view! {
            <InsetText>
                <strong>{text}</strong> " " {tr!(i18n, payments.declined_again)}
            </InsetText>
        }
    });
    let abandon = move || {
        let call = async move {
            let call = Call::post(format!("/me/payments/{id}/abandonment"));
            call.send::<serde_json::Value>().await
        };
        form.run(call, move |_| abandoned.set(true));
    };
    let pending = Signal::derive(move || form.is_pending() || abandoned.get());
    let page = payment.checkout_url.map(|url| {
        view! {
            // Not a page of this application, even where the provider is simulated here.
            <a href=url rel="external" class="govuk-button" role="button" draggable="false">
                {tr!(i18n, payments.pay_again)}
            </a>
        }
    });
    view! {
        {declined}
        <WarningText>{tr!(i18n, payments.open_text)}</WarningText>
        <p class="govuk-body">{tr!(i18n, payments.checking_text)}</p>
        <div class="govuk-button-group">
            {page}
            <Button kind=ButtonKind::Secondary on_click=abandon pending>
                {tr!(i18n, payments.abandon)}
            </Button>
        </div>
        <p class="govuk-body" role="status">
            {move || abandoned.get().then(|| t_string!(i18n, payments.abandoning))}
        </p>
    }
}

fn decline_word(i18n: Texts, reason: DeclineReason) -> &'static str {
    match reason {
        DeclineReason::CardDeclined => t_string!(i18n, payments.decline_card_declined),
        DeclineReason::InsufficientFunds => {
            t_string!(i18n, payments.decline_insufficient_funds)
        }
        DeclineReason::ExpiredCard => t_string!(i18n, payments.decline_expired_card),
        DeclineReason::IncorrectCvc => t_string!(i18n, payments.decline_incorrect_cvc),
        DeclineReason::AuthenticationFailed => {
            t_string!(i18n, payments.decline_authentication_failed)
        }
        DeclineReason::ProcessingError => t_string!(i18n, payments.decline_processing_error),
        DeclineReason::Other => t_string!(i18n, payments.decline_other),
    }
}
