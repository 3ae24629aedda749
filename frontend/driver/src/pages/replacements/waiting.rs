//! Waiting for what a job of the server does.

use common::dto::replacement::ReplacementView;
use common::statuses::PaymentStatus;
use gloo_timers::future::TimeoutFuture;
use ui::api::{ApiError, Call};

/// How long between two questions, in milliseconds.
const PAUSE: u32 = 700;

/// How often the server is asked for the payment page before the payment's own page
/// goes on waiting.
const QUESTIONS: u32 = 20;

/// The address of the payment page, once it is open; none if there is nothing to pay,
/// or it takes long.
pub async fn until_page_is_open(view: ReplacementView) -> Result<Option<String>, ApiError> {
    let path = format!("/me/replacements/{}", view.request.id);
    let mut view = view;
    for _ in 0..QUESTIONS {
        let Some(payment) = &view.payment else {
            return Ok(None);
        };
        if payment.checkout_url.is_some() || payment.status != PaymentStatus::Created {
            return Ok(payment.checkout_url.clone());
        }
        TimeoutFuture::new(PAUSE).await;
        view = Call::get(&path).send().await?;
    }
    Ok(None)
}
