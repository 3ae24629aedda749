use super::*;
use crate::words::Language;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn training(
    number: u32,
    kind: TrainingKind,
    sector: Sector,
    end: NaiveDate,
) -> CompletedTraining {
    CompletedTraining {
        id: format!("trn_{number:032x}").parse().unwrap(),
        kind,
        sector,
        completed_on: end,
        recognised_until: None,
    }
}

#[test]
fn a_recognised_qualification_lasts_as_it_lasted_and_is_prolonged_here() {
    let policy = RulePolicy::default();
    let recognised = CompletedTraining {
        recognised_until: Some(day("2028-02-29")),
        ..training(
            1,
            TrainingKind::Equivalence,
            Sector::Goods,
            day("2023-02-28"),
        )
    };
    let until = |others: &[CompletedTraining]| {
        let all = [&[recognised], others].concat();
        let held = qualification(&all, &policy);
        let step = *held.sectors[0].steps.last().unwrap();
        (step.rule, step.until)
    };
    let last = day("2028-02-29");
    assert_eq!(until(&[]), (QualificationRule::Recognised, last));
    let fco = training(2, TrainingKind::Fco, Sector::Goods, day("2027-03-01"));
    let expected = (QualificationRule::Anticipated, day("2033-02-28"));
    assert_eq!(until(&[fco]), expected);
}

#[test]
fn the_window_opens_a_year_before_the_end() {
    let policy = RulePolicy::default();
    let opens = |end: &str| {
        let fimo = training(1, TrainingKind::Fimo, Sector::Goods, day(end));
        qualification(&[fimo], &policy).sectors[0].window_opens_on(&policy)
    };
    assert_eq!(opens("2023-05-12"), day("2027-05-12"));
    // Six months under the old rule, then the new rule from its first day on.
    assert_eq!(opens("2016-12-31"), day("2021-06-30"));
    assert_eq!(opens("2017-09-30"), day("2022-02-01"));
}

#[test]
fn an_fco_alone_gives_nothing() {
    let fco = training(1, TrainingKind::Fco, Sector::Goods, day("2025-06-10"));
    let result = qualification(&[fco], &RulePolicy::default());
    assert!(result.sectors.is_empty());
    assert_eq!(result.unused, [fco.id]);
}

#[test]
fn explains_each_step() {
    let trainings = [
        training(1, TrainingKind::Fimo, Sector::Goods, day("2017-11-30")),
        training(2, TrainingKind::Fco, Sector::Goods, day("2022-03-18")),
        training(3, TrainingKind::Fco, Sector::Goods, day("2027-12-02")),
    ];
    let result = qualification(&trainings, &RulePolicy::default());
    let texts: Vec<_> = result.sectors[0]
        .steps
        .iter()
        .map(|step| step.explanation(Language::French))
        .collect();
    assert_eq!(
        texts,
        [
            "FIMO terminée le 30 novembre 2017 : valable cinq ans, jusqu’au 30 novembre 2022. (R. 3314-10)",
            "FCO terminée le 18 mars 2022, dans les 12 mois avant l’échéance du 30 novembre 2022 : la nouvelle période commence à cette échéance, jusqu’au 30 novembre 2027. (R. 3314-12)",
            "FCO terminée le 2 décembre 2027, après l’échéance du 30 novembre 2027 : nouvelle période jusqu’au 2 décembre 2032. Un jour sans qualification. (R. 3314-10)",
        ]
    );
    let held = &result.sectors[0];
    assert!(held.covers(day("2022-11-30")) && held.covers(day("2027-11-30")));
    assert!(!held.covers(day("2027-12-01")) && !held.covers(day("2017-11-29")));
    assert_eq!(
        (
            held.days_left(day("2032-12-02")),
            held.days_left(day("2032-12-03"))
        ),
        (0, -1)
    );
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..9_000u32).prop_map(|days| crate::dates::days_after(day("2010-01-01"), days))
}

fn any_training() -> impl Strategy<Value = CompletedTraining> {
    let kinds = prop::sample::select(TrainingKind::ALL);
    let sectors = prop::sample::select(Sector::ALL);
    (0..1_000_000u32, kinds, sectors, any_day())
        .prop_map(|(number, kind, sector, end)| training(number, kind, sector, end))
}

proptest! {
    #[test]
    fn an_fco_never_shortens(mut trainings in prop::collection::vec(any_training(), 1..8), days in 0..4_000u32) {
        let policy = RulePolicy::default();
        let before = qualification(&trainings, &policy);
        let last = trainings.iter().map(|training| training.completed_on).max().unwrap();
        let end = crate::dates::days_after(last, days);
        trainings.push(training(1_000_001, TrainingKind::Fco, Sector::Goods, end));
        let after = qualification(&trainings, &policy);
        for (old, new) in before.sectors.iter().zip(&after.sectors) {
            prop_assert!(new.until >= old.until);
            let step = new.steps.last().unwrap();
            if step.rule == QualificationRule::Anticipated {
                prop_assert_eq!(step.until, years_after(old.until, 5));
                prop_assert_eq!(step.lost_days(&policy), 0);
            }
            let is_late_by_a_day = end > old.until.succ_opt().unwrap();
            prop_assert_eq!(step.gap_days().is_some(), is_late_by_a_day);
        }
    }

    #[test]
    fn the_order_given_does_not_matter(trainings in prop::collection::vec(any_training(), 0..8).prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle()))) {
        let policy = RulePolicy::default();
        prop_assert_eq!(qualification(&trainings.0, &policy), qualification(&trainings.1, &policy));
    }

    #[test]
    fn within_the_window_nothing_is_lost(end in any_day(), days in 0..3_000u32) {
        let policy = RulePolicy::default();
        let fimo = training(1, TrainingKind::Fimo, Sector::Goods, end);
        let held = qualification(&[fimo], &policy).sectors[0].clone();
        let fco = training(2, TrainingKind::Fco, Sector::Goods, crate::dates::days_after(end, days));
        let step = qualification(&[fimo, fco], &policy).sectors[0].steps[1];
        let opens = held.window_opens_on(&policy);
        let in_window = opens <= fco.completed_on && fco.completed_on <= held.until;
        prop_assert_eq!(step.rule == QualificationRule::Anticipated, in_window);
    }
}
