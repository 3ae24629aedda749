//! Development only: the mails and SMS that were kept instead of being sent, and
//! a clock that can be moved.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, TimeDelta, Utc};
use common::ids::FileId;
use common::problem_code::ProblemCode;
use db::outbox::OutboxMessage;
use serde::Deserialize;
use serde_json::{Value, json};

use super::docs::escape;
use crate::extract::{Body, Ctx, Path};
use crate::problem::ApiResult;
use crate::reply::File;

const SHOWN: i64 = 200;

/// The routes, which a production server does not have.
pub fn configure(cfg: &mut web::ServiceConfig) {
    cfg.route("/dev/demo", web::get().to(demonstration))
        .route("/dev/clock", web::get().to(clock))
        .route("/dev/clock", web::post().to(move_clock))
        .route("/dev/outbox", web::get().to(list))
        .route("/dev/outbox/", web::get().to(page))
        .route("/dev/files/{id}", web::get().to(file));
}

/// The id of the demonstration centre's software, which is new in each database.
async fn demonstration(ctx: Ctx) -> ApiResult<web::Json<Value>> {
    let client = services::demo::find_client(&ctx).await?;
    Ok(web::Json(json!({ "centre_client_id": client })))
}

/// How far the clock is moved: one of the two.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockMove {
    advance_seconds: Option<u32>,
    now: Option<DateTime<Utc>>,
}

async fn clock(ctx: Ctx) -> web::Json<Value> {
    web::Json(json!({ "now": ctx.now() }))
}

/// Moves the server's clock forward, and with it whatever is due: links and
/// sessions run out, and the worker finds its scheduled jobs.
async fn move_clock(ctx: Ctx, body: Body<ClockMove>) -> ApiResult<web::Json<Value>> {
    let by = match (body.advance_seconds, body.now) {
        (Some(seconds), None) => TimeDelta::seconds(seconds.into()),
        (None, Some(instant)) => instant - ctx.now(),
        _ => return Err(ProblemCode::Malformed.into()),
    };
    if !ctx.clock.try_advance(by) {
        return Err(ProblemCode::WrongState.into());
    }
    ctx.db.wake_worker();
    Ok(web::Json(json!({ "now": ctx.now() })))
}

async fn list(ctx: Ctx) -> ApiResult<web::Json<Vec<Value>>> {
    let messages = ctx.read(|conn| Ok(db::outbox::list(conn, SHOWN)?)).await?;
    Ok(web::Json(messages.iter().map(view).collect()))
}

fn view(message: &OutboxMessage) -> Value {
    json!({
        "id": message.id,
        "kind": message.kind,
        "to": message.recipient,
        "subject": message.subject,
        "text": message.body_text,
        "html": message.body_html,
        "attachments": attachments(message),
        "sent_at": message.sent_at.and_utc(),
    })
}

fn attachments(message: &OutboxMessage) -> Vec<Value> {
    let mut list: Vec<Value> = serde_json::from_str(&message.attachments).unwrap_or_default();
    for attachment in &mut list {
        let link = format!(
            "/dev/files/{}",
            attachment["file_id"].as_str().unwrap_or_default()
        );
        attachment["url"] = Value::from(link);
    }
    list
}

async fn page(ctx: Ctx) -> ApiResult<HttpResponse> {
    let messages = ctx.read(|conn| Ok(db::outbox::list(conn, SHOWN)?)).await?;
    let mut items = String::new();
    for message in &messages {
        let files: String = attachments(message)
            .iter()
            .map(|file| {
                let text = |key: &str| escape(file[key].as_str().unwrap_or_default());
                format!("<li><a href=\"{}\">{}</a></li>", text("url"), text("name"))
            })
            .collect();
        items.push_str(&format!(
            "<article><h2>{}</h2><p>{} · {} · {}</p><pre>{}</pre><ul>{files}</ul></article>",
            escape(if message.subject.is_empty() {
                "SMS"
            } else {
                &message.subject
            }),
            escape(&message.kind),
            escape(&message.recipient),
            message.sent_at.and_utc().format("%Y-%m-%d %H:%M:%S UTC"),
            with_links(&message.body_text),
        ));
    }
    let body = if items.is_empty() {
        "<p>Nothing was sent yet.</p>".to_owned()
    } else {
        items
    };
    let html = super::docs::page("Outbox (development)", &body);
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(html))
}

/// A mail's text with its addresses made links.
fn with_links(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = escape(line);
        if line.starts_with("http://") || line.starts_with("https://") {
            format!("<a href=\"{line}\">{line}</a>\n")
        } else {
            format!("{line}\n")
        }
    });
    lines.collect()
}

async fn file(ctx: Ctx, id: Path<FileId>) -> ApiResult<File> {
    let id = *id;
    let row = ctx.read(move |conn| Ok(db::files::get(conn, id)?)).await?;
    let bytes = ctx.files.get(&row.sha256).await?;
    let name = format!(
        "{id}.{}",
        row.media_type.rsplit('/').next().unwrap_or("bin")
    );
    Ok(File {
        bytes,
        media_type: row.media_type,
        name,
        is_inline: true,
    })
}
