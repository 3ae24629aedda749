//! Declaring and reading trainings.

use chrono::{DateTime, NaiveDate, Utc};

use crate::field_error::FieldError;
use crate::ids::{OrganisationId, TrainingId};
use crate::rules::training_change::CancellationReason;
use crate::statuses::{TrainingMatch, TrainingStatus};
use crate::transitions::training::TrainingEvent;
use crate::words::{ReasonCode, Sector, TrainingKind};

request! {
    /// A training centre declares a training (arrêté du 18 janvier 2022, art. 2).
    pub struct DeclareTrainingRequest {
        /// The centre's own number of the record; unique per centre.
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64, example = "FCO-2026-0412"))]
        pub external_id: String,
        /// Kind of training.
        pub kind: TrainingKind,
        /// Sector taught.
        pub sector: Sector,
        /// Code of the title or diploma, for `initial_long`.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 32))]
        pub title_code: Option<String>,
        /// Number of the approval under which it took place.
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
        pub approval_number: String,
        /// First day, YYYY-MM-DD.
        #[cfg_attr(feature = "openapi", schema(format = "date", max_length = 10))]
        pub started_on: String,
        /// Last day, YYYY-MM-DD.
        #[cfg_attr(feature = "openapi", schema(format = "date", max_length = 10))]
        pub completed_on: String,
        /// Whole duration in minutes.
        #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 200_000))]
        pub minutes: u32,
        /// Minutes of it by e-learning (12 hours at most for an FCO).
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 200_000))]
        pub e_learning_minutes: u32,
        /// Whether there was a practical part (R. 3314-11).
        #[serde(default)]
        pub practical_part: bool,
        /// For an FCO in sequences: each of seven hours or more.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_items = 10))]
        pub sequences: Vec<SequenceForm>,
        /// Who taught, when a company's instructor did.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 120))]
        pub instructor: Option<String>,
        /// The trainee.
        pub trainee: TraineeForm,
    }

    /// One sequence of an FCO.
    pub struct SequenceForm {
        /// Day, YYYY-MM-DD.
        #[cfg_attr(feature = "openapi", schema(format = "date", max_length = 10))]
        pub on: String,
        /// Duration in minutes.
        #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_440))]
        pub minutes: u32,
        /// Minutes of it by e-learning.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_440))]
        pub e_learning_minutes: u32,
        /// Name of the centre, when another one gave it.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 120))]
        pub centre: Option<String>,
        /// Subject.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 200))]
        pub subject: Option<String>,
    }

    /// The trainee as the centre knows the person.
    pub struct TraineeForm {
        /// Surname at birth.
        #[cfg_attr(feature = "openapi", schema(max_length = 60))]
        pub surname: String,
        /// First names.
        #[cfg_attr(feature = "openapi", schema(max_length = 60))]
        pub first_names: String,
        /// Date of birth, YYYY-MM-DD.
        #[cfg_attr(feature = "openapi", schema(format = "date", max_length = 10))]
        pub birth_date: String,
        /// Country of the licence, ISO 3166-1 alpha-2.
        #[cfg_attr(feature = "openapi", schema(max_length = 2))]
        pub licence_country: String,
        /// File number (NEPH) for France, else the licence's number.
        #[cfg_attr(feature = "openapi", schema(max_length = 40))]
        pub licence_number: String,
    }
}

request! {
    /// A centre corrects a training (domain §9.2). What is left out stays as it is; an
    /// optional property is emptied by an empty text.
    pub struct AmendTrainingRequest {
        /// Kind of training.
        #[serde(default)]
        pub kind: Option<TrainingKind>,
        /// Sector taught.
        #[serde(default)]
        pub sector: Option<Sector>,
        /// Code of the title or diploma.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 32))]
        pub title_code: Option<String>,
        /// Number of the approval under which it took place.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 64))]
        pub approval_number: Option<String>,
        /// First day, YYYY-MM-DD.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(format = "date", max_length = 10))]
        pub started_on: Option<String>,
        /// Last day, YYYY-MM-DD.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(format = "date", max_length = 10))]
        pub completed_on: Option<String>,
        /// Whole duration in minutes.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 200_000))]
        pub minutes: Option<u32>,
        /// Minutes of it by e-learning.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 200_000))]
        pub e_learning_minutes: Option<u32>,
        /// Whether there was a practical part.
        #[serde(default)]
        pub practical_part: Option<bool>,
        /// All sequences of an FCO, in place of those on record.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_items = 10))]
        pub sequences: Option<Vec<SequenceForm>>,
        /// Who taught.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 120))]
        pub instructor: Option<String>,
        /// The whole trainee, in place of the one on record.
        #[serde(default)]
        pub trainee: Option<TraineeForm>,
    }

    /// A training is taken back (domain §9.2).
    pub struct CancelTrainingRequest {
        /// Why.
        pub reason: CancellationReason,
        /// In words; needed with `other`. The driver does not read it.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 500))]
        pub comment: String,
    }
}

