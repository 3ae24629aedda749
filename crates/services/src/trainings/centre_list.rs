//! What a centre has declared, for its own software.

use chrono::NaiveDateTime;
use common::dto::page::cut;
use common::dto::training::TrainingRecord;
use common::ids::{OrganisationId, TrainingId};
use common::words::Language;
use db::trainings::of_centre::{self, CentreFilter};
use serde::{Deserialize, Serialize};

use super::outcome;
use super::record::record;
use crate::context::Context;
use crate::error::ServiceResult;

/// A record's place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordPosition {
    /// When it changed last.
    pub updated_at: NaiveDateTime,
    /// Which one.
    pub id: TrainingId,
}

/// One page of what a centre declared, what changed longest ago in front, so that
/// reading on meets every later change; and the place of its last row if another page
/// follows.
///
/// # Errors
///
/// If the database fails.
pub async fn list_of_centre(
    ctx: &Context,
    organisation: OrganisationId,
    filter: CentreFilter,
    after: Option<RecordPosition>,
    limit: u32,
    language: Language,
) -> ServiceResult<(Vec<TrainingRecord>, Option<RecordPosition>)> {
    let settings = ctx.settings.clone();
    ctx.read(move |conn| {
        let after = after.map(|place| (place.updated_at, place.id));
        let mut rows = of_centre::list(conn, organisation, &filter, after, i64::from(limit) + 1)?;
        let has_more = cut(&mut rows, limit);
        let next = rows.last().filter(|_| has_more).map(|row| RecordPosition {
            updated_at: row.updated_at,
            id: row.id,
        });
        let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
        let mut outcomes = outcome::find_all(conn, &ids)?;
        let policy = &settings.policy.training;
        let records = rows.iter().map(|row| {
            let outcomes = outcomes.remove(&row.id).unwrap_or_default();
            record(row, outcomes, policy, language)
        });
        Ok((records.collect(), next))
    })
    .await
}
