use super::*;
use crate::field_error::FieldErrorCode;
use crate::rules::policy::MissingHistory;
use crate::words::LicenceCategory;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn fco<'a>(sequences: &'a [Sequence]) -> Declaration<'a> {
    Declaration {
        kind: TrainingKind::Fco,
        sector: Sector::Goods,
        minutes: 35 * 60,
        e_learning_minutes: 0,
        practical_part: true,
        started_on: day("2025-09-29"),
        completed_on: day("2025-10-03"),
        declared_on: day("2025-10-06"),
        birth_date: day("1985-03-27"),
        sequences,
    }
}

fn approval() -> Vec<ApprovalScope> {
    vec![ApprovalScope {
        kinds: TrainingKind::ALL.to_vec(),
        sectors: Sector::ALL.to_vec(),
        from: day("2020-01-01"),
        until: day("2025-12-31"),
    }]
}

fn fimo() -> CompletedTraining {
    CompletedTraining {
        id: "trn_00000000000000000000000000000001".parse().unwrap(),
        kind: TrainingKind::Fimo,
        sector: Sector::Goods,
        completed_on: day("2020-10-10"),
        recognised_until: None,
    }
}

fn check(declaration: &Declaration<'_>) -> Findings {
    let trainings = [fimo()];
    let holder = Holder {
        trainings: &trainings,
        categories: None,
    };
    check_training(declaration, &approval(), &holder, &RulePolicy::default())
}

fn codes(findings: &[Finding]) -> Vec<(&str, &str, FieldErrorCode)> {
    findings
        .iter()
        .map(|finding| {
            (
                finding.rule.as_str(),
                finding.pointer.as_str(),
                finding.fault.code,
            )
        })
        .collect()
}

#[test]
fn accepts_a_week_in_one_go() {
    assert_eq!(check(&fco(&[])), Findings::default());
}

#[test]
fn checks_the_approval_on_every_day() {
    let mut late = fco(&[]);
    late.started_on = day("2025-12-29");
    late.completed_on = day("2026-01-02");
    late.declared_on = late.completed_on;
    let found = check(&late);
    assert_eq!(
        codes(&found.violations),
        [("R1", "/approval_number", FieldErrorCode::ApprovalNotActive)]
    );
    assert_eq!(
        found.violations[0].fault.params.date,
        Some(day("2026-01-01"))
    );
    let holder = Holder {
        trainings: &[fimo()],
        categories: None,
    };
    let none = check_training(&fco(&[]), &[], &holder, &RulePolicy::default());
    assert_eq!(
        codes(&none.violations),
        [("R1", "/approval_number", FieldErrorCode::ApprovalScope)]
    );
}

