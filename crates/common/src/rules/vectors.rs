//! The test vectors V1 to V21 of the domain dossier, by number.

mod validity;

use chrono::NaiveDate;

use super::certificate::{certificate_period, verdict};
use super::entitlement::{
    BlockCode, Entitlement, EntitlementFacts, RecordedTraining, RequestFact, entitlement,
};
use super::policy::{CertificateStart, RulePolicy};
use super::qualification::CompletedTraining;
use super::training::{
    ApprovalScope, Declaration, Findings, Holder, Sequence, check_training, find_duplicate,
};
use crate::dto::profile::CategoryView;
use crate::field_error::FieldErrorCode;
use crate::statuses::{
    CertificateStatus, CertificateVerdict, CredentialState, IdentityReview, RequestStatus,
    TrainingStatus,
};
use crate::words::{LicenceCategory, Sector, TrainingKind};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn training(number: u32, kind: TrainingKind, sector: Sector, end: &str) -> CompletedTraining {
    CompletedTraining {
        id: format!("trn_{number:032x}").parse().unwrap(),
        kind,
        sector,
        completed_on: day(end),
        recognised_until: None,
    }
}

use Sector::{Goods, Passengers};
use TrainingKind::{Fco, Fimo};

fn sequences(days: &[&str], hours: &[u32], e_learning: &[u32]) -> Vec<Sequence> {
    let rest = e_learning.iter().copied().chain(std::iter::repeat(0));
    days.iter()
        .zip(hours)
        .zip(rest)
        .map(|((on, hours), e_learning)| Sequence {
            on: day(on),
            minutes: hours * 60,
            e_learning_minutes: e_learning * 60,
            is_elsewhere: false,
        })
        .collect()
}

const FIVE_DAYS: [&str; 5] = [
    "2025-03-03",
    "2025-04-07",
    "2025-05-12",
    "2025-09-15",
    "2025-10-03",
];

fn declare(sequences: &[Sequence], sector: Sector, scope: &[Sector]) -> Findings {
    let minutes = sequences.iter().map(|sequence| sequence.minutes).sum();
    let declaration = Declaration {
        kind: Fco,
        sector,
        minutes,
        e_learning_minutes: sequences
            .iter()
            .map(|sequence| sequence.e_learning_minutes)
            .sum(),
        practical_part: true,
        started_on: day("2025-03-03"),
        completed_on: day("2025-10-03"),
        declared_on: day("2025-10-06"),
        birth_date: day("1985-03-27"),
        sequences,
    };
    let approvals = [ApprovalScope {
        kinds: vec![Fco],
        sectors: scope.to_vec(),
        from: day("2024-01-01"),
        until: day("2027-12-31"),
    }];
    let known = [training(1, Fimo, Goods, "2020-10-10")];
    let holder = Holder {
        trainings: &known,
        categories: None,
    };
    check_training(&declaration, &approvals, &holder, &RulePolicy::default())
}

fn violations(findings: &Findings) -> Vec<FieldErrorCode> {
    findings
        .violations
        .iter()
        .map(|finding| finding.fault.code)
        .collect()
}

#[test]
fn v11_five_sequences_are_complete() {
    assert_eq!(
        declare(&sequences(&FIVE_DAYS, &[7; 5], &[]), Goods, &[Goods]),
        Findings::default()
    );
}

#[test]
fn v12_a_short_sequence_is_refused() {
    let found = declare(
        &sequences(&FIVE_DAYS, &[7, 7, 7, 7, 6], &[]),
        Goods,
        &[Goods],
    );
    assert_eq!(
        violations(&found),
        [
            FieldErrorCode::HoursInsufficient,
            FieldErrorCode::SequenceTooShort
        ]
    );
}

#[test]
fn v13_too_much_e_learning_is_refused() {
    let found = declare(&sequences(&FIVE_DAYS, &[7; 5], &[7, 7]), Goods, &[Goods]);
    assert_eq!(violations(&found), [FieldErrorCode::ELearningTooLong]);
    assert!(
        declare(&sequences(&FIVE_DAYS, &[7; 5], &[7, 5]), Goods, &[Goods])
            .violations
            .is_empty()
    );
}

