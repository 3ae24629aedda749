//! Follows a payment, as the provider has told the server. The browser's return proves
//! nothing: the server is asked until something is known.

use common::dto::payment::PaymentView;
use common::dto::replacement::ReplacementView;
use common::dto::returned_mail::ReturnedMailView;
use common::ids::PaymentId;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;
use ui::api::{ApiError, Call};

/// How long between two questions, in milliseconds.
const PAUSE: u32 = 2_000;

/// What something is paid with.
pub trait Payable: Clone + PartialEq + DeserializeOwned + Send + Sync + 'static {
    /// The payment under way, or the one that was made, or the last one that failed.
    fn payment(&self) -> Option<&PaymentView>;
}

impl Payable for ReplacementView {
    fn payment(&self) -> Option<&PaymentView> {
        self.payment.as_ref()
    }
}

impl Payable for ReturnedMailView {
    fn payment(&self) -> Option<&PaymentView> {
        self.payment.as_ref()
    }
}

/// What a page knows of what is paid for.
#[derive(Clone, PartialEq)]
pub enum Following<T> {
    /// Nothing yet.
    Nothing,
    /// It could not be read.
    Failure(ApiError),
    /// How it stands.
    View(Box<T>),
}

/// Reads what is paid for until its payment is known or the page is left; the provider
/// is asked once.
pub fn follow<T: Payable>(path: String, known: RwSignal<Following<T>>) {
    known.set(Following::Nothing);
    spawn_local(async move {
        let mut asked = false;
        loop {
            let view = match Call::get(&path).send::<T>().await {
                Ok(view) => view,
                Err(error) => {
                    let _ = known.try_set(Following::Failure(error));
                    return;
                }
            };
            let open = view.payment().filter(|payment| payment.status.is_open());
            let open = open.map(|payment| payment.id);
            let news = Following::View(Box::new(view));
            // What stays the same is not shown anew, or its buttons would lose the focus.
            match known.try_with_untracked(|known| *known != news) {
                Some(true) => known.set(news),
                Some(false) => {}
                // The page is gone.
                None => return,
            }
            let Some(payment) = open else { return };
            if !asked {
                asked = true;
                ask(payment).await;
            }
            TimeoutFuture::new(PAUSE).await;
        }
    });
}

/// Without an answer the server asks by itself a little later.
async fn ask(payment: PaymentId) {
    let call = Call::post(format!("/me/payments/{payment}/check"));
    let _ = call.send::<serde_json::Value>().await;
}
