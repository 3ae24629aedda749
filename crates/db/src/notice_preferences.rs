//! Rows and queries of `notice_preferences`: how a driver wants to be told of what.

use common::ids::DriverId;
use common::notice_kind::NoticeKind;
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::schema::notice_preferences;

/// How a driver wants to be told of a kind of notice.
#[derive(Clone, Copy, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = notice_preferences, check_for_backend(MultiBackend))]
pub struct NoticePreferenceRow {
    /// Whose choice.
    pub driver_id: DriverId,
    /// Of which kind.
    pub kind: NoticeKind,
    /// Whether by mail.
    pub email: bool,
    /// Whether by SMS.
    pub sms: bool,
}

/// What a driver has chosen for a kind.
///
/// # Errors
///
/// If the database fails.
pub fn find(
    conn: &mut Conn,
    driver: DriverId,
    kind: NoticeKind,
) -> Result<Option<NoticePreferenceRow>> {
    Ok(notice_preferences::table
        .find((driver, kind))
        .select(NoticePreferenceRow::as_select())
        .first(conn)
        .optional()?)
}

/// Keeps a choice in place of the one before.
///
/// # Errors
///
/// If the database fails.
pub fn put(conn: &mut Conn, row: &NoticePreferenceRow) -> Result<()> {
    diesel::delete(notice_preferences::table.find((row.driver_id, row.kind))).execute(conn)?;
    diesel::insert_into(notice_preferences::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}