#[test]
fn v14_and_v15_the_certificates_four_months() {
    let mut policy = RulePolicy::default().certificate;
    for start in CertificateStart::ALL {
        policy.start = *start;
        let period = |text| certificate_period(day(text), day(text), &policy);
        assert_eq!(period("2025-10-31").valid_until, day("2026-02-28"));
        let until = period("2025-03-15").valid_until;
        let check = |today| verdict(CertificateStatus::Issued, until, day(today));
        assert_eq!(check("2025-07-15"), CertificateVerdict::Valid);
        assert_eq!(check("2025-07-16"), CertificateVerdict::Expired);
    }
}

fn decide(
    trainings: &[CompletedTraining],
    request: Option<RequestStatus>,
    categories: &[CategoryView],
) -> Result<NaiveDate, Vec<BlockCode>> {
    let records: Vec<_> = trainings
        .iter()
        .map(|training| RecordedTraining {
            training: *training,
            status: TrainingStatus::Valid,
        })
        .collect();
    let requests: Vec<_> = request
        .into_iter()
        .map(|status| RequestFact {
            id: "req_00000000000000000000000000000001".parse().unwrap(),
            status,
            training: trainings.last().unwrap().id,
            has_card: false,
        })
        .collect();
    let facts = EntitlementFacts {
        today: day("2025-07-01"),
        credential: CredentialState::Active,
        identity: IdentityReview::Conform,
        trainings: &records,
        requests: &requests,
        categories,
        claimed: &[],
    };
    match entitlement(&facts, &RulePolicy::default()) {
        Entitlement::Allowed(grant) => Ok(grant.until),
        Entitlement::Blocked { reasons } => Err(reasons.iter().map(|reason| reason.code).collect()),
    }
}

fn licence(category: LicenceCategory, until: &str) -> CategoryView {
    CategoryView {
        category,
        valid_until: day(until),
    }
}

#[test]
fn v16_v17_and_v18_a_training_gives_one_card() {
    let trainings = [
        training(1, Fimo, Goods, "2010-03-01"),
        training(2, Fco, Goods, "2025-06-10"),
    ];
    let c = [licence(LicenceCategory::C, "2029-01-01")];
    let used = decide(&trainings, Some(RequestStatus::Approved), &c).unwrap_err();
    assert!(used.contains(&BlockCode::TrainingAlreadyUsed));
    assert_eq!(
        decide(&trainings, Some(RequestStatus::Rejected), &c),
        Ok(day("2030-06-10"))
    );
    assert_eq!(decide(&trainings, None, &c), Ok(day("2030-06-10")));
}

#[test]
fn v19_the_licence_must_be_valid_in_the_sector() {
    let trainings = [training(1, Fimo, Passengers, "2025-06-10")];
    let categories = [
        licence(LicenceCategory::D, "2025-06-30"),
        licence(LicenceCategory::C, "2029-01-01"),
    ];
    assert_eq!(
        decide(&trainings, None, &categories),
        Err(vec![BlockCode::LicenceCategoryExpired])
    );
    let none = [licence(LicenceCategory::C, "2029-01-01")];
    assert_eq!(
        decide(&trainings, None, &none),
        Err(vec![BlockCode::LicenceCategoryMissing])
    );
}

#[test]
fn v20_the_same_training_twice_is_one_record() {
    let known = [training(7, Fco, Goods, "2025-10-03")];
    assert_eq!(
        find_duplicate(&known, Fco, Goods, day("2025-10-03")),
        Some(known[0].id)
    );
    for (kind, sector, end) in [
        (Fimo, Goods, "2025-10-03"),
        (Fco, Passengers, "2025-10-03"),
        (Fco, Goods, "2025-10-04"),
    ] {
        assert_eq!(find_duplicate(&known, kind, sector, day(end)), None);
    }
}

#[test]
fn v21_the_approval_must_cover_the_sector() {
    let found = declare(&sequences(&FIVE_DAYS, &[7; 5], &[]), Passengers, &[Goods]);
    assert_eq!(violations(&found), [FieldErrorCode::ApprovalScope]);
}
