//! What an organisation's software is told of: a closed list of stable words.

use crate::text_enum;

text_enum! {
    /// What happened.
    pub enum OrganisationEventKind {
        /// A training was recorded.
        TrainingDeclared = "training.declared",
        /// A training that had to be looked at counts.
        TrainingAccepted = "training.accepted",
        /// A training that had to be looked at does not count.
        TrainingRefused = "training.refused",
        /// A training was corrected.
        TrainingAmended = "training.amended",
        /// A training was taken back.
        TrainingCancelled = "training.cancelled",
        /// A training was given to a driver whose account is new.
        TrainingAttached = "training.attached",
        /// Every declaration of a batch has its outcome.
        TrainingBatchFinished = "training_batch.finished",
        /// The certificate of a training was issued.
        CertificateIssued = "certificate.issued",
        /// The certificate of a training was withdrawn.
        CertificateRevoked = "certificate.revoked",
        /// The card took the place of a training's certificate.
        CertificateSuperseded = "certificate.superseded",
        /// Somebody tries a webhook out.
        WebhookTest = "webhook.test",
    }
}

impl OrganisationEventKind {
    /// The word in `object` of what it is about.
    #[must_use]
    pub fn object(self) -> &'static str {
        self.as_str().split('.').next().unwrap_or_default()
    }
}

text_enum! {
    /// Whether an endpoint is told.
    pub enum WebhookStatus {
        /// It is.
        Enabled = "enabled",
        /// Its organisation does not want it now.
        Disabled = "disabled",
        /// It did not answer for days, or said that it is gone.
        Failing = "failing",
    }
}
