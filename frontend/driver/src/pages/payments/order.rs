//! "Commander avec obligation de paiement" (Code de la consommation, L. 221-14), and
//! waiting for the payment page that a job of the server opens.

use std::future::Future;

use common::dto::payment::PaymentView;
use common::statuses::PaymentStatus;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use ui::api::{ApiError, Call};
use ui::components::FormState;
use ui::i18n::{Texts, t_string, use_i18n};

use super::Payable;

/// How long between two questions, in milliseconds.
const PAUSE: u32 = 700;

/// How often the server is asked for the payment page before the payment's own page
/// goes on waiting.
const QUESTIONS: u32 = 20;

/// An order as it is being made. Copies share the same signals.
#[derive(Clone, Copy)]
pub struct Ordering {
    form: FormState,
    opening: RwSignal<bool>,
}

impl Ordering {
    /// Orders within a form, which says what goes wrong.
    pub fn new(form: FormState) -> Self {
        Self {
            form,
            opening: RwSignal::new(false),
        }
    }

    /// Asks for the payment; the browser then goes to the provider's page, or
    /// `on_settled` runs where there is none, or it takes long.
    pub fn run<T: Payable>(
        self,
        order: impl Future<Output = Result<T, ApiError>> + 'static,
        on_settled: impl FnOnce() + 'static,
    ) {
        let call = async move {
            let view = order.await?;
            self.opening.set(true);
            match view.payment() {
                Some(payment) => until_page_is_open(payment.clone()).await,
                None => Ok(None),
            }
        };
        self.form.run(call, move |page: Option<String>| match page {
            Some(page) => {
                // Where the browser cannot go, the payment's own page has the link.
                let _ = window().location().set_href(&page);
            }
            None => on_settled(),
        });
    }
}

/// The words of the button that orders.
pub fn order_words(i18n: Texts, is_free: bool) -> &'static str {
    if is_free {
        t_string!(i18n, payments.order_free)
    } else {
        t_string!(i18n, payments.order)
    }
}

/// Says that the payment page is being opened.
#[component]
pub fn OpeningLine(
    /// The order.
    ordering: Ordering,
) -> impl IntoView {
    let i18n = use_i18n();
    let text = move || {
        let is_opening = ordering.opening.get();
        is_opening.then(|| t_string!(i18n, payments.opening))
    };
    view! { <p class="govuk-body" role="status">{text}</p> }
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
