//! What the licence register says about a request's licence.

use chrono::{DateTime, NaiveDateTime, Utc};
use common::ids::RequestId;
use common::licence_answer::LicenceAnswer;
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::schema::requests;

/// The question to the register, and its answer.
#[derive(Clone, Debug, Default, Queryable, Selectable, Insertable)]
#[diesel(table_name = requests, check_for_backend(MultiBackend))]
pub struct LicenceCheck {
    /// When the register was asked last; names the question.
    pub licence_asked_at: Option<NaiveDateTime>,
    /// What it answered to that question; none while it has not.
    pub licence_answer: Option<LicenceAnswer>,
    /// When it answered.
    pub licence_answered_at: Option<NaiveDateTime>,
    /// Why a reviewer approved without its confirmation.
    pub licence_override: Option<String>,
}

/// Notes that the register is asked anew: what it said before counts no more.
///
/// # Errors
///
/// If the database fails.
pub fn ask_register(conn: &mut Conn, id: RequestId, now: DateTime<Utc>) -> Result<()> {
    diesel::update(requests::table.find(id))
        .set((
            requests::licence_asked_at.eq(now.naive_utc()),
            requests::licence_answer.eq(None::<LicenceAnswer>),
            requests::licence_answered_at.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Keeps the register's answer to the question of `asked_at`. An answer to an
/// earlier question changes nothing, nor does a second one to the same.
///
/// # Errors
///
/// If the database fails.
pub fn keep_answer(
    conn: &mut Conn,
    id: RequestId,
    asked_at: NaiveDateTime,
    answer: LicenceAnswer,
    now: DateTime<Utc>,
) -> Result<()> {
    diesel::update(requests::table.find(id))
        .filter(
            requests::licence_asked_at
                .eq(asked_at)
                .and(requests::licence_answer.is_null()),
        )
        .set((
            requests::licence_answer.eq(answer),
            requests::licence_answered_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}
