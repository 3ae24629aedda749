//! What is sent to Stripe: fields whose names are paths, `line_items[0][quantity]`.

use super::super::{CURRENCY, NewCheckout, NewRefund};

/// The fields of a form, in order.
pub(super) type Fields = Vec<(&'static str, String)>;

const LINE_CURRENCY: &str = "line_items[0][price_data][currency]";
const LINE_AMOUNT: &str = "line_items[0][price_data][unit_amount]";
const LINE_NAME: &str = "line_items[0][price_data][product_data][name]";
// The session's metadata are not those of the money that it takes.
const MONEY_PAYMENT: &str = "payment_intent_data[metadata][payment_id]";
const MONEY_NAME: &str = "payment_intent_data[description]";

/// A Checkout Session with one line
/// (<https://docs.stripe.com/api/checkout/sessions/create>).
pub(super) fn checkout(asked: &NewCheckout) -> Fields {
    let mut fields: Fields = vec![
        ("mode", "payment".to_owned()),
        ("submit_type", "pay".to_owned()),
        ("payment_method_types[0]", "card".to_owned()),
        ("locale", asked.language.as_str().to_owned()),
        ("line_items[0][quantity]", "1".to_owned()),
        (LINE_CURRENCY, CURRENCY.to_owned()),
        (LINE_AMOUNT, asked.amount_cents.to_string()),
        (LINE_NAME, asked.description.clone()),
        // The price is the one that was agreed to, in its currency.
        ("adaptive_pricing[enabled]", "false".to_owned()),
        // Stripe shall keep no file on a person who pays once.
        ("customer_creation", "if_required".to_owned()),
        ("success_url", asked.success_url.to_string()),
        ("cancel_url", asked.cancel_url.to_string()),
        ("expires_at", asked.expires_at.timestamp().to_string()),
        ("client_reference_id", asked.payment_id.clone()),
        ("metadata[payment_id]", asked.payment_id.clone()),
        ("metadata[attempt]", asked.attempt.to_string()),
        (MONEY_PAYMENT, asked.payment_id.clone()),
        (MONEY_NAME, asked.description.clone()),
    ];
    if let Some(email) = &asked.customer_email {
        fields.push(("customer_email", email.clone()));
    }
    fields
}

/// A refund, whole or in part (<https://docs.stripe.com/api/refunds/create>).
pub(super) fn refund(asked: &NewRefund) -> Fields {
    vec![
        ("payment_intent", asked.capture_reference.clone()),
        ("amount", asked.amount_cents.to_string()),
    ]
}
