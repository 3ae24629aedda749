//! Nobody can set what a request does not offer: every operation with a JSON body
//! is sent properties that its schema does not have, among them names of columns,
//! in the body and in each object within it.

use std::collections::BTreeSet;

use common::ids::{
    AccountReviewId, CardFlagId, DocumentId, PaymentId, RequestId, ReturnedMailId, TrainingId,
    WebhookEndpointId,
};
use db::on_both_engines;
use reqwest::Method;
use serde_json::{Map, Value, json};

use crate::authorization::{TABLE, callers};
use crate::support::{Client, TestApp};

/// Names that rows have and requests do not, and one that nothing has.
const SURPLUS: [&str; 6] = [
    "account_id",
    "driver_id",
    "password_hash",
    "role",
    "version",
    "surplus",
];

/// Somebody else's bodies: whatever the payment provider adds to its events is ignored.
const NOT_OURS: &str = "POST /api/v1/payment-notices";

/// The schema that a reference leads to; of alternatives the first that is an object.
fn resolve<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    if let Some(reference) = schema["$ref"].as_str() {
        let schema = document.pointer(reference.trim_start_matches('#'));
        return resolve(document, schema.expect("the reference leads somewhere"));
    }
    let alternatives = ["oneOf", "anyOf", "allOf"];
    alternatives
        .iter()
        .filter_map(|name| schema[name].as_array())
        .flatten()
        .map(|alternative| resolve(document, alternative))
        .find(|alternative| alternative["properties"].is_object())
        .unwrap_or(schema)
}

/// An object of nothing but surplus properties and objects of such; where each of
/// them stands goes into `pointers`.
fn probe(document: &Value, schema: &Value, at: &str, pointers: &mut BTreeSet<String>) -> Value {
    let no_properties = Map::new();
    let schema = resolve(document, schema);
    let properties = schema["properties"].as_object().unwrap_or(&no_properties);
    let mut body = Map::new();
    for name in SURPLUS
        .iter()
        .filter(|name| !properties.contains_key(**name))
    {
        body.insert((*name).to_owned(), json!("x"));
        pointers.insert(format!("{at}/{name}"));
    }
    for (name, property) in properties {
        let property = resolve(document, property);
        let item = resolve(document, &property["items"]);
        if property["properties"].is_object() {
            let within = probe(document, property, &format!("{at}/{name}"), pointers);
            body.insert(name.clone(), within);
        } else if item["properties"].is_object() {
            let within = probe(document, item, &format!("{at}/{name}/0"), pointers);
            body.insert(name.clone(), json!([within]));
        }
    }
    Value::Object(body)
}

/// A path whose ids are well formed, so that the body is read, and name nothing.
fn sample_path(template: &str) -> Result<String, String> {
    let parts = template.split('/').map(|part| {
        Ok(match part {
            "{request_id}" => RequestId::new().to_string(),
            "{review_id}" => AccountReviewId::new().to_string(),
            "{webhook_endpoint_id}" => WebhookEndpointId::new().to_string(),
            "{card_flag_id}" => CardFlagId::new().to_string(),
            "{training_id}" => TrainingId::new().to_string(),
            "{document_id}" => DocumentId::new().to_string(),
            "{payment_id}" => PaymentId::new().to_string(),
            "{returned_mail_id}" => ReturnedMailId::new().to_string(),
            part if part.starts_with('{') => {
                return Err(format!("{template}: this test does not know {part}"));
            }
            part => part.to_owned(),
        })
    });
    Ok(parts.collect::<Result<Vec<_>, String>>()?.join("/"))
}

/// The pointers of the properties that an answer calls unknown.
async fn unknown_in(
    caller: &Client,
    operation: &str,
    body: &Value,
) -> Result<BTreeSet<String>, String> {
    let (method, path) = operation.split_once(' ').unwrap();
    let method: Method = method.parse().unwrap();
    let caller = caller
        .clone()
        .with_header("if-match", "\"v1\"")
        .with_header("idempotency-key", operation.rsplit('/').next().unwrap());
    let answer = caller.send_json(method, &sample_path(path)?, body).await;
    if answer.status != 422 {
        return Err(format!("{operation}: {} {}", answer.status, answer.text()));
    }
    let errors = answer.problem(422).errors.into_iter();
    Ok(errors
        .filter(|error| error.code.as_str() == "unknown_field")
        .map(|error| error.pointer)
        .collect())
}

on_both_engines! {
    async fn a_property_that_is_not_offered_is_refused_wherever_it_stands(app: TestApp) {
        let callers = callers(&app).await;
        let document = serde_json::to_value(api::openapi::openapi()).unwrap();
        let (mut wrong, mut bodies) = (Vec::new(), 0);
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, described) in item.as_object().unwrap() {
                let schema = &described["requestBody"]["content"]["application/json"]["schema"];
                let operation = format!("{} {path}", method.to_uppercase());
                if schema.is_null() || operation == NOT_OURS {
                    continue;
                }
                bodies += 1;
                let row = TABLE.iter().find(|(name, _)| *name == operation);
                let who = row.and_then(|(_, row)| row.find('x'));
                let Some(who) = who else {
                    wrong.push(format!("{operation}: nobody may call it"));
                    continue;
                };
                let mut expected = BTreeSet::new();
                let body = probe(&document, schema, "", &mut expected);
                match unknown_in(&callers[who], &operation, &body).await {
                    Err(answer) => wrong.push(answer),
                    Ok(found) => {
                        let accepted: Vec<_> = expected.difference(&found).collect();
                        if !accepted.is_empty() {
                            wrong.push(format!("{operation}: not refused: {accepted:?}"));
                        }
                    }
                }
            }
        }
        assert!(bodies >= 20, "{bodies}");
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
