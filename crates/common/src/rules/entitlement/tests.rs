use super::*;
use crate::words::{Language, LicenceCategory, TrainingKind};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn record(number: u32, kind: TrainingKind, sector: Sector, end: &str) -> RecordedTraining {
    RecordedTraining {
        training: CompletedTraining {
            id: format!("trn_{number:032x}").parse().unwrap(),
            kind,
            sector,
            completed_on: day(end),
            recognised_until: None,
        },
        status: TrainingStatus::Valid,
    }
}

fn request(number: u32, status: RequestStatus, training: &RecordedTraining) -> RequestFact {
    RequestFact {
        id: format!("req_{number:032x}").parse().unwrap(),
        status,
        training: training.training.id,
        has_card: false,
    }
}

fn category(category: LicenceCategory, until: &str) -> CategoryView {
    CategoryView {
        category,
        valid_until: day(until),
    }
}

fn facts<'a>(
    trainings: &'a [RecordedTraining],
    requests: &'a [RequestFact],
    categories: &'a [CategoryView],
) -> EntitlementFacts<'a> {
    EntitlementFacts {
        today: day("2026-11-23"),
        credential: CredentialState::Active,
        identity: IdentityReview::Conform,
        trainings,
        requests,
        categories,
        claimed: &[],
    }
}

fn decide(facts: &EntitlementFacts<'_>) -> Result<Grant, Vec<BlockCode>> {
    match entitlement(facts, &RulePolicy::default()) {
        Entitlement::Allowed(grant) => Ok(grant),
        Entitlement::Blocked { reasons } => {
            assert!(!reasons.is_empty());
            for language in [Language::French, Language::English] {
                for reason in &reasons {
                    let texts = [
                        reason.explanation(language),
                        reason.remedy(language).to_owned(),
                    ];
                    assert!(texts.iter().all(|text| text.ends_with('.')), "{texts:?}");
                    assert!(!reason.code.legal_reference(language).is_empty());
                }
            }
            Err(reasons.into_iter().map(|reason| reason.code).collect())
        }
    }
}

#[test]
fn a_new_training_gives_right_to_a_card() {
    let trainings = [record(1, TrainingKind::Fimo, Sector::Goods, "2026-11-20")];
    let licence = [category(LicenceCategory::C, "2030-01-01")];
    let grant = decide(&facts(&trainings, &[], &licence)).unwrap();
    assert_eq!(grant.training, trainings[0].training.id);
    assert_eq!(
        (grant.sectors, grant.until),
        (vec![Sector::Goods], day("2031-11-20"))
    );
}

#[test]
fn an_open_request_blocks_and_says_which() {
    let trainings = [record(1, TrainingKind::Fimo, Sector::Goods, "2026-11-20")];
    let licence = [category(LicenceCategory::C, "2030-01-01")];
    for (status, expected) in [
        (RequestStatus::Draft, vec![BlockCode::OpenDraft]),
        (
            RequestStatus::UnderReview,
            vec![BlockCode::OpenRequest, BlockCode::TrainingAlreadyUsed],
        ),
        (
            RequestStatus::Delivered,
            vec![BlockCode::TrainingAlreadyUsed],
        ),
    ] {
        let requests = [request(1, status, &trainings[0])];
        assert_eq!(
            decide(&facts(&trainings, &requests, &licence)),
            Err(expected),
            "{status}"
        );
    }
    for status in [RequestStatus::Rejected, RequestStatus::ClosedIncomplete] {
        assert!(
            decide(&facts(
                &trainings,
                &[request(1, status, &trainings[0])],
                &licence
            ))
            .is_ok()
        );
    }
    // A card that was made and never claimed has used the training up.
    let unclaimed = RequestFact {
        has_card: true,
        ..request(1, RequestStatus::ClosedIncomplete, &trainings[0])
    };
    assert_eq!(
        decide(&facts(&trainings, &[unclaimed], &licence)),
        Err(vec![BlockCode::TrainingAlreadyUsed])
    );
}