#[test]
fn checks_hours_by_kind() {
    let with = |kind, minutes, days: u32| {
        let mut declaration = fco(&[]);
        declaration.kind = kind;
        declaration.minutes = minutes;
        declaration.completed_on = crate::dates::days_after(declaration.started_on, days - 1);
        declaration.declared_on = declaration.completed_on;
        check(&declaration)
            .violations
            .iter()
            .map(|finding| finding.fault.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(with(TrainingKind::Fimo, 140 * 60, 20), []);
    assert_eq!(
        with(TrainingKind::Fimo, 140 * 60 - 1, 20),
        [FieldErrorCode::HoursInsufficient]
    );
    assert_eq!(
        with(TrainingKind::InitialLong, 279 * 60, 60),
        [FieldErrorCode::HoursInsufficient]
    );
    assert_eq!(
        with(TrainingKind::Bridging, 36 * 60, 5),
        [FieldErrorCode::HoursNotExact]
    );
    assert_eq!(
        with(TrainingKind::Fco, 34 * 60, 5),
        [FieldErrorCode::HoursInsufficient]
    );
    assert_eq!(
        with(TrainingKind::Fco, 35 * 60, 2),
        [FieldErrorCode::HoursPerDay]
    );
    assert_eq!(with(TrainingKind::Fco, 35 * 60, 4), []);
}

#[test]
fn checks_sequences_one_by_one() {
    let sequence = |on: &str, hours: u32| Sequence {
        on: day(on),
        minutes: hours * 60,
        e_learning_minutes: 0,
        is_elsewhere: false,
    };
    let sequences = [
        sequence("2020-10-01", 7),
        sequence("2025-03-03", 6),
        sequence("2025-03-03", 11),
        sequence("2025-10-02", 11),
    ];
    let mut declaration = fco(&sequences);
    declaration.practical_part = false;
    assert_eq!(
        codes(&check(&declaration).violations),
        [
            ("R3", "/sequences/0", FieldErrorCode::SequenceTooOld),
            ("R3", "/sequences/1", FieldErrorCode::SequenceTooShort),
            ("R3", "/sequences/2", FieldErrorCode::HoursPerDay),
            ("R3", "/sequences/2", FieldErrorCode::SequencesOverlap),
            ("R3", "/sequences/3", FieldErrorCode::HoursPerDay),
            (
                "R3",
                "/completed_on",
                FieldErrorCode::CompletedNotLastSequence
            ),
            (
                "R3",
                "/practical_part",
                FieldErrorCode::PracticalPartMissing
            ),
        ]
    );
    let mut bridging = fco(&sequences[..1]);
    bridging.kind = TrainingKind::Bridging;
    bridging.minutes = 35 * 60;
    assert!(codes(&check(&bridging).violations).contains(&(
        "R3",
        "/sequences",
        FieldErrorCode::SequencesNotAllowed
    )));
}

#[test]
fn warns_of_a_late_declaration_and_a_low_age() {
    let mut declaration = fco(&[]);
    declaration.declared_on = day("2025-10-10");
    assert_eq!(check(&declaration).warnings, []);
    declaration.declared_on = day("2025-10-13");
    assert_eq!(
        codes(&check(&declaration).warnings),
        [("R4", "/completed_on", FieldErrorCode::DeclaredLate)]
    );
    declaration.declared_on = day("2025-10-02");
    assert_eq!(
        codes(&check(&declaration).violations),
        [("R4", "/completed_on", FieldErrorCode::DateInFuture)]
    );

    let mut young = fco(&[]);
    young.kind = TrainingKind::Fimo;
    young.sector = Sector::Passengers;
    young.started_on = day("2025-09-01");
    young.minutes = 140 * 60;
    young.birth_date = day("2004-10-04");
    assert_eq!(
        codes(&check(&young).warnings),
        [("R7", "/trainee/birth_date", FieldErrorCode::BelowMinimumAge)]
    );
    young.birth_date = day("2004-10-03");
    assert_eq!(check(&young), Findings::default());
}

#[test]
fn a_missing_basis_is_for_a_person_to_decide() {
    let mut policy = RulePolicy::default();
    let nobody = Holder {
        trainings: &[],
        categories: Some(&[]),
    };
    let found = check_training(&fco(&[]), &approval(), &nobody, &policy);
    assert_eq!(
        codes(&found.doubts),
        [("R6", "/kind", FieldErrorCode::InitialQualificationMissing)]
    );
    assert_eq!(found.violations, []);

    let mut bridging = fco(&[]);
    bridging.kind = TrainingKind::Bridging;
    bridging.sector = Sector::Passengers;
    policy.training.missing_history = MissingHistory::Refuse;
    let found = check_training(&bridging, &approval(), &nobody, &policy);
    assert_eq!(
        codes(&found.violations),
        [
            ("R5", "/sector", FieldErrorCode::OtherSectorMissing),
            (
                "R5",
                "/trainee/licence_number",
                FieldErrorCode::CategoryOfSectorMissing
            ),
        ]
    );
    let licence = [CategoryView {
        category: LicenceCategory::D,
        valid_until: day("2025-10-03"),
    }];
    let holder = Holder {
        trainings: &[fimo()],
        categories: Some(&licence),
    };
    assert_eq!(
        check_training(&bridging, &approval(), &holder, &policy),
        Findings::default()
    );
}

#[test]
fn an_expired_qualification_needs_no_new_fimo() {
    let mut declaration = fco(&[]);
    declaration.declared_on = declaration.completed_on;
    let mut old = fimo();
    old.completed_on = day("2010-01-01");
    let holder = Holder {
        trainings: &[old],
        categories: None,
    };
    assert_eq!(
        check_training(&declaration, &approval(), &holder, &RulePolicy::default()),
        Findings::default()
    );
}

proptest! {
    #[test]
    fn never_panics(minutes: u32, e_learning: u32, start in -400_000i32..400_000, length in -3_000i32..3_000, lengths in prop::collection::vec((any::<u32>(), -4_000i32..4_000), 0..6)) {
        let at = |days: i32| NaiveDate::from_num_days_from_ce_opt(700_000 + days).unwrap();
        let sequences: Vec<_> = lengths
            .into_iter()
            .map(|(minutes, offset)| Sequence { on: at(start + offset), minutes, e_learning_minutes: minutes, is_elsewhere: false })
            .collect();
        for kind in TrainingKind::ALL {
            let declaration = Declaration {
                kind: *kind,
                minutes,
                e_learning_minutes: e_learning,
                started_on: at(start),
                completed_on: at(start + length),
                ..fco(&sequences)
            };
            let _ = check(&declaration);
        }
    }
}
