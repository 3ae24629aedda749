//! How long a driver is qualified, per sector: a pure function of the trainings
//! in the order they ended (domain §7.2). Never stored.

mod text;

use chrono::NaiveDate;

use super::policy::RulePolicy;
use crate::dates::{months_before, years_after};
use crate::ids::TrainingId;
use crate::text_enum;
use crate::words::{Sector, TrainingKind};

/// A training that counts: its record is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CompletedTraining {
    /// The record.
    pub id: TrainingId,
    /// Its kind.
    pub kind: TrainingKind,
    /// The sector taught; for bridging, the sector that is added.
    pub sector: Sector,
    /// Its last day.
    pub completed_on: NaiveDate,
    /// The last day of the qualification that it stands for, where another State gave that
    /// and an exchange recognised it (domain §7.7): it lasts as long as it lasted there.
    pub recognised_until: Option<NaiveDate>,
}

text_enum! {
    /// The rule by which a training changed a sector's validity.
    pub enum QualificationRule {
        /// An initial qualification or its equal begins a period (R. 3314-10).
        Initial = "initial",
        /// Bridging begins one period for both sectors (R. 3314-7, -8, -13).
        Bridging = "bridging",
        /// An FCO within the window: the next period follows the present one (R. 3314-12).
        Anticipated = "anticipated",
        /// An FCO after the end: a new period begins, after a gap.
        Late = "late",
        /// A qualification of another State is recognised (directive 2022/2561).
        Recognised = "recognised",
        /// An FCO before the window: the period runs from the FCO, but never ends earlier than before.
        TooEarly = "too_early",
    }
}

/// What one training did to one sector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct QualificationStep {
    /// The training.
    pub training: TrainingId,
    /// Its kind.
    pub kind: TrainingKind,
    /// Its last day.
    pub completed_on: NaiveDate,
    /// The rule applied.
    pub rule: QualificationRule,
    /// First day of the period that it gives.
    pub from: NaiveDate,
    /// Last day of the period, inclusive.
    pub until: NaiveDate,
    /// Last day before this training; none for the first of the sector.
    pub previous_until: Option<NaiveDate>,
    /// The months of anticipation in force when it ended.
    pub window_months: u32,
}

/// The validity of one sector, and how it came about.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SectorQualification {
    /// The sector.
    pub sector: Sector,
    /// First day of the last period. After an anticipated FCO it may lie ahead.
    pub from: NaiveDate,
    /// Last valid day, inclusive.
    pub until: NaiveDate,
    /// The training that gave the last period.
    pub anchor: TrainingId,
    /// Every step, oldest first.
    pub steps: Vec<QualificationStep>,
}

/// A driver's qualification in the sectors held.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Qualification {
    /// Each sector held, goods first.
    pub sectors: Vec<SectorQualification>,
    /// Periodic trainings without any initial qualification: they change nothing.
    pub unused: Vec<TrainingId>,
}

impl QualificationStep {
    /// Days without qualification before this training, for a late FCO.
    #[must_use]
    pub fn gap_days(&self) -> Option<i64> {
        let gap = self
            .completed_on
            .signed_duration_since(self.previous_until?)
            .num_days()
            - 1;
        (self.rule == QualificationRule::Late && gap > 0).then_some(gap)
    }

    /// Days by which a too early FCO or bridging makes the next period shorter
    /// than one that begins at the end of the present period.
    #[must_use]
    pub fn lost_days(&self, policy: &RulePolicy) -> i64 {
        let best = self
            .previous_until
            .map(|until| years_after(until, policy.validity_years));
        match (self.rule, best) {
            (QualificationRule::TooEarly, Some(best)) => {
                best.signed_duration_since(self.until).num_days()
            }
            _ => 0,
        }
    }
}

impl SectorQualification {
    /// Whether the driver was, is or will be qualified that day.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.steps
            .iter()
            .any(|step| step.from <= day && day <= step.until)
    }

    /// Days left, today included in none: 0 on the last day, negative after it.
    #[must_use]
    pub fn days_left(&self, today: NaiveDate) -> i64 {
        self.until.signed_duration_since(today).num_days()
    }

    /// First day on which an FCO may end without shortening the next period.
    #[must_use]
    pub fn window_opens_on(&self, policy: &RulePolicy) -> NaiveDate {
        let opens = policy.anticipation.iter().map(|rule| {
            let start = months_before(self.until, rule.months);
            rule.from.map_or(start, |from| start.max(from))
        });
        let in_force = |day: &NaiveDate| {
            let window = policy.anticipation_months(*day);
            *day <= self.until && months_before(self.until, window) <= *day
        };
        opens.filter(in_force).min().unwrap_or(self.until)
    }
}

