//! Staff: trainings that wait for a person (domain §9.2).

use chrono::{DateTime, NaiveDate, Utc};

use super::training::SequenceView;
use crate::field_error::FieldError;
use crate::ids::{DriverId, TrainingId};
use crate::statuses::{IdentityReview, TrainingMatch, TrainingStatus};
use crate::text_enum;
use crate::transitions::training::TrainingEvent;
use crate::words::{AccountField, ActorKind, ReasonCode, Sector, TrainingKind};

text_enum! {
    /// A reviewer's decision on a training.
    pub enum TrainingDecision {
        /// It counts.
        Accept = "accept",
        /// It does not.
        Refuse = "refuse",
    }
}

response! {
    /// A line of the queue of trainings.
    pub struct TrainingReviewSummary {
        /// Identifier.
        pub id: TrainingId,
        /// The centre's own number.
        pub external_id: String,
        /// Surname and first names as the centre declared them.
        pub name: String,
        /// Kind.
        pub kind: TrainingKind,
        /// Sector taught.
        pub sector: Sector,
        /// Last day.
        pub completed_on: NaiveDate,
        /// Name of the centre.
        pub centre: String,
        /// State of the record.
        pub status: TrainingStatus,
        /// How it relates to the drivers known.
        pub matching: TrainingMatch,
        /// When it was declared.
        pub declared_at: DateTime<Utc>,
    }

    /// One training with everything to decide on it.
    pub struct TrainingReviewView {
        /// The line of the queue.
        #[serde(flatten)]
        pub summary: TrainingReviewSummary,
        /// The trainee as declared.
        pub trainee: DeclaredTrainee,
        /// First day.
        pub started_on: NaiveDate,
        /// Duration in minutes.
        pub minutes: u32,
        /// Minutes by e-learning.
        pub e_learning_minutes: u32,
        /// Whether there was a practical part.
        pub practical_part: bool,
        /// Sequences of an FCO.
        pub sequences: Vec<SequenceView>,
        /// Code of the title or diploma.
        pub title_code: Option<String>,
        /// Who taught, when a company's instructor did.
        pub instructor: Option<String>,
        /// Number of the centre's approval.
        pub approval_number: String,
        /// Doubts and remarks, in words.
        pub warnings: Vec<FieldError>,
        /// The drivers it may belong to, the likeliest first.
        pub candidates: Vec<TrainingCandidate>,
        /// What happened to it, oldest first.
        pub history: Vec<TrainingHistoryLine>,
        /// For `If-Match`.
        pub version: i64,
    }

    /// The trainee as the centre knows the person.
    pub struct DeclaredTrainee {
        /// Surname.
        pub surname: String,
        /// First names.
        pub first_names: String,
        /// Date of birth.
        pub birth_date: NaiveDate,
        /// Country of the licence.
        pub licence_country: String,
        /// Normalised number of the licence.
        pub licence_number: String,
    }

    /// A driver to whom a training may belong.
    pub struct TrainingCandidate {
        /// The driver.
        pub driver_id: DriverId,
        /// Reference of the account.
        pub reference: String,
        /// Surname and first names.
        pub name: String,
        /// Date of birth.
        pub birth_date: NaiveDate,
        /// Country of the licence.
        pub licence_country: String,
        /// Normalised number of the licence.
        pub licence_number: String,
        /// State of the account's review; only `conform` can be chosen.
        pub review: IdentityReview,
        /// What differs from the declaration.
        pub differences: Vec<AccountField>,
        /// Whether the training is attached to this driver already.
        pub is_attached: bool,
    }

    /// Something that happened to a training.
    pub struct TrainingHistoryLine {
        /// When.
        pub at: DateTime<Utc>,
        /// What.
        pub event: TrainingEvent,
        /// The state reached.
        pub status: TrainingStatus,
        /// What kind of actor.
        pub actor: ActorKind,
        /// The member of the staff, when one decided.
        pub name: Option<String>,
        /// Why it was refused.
        pub reason: Option<ReasonCode>,
        /// In the reviewer's words.
        pub comment: Option<String>,
    }
}

request! {
    /// Decides on a training.
    pub struct DecideTrainingRequest {
        /// The decision.
        pub decision: TrainingDecision,
        /// With `accept`: whose it is. Needed when the identity is doubtful.
        #[serde(default)]
        pub driver_id: Option<DriverId>,
        /// Needed with `refuse`.
        #[serde(default)]
        pub reason: Option<ReasonCode>,
        /// In the reviewer's words, for the centre; needed with `other`.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 500))]
        pub comment: String,
    }
}
