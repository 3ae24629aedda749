//! What the simulated provider remembers.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{
    DeclineReason, NewCheckout, NewRefund, PaymentError, ProviderState, Refund, RefundState,
};
use crate::ports::payment_provider::Rejection;

/// What a page's reference begins with, and with it those made from it.
const PAGE: &str = "sim_";
const CAPTURE: &str = "sim_capture_";
const REFUND: &str = "sim_refund_";

/// The least that Stripe takes, in cents.
const LEAST_CENTS: i64 = 50;

/// A page of the simulated provider.
#[derive(Clone, Debug)]
pub struct SimulatedCheckout {
    /// Its reference.
    pub provider_reference: String,
    /// What was asked for.
    pub asked: NewCheckout,
    /// What happened on it.
    pub state: ProviderState,
    /// When the bank answers, while it has not.
    pub decided_at: Option<DateTime<Utc>>,
    /// What was given back so far, in cents.
    pub refunded_cents: i64,
    notices: usize,
}

impl SimulatedCheckout {
    /// Whether a card can be tried on it.
    #[must_use]
    pub fn can_be_paid(&self) -> bool {
        let is_open = matches!(
            self.state,
            ProviderState::Open | ProviderState::Refused { .. }
        );
        is_open && self.decided_at.is_none()
    }
}

/// Something to be told.
pub(super) struct Event {
    pub id: String,
    pub provider_reference: String,
    pub is_paid: bool,
}

/// Pages, refunds and what is still to be told. Keys are not kept apart: a page's
/// reference and a refund's are made from them, so the same key finds the same.
#[derive(Default)]
pub(super) struct Book {
    pages: BTreeMap<String, SimulatedCheckout>,
    refunds: BTreeMap<String, NewRefund>,
    events: Vec<Event>,
}

impl Book {
    pub(super) fn find(&self, reference: &str) -> Option<&SimulatedCheckout> {
        self.pages.get(reference)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &SimulatedCheckout> {
        self.pages.values()
    }

    /// Does what time does: banks answer, pages close.
    pub(super) fn settle(&mut self, now: DateTime<Utc>) {
        let (pages, events) = (&mut self.pages, &mut self.events);
        for page in pages.values_mut() {
            if page.decided_at.is_some_and(|at| at <= now) {
                page.decided_at = None;
                page.state = ProviderState::Paid {
                    capture_reference: page.provider_reference.replacen(PAGE, CAPTURE, 1),
                };
                for _ in 0..page.notices {
                    events.push(event(page, true));
                }
            } else if page.asked.expires_at <= now {
                close(page, events);
            }
        }
    }

    pub(super) fn take_due(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    pub(super) fn open(
        &mut self,
        asked: &NewCheckout,
        now: DateTime<Utc>,
    ) -> Result<String, PaymentError> {
        let reference = format!("{PAGE}{}_{}", asked.payment_id, asked.attempt);
        if let Some(page) = self.pages.get(&reference) {
            if page.asked != *asked {
                return Err(rejected(400, "idempotency_error", None));
            }
            return Ok(reference);
        }
        if asked.amount_cents < LEAST_CENTS {
            return Err(rejected(400, "amount_too_small", Some("unit_amount")));
        }
        if asked.expires_at <= now {
            return Err(rejected(400, "invalid_request_error", Some("expires_at")));
        }
        let page = SimulatedCheckout {
            provider_reference: reference.clone(),
            asked: asked.clone(),
            state: ProviderState::Open,
            decided_at: None,
            refunded_cents: 0,
            notices: 0,
        };
        self.pages.insert(reference.clone(), page);
        Ok(reference)
    }

    /// A page of before a restart is over: nobody can pay on it any more.
    pub(super) fn state(&self, reference: &str) -> Result<ProviderState, PaymentError> {
        match self.pages.get(reference) {
            Some(page) => Ok(page.state.clone()),
            None if reference.starts_with(PAGE) => Ok(ProviderState::Expired),
            None => Err(rejected(404, "resource_missing", Some("session"))),
        }
    }

    pub(super) fn refuse(&mut self, reference: &str, reason: DeclineReason) {
        if let Some(page) = self.pages.get_mut(reference) {
            page.state = ProviderState::Refused { reason };
        }
    }

    pub(super) fn accept(&mut self, reference: &str, decided_at: DateTime<Utc>, notices: usize) {
        if let Some(page) = self.pages.get_mut(reference) {
            page.state = ProviderState::Open;
            page.decided_at = Some(decided_at);
            page.notices = notices;
        }
    }

    pub(super) fn close(&mut self, reference: &str) {
        if let Some(page) = self.pages.get_mut(reference) {
            close(page, &mut self.events);
        }
    }

    pub(super) fn refund(&mut self, asked: &NewRefund) -> Result<Refund, PaymentError> {
        let reference = format!("{REFUND}{}", asked.idempotency_key);
        if let Some(known) = self.refunds.get(&reference) {
            if known != asked {
                return Err(rejected(400, "idempotency_error", None));
            }
            return Ok(succeeded(reference));
        }
        let is_capture = |page: &&mut SimulatedCheckout| {
            matches!(&page.state, ProviderState::Paid { capture_reference }
                if *capture_reference == asked.capture_reference)
        };
        let Some(page) = self.pages.values_mut().find(is_capture) else {
            return Err(rejected(404, "resource_missing", Some("payment_intent")));
        };
        let left = page.asked.amount_cents - page.refunded_cents;
        if !(1..=left).contains(&asked.amount_cents) {
            let code = if left == 0 {
                "charge_already_refunded"
            } else {
                "amount_too_large"
            };
            return Err(rejected(400, code, Some("amount")));
        }
        page.refunded_cents += asked.amount_cents;
        self.refunds.insert(reference.clone(), asked.clone());
        Ok(succeeded(reference))
    }

    pub(super) fn refund_state(&self, reference: &str) -> Result<RefundState, PaymentError> {
        if self.refunds.contains_key(reference) {
            Ok(RefundState::Succeeded)
        } else {
            Err(rejected(404, "resource_missing", Some("refund")))
        }
    }
}

/// A page that a bank is busy with does not close.
fn close(page: &mut SimulatedCheckout, events: &mut Vec<Event>) {
    if page.can_be_paid() {
        page.state = ProviderState::Expired;
        events.push(event(page, false));
    }
}

/// Told twice, it is the same event.
fn event(page: &SimulatedCheckout, is_paid: bool) -> Event {
    let what = if is_paid { "paid" } else { "expired" };
    Event {
        id: format!("evt_{}_{what}", page.provider_reference),
        provider_reference: page.provider_reference.clone(),
        is_paid,
    }
}

fn succeeded(refund_reference: String) -> Refund {
    Refund {
        refund_reference,
        state: RefundState::Succeeded,
    }
}

fn rejected(status: u16, code: &str, parameter: Option<&str>) -> PaymentError {
    PaymentError::Rejected(Rejection {
        status,
        code: code.to_owned(),
        parameter: parameter.map(str::to_owned),
        request_id: None,
    })
}
