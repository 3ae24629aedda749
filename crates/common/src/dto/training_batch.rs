//! Trainings declared many at once.

use chrono::{DateTime, Utc};

use super::training::DeclareTrainingRequest;
use crate::field_error::FieldError;
use crate::ids::{TrainingBatchId, TrainingId};
use crate::problem_code::ProblemCode;
use crate::statuses::{TrainingBatchStatus, TrainingItemOutcome, TrainingStatus};

/// The most declarations of one batch.
pub const MAX_ITEMS: usize = 500;

request! {
    /// Declares many trainings at once.
    pub struct CreateTrainingBatchRequest {
        /// The declarations, in any order.
        #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 500))]
        pub items: Vec<DeclareTrainingRequest>,
    }
}

response! {
    /// The receipt of a batch: it is kept, and each of its declarations gets an outcome.
    pub struct TrainingBatchView {
        /// Identifier.
        pub id: TrainingBatchId,
        /// Always `training_batch`.
        pub object: String,
        /// Where it stands.
        pub status: TrainingBatchStatus,
        /// Whether it is only tried: nothing is recorded.
        pub dry_run: bool,
        /// How many declarations there are; of a CSV file it is known at its end.
        pub total: Option<u32>,
        /// How many have their outcome.
        pub processed: u32,
        /// How many are new records.
        pub recorded: u32,
        /// How many were on record already.
        pub known: u32,
        /// How many are refused.
        pub refused: u32,
        /// When it was accepted.
        pub created_at: DateTime<Utc>,
        /// Last change.
        pub updated_at: DateTime<Utc>,
        /// When the last one was processed.
        pub finished_at: Option<DateTime<Utc>>,
    }

    /// What became of one declaration.
    pub struct TrainingBatchItem {
        /// Which one, from 0.
        pub position: u32,
        /// Its line in the CSV file; the line of the column names is 1.
        pub line: Option<u32>,
        /// The centre's own number, as far as it could be read.
        pub external_id: Option<String>,
        /// What became of it.
        pub outcome: TrainingItemOutcome,
        /// The record.
        pub training_id: Option<TrainingId>,
        /// The record's state when it was made.
        pub training_status: Option<TrainingStatus>,
        /// Why it was refused, when no field is at fault.
        pub problem: Option<ProblemCode>,
        /// What is wrong with it; of what is recorded, the remarks.
        pub errors: Vec<FieldError>,
    }
}