response! {
    /// That a training was taken back.
    pub struct TrainingCancellation {
        /// When.
        pub cancelled_at: DateTime<Utc>,
        /// Why.
        pub reason: CancellationReason,
        /// In words.
        pub comment: Option<String>,
    }

    /// What became of a declaration that had to be looked at.
    pub struct TrainingOutcome {
        /// `accept` or `refuse`.
        pub decision: TrainingEvent,
        /// When.
        pub decided_at: DateTime<Utc>,
        /// Why it was refused.
        pub reason: Option<ReasonCode>,
        /// In the reviewer's words.
        pub comment: Option<String>,
    }

    /// A training as its centre sees it.
    pub struct TrainingRecord {
        /// Identifier.
        pub id: TrainingId,
        /// Always `training`.
        pub object: String,
        /// The centre's own number.
        pub external_id: String,
        /// Kind.
        pub kind: TrainingKind,
        /// Sector taught.
        pub sector: Sector,
        /// First day.
        pub started_on: NaiveDate,
        /// Last day.
        pub completed_on: NaiveDate,
        /// Duration in minutes.
        pub minutes: u32,
        /// State of the record.
        pub status: TrainingStatus,
        /// Whether a driver with an account was found.
        pub matching: TrainingMatch,
        /// What was accepted with a remark (late declaration …).
        pub warnings: Vec<FieldError>,
        /// What was decided, when it had to be looked at.
        pub outcome: Option<TrainingOutcome>,
        /// That it was taken back, and why.
        pub cancellation: Option<TrainingCancellation>,
        /// Last day on which it can be corrected, unless a card is approved before.
        pub amendable_until: NaiveDate,
        /// When it was declared.
        pub created_at: DateTime<Utc>,
        /// Last change.
        pub updated_at: DateTime<Utc>,
        /// For `If-Match`.
        pub version: i64,
    }

    /// A line of "Mes formations".
    pub struct TrainingView {
        /// Identifier.
        pub id: TrainingId,
        /// Kind.
        pub kind: TrainingKind,
        /// Sectors it counts for.
        pub sectors: Vec<Sector>,
        /// State of the record.
        pub status: TrainingStatus,
        /// First day.
        pub started_on: NaiveDate,
        /// Last day.
        pub completed_on: NaiveDate,
        /// Duration in minutes.
        pub minutes: u32,
        /// Minutes by e-learning.
        pub e_learning_minutes: u32,
        /// Name of the centre.
        pub centre: String,
        /// Number of its approval.
        pub approval_number: String,
        /// Sequences of an FCO, empty when given in one go.
        pub sequences: Vec<SequenceView>,
        /// Validity that follows from this training, per sector.
        pub validity: Vec<ValidityStep>,
        /// Last day on which the recap is kept; none without limit (guide).
        pub kept_until: Option<NaiveDate>,
    }

    /// One sequence of an FCO.
    pub struct SequenceView {
        /// Day.
        pub on: NaiveDate,
        /// Duration in minutes.
        pub minutes: u32,
        /// Minutes by e-learning.
        pub e_learning_minutes: u32,
        /// Centre that gave it.
        pub centre: Option<String>,
        /// Subject.
        pub subject: Option<String>,
    }

    /// What one training did to the validity of one sector.
    pub struct ValidityStep {
        /// The sector.
        pub sector: Sector,
        /// First valid day.
        pub valid_from: NaiveDate,
        /// Last valid day.
        pub valid_until: NaiveDate,
        /// In words: anticipated, late, too early … with the article.
        pub explanation: String,
    }

    /// Validity of a sector today.
    pub struct QualificationView {
        /// The sector.
        pub sector: Sector,
        /// First day of the present period.
        pub valid_from: NaiveDate,
        /// Last valid day.
        pub valid_until: NaiveDate,
        /// Days left, negative once expired.
        pub days_left: i64,
        /// First day on which an FCO loses nothing (R. 3314-12).
        pub window_opens_on: NaiveDate,
        /// In words.
        pub explanation: String,
    }

    /// A training centre, shortly.
    pub struct CentreView {
        /// Identifier.
        pub id: OrganisationId,
        /// Name.
        pub name: String,
    }
}
