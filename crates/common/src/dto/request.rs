//! A driver's requests.

use chrono::{DateTime, NaiveDate, Utc};

use super::address::Address;
use super::profile::IdentityView;
use crate::exchange::ExchangeReason;
use crate::ids::{
    DocumentId, EventId, InformationItemId, InformationRequestId, RequestId, TrainingId,
};
use crate::statuses::{DocumentStatus, RequestStatus};
use crate::text_enum;
use crate::words::{ActorKind, DocumentKind, ReasonCode, RequestPurpose, RequestStep, RequestType};

text_enum! {
    /// What proves the driver's identity.
    pub enum IdentityProof {
        /// An identity card, both sides.
        IdentityCard = "identity_card",
        /// A passport.
        Passport = "passport",
    }
}

text_enum! {
    /// What an item of an information request is about.
    pub enum InformationTarget {
        /// A document.
        Document = "document",
        /// The delivery address.
        DeliveryAddress = "delivery_address",
    }
}

text_enum! {
    /// The row actions of the guide.
    pub enum RequestAction {
        /// "Reprendre": go on with the draft.
        Resume = "resume",
        /// "Annuler": delete the draft.
        Cancel = "cancel",
        /// "Afficher": read the summary.
        View = "view",
        /// "Répondre": answer the information request.
        Respond = "respond",
    }
}

