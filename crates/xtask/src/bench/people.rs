//! Who uses the server: people of the demonstration and of the seeds, and a
//! training centre's software.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{http::Request, process::Running};

/// As in `services::demo`.
const PASSWORD: &str = "Demo-CQC-Hub-2026!";

/// The member of the staff who sees both queues.
pub const AGENT: &str = "agent@demo.example";

/// Client id and secret of the demonstration's centre, in Base64.
const CENTRE: &str = "Y2xpXzAxOTM1NzFlMGMwMDcwMDBhMDAwMDAwMDAwMDAwMGRlOmRlbW8tY2VudHJlLXNlY3JldA==";

/// The mail address of a driver of the seeds, from 1.
pub fn driver(number: usize) -> String {
    format!("bench{number}@bench.example")
}

/// A sign-in, each from a network of its own.
pub fn sign_in_request(email: &str, network: usize) -> Request {
    let form = json!({ "email": email, "password": PASSWORD });
    Request::post_json("/api/v1/sessions", &form).behind_network(network)
}

/// Signs somebody in and returns the access token.
pub fn sign_in(server: &Running, email: &str, network: usize) -> Result<String> {
    token_of(&server.ask(&sign_in_request(email, network))?.json()?)
        .with_context(|| format!("signing in {email}"))
}

/// The access tokens of the first drivers of the seeds.
pub fn sign_in_drivers(server: &Running, numbers: &[usize]) -> Result<Vec<String>> {
    numbers
        .iter()
        .map(|number| sign_in(server, &driver(*number), *number))
        .collect()
}

/// The access token of the centre's software.
pub fn centre_token(server: &Running) -> Result<String> {
    let form = "grant_type=client_credentials".to_owned();
    let request = Request::post("/oauth/token", "application/x-www-form-urlencoded", form)
        .header("Authorization", &format!("Basic {CENTRE}"));
    token_of(&server.ask(&request)?.json()?)
}

fn token_of(answer: &Value) -> Result<String> {
    let token = answer.pointer("/access_token").and_then(Value::as_str);
    token.map(ToOwned::to_owned).context("no access token")
}
