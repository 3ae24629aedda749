//! What a centre has declared, for its own software.

use chrono::NaiveDateTime;
use common::ids::{OrganisationId, TrainingId};
use common::statuses::TrainingStatus;
use common::words::{Sector, TrainingKind};
use diesel::prelude::*;

use super::TrainingRow;
use crate::conn::Conn;
use crate::error::Result;
use crate::schema::trainings;

/// Which of a centre's trainings.
#[derive(Clone, Debug, Default)]
pub struct CentreFilter {
    /// Only in this state.
    pub status: Option<TrainingStatus>,
    /// Only of this kind.
    pub kind: Option<TrainingKind>,
    /// Only of this sector.
    pub sector: Option<Sector>,
    /// Only under this number of the centre's own.
    pub external_id: Option<String>,
    /// Only what has changed at or after this instant.
    pub updated_since: Option<NaiveDateTime>,
}

/// A centre's trainings, what changed longest ago first, at most `limit` rows behind
/// the row `after`.
///
/// # Errors
///
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    organisation: OrganisationId,
    filter: &CentreFilter,
    after: Option<(NaiveDateTime, TrainingId)>,
    limit: i64,
) -> Result<Vec<TrainingRow>> {
    let mut query = trainings::table
        .filter(trainings::organisation_id.eq(organisation))
        .order((trainings::updated_at, trainings::id))
        .limit(limit)
        .select(TrainingRow::as_select())
        .into_boxed();
    if let Some(status) = filter.status {
        query = query.filter(trainings::status.eq(status));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(trainings::kind.eq(kind));
    }
    if let Some(sector) = filter.sector {
        query = query.filter(trainings::sector.eq(sector));
    }
    if let Some(external_id) = &filter.external_id {
        query = query.filter(trainings::external_id.eq(external_id.clone()));
    }
    if let Some(since) = filter.updated_since {
        query = query.filter(trainings::updated_at.ge(since));
    }
    if let Some((updated_at, id)) = after {
        query = query.filter(
            trainings::updated_at
                .gt(updated_at)
                .or(trainings::updated_at
                    .eq(updated_at)
                    .and(trainings::id.gt(id))),
        );
    }
    Ok(query.load(conn)?)
}
