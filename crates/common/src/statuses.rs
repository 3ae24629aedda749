//! The statuses of domain §9. Which transition is allowed is in `transitions`.

use crate::text_enum;

text_enum! {
    /// Review of a driver's identity and licence (domain §9.1).
    pub enum IdentityReview {
        /// Sent, not yet looked at.
        Submitted = "submitted",
        /// A reviewer looks at it.
        UnderReview = "under_review",
        /// The data are right: full access.
        Conform = "conform",
        /// At least one error: only the correction page is open.
        CorrectionRequested = "correction_requested",
        /// Refused for good: fraud or duplicate.
        Rejected = "rejected",
    }
}

text_enum! {
    /// Whether somebody can sign in (domain §9.1).
    pub enum CredentialState {
        /// No link was sent yet.
        None = "none",
        /// The link to create a password was sent.
        Invited = "invited",
        /// A password is set.
        Active = "active",
        /// Closed by the issuer.
        Closed = "closed",
    }
}

text_enum! {
    /// A training record (domain §9.2).
    pub enum TrainingStatus {
        /// Accepted; counts for the qualification.
        Valid = "valid",
        /// Accepted, but a person must look at it before it counts.
        NeedsReview = "needs_review",
        /// Looked at and refused.
        Refused = "refused",
        /// Withdrawn by the centre.
        Cancelled = "cancelled",
    }
}

text_enum! {
    /// Trainings that were declared many at once.
    pub enum TrainingBatchStatus {
        /// Kept; none is processed yet.
        Accepted = "accepted",
        /// Some are processed.
        Processing = "processing",
        /// Each has its outcome.
        Finished = "finished",
    }
}

text_enum! {
    /// What became of one of them. In a dry run: what would become of it.
    pub enum TrainingItemOutcome {
        /// It is a new record.
        Recorded = "recorded",
        /// It was on record already.
        Known = "known",
        /// It is not recorded; its errors say why.
        Refused = "refused",
    }
}

text_enum! {
    /// How a training record relates to the drivers known (rule R9).
    pub enum TrainingMatch {
        /// No driver with this licence has an account yet.
        Unattached = "unattached",
        /// Attached to a driver.
        Attached = "attached",
        /// The licence number is known, but name or birth date differ.
        Doubtful = "doubtful",
    }
}

text_enum! {
    /// What the register says of a certificate. That a certificate has expired
    /// is not stored: it follows from the date.
    pub enum CertificateStatus {
        /// Issued, and not withdrawn or replaced.
        Issued = "issued",
        /// The training it rests on was cancelled.
        Revoked = "revoked",
        /// The card it stands for was delivered.
        Superseded = "superseded",
    }
}

text_enum! {
    /// The answer to a check of a certificate, as a road officer needs it.
    pub enum CertificateVerdict {
        /// Authentic, and valid today.
        Valid = "valid",
        /// Authentic; its four months have passed.
        Expired = "expired",
        /// Authentic, but withdrawn.
        Revoked = "revoked",
        /// Authentic; the card has been delivered since.
        Superseded = "superseded",
        /// Signature or content is wrong: a forgery or a damaged code.
        NotAuthentic = "not_authentic",
        /// No certificate has this number, or the signing key is not known here.
        Unknown = "unknown",
    }
}

text_enum! {
    /// A request (domain §9.3).
    pub enum RequestStatus {
        /// Begun, not sent.
        Draft = "draft",
        /// Sent.
        Submitted = "submitted",
        /// A reviewer has taken it.
        UnderReview = "under_review",
        /// Documents or information must be corrected by the driver.
        InformationRequested = "information_requested",
        /// Accepted.
        Approved = "approved",
        /// Refused, with reasons.
        Rejected = "rejected",
        /// Closed because no answer came in time.
        ClosedIncomplete = "closed_incomplete",
        /// In a production batch.
        InProduction = "in_production",
        /// Personalised and checked.
        ReadyToShip = "ready_to_ship",
        /// Handed to the carrier.
        Shipped = "shipped",
        /// Delivered.
        Delivered = "delivered",
        /// The post brought it back (pli non distribué).
        ReturnedUndelivered = "returned_undelivered",
    }
}

