//! Queries of `sequences`: numbers given out in order and without a gap.

use diesel::prelude::*;

use crate::conn::Conn;
use crate::error::Result;
use crate::schema::sequences;

/// The next number of a series, beginning with 1. A write that is rolled back
/// gives its number back.
///
/// # Errors
///
/// If the database fails.
pub fn next(conn: &mut Conn, name: &str) -> Result<i64> {
    let next: Option<i64> = diesel::update(sequences::table.find(name))
        .set(sequences::value.eq(sequences::value + 1))
        .returning(sequences::value)
        .get_result(conn)
        .optional()?;
    if let Some(next) = next {
        return Ok(next);
    }
    diesel::insert_into(sequences::table)
        .values((sequences::name.eq(name), sequences::value.eq(1_i64)))
        .execute(conn)?;
    Ok(1)
}
