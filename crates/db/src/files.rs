//! Rows and queries of `files`: what is in the file store.

use chrono::NaiveDateTime;
use common::ids::FileId;
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::schema::files;

/// A file in the file store. Rows with equal hashes share one stored object.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = files, check_for_backend(MultiBackend))]
pub struct FileRow {
    /// Which one.
    pub id: FileId,
    /// SHA-256 of its bytes, lower-case hexadecimal; its name in the store.
    pub sha256: String,
    /// How many bytes.
    pub size: i64,
    /// What was found in it, not what its sender called it.
    pub media_type: String,
    /// When it was received or made.
    pub created_at: NaiveDateTime,
}

/// Records a file.
///
/// # Errors
///
/// If the database fails.
pub fn insert(conn: &mut Conn, file: &FileRow) -> Result<()> {
    diesel::insert_into(files::table)
        .values(file)
        .execute(conn)?;
    Ok(())
}

/// One file.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: FileId) -> Result<FileRow> {
    Ok(files::table
        .find(id)
        .select(FileRow::as_select())
        .first(conn)?)
}

/// Forgets a file. Returns the name of its stored object if no other row needs
/// it any more, so that a job can delete it after the commit.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn delete(conn: &mut Conn, id: FileId) -> Result<Option<String>> {
    let sha256: String = diesel::delete(files::table.find(id))
        .returning(files::sha256)
        .get_result(conn)?;
    Ok(if is_stored(conn, &sha256)? {
        None
    } else {
        Some(sha256)
    })
}

/// Whether a row refers to the stored object with this hash.
///
/// # Errors
///
/// If the database fails.
pub fn is_stored(conn: &mut Conn, sha256: &str) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(
        files::table.filter(files::sha256.eq(sha256)),
    ))
    .get_result(conn)?)
}
