//! V1 to V10 and V18: how long a driver is qualified.

use super::{day, training};
use crate::dates::months_before;
use crate::rules::policy::RulePolicy;
use crate::rules::qualification::{QualificationRule, qualification};
use crate::words::{Sector, TrainingKind};

use Sector::{Goods, Passengers};
use TrainingKind::{Bridging, Fco, Fimo};

type Given = (TrainingKind, Sector, &'static str);
type Expected = (Sector, &'static str, &'static str, QualificationRule);

/// Number, trainings, and the last period of each sector with its rule.
#[rustfmt::skip]
const VALIDITY: &[(&str, &[Given], &[Expected])] = &[
    ("V1", &[(Fimo, Goods, "2023-05-12")],
        &[(Goods, "2023-05-12", "2028-05-12", QualificationRule::Initial)]),
    ("V2", &[(Fimo, Goods, "2023-05-12"), (Fco, Goods, "2027-05-12")],
        &[(Goods, "2028-05-12", "2033-05-12", QualificationRule::Anticipated)]),
    ("V3", &[(Fimo, Goods, "2023-05-12"), (Fco, Goods, "2027-05-11")],
        &[(Goods, "2027-05-11", "2032-05-11", QualificationRule::TooEarly)]),
    ("V4", &[(Fimo, Goods, "2023-05-12"), (Fco, Goods, "2028-05-12")],
        &[(Goods, "2028-05-12", "2033-05-12", QualificationRule::Anticipated)]),
    ("V5", &[(Fimo, Goods, "2023-05-12"), (Fco, Goods, "2028-05-13")],
        &[(Goods, "2028-05-13", "2033-05-13", QualificationRule::Late)]),
    ("V6", &[(Fimo, Goods, "2023-05-12"), (Bridging, Passengers, "2025-02-03")],
        &[(Goods, "2025-02-03", "2030-02-03", QualificationRule::Bridging),
          (Passengers, "2025-02-03", "2030-02-03", QualificationRule::Bridging)]),
    ("V7", &[(Fimo, Goods, "2023-05-12"), (Bridging, Passengers, "2025-02-03"), (Fco, Goods, "2029-06-01")],
        &[(Goods, "2030-02-03", "2035-02-03", QualificationRule::Anticipated),
          (Passengers, "2030-02-03", "2035-02-03", QualificationRule::Anticipated)]),
    ("V8", &[(Fimo, Goods, "2024-02-29")],
        &[(Goods, "2024-02-29", "2029-02-28", QualificationRule::Initial)]),
    ("V9", &[(Fimo, Goods, "2017-11-30"), (Fco, Goods, "2022-03-18")],
        &[(Goods, "2022-11-30", "2027-11-30", QualificationRule::Anticipated)]),
    ("V10", &[(Fimo, Goods, "2016-12-31"), (Fco, Goods, "2021-05-01")],
        &[(Goods, "2021-05-01", "2026-05-01", QualificationRule::TooEarly)]),
    ("V18", &[(Fimo, Goods, "2010-03-01"), (Fco, Goods, "2025-06-10")],
        &[(Goods, "2025-06-10", "2030-06-10", QualificationRule::Late)]),
];

#[test]
fn v1_to_v10_and_v18_validity() {
    for (name, trainings, expected) in VALIDITY {
        let list: Vec<_> = trainings
            .iter()
            .zip(1..)
            .map(|((kind, sector, end), number)| training(number, *kind, *sector, end))
            .collect();
        let result = qualification(&list, &RulePolicy::default());
        let found: Vec<_> = result
            .sectors
            .iter()
            .map(|held| {
                (
                    held.sector,
                    held.from,
                    held.until,
                    held.steps.last().unwrap().rule,
                )
            })
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(sector, from, until, rule)| (*sector, day(from), day(until), *rule))
            .collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn v5_shows_the_gap_and_v10_the_window() {
    let list = [
        training(1, Fimo, Goods, "2018-01-10"),
        training(2, Fco, Goods, "2023-01-15"),
    ];
    let result = qualification(&list, &RulePolicy::default());
    assert_eq!(result.sectors[0].steps[1].gap_days(), Some(4));
    assert!(!result.sectors[0].covers(day("2023-01-12")));
    assert_eq!(months_before(day("2021-12-31"), 6), day("2021-06-30"));
}
