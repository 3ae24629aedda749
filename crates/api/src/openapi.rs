//! The OpenAPI 3.1 document: a pure function of the route table. It needs no
//! database, no network and no configuration.

use actix_web::App;
use common::dto::problem::Problem;
use common::field_error::{FieldError, FieldErrorCode};
use utoipa::OpenApi;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, ClientCredentials, Flow, HttpAuthScheme, HttpBuilder, OAuth2, Scopes,
    SecurityScheme,
};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa_actix_web::AppExt as _;

use crate::routes;
use crate::routes::my_requests::RequestState;
use crate::routes::staff_jobs::JobsShown;

/// Name of the scheme by which people's access tokens are sent.
pub const PERSON: &str = "person";
/// Name of the scheme by which software's access tokens are sent.
pub const CLIENT: &str = "client";
/// Name of the cookie that renews a session.
pub const REFRESH: &str = "refresh";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "CQC Hub",
        description = "Driver qualification cards (carte de qualification de conducteur): \
            accounts, trainings, certificates and card requests.\n\n\
            Errors are problem documents (RFC 9457); `code` never changes with the language, \
            and `errors` lists every wrong field at once. Instants end in `_at` and are UTC; \
            days end in `_on` and are those of Europe/Paris.",
        license(name = "MIT OR Apache-2.0", url = "https://spdx.org/licenses/MIT.html"),
        contact(name = "CQC Hub", url = "https://example.org/cqc-hub"),
    ),
    servers((url = "/", description = "This server")),
    // Enums of query strings are not found by themselves.
    components(schemas(common::dto::staff::Assignment, Problem, FieldError, FieldErrorCode, JobsShown, RequestState)),
    tags(
        (name = "service", description = "What anybody may know about the service."),
        (name = "session", description = "Signing in and out."),
        (name = "account", description = "Accounts, passwords and personal data."),
        (name = "driver", description = "The driver's space."),
        (name = "trainings", description = "Declared by approved training centres."),
        (name = "events", description = "What happened to what an organisation declared: a feed, and webhooks."),
        (name = "certificates", description = "Provisional certificates and their verification."),
        (name = "requests", description = "Card requests."),
        (name = "staff", description = "The issuer's staff."),
        (name = "oauth", description = "Access tokens for software."),
        (name = "operations", description = "For whoever runs the service."),
    )
)]
struct Base;

/// The document.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    let (_, mut document) = App::new()
        .into_utoipa_app()
        .openapi(Base::openapi())
        .configure(|cfg| routes::root(cfg))
        .service(utoipa_actix_web::scope(routes::BASE).configure(|cfg| routes::api(cfg)))
        .split_for_parts();
    env!("CARGO_PKG_VERSION").clone_into(&mut document.info.version);
    let components = document.components.get_or_insert_default();
    for (name, scheme) in schemes() {
        components
            .security_schemes
            .insert(name.to_owned(), RefOr::T(scheme));
    }
    for path in document.paths.paths.values_mut() {
        for operation in operations_mut(path) {
            add_failures(operation);
        }
    }
    document
}

/// Every path with its methods as `Allow` writes them.
#[must_use]
pub fn methods(document: &utoipa::openapi::OpenApi) -> Vec<(String, String)> {
    let list = |item: &PathItem| {
        let pairs = [
            ("GET", item.get.is_some()),
            ("POST", item.post.is_some()),
            ("PUT", item.put.is_some()),
            ("PATCH", item.patch.is_some()),
            ("DELETE", item.delete.is_some()),
        ];
        let names: Vec<_> = pairs
            .iter()
            .filter(|(_, is_there)| *is_there)
            .map(|(name, _)| *name)
            .collect();
        names.join(", ")
    };
    document
        .paths
        .paths
        .iter()
        .map(|(path, item)| (path.clone(), list(item)))
        .collect()
}

fn schemes() -> [(&'static str, SecurityScheme); 3] {
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT")
        .description(Some(
            "Access token of somebody who signed in; good for 15 minutes.",
        ))
        .build();
    let scopes = common::words::Scope::ALL
        .iter()
        .map(|scope| (scope.as_str(), scope.as_str()));
    let client = OAuth2::with_description(
        [Flow::ClientCredentials(ClientCredentials::new(
            "/oauth/token",
            Scopes::from_iter(scopes),
        ))],
        "Access token of an organisation's software; good for 15 minutes.",
    );
    let cookie = ApiKey::Cookie(ApiKeyValue::with_description(
        "__Host-cqc_refresh",
        "Renews a session; `HttpOnly`, `SameSite=Strict`.",
    ));
    [
        (PERSON, SecurityScheme::Http(bearer)),
        (CLIENT, SecurityScheme::OAuth2(client)),
        (REFRESH, SecurityScheme::ApiKey(cookie)),
    ]
}

fn operations_mut(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [
        &mut item.get,
        &mut item.post,
        &mut item.put,
        &mut item.patch,
        &mut item.delete,
    ]
    .into_iter()
    .filter_map(Option::as_mut)
}

/// The failures that any operation can meet, so that handlers list only their own.
fn add_failures(operation: &mut Operation) {
    let is_guarded = operation
        .security
        .as_ref()
        .is_some_and(|list| !list.is_empty());
    let has_body = operation.request_body.is_some();
    let has_path = operation
        .parameters
        .as_ref()
        .is_some_and(|list| !list.is_empty());
    let failures = [
        ("400", "The request is malformed.", true),
        ("401", "No valid access token.", is_guarded),
        ("403", "The access token does not allow this.", is_guarded),
        (
            "404",
            "There is no such thing, or it belongs to somebody else.",
            has_path,
        ),
        ("413", "The body is too large.", has_body),
        ("415", "The media type is not accepted.", has_body),
        (
            "422",
            "Fields are wrong; `errors` lists them all.",
            has_body,
        ),
        ("429", "Too many requests; see `Retry-After`.", true),
        ("500", "A fault of the service.", true),
        (
            "503",
            "The service cannot answer for now; see `Retry-After`.",
            true,
        ),
    ];
    for (status, description, applies) in failures {
        if applies && !operation.responses.responses.contains_key(status) {
            operation
                .responses
                .responses
                .insert(status.to_owned(), RefOr::T(failure(description)));
        }
    }
}

fn failure(description: &str) -> Response {
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("Problem")))
        .build();
    ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", content)
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_is_named_described_and_tagged_once() {
        let document = serde_json::to_value(openapi()).unwrap();
        assert_eq!(document["openapi"], "3.1.0");
        let mut ids = std::collections::BTreeSet::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                let name = format!("{method} {path}");
                let id = operation["operationId"].as_str().unwrap_or_default();
                assert!(ids.insert(id.to_owned()) && !id.is_empty(), "{name}: {id}");
                assert!(operation["summary"].is_string(), "{name} has no summary");
                assert_eq!(
                    operation["tags"].as_array().map(Vec::len),
                    Some(1),
                    "{name}"
                );
                for (status, response) in operation["responses"].as_object().unwrap() {
                    assert!(response["description"].is_string(), "{name} {status}");
                }
            }
        }
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let text = openapi().to_json().unwrap();
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        let schemas = document["components"]["schemas"].as_object().unwrap();
        for part in text.split("#/components/schemas/").skip(1) {
            let name = part.split('"').next().unwrap();
            assert!(schemas.contains_key(name), "{name}");
        }
    }

    #[test]
    fn is_the_same_each_time() {
        assert_eq!(
            openapi().to_pretty_json().unwrap(),
            openapi().to_pretty_json().unwrap()
        );
    }
}
