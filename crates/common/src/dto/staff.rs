//! Staff: the review of requests, and watching the machine room.

use chrono::{DateTime, NaiveDate, Utc};

use super::analysis::StaffReplacement;
use super::refund::StaffPayment;
use super::request::{InformationTarget, RequestView};
use super::review::{Finding, StaffMember};
use super::training::{QualificationView, TrainingView};
use crate::ids::{DocumentId, DriverId, JobId, RequestId};
use crate::licence_answer::{LicenceAnswer, LicenceVerdict};
use crate::statuses::{DocumentStatus, JobState, RequestStatus};
use crate::text_enum;
use crate::words::{DocumentKind, ReasonCode, RequestPurpose, RequestType};

response! {
    /// A line of the queue of requests.
    pub struct StaffRequestSummary {
        /// Identifier.
        pub id: RequestId,
        /// Reference.
        pub reference: String,
        /// Type.
        #[serde(rename = "type")]
        pub kind: RequestType,
        /// Why it is asked for.
        pub purpose: RequestPurpose,
        /// Status.
        pub status: RequestStatus,
        /// The driver's surname and first names.
        pub driver_name: String,
        /// When sent.
        pub submitted_at: Option<DateTime<Utc>>,
        /// Last change.
        pub updated_at: DateTime<Utc>,
        /// Who works on it.
        pub assigned_to: Option<StaffMember>,
        /// Deadline of an open information request.
        pub answer_by: Option<NaiveDate>,
    }

    /// A request as staff sees it.
    pub struct StaffRequestView {
        /// The request.
        pub request: RequestView,
        /// The driver.
        pub driver_id: DriverId,
        /// The driver's name.
        pub driver_name: String,
        /// Mail address.
        pub email: String,
        /// Mobile phone.
        pub phone: Option<String>,
        /// Who works on it.
        pub assigned_to: Option<StaffMember>,
        /// What the service noticed by itself.
        pub automatic_findings: Vec<Finding>,
        /// The training it rests on; none for a qualification of another State.
        pub training: Option<TrainingView>,
        /// The driver's validity per sector.
        pub qualifications: Vec<QualificationView>,
        /// What the licence register says about the licence of the request.
        pub licence_check: LicenceCheckView,
        /// The card that it replaces, and what is wrong with it.
        pub replacement: Option<StaffReplacement>,
        /// What was paid for it.
        pub payments: Vec<StaffPayment>,
        /// The card once ordered.
        pub card_serial: Option<String>,
        /// What this member may do now: `take`, `ask`, `approve`, `reject` …
        pub permitted: Vec<String>,
    }

    /// What the licence register said.
    pub struct LicenceCheckView {
        /// Its answer; none while it has not answered.
        pub answer: Option<LicenceAnswer>,
        /// When it was asked last.
        pub asked_at: Option<DateTime<Utc>>,
        /// When it answered.
        pub answered_at: Option<DateTime<Utc>>,
        /// Whether the request can be approved on it.
        pub verdict: LicenceVerdict,
        /// Why a reviewer approved all the same.
        pub override_reason: Option<String>,
    }

    /// How much waits where.
    pub struct StaffOverview {
        /// Account reviews waiting.
        pub account_reviews: u32,
        /// Of them, past their 24 hours.
        pub account_reviews_late: u32,
        /// Trainings waiting for a person.
        pub training_reviews: u32,
        /// Requests sent and not taken.
        pub requests_submitted: u32,
        /// Requests being examined.
        pub requests_under_review: u32,
        /// Requests waiting for an answer.
        pub requests_waiting: u32,
        /// Requests ready for production.
        pub requests_approved: u32,
        /// Cards in production.
        pub in_production: u32,
        /// Cards ready to be sent.
        pub ready_to_ship: u32,
        /// Cards that came back and can be sent again.
        pub returns_to_ship: u32,
        /// Refunds that wait for a second person.
        pub refunds_proposed: u32,
        /// Cards whose training was cancelled, that wait for a decision.
        pub cards_flagged: u32,
        /// Jobs that failed for good.
        pub dead_jobs: u32,
    }

    /// A durable job.
    pub struct JobView {
        /// Identifier.
        pub id: JobId,
        /// Kind.
        pub kind: String,
        /// State.
        pub state: JobState,
        /// How often it was tried.
        pub attempts: u32,
        /// How often it may be tried.
        pub max_attempts: u32,
        /// When it was enqueued.
        pub created_at: DateTime<Utc>,
        /// When it runs next or ran last.
        pub run_at: DateTime<Utc>,
        /// Why it failed last.
        pub last_error: Option<String>,
    }
}

text_enum! {
    /// Whose requests of the queue.
    pub enum Assignment {
        /// The caller's.
        Me = "me",
        /// Nobody's.
        None = "none",
    }
}

request! {
    /// Looks for requests. It is a body, because the words are often a name.
    pub struct SearchRequestsRequest {
        /// Beginning of a reference, or part of a name.
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 80))]
        pub q: String,
        /// Only this status; otherwise all but drafts.
        #[serde(default)]
        pub status: Option<RequestStatus>,
        /// Only the caller's, or nobody's.
        #[serde(default)]
        pub assigned: Option<Assignment>,
        /// `next_cursor` of the page before.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 400))]
        pub cursor: Option<String>,
        /// How many at most; 50 unless told.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 200))]
        pub limit: Option<u32>,
    }

    /// Decides on one document.
    pub struct DecideDocumentRequest {
        /// `accepted` or `refused`.
        pub decision: DocumentStatus,
        /// Needed with `refused`.
        #[serde(default)]
        pub reason: Option<ReasonCode>,
        /// In the reviewer's words; needed with `other`.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 500))]
        pub comment: String,
    }

    /// Accepts a request.
    #[derive(Default)]
    pub struct ApproveRequestRequest {
        /// Needed where the licence register does not confirm the licence.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub licence_override: Option<LicenceOverride>,
    }

    /// A reviewer takes it upon themselves that the licence still holds.
    pub struct LicenceOverride {
        /// The register's answer that is set aside; absent while it has not answered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub answer: Option<LicenceAnswer>,
        /// Why, in the reviewer's words.
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
        pub reason: String,
    }

    /// Asks the driver for corrections.
    pub struct AskInformationRequest {
        /// Last day to answer, YYYY-MM-DD.
        #[cfg_attr(feature = "openapi", schema(format = "date", max_length = 10))]
        pub deadline: String,
        /// A word to the driver.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 1_000))]
        pub message: String,
        /// What to correct, at least one.
        #[cfg_attr(feature = "openapi", schema(max_items = 20))]
        pub items: Vec<AskItem>,
    }

    /// One thing to correct.
    pub struct AskItem {
        /// What it is about.
        pub target: InformationTarget,
        /// Kind of document, when it is about one.
        #[serde(default)]
        pub document_kind: Option<DocumentKind>,
        /// Why.
        pub reason: ReasonCode,
        /// In the reviewer's words; needed with `other`.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 500))]
        pub comment: String,
    }

    /// Refuses a request.
    pub struct RejectRequestRequest {
        /// The reasons, at least one.
        #[cfg_attr(feature = "openapi", schema(max_items = 10))]
        pub reasons: Vec<RejectionForm>,
    }

    /// A reason of a refusal.
    pub struct RejectionForm {
        /// Stable word.
        pub code: ReasonCode,
        /// In words, for the driver.
        #[cfg_attr(feature = "openapi", schema(max_length = 500))]
        pub text: String,
    }
}

/// Identifies a document within a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DocumentPath {
    /// The request.
    pub request_id: RequestId,
    /// The document.
    pub document_id: DocumentId,
}
