//! "Commander avec obligation de paiement" (Code de la consommation, L. 221-14), and
//! waiting for the payment page that a job of the server opens.

use std::future::Future;

use common::dto::payment::PaymentView;
use common::statuses::PaymentStatus;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use ui::api::{ApiError, Call};
use ui::components::{Button, FormState};
use ui::i18n::{t_string, use_i18n};

use super::Payable;

/// How long between two questions, in milliseconds.
const PAUSE: u32 = 700;

/// How often the server is asked for the payment page before the payment's own page
/// goes on waiting.
const QUESTIONS: u32 = 20;

/// The button that orders. `order` asks for the payment; the browser then goes to the
/// provider's page, or `on_settled` runs where there is none, or it takes long.
#[component]
pub fn OrderButton<T, O, F>(
    /// The form of the page.
    form: FormState,
    /// Whether nothing is to be paid.
    is_free: bool,
    /// Asks for the payment.
    order: O,
    /// Where the payment can be followed.
    #[prop(into)]
    on_settled: Callback<()>,
) -> impl IntoView
where
    T: Payable,
    O: Fn() -> F + Send + Sync + 'static,
    F: Future<Output = Result<T, ApiError>> + 'static,
{
    let i18n = use_i18n();
    let opening = RwSignal::new(false);
    let click = move || {
        let ordered = order();
        let call = async move {
            let view = ordered.await?;
            opening.set(true);
            match view.payment() {
                Some(payment) => until_page_is_open(payment.clone()).await,
                None => Ok(None),
            }
        };
        form.run(call, move |page: Option<String>| match page {
            Some(page) => {
                // Where the browser cannot go, the payment's own page has the link.
                let _ = window().location().set_href(&page);
            }
            None => on_settled.run(()),
        });
    };
    let pending = Signal::derive(move || form.is_pending());
    let words = move || {
        if is_free {
            t_string!(i18n, payments.order_free)
        } else {
            t_string!(i18n, payments.order)
        }
    };
    view! {
        <Button on_click=click pending>{words}</Button>
        <p class="govuk-body" role="status">
            {move || opening.get().then(|| t_string!(i18n, payments.opening))}
        </p>
    }
}

/// The address of the payment page, once it is open; none if it takes long.
async fn until_page_is_open(mut payment: PaymentView) -> Result<Option<String>, ApiError> {
    let path = format!("/me/payments/{}", payment.id);
    for _ in 0..QUESTIONS {
        if payment.checkout_url.is_some() || payment.status != PaymentStatus::Created {
            return Ok(payment.checkout_url);
        }
        TimeoutFuture::new(PAUSE).await;
        payment = Call::get(&path).send().await?;
    }
    Ok(None)
}
