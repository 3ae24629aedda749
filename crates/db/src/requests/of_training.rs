//! The requests that rest on a training.

use common::ids::TrainingId;
use common::words::RequestPurpose;
use diesel::prelude::*;

use super::RequestRow;
use crate::conn::Conn;
use crate::error::Result;
use crate::schema::requests;

/// The requests for a card after a training, whatever became of them.
///
/// # Errors
///
/// If the database fails.
pub fn list_of_training(conn: &mut Conn, training: TrainingId) -> Result<Vec<RequestRow>> {
    Ok(requests::table
        .filter(requests::training_id.eq(training))
        .filter(requests::purpose.eq(RequestPurpose::Training))
        .order(requests::id)
        .select(RequestRow::as_select())
        .load(conn)?)
}