impl RequestStatus {
    /// Whether a request in this status keeps its driver from making another.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(
            self,
            Self::Rejected | Self::ClosedIncomplete | Self::Delivered
        )
    }

    /// Whether the training behind it is used up or reserved (domain §7.3).
    #[must_use]
    pub const fn holds_training(self) -> bool {
        !matches!(self, Self::Rejected | Self::ClosedIncomplete)
    }
}

text_enum! {
    /// The review of one document.
    pub enum DocumentStatus {
        /// Received, not decided.
        Received = "received",
        /// Accepted.
        Accepted = "accepted",
        /// Refused with a reason.
        Refused = "refused",
    }
}

text_enum! {
    /// A card (domain §9.4), as far as production knows it.
    pub enum CardStatus {
        /// Ordered from production.
        Ordered = "ordered",
        /// Personalised.
        Produced = "produced",
        /// On its way.
        Shipped = "shipped",
        /// In its holder's hands.
        Active = "active",
        /// Came back undelivered.
        InReturns = "in_returns",
        /// Declared lost.
        Lost = "lost",
        /// Declared stolen.
        Stolen = "stolen",
        /// Another card took its place.
        Replaced = "replaced",
        /// Withdrawn.
        Revoked = "revoked",
        /// Destroyed.
        Destroyed = "destroyed",
    }
}

text_enum! {
    /// Where a card stands for its holder and for a road officer alike.
    pub enum CardStanding {
        /// It is being made.
        InProduction = "in_production",
        /// It is on its way.
        OnItsWay = "on_its_way",
        /// The post brought it back (pli non distribué).
        Returned = "returned",
        /// It proves the qualification.
        Valid = "valid",
        /// Its last day has passed.
        Expired = "expired",
        /// Declared lost: whoever shows it is not entitled to.
        Lost = "lost",
        /// Declared stolen.
        Stolen = "stolen",
        /// Another card took its place.
        Replaced = "replaced",
        /// Withdrawn.
        Revoked = "revoked",
        /// Destroyed.
        Destroyed = "destroyed",
    }
}

text_enum! {
    /// A letter with a card that the post brought back (domain §9.6).
    pub enum ReturnedMailStatus {
        /// The driver has to confirm or change the address.
        AwaitingDriver = "awaiting_driver",
        /// It is to be sent to the same address again, free of charge.
        ReshipFree = "reship_free",
        /// It is to be sent to a new address, which is paid for.
        ReshipPaid = "reship_paid",
        /// It is on its way again.
        Shipped = "shipped",
        /// Nobody answered: the card is destroyed.
        Destroyed = "destroyed",
    }
}

impl ReturnedMailStatus {
    /// Whether the letter still lies at the returns desk.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::AwaitingDriver | Self::ReshipFree | Self::ReshipPaid
        )
    }
}

text_enum! {
    /// A payment (domain §9.7).
    pub enum PaymentStatus {
        /// Asked for; the provider's page is being opened.
        Created = "created",
        /// The page is open. What happens there is not known until the provider is asked.
        Redirected = "redirected",
        /// The money is taken.
        Captured = "captured",
        /// The driver turned back, and the page is closed.
        Abandoned = "abandoned",
        /// The page closed by itself.
        Expired = "expired",
        /// The money was taken and has been given back.
        Refunded = "refunded",
    }
}

impl PaymentStatus {
    /// Whether money may still come.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Created | Self::Redirected)
    }
}

text_enum! {
    /// Money that is given back.
    pub enum RefundStatus {
        /// Somebody proposes it; somebody else has to approve it.
        Proposed = "proposed",
        /// It is being sent.
        Approved = "approved",
        /// It is not given back.
        Declined = "declined",
        /// It is sent; the bank has it in some days.
        Done = "done",
        /// The provider could not send it: it has to be given back another way.
        Failed = "failed",
    }
}

impl RefundStatus {
    /// Whether somebody still waits for the money.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Proposed | Self::Approved | Self::Failed)
    }

    /// Whether it keeps its payment from being given back another time.
    #[must_use]
    pub const fn is_in_force(self) -> bool {
        !matches!(self, Self::Declined | Self::Failed)
    }
}

text_enum! {
    /// A durable job.
    pub enum JobState {
        /// Waits for its time.
        Queued = "queued",
        /// A worker has it.
        Running = "running",
        /// Finished.
        Done = "done",
        /// Failed as often as allowed: a person must look.
        Dead = "dead",
    }
}
