//! The driver's home page, and short-lived links to documents.

use chrono::{DateTime, NaiveDate, Utc};

use super::training::QualificationView;
use crate::ids::{EventId, RequestId, ReturnedMailId};
use crate::statuses::IdentityReview;
use crate::text_enum;
use crate::words::RequestPurpose;

text_enum! {
    /// Something that waits for the driver.
    pub enum TaskKind {
        /// An information request to answer.
        AnswerInformationRequest = "answer_information_request",
        /// A draft to resume.
        ResumeDraft = "resume_draft",
        /// A training gives right to a card that was not requested yet.
        RequestCard = "request_card",
        /// The account's data are to be corrected.
        CorrectIdentity = "correct_identity",
        /// A card came back: the address is to be confirmed or changed.
        AnswerReturnedMail = "answer_returned_mail",
    }
}

text_enum! {
    /// What happened, for the list of last events.
    pub enum DriverEventKind {
        /// The account was found conform.
        AccountConform = "account_conform",
        /// The account's data are to be corrected.
        AccountCorrectionRequested = "account_correction_requested",
        /// Identity data were sent for review.
        IdentitySubmitted = "identity_submitted",
        /// A training was recorded.
        TrainingRecorded = "training_recorded",
        /// A training was corrected by its centre.
        TrainingAmended = "training_amended",
        /// A training was taken back by its centre.
        TrainingCancelled = "training_cancelled",
        /// A certificate was issued.
        CertificateIssued = "certificate_issued",
        /// A certificate was withdrawn.
        CertificateRevoked = "certificate_revoked",
        /// A request was sent.
        RequestSubmitted = "request_submitted",
        /// A request is being examined.
        RequestUnderReview = "request_under_review",
        /// Information is requested.
        InformationRequested = "information_requested",
        /// An information request was answered.
        InformationProvided = "information_provided",
        /// A request was accepted.
        RequestApproved = "request_approved",
        /// A request was refused.
        RequestRejected = "request_rejected",
        /// A request was closed for want of an answer.
        RequestClosed = "request_closed",
        /// The card is being made.
        CardInProduction = "card_in_production",
        /// The card was sent.
        CardShipped = "card_shipped",
        /// The card was delivered.
        CardDelivered = "card_delivered",
        /// The post brought the card back.
        CardReturned = "card_returned",
        /// The mail address was changed.
        EmailChanged = "email_changed",
        /// The password was changed.
        PasswordChanged = "password_changed",
    }
}

text_enum! {
    /// A document that opens in a new tab.
    pub enum DownloadTarget {
        /// Recap of a training.
        TrainingRecap = "training_recap",
        /// A certificate.
        Certificate = "certificate",
        /// Acknowledgement of receipt of a request.
        Acknowledgement = "acknowledgement",
        /// Summary of a request.
        RequestSummary = "request_summary",
        /// A document given with a request.
        Document = "document",
        /// The duplicate of an invoice or credit note.
        Invoice = "invoice",
        /// The accounts of a period, for staff.
        Accounts = "accounts",
    }
}

response! {
    /// The home page in one call.
    pub struct HomeView {
        /// State of the identity review.
        pub review: IdentityReview,
        /// What waits for the driver, most urgent first.
        pub tasks: Vec<HomeTask>,
        /// Validity per sector.
        pub qualifications: Vec<QualificationView>,
        /// Last events, newest first, at most ten.
        pub events: Vec<DriverEvent>,
    }

    /// Something that waits for the driver.
    pub struct HomeTask {
        /// What.
        pub kind: TaskKind,
        /// The request it is about.
        pub request_id: Option<RequestId>,
        /// Why that request is made.
        pub purpose: Option<RequestPurpose>,
        /// The letter that came back.
        pub returned_mail_id: Option<ReturnedMailId>,
        /// Reference of that request.
        pub reference: Option<String>,
        /// Last day to do it.
        pub due_on: Option<NaiveDate>,
    }

    /// Something that happened.
    pub struct DriverEvent {
        /// Identifier.
        pub id: EventId,
        /// When.
        pub at: DateTime<Utc>,
        /// What.
        pub kind: DriverEventKind,
        /// Id of the thing it is about.
        pub subject: Option<String>,
    }

    /// An address that opens one document for a few minutes without a header.
    pub struct DownloadLink {
        /// Path on this host.
        pub url: String,
        /// When it stops working.
        pub expires_at: DateTime<Utc>,
    }
}

request! {
    /// Asks for a link to a document.
    pub struct DownloadLinkRequest {
        /// Which kind of document.
        pub target: DownloadTarget,
        /// Id of the training, certificate, request, document or invoice; of accounts their
        /// format and days, `fec_2026-01-01_2026-12-31`.
        #[cfg_attr(feature = "openapi", schema(max_length = 64))]
        pub id: String,
    }
}