response! {
    /// Whether a card can be requested now, and why not.
    pub struct CardEntitlement {
        /// Whether "Commencer" leads to the form.
        pub allowed: bool,
        /// The training the request would rest on.
        pub training_id: Option<TrainingId>,
        /// Validity that the card would get.
        pub valid_until: Option<NaiveDate>,
        /// Why not: every rule that blocks, with dates and remedy.
        pub reasons: Vec<BlockedReason>,
        /// An open draft to resume instead.
        pub draft_id: Option<RequestId>,
        /// The documents to prepare.
        pub documents: Vec<RequiredDocument>,
    }

    /// A rule that blocks, explained.
    pub struct BlockedReason {
        /// Stable word for programs.
        pub code: String,
        /// Short title.
        pub title: String,
        /// The rule and the dates.
        pub explanation: String,
        /// What to do.
        pub remedy: String,
        /// Article of law or guide.
        pub source: String,
    }

    /// A document to prepare.
    pub struct RequiredDocument {
        /// Kind.
        pub kind: DocumentKind,
        /// Whether the request cannot be sent without it.
        pub mandatory: bool,
        /// Name in words.
        pub title: String,
        /// What a good one looks like.
        pub hint: String,
    }

    /// A line of "Mes demandes en cours".
    pub struct RequestSummary {
        /// Identifier.
        pub id: RequestId,
        /// Reference, `CQC-2026-0000001-K`.
        pub reference: String,
        /// Type.
        #[serde(rename = "type")]
        pub kind: RequestType,
        /// Why the card is asked for.
        pub purpose: RequestPurpose,
        /// What has changed, if it is exchanged.
        pub exchange_reason: Option<ExchangeReason>,
        /// Status.
        pub status: RequestStatus,
        /// When begun.
        pub created_at: DateTime<Utc>,
        /// Last change.
        pub updated_at: DateTime<Utc>,
        /// When sent.
        pub submitted_at: Option<DateTime<Utc>>,
        /// All steps passed, oldest first.
        pub history: Vec<HistoryEntry>,
        /// What the driver can do.
        pub actions: Vec<RequestAction>,
        /// Deadline of an open information request.
        pub answer_by: Option<NaiveDate>,
        /// When a draft is deleted if it is left alone.
        pub draft_kept_until: Option<NaiveDate>,
    }

    /// A step passed.
    pub struct HistoryEntry {
        /// Identifier.
        pub id: EventId,
        /// When.
        pub at: DateTime<Utc>,
        /// Status reached.
        pub status: RequestStatus,
        /// Who.
        pub actor: ActorKind,
    }

    /// A request with all that belongs to it.
    pub struct RequestView {
        /// The line of the list.
        #[serde(flatten)]
        pub summary: RequestSummary,
        /// Where the driver stopped.
        pub step: RequestStep,
        /// Whether the identity to be printed was checked.
        pub identity_confirmed: bool,
        /// The identity to be printed.
        pub identity: IdentityView,
        /// What proves identity.
        pub identity_proof: IdentityProof,
        /// Where the card is sent; none until filled.
        pub delivery_address: Option<Address>,
        /// Documents that are needed.
        pub required_documents: Vec<RequiredDocument>,
        /// Documents given, current versions.
        pub documents: Vec<DocumentView>,
        /// Information requests, newest last.
        pub information_requests: Vec<InformationRequestView>,
        /// Reasons of a rejection.
        pub rejection: Vec<RejectionReason>,
        /// Carrier and tracking number once shipped.
        pub tracking: Option<Tracking>,
        /// Validity the card will carry.
        pub card_valid_until: NaiveDate,
        /// For `If-Match`.
        pub version: i64,
    }

    /// A document given.
    pub struct DocumentView {
        /// Identifier.
        pub id: DocumentId,
        /// Kind.
        pub kind: DocumentKind,
        /// Name of the file as given.
        pub name: String,
        /// Media type by content.
        pub media_type: String,
        /// Size in bytes.
        pub size: u64,
        /// SHA-256 in hexadecimal.
        pub sha256: String,
        /// Version among documents of the kind, from 1.
        pub revision: u32,
        /// Whether it is the version in force.
        pub is_current: bool,
        /// Decision.
        pub status: DocumentStatus,
        /// Reason of a refusal.
        pub reason: Option<ReasonCode>,
        /// In the reviewer's words.
        pub comment: Option<String>,
        /// Pixels, for images.
        pub width: Option<u32>,
        /// Pixels, for images.
        pub height: Option<u32>,
        /// Pages, for PDF.
        pub pages: Option<u32>,
        /// When received.
        pub created_at: DateTime<Utc>,
    }

    /// A demand for corrections.
    pub struct InformationRequestView {
        /// Identifier.
        pub id: InformationRequestId,
        /// In the reviewer's words.
        pub message: Option<String>,
        /// Last day to answer.
        pub deadline: NaiveDate,
        /// What it changes about the decision that silence amounts to, in words.
        pub effect: String,
        /// When asked.
        pub asked_at: DateTime<Utc>,
        /// When answered.
        pub responded_at: Option<DateTime<Utc>>,
        /// What to correct.
        pub items: Vec<InformationItemView>,
    }

    /// One thing to correct.
    pub struct InformationItemView {
        /// Identifier.
        pub id: InformationItemId,
        /// What it is about.
        pub target: InformationTarget,
        /// Kind of document, when it is about one.
        pub document_kind: Option<DocumentKind>,
        /// Why.
        pub reason: ReasonCode,
        /// In the reviewer's words.
        pub comment: Option<String>,
        /// The version that was refused.
        pub old_document: Option<DocumentView>,
        /// The answer.
        pub new_document: Option<DocumentView>,
        /// The address that was wrong.
        pub old_address: Option<Address>,
        /// The answer.
        pub new_address: Option<Address>,
        /// Whether it has been answered.
        pub is_answered: bool,
    }

    /// A reason of a rejection.
    pub struct RejectionReason {
        /// Stable word.
        pub code: ReasonCode,
        /// In words.
        pub text: String,
    }

    /// Where the card is.
    pub struct Tracking {
        /// Carrier's name.
        pub carrier: String,
        /// Tracking number.
        pub number: String,
    }
}

request! {
    /// Begins a request.
    pub struct StartRequestRequest {
        /// Type.
        #[serde(rename = "type")]
        pub kind: RequestType,
    }

    /// Saves steps of a draft, or answers about the address. Absent fields stay.
    #[derive(Default)]
    pub struct UpdateRequestRequest {
        /// Where the driver is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub step: Option<RequestStep>,
        /// "These data are right."
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub identity_confirmed: Option<bool>,
        /// What proves identity.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub identity_proof: Option<IdentityProof>,
        /// Where the card is sent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub delivery_address: Option<Address>,
    }

    /// Sends the request.
    pub struct SubmitRequestRequest {
        /// "The information is exact."
        pub declaration: bool,
    }
}
