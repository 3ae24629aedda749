//! Rows and queries of `outbox_messages`: mails and SMS kept in development.

use chrono::NaiveDateTime;
use common::ids::MessageId;
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::schema::outbox_messages;

/// A message that was kept instead of sent.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = outbox_messages, check_for_backend(MultiBackend))]
pub struct OutboxMessage {
    /// Which one.
    pub id: MessageId,
    /// `email` or `sms`.
    pub kind: String,
    /// Mail address or phone number.
    pub recipient: String,
    /// The mail's subject; empty for an SMS.
    pub subject: String,
    /// The text.
    pub body_text: String,
    /// The mail's HTML alternative.
    pub body_html: Option<String>,
    /// JSON list of `{file_id, name, media_type, size}`.
    pub attachments: String,
    /// When it would have been sent.
    pub sent_at: NaiveDateTime,
}

/// Keeps a message; one with the same id is kept once.
///
/// # Errors
///
/// If the database fails.
pub fn insert_if_missing(conn: &mut Conn, message: &OutboxMessage) -> Result<()> {
    let known: i64 = outbox_messages::table
        .find(message.id)
        .count()
        .get_result(conn)?;
    if known == 0 {
        diesel::insert_into(outbox_messages::table)
            .values(message)
            .execute(conn)?;
    }
    Ok(())
}

/// The newest messages, newest first.
///
/// # Errors
///
/// If the database fails.
pub fn list(conn: &mut Conn, limit: i64) -> Result<Vec<OutboxMessage>> {
    Ok(outbox_messages::table
        .order((outbox_messages::sent_at.desc(), outbox_messages::id.desc()))
        .limit(limit)
        .select(OutboxMessage::as_select())
        .load(conn)?)
}

/// One message.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: MessageId) -> Result<OutboxMessage> {
    Ok(outbox_messages::table
        .find(id)
        .select(OutboxMessage::as_select())
        .first(conn)?)
}
