//! Who calls a use case, and in which language answers are written.

use common::ids::AccountId;
use common::transitions::By;
use common::words::{Language, Role};

use crate::audit::Actor;

/// Somebody signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The account.
    pub account: AccountId,
    /// What it may do.
    pub role: Role,
    /// The language of answers.
    pub language: Language,
}

/// Who moves a request on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mover {
    /// Somebody signed in.
    Person(Caller),
    /// The service itself.
    System,
}

impl From<Caller> for Mover {
    fn from(caller: Caller) -> Self {
        Self::Person(caller)
    }
}

impl Mover {
    pub(crate) fn actor(self) -> Actor {
        match self {
            Self::Person(caller) => Actor::of(caller.account, caller.role),
            Self::System => Actor::system(),
        }
    }

    pub(crate) const fn by(self) -> By {
        match self {
            Self::Person(caller) => By::Role(caller.role),
            Self::System => By::System,
        }
    }
}
