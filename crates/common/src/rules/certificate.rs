//! The provisional certificate's four months, and the answer to a check (domain §7.5).

use chrono::NaiveDate;

use super::policy::{CertificatePolicy, CertificateStart};
use crate::dates::months_after;
use crate::statuses::{CertificateStatus, CertificateVerdict};

/// The days on which a certificate proves the qualification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CertificatePeriod {
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day, inclusive.
    pub valid_until: NaiveDate,
}

/// The period of a certificate issued on a day for a training that ended on another.
#[must_use]
pub fn certificate_period(
    issued_on: NaiveDate,
    completed_on: NaiveDate,
    policy: &CertificatePolicy,
) -> CertificatePeriod {
    let starts_on = match policy.start {
        CertificateStart::Issue => issued_on,
        CertificateStart::TrainingEnd => completed_on,
    };
    CertificatePeriod {
        starts_on,
        valid_until: months_after(starts_on, policy.months),
    }
}

/// The answer to a check of a certificate that the register knows.
#[must_use]
pub fn verdict(
    status: CertificateStatus,
    valid_until: NaiveDate,
    today: NaiveDate,
) -> CertificateVerdict {
    match status {
        CertificateStatus::Revoked => CertificateVerdict::Revoked,
        CertificateStatus::Superseded => CertificateVerdict::Superseded,
        CertificateStatus::Issued if today > valid_until => CertificateVerdict::Expired,
        CertificateStatus::Issued => CertificateVerdict::Valid,
    }
}

/// Days left: 0 on the last valid day, negative after it.
#[must_use]
pub fn days_left(valid_until: NaiveDate, today: NaiveDate) -> i64 {
    valid_until.signed_duration_since(today).num_days()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn starts_by_policy() {
        let mut policy = CertificatePolicy::default();
        let period = |policy: &CertificatePolicy| {
            certificate_period(day("2025-03-20"), day("2025-03-15"), policy)
        };
        assert_eq!(period(&policy).valid_until, day("2025-07-20"));
        policy.start = CertificateStart::TrainingEnd;
        assert_eq!(period(&policy).starts_on, day("2025-03-15"));
        assert_eq!(period(&policy).valid_until, day("2025-07-15"));
    }

    #[test]
    fn what_the_register_says_comes_before_the_date() {
        let check = |status| verdict(status, day("2025-07-15"), day("2025-07-16"));
        assert_eq!(
            check(CertificateStatus::Issued),
            CertificateVerdict::Expired
        );
        assert_eq!(
            check(CertificateStatus::Revoked),
            CertificateVerdict::Revoked
        );
        assert_eq!(
            check(CertificateStatus::Superseded),
            CertificateVerdict::Superseded
        );
        assert_eq!(days_left(day("2025-07-15"), day("2025-07-16")), -1);
    }
}