impl Qualification {
    /// The sector's validity, if it is held.
    #[must_use]
    pub fn sector(&self, sector: Sector) -> Option<&SectorQualification> {
        self.sectors.iter().find(|held| held.sector == sector)
    }

    /// The last day over all sectors: the card's date 4b (domain §7.4).
    #[must_use]
    pub fn until(&self) -> Option<NaiveDate> {
        self.sectors.iter().map(|held| held.until).max()
    }

    /// What a training did, per sector.
    pub fn steps_of(
        &self,
        training: TrainingId,
    ) -> impl Iterator<Item = (Sector, &QualificationStep)> {
        self.sectors.iter().flat_map(move |held| {
            let steps = held
                .steps
                .iter()
                .filter(move |step| step.training == training);
            steps.map(move |step| (held.sector, step))
        })
    }

    fn push(&mut self, sector: Sector, step: QualificationStep) {
        match self.sectors.iter_mut().find(|held| held.sector == sector) {
            Some(held) => {
                held.from = step.from;
                held.until = step.until;
                held.anchor = step.training;
                held.steps.push(step);
            }
            None => self.sectors.push(SectorQualification {
                sector,
                from: step.from,
                until: step.until,
                anchor: step.training,
                steps: vec![step],
            }),
        }
        self.sectors.sort_by_key(|held| held.sector);
    }

    fn held(&self) -> Vec<Sector> {
        self.sectors.iter().map(|held| held.sector).collect()
    }
}

/// Computes the qualification. The trainings may come in any order; those that
/// end on the same day are taken initial ones first, FCO last.
#[must_use]
pub fn qualification(trainings: &[CompletedTraining], policy: &RulePolicy) -> Qualification {
    let mut ordered = trainings.to_vec();
    ordered.sort_by_key(|training| {
        (
            training.completed_on,
            rank(training.kind),
            training.sector,
            training.id,
        )
    });
    let mut result = Qualification::default();
    for training in &ordered {
        let mut sectors = match training.kind {
            TrainingKind::Fco | TrainingKind::Bridging => result.held(),
            TrainingKind::InitialLong | TrainingKind::Fimo | TrainingKind::Equivalence => {
                Vec::new()
            }
        };
        if training.kind != TrainingKind::Fco && !sectors.contains(&training.sector) {
            sectors.push(training.sector);
        }
        if sectors.is_empty() {
            result.unused.push(training.id);
        }
        for sector in sectors {
            let previous_until = result.sector(sector).map(|held| held.until);
            result.push(sector, step(training, previous_until, policy));
        }
    }
    result
}

const fn rank(kind: TrainingKind) -> u8 {
    match kind {
        TrainingKind::InitialLong | TrainingKind::Fimo | TrainingKind::Equivalence => 0,
        TrainingKind::Bridging => 1,
        TrainingKind::Fco => 2,
    }
}

fn step(
    training: &CompletedTraining,
    previous_until: Option<NaiveDate>,
    policy: &RulePolicy,
) -> QualificationStep {
    use QualificationRule::{Anticipated, Bridging, Initial, Late, Recognised, TooEarly};
    let end = training.completed_on;
    let window_months = policy.anticipation_months(end);
    let period = |start| years_after(start, policy.validity_years);
    let (rule, from, until) = match (training.kind, previous_until) {
        (TrainingKind::Equivalence, _) if training.recognised_until.is_some() => {
            (Recognised, end, training.recognised_until.unwrap_or(end))
        }
        (TrainingKind::Bridging, _) => (Bridging, end, period(end)),
        (TrainingKind::Fco, Some(until)) if end > until => (Late, end, period(end)),
        (TrainingKind::Fco, Some(until)) if months_before(until, window_months) <= end => {
            (Anticipated, until, period(until))
        }
        (TrainingKind::Fco, Some(until)) => (TooEarly, end, period(end).max(until)),
        _ => (Initial, end, period(end)),
    };
    QualificationStep {
        training: training.id,
        kind: training.kind,
        completed_on: end,
        rule,
        from,
        until,
        previous_until,
        window_months,
    }
}

#[cfg(test)]
mod tests;
