//! The audit trail: who did what to which thing.

use common::ids::{AccountId, AuditEventId};
use common::words::{ActorKind, Role};
use serde::Serialize;

use crate::context::Tx;
use crate::error::ServiceResult;

/// Who does something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// What kind of actor.
    pub kind: ActorKind,
    /// The account or client; none for the service itself.
    pub id: Option<String>,
}

impl Actor {
    /// Somebody or something with an id.
    #[must_use]
    pub fn new(kind: ActorKind, id: impl ToString) -> Self {
        Self {
            kind,
            id: Some(id.to_string()),
        }
    }

    /// Somebody who is signed in.
    #[must_use]
    pub fn of(account: AccountId, role: Role) -> Self {
        Self::new(
            if role.is_staff() {
                ActorKind::Staff
            } else {
                ActorKind::Driver
            },
            account,
        )
    }

    /// The service itself.
    #[must_use]
    pub const fn system() -> Self {
        Self {
            kind: ActorKind::System,
            id: None,
        }
    }
}

impl Tx<'_> {
    /// Writes an audit line. `action` is `<thing>.<past participle>`; `details`
    /// holds ids, statuses and codes, no personal data.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn audit(
        &mut self,
        actor: &Actor,
        action: &str,
        subject: impl ToString,
        details: &impl Serialize,
    ) -> ServiceResult<()> {
        let event = db::audit::AuditEvent {
            id: AuditEventId::new(),
            at: self.now.naive_utc(),
            actor_kind: actor.kind,
            actor_id: actor.id.clone(),
            action: action.to_owned(),
            subject: subject.to_string(),
            details: serde_json::to_string(details)?,
            request_id: self.request_id.as_deref().map(ToOwned::to_owned),
        };
        db::audit::insert(self, &event)?;
        Ok(())
    }
}