#[test]
fn an_older_training_is_not_worth_a_second_card() {
    let trainings = [
        record(1, TrainingKind::Fimo, Sector::Goods, "2022-11-20"),
        record(2, TrainingKind::Fco, Sector::Goods, "2026-11-20"),
    ];
    let licence = [category(LicenceCategory::C, "2030-01-01")];
    let used = [request(1, RequestStatus::Delivered, &trainings[1])];
    assert_eq!(
        decide(&facts(&trainings, &used, &licence)),
        Err(vec![BlockCode::TrainingAlreadyUsed])
    );
    let old = [request(1, RequestStatus::Delivered, &trainings[0])];
    assert_eq!(
        decide(&facts(&trainings, &old, &licence)).map(|grant| grant.training),
        Ok(trainings[1].training.id)
    );
}

#[test]
fn names_every_reason_at_once() {
    let mut everything = facts(&[], &[], &[]);
    everything.credential = CredentialState::Invited;
    everything.identity = IdentityReview::CorrectionRequested;
    everything.claimed = &[Sector::Passengers];
    assert_eq!(
        decide(&everything),
        Err(vec![
            BlockCode::AccountNotActive,
            BlockCode::IdentityToCorrect,
            BlockCode::NoTraining,
            BlockCode::SectorNotHeld,
        ])
    );
}

#[test]
fn an_expired_qualification_and_a_doubtful_training_block() {
    let old = [record(1, TrainingKind::Fimo, Sector::Goods, "2015-01-10")];
    let licence = [category(LicenceCategory::CE, "2030-01-01")];
    assert_eq!(
        decide(&facts(&old, &[], &licence)),
        Err(vec![BlockCode::QualificationExpired])
    );
    let mut doubtful = record(1, TrainingKind::Fimo, Sector::Goods, "2026-01-10");
    doubtful.status = TrainingStatus::NeedsReview;
    assert_eq!(
        decide(&facts(&[doubtful], &[], &licence)),
        Err(vec![BlockCode::TrainingUnderReview])
    );
}

#[test]
fn a_sector_without_licence_is_left_out_unless_asked_for() {
    let trainings = [
        record(1, TrainingKind::Fimo, Sector::Goods, "2024-01-10"),
        record(2, TrainingKind::Bridging, Sector::Passengers, "2026-01-10"),
    ];
    let licence = [
        category(LicenceCategory::C, "2030-01-01"),
        category(LicenceCategory::D, "2026-11-22"),
    ];
    let mut asked = facts(&trainings, &[], &licence);
    let grant = decide(&asked).unwrap();
    assert_eq!(grant.sectors, [Sector::Goods]);
    assert_eq!(grant.left_out[0].code, BlockCode::LicenceCategoryExpired);
    assert_eq!(
        grant.left_out[0].explanation(Language::French),
        "Vos catégories du groupe D (voyageurs) ont expiré le 22 novembre 2026."
    );
    asked.claimed = &[Sector::Goods, Sector::Passengers];
    assert_eq!(decide(&asked), Err(vec![BlockCode::LicenceCategoryExpired]));
}

#[test]
fn a_recognised_qualification_gives_no_second_card_and_a_training_after_it_does() {
    let mut recognised = record(1, TrainingKind::Equivalence, Sector::Goods, "2022-05-01");
    recognised.training.recognised_until = Some(day("2027-05-01"));
    let held = [category(LicenceCategory::C, "2030-01-01")];
    let alone = [recognised];
    let refused = decide(&facts(&alone, &[], &held)).unwrap_err();
    assert_eq!(refused, [BlockCode::NoTraining]);
    let fco = record(2, TrainingKind::Fco, Sector::Goods, "2026-11-01");
    let grant = decide(&facts(&[recognised, fco], &[], &held)).unwrap();
    assert_eq!(
        (grant.training, grant.until),
        (fco.training.id, day("2032-05-01"))
    );
}
