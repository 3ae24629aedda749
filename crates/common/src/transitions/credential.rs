//! Whether somebody can sign in (domain §9.1). Independent of the review of
//! the identity: the link to create a password comes in both cases (guide).

use super::{ADMINISTRATOR, By, DRIVER, SYSTEM, Transition, table_functions, transitions};
use crate::statuses::{CredentialState, IdentityReview};
use crate::text_enum;
use crate::words::Role;

text_enum! {
    /// What happens to a credential.
    pub enum CredentialEvent {
        /// The link to create a password is sent, or sent again.
        Invite = "invite",
        /// A password is set by a link.
        SetPassword = "set_password",
        /// The issuer closes the account.
        Close = "close",
    }
}

const INVITERS: &[By] = &[
    By::System,
    By::Role(Role::Driver),
    By::Role(Role::Agent),
    By::Role(Role::Administrator),
];

/// Every allowed transition.
pub const TABLE: &[Transition<CredentialState, CredentialEvent>] = transitions! { CredentialState, CredentialEvent:
    None => Invite => Invited, SYSTEM;
    Invited => Invite => Invited, INVITERS;
    Invited => SetPassword => Active, DRIVER;
    Active => SetPassword => Active, DRIVER;
    None => Close => Closed, ADMINISTRATOR;
    Invited => Close => Closed, ADMINISTRATOR;
    Active => Close => Closed, ADMINISTRATOR;
};

table_functions!(CredentialState, CredentialEvent);

text_enum! {
    /// How much of the personal space is open to a driver.
    pub enum Access {
        /// Nothing: no sign-in.
        Closed = "closed",
        /// The page to correct the data, alone.
        CorrectionOnly = "correction_only",
        /// Reading, while changed data are looked at.
        ReadOnly = "read_only",
        /// Everything.
        Full = "full",
    }
}

/// What a driver may open. `was_conform` tells whether an earlier review ended
/// well: a later change then leaves the space readable (domain §9.1).
#[must_use]
pub const fn access(
    credential: CredentialState,
    review: IdentityReview,
    was_conform: bool,
) -> Access {
    match (credential, review) {
        (CredentialState::None | CredentialState::Invited | CredentialState::Closed, _)
        | (_, IdentityReview::Rejected) => Access::Closed,
        (CredentialState::Active, IdentityReview::Conform) => Access::Full,
        (CredentialState::Active, _) if was_conform => Access::ReadOnly,
        (CredentialState::Active, _) => Access::CorrectionOnly,
    }
}
