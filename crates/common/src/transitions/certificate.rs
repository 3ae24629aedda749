//! A certificate in the register (domain §7.5). That it has expired follows
//! from the date and is no status.

use super::{SYSTEM, Transition, table_functions, transitions};
use crate::statuses::CertificateStatus;
use crate::text_enum;

text_enum! {
    /// What happens to a certificate.
    pub enum CertificateEvent {
        /// Its training is cancelled.
        Revoke = "revoke",
        /// The card it stands for is delivered.
        Supersede = "supersede",
    }
}

/// Every allowed transition.
pub const TABLE: &[Transition<CertificateStatus, CertificateEvent>] = transitions! { CertificateStatus, CertificateEvent:
    Issued => Revoke => Revoked, SYSTEM;
    Issued => Supersede => Superseded, SYSTEM;
    Superseded => Revoke => Revoked, SYSTEM;
};

table_functions!(CertificateStatus, CertificateEvent);
