//! Why a provider does not do what it is asked, and why a notice is not believed.

/// Why a call to the provider failed.
#[derive(Debug, thiserror::Error)]
pub enum PaymentError {
    /// The network failed, the provider answered too late, was overloaded or
    /// failed itself. Whether the call had its effect is not known: make it again
    /// later with the same values.
    #[error("the payment provider cannot be asked now: {0:#}")]
    Unavailable(anyhow::Error),
    /// The provider understood and refuses; nothing happened, and asking again
    /// will not help. The fault is ours: a wrong key, amount or reference.
    #[error("the payment provider refuses: {0}")]
    Rejected(Rejection),
}

/// What a provider says when it refuses. Its own sentences are left out: they may
/// repeat what was sent, an address for instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// The HTTP status.
    pub status: u16,
    /// The provider's word for the fault, such as `resource_missing`.
    pub code: String,
    /// The parameter that is wrong, if one is.
    pub parameter: Option<String>,
    /// The provider's name for the call, for asking its support.
    pub request_id: Option<String>,
}

impl std::fmt::Display for Rejection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.code, self.status)?;
        if let Some(parameter) = &self.parameter {
            write!(f, ", parameter {parameter}")?;
        }
        if let Some(id) = &self.request_id {
            write!(f, ", request {id}")?;
        }
        Ok(())
    }
}

/// Why a notice is not believed. None of them says anything about a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoticeError {
    /// The signature's header is missing or unreadable, or the body is no event.
    #[error("the notice is malformed")]
    Malformed,
    /// No signature in it was made with one of our secrets.
    #[error("the notice is forged")]
    Forged,
    /// It is genuine, but was signed longer ago than the tolerance: perhaps
    /// somebody plays an old one again.
    #[error("the notice is stale")]
    Stale,
    /// It is genuine, but was signed further ahead than the tolerance: one of the
    /// two clocks is wrong.
    #[error("the notice comes from the future")]
    Early,
}
