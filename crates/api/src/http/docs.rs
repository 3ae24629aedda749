//! Pages that explain the API: the reference at `/api/docs/`, made from the
//! OpenAPI document, and one section per kind of problem. They load nothing from
//! elsewhere and run no script.

use actix_web::{HttpResponse, web};
use common::problem_code::ProblemCode;
use common::words::Language;
use serde_json::Value;

use crate::extract::{Locale, Path};
use crate::problem::ApiResult;
use crate::state::AppState;

const STYLE: &str = include_str!("docs.css");

/// The routes.
pub fn configure(cfg: &mut web::ServiceConfig) {
    cfg.route("/api/openapi.json", web::get().to(document))
        .route("/api/docs/", web::get().to(reference))
        .route("/api/docs", web::get().to(redirect))
        .route("/api/docs/style.css", web::get().to(style))
        .route("/problems/{slug}", web::get().to(problem));
}

async fn document(state: web::Data<AppState>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .insert_header(("Cache-Control", "public, max-age=300"))
        .body(state.openapi.clone())
}

async fn redirect() -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header(("Location", "/api/docs/"))
        .finish()
}

async fn style() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header(("Cache-Control", "public, max-age=3600"))
        .body(STYLE)
}

/// A page around HTML that is already safe.
#[must_use]
pub(super) fn page(title: &str, body: &str) -> String {
    let title = escape(title);
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"icon\" href=\"data:,\"><title>{title}</title><link rel=\"stylesheet\" href=\"/api/docs/style.css\"></head>\
         <body><main><h1>{title}</h1>{body}</main></body></html>"
    )
}

/// Text as it stands in HTML, within elements and attributes.
#[must_use]
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

async fn problem(slug: Path<String>, locale: Locale) -> ApiResult<HttpResponse> {
    let word = slug.replace('-', "_");
    let code: ProblemCode = word.parse().map_err(|_| ProblemCode::NotFound)?;
    let other = if locale.0 == Language::French {
        Language::English
    } else {
        Language::French
    };
    let section = |language: Language| {
        format!(
            "<section lang=\"{language}\"><h2>{}</h2><p>{}</p></section>",
            escape(code.title(language)),
            escape(code.detail(language))
        )
    };
    let body = format!(
        "<p>HTTP {} · <code>{code}</code></p>{}{}",
        code.status(),
        section(locale.0),
        section(other)
    );
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(page(code.as_str(), &body)))
}

async fn reference(state: web::Data<AppState>) -> ApiResult<HttpResponse> {
    let document: Value = serde_json::from_str(&state.openapi).map_err(anyhow::Error::from)?;
    let mut body = paragraphs(text(&document["info"]["description"]));
    body.push_str("<p><a href=\"/api/openapi.json\">OpenAPI document</a></p>");
    for tag in document["tags"].as_array().into_iter().flatten() {
        body.push_str(&section(
            &document,
            text(&tag["name"]),
            text(&tag["description"]),
        ));
    }
    body.push_str("<h2 id=\"schemas\">Schemas</h2>");
    for (name, schema) in document["components"]["schemas"]
        .as_object()
        .into_iter()
        .flatten()
    {
        body.push_str(&schema_section(name, schema));
    }
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(page("CQC Hub API", &body)))
}

fn section(document: &Value, tag: &str, description: &str) -> String {
    let mut operations = String::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            if operation["tags"][0] == tag {
                operations.push_str(&operation_section(method, path, operation));
            }
        }
    }
    if operations.is_empty() {
        return String::new();
    }
    format!(
        "<h2 id=\"{0}\">{0}</h2><p>{1}</p>{operations}",
        escape(tag),
        escape(description)
    )
}

fn operation_section(method: &str, path: &str, operation: &Value) -> String {
    let id = escape(text(&operation["operationId"]));
    let mut html = format!(
        "<details id=\"{id}\"><summary><code class=\"method\">{}</code> <code>{}</code> {}</summary>",
        escape(&method.to_uppercase()),
        escape(path),
        escape(text(&operation["summary"]))
    );
    html.push_str(&paragraphs(text(&operation["description"])));
    let parameters = operation["parameters"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|parameter| {
            let place = format!(
                "{}, {}",
                text(&parameter["in"]),
                type_of(&parameter["schema"])
            );
            row(
                text(&parameter["name"]),
                &escape(&place),
                text(&parameter["description"]),
            )
        });
    html.push_str(&table("Parameters", parameters.collect()));
    let bodies = operation["requestBody"]["content"]
        .as_object()
        .into_iter()
        .flatten();
    let bodies = bodies.map(|(media, content)| row(media, &linked(&content["schema"]), ""));
    html.push_str(&table("Body", bodies.collect()));
    let responses = operation["responses"].as_object().into_iter().flatten();
    let responses = responses.map(|(status, response)| {
        let schemas = response["content"].as_object().into_iter().flatten();
        let schemas: Vec<_> = schemas
            .map(|(_, content)| linked(&content["schema"]))
            .collect();
        row(status, &schemas.join(" "), text(&response["description"]))
    });
    html.push_str(&table("Answers", responses.collect()));
    html.push_str("</details>");
    html
}

fn schema_section(name: &str, schema: &Value) -> String {
    let required: Vec<&str> = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .map(text)
        .collect();
    let properties =
        schema["properties"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(property, schema)| {
                let kind = if required.contains(&property.as_str()) {
                    ""
                } else {
                    " (optional)"
                };
                row(
                    property,
                    &format!("{}{kind}", linked(schema)),
                    text(&schema["description"]),
                )
            });
    let values: Vec<_> = schema["enum"]
        .as_array()
        .into_iter()
        .flatten()
        .map(text)
        .collect();
    let values = if values.is_empty() {
        String::new()
    } else {
        format!("<p>{}</p>", escape(&values.join(", ")))
    };
    let name = escape(name);
    format!(
        "<details id=\"schema-{name}\"><summary><code>{name}</code></summary>{}{values}{}</details>",
        paragraphs(text(&schema["description"])),
        table("Properties", properties.collect())
    )
}

/// A schema's type, with a link to the schema it names.
fn linked(schema: &Value) -> String {
    let inner = if schema["items"].is_object() {
        &schema["items"]
    } else {
        schema
    };
    let name = text(&inner["$ref"]).rsplit('/').next().unwrap_or_default();
    let plural = if schema["items"].is_object() {
        "list of "
    } else {
        ""
    };
    if name.is_empty() {
        format!("{plural}{}", escape(&type_of(inner)))
    } else {
        let name = escape(name);
        format!("{plural}<a href=\"#schema-{name}\">{name}</a>")
    }
}

fn type_of(schema: &Value) -> String {
    let name = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().map(text).collect::<Vec<_>>().join(" or "),
        kind => text(kind).to_owned(),
    };
    match text(&schema["format"]) {
        "" => name,
        format => format!("{name} ({format})"),
    }
}

fn table(title: &str, rows: Vec<String>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "<h3>{title}</h3><table><tbody>{}</tbody></table>",
        rows.concat()
    )
}

fn row(name: &str, middle: &str, last: &str) -> String {
    format!(
        "<tr><th scope=\"row\"><code>{}</code></th><td>{middle}</td><td>{}</td></tr>",
        escape(name),
        escape(last)
    )
}

fn paragraphs(prose: &str) -> String {
    let parts = prose.split("\n\n").filter(|part| !part.trim().is_empty());
    parts
        .map(|part| format!("<p>{}</p>", escape(part)))
        .collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
