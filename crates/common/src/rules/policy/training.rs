//! What a training record must fulfil.

use crate::text_enum;
use crate::words::{Sector, TrainingKind};

/// What a training record must fulfil (domain §7.1).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TrainingPolicy {
    /// Minutes of an accelerated initial qualification, at least: 140 h.
    pub fimo_minutes: u32,
    /// Minutes of a long initial qualification, at least: 280 h (R. 3314-2).
    pub initial_long_minutes: u32,
    /// Minutes of a bridging training, exactly: 35 h (R. 3314-7).
    pub bridging_minutes: u32,
    /// Minutes of a periodic training, at least: 35 h (R. 3314-11).
    pub fco_minutes: u32,
    /// Minutes of a sequence, at least: 7 h (R. 3314-11).
    pub sequence_minutes: u32,
    /// Minutes of distance learning, at most: 12 h (Directive 2022/2561).
    pub e_learning_minutes: u32,
    /// Years before the end in which all sequences lie (an assumption): 5.
    pub sequence_years: u32,
    /// Minutes of training in a day, at most (an assumption): 10 h.
    pub minutes_per_day: u32,
    /// Working days to declare a training before it counts as late (the rule
    /// of the United Kingdom; the French one is not published): 5.
    pub declaration_working_days: u32,
    /// Usual minimum ages on the last day; below them only a remark is made.
    pub minimum_ages: Vec<MinimumAge>,
    /// Days after the declaration within which its centre may correct a training
    /// (an assumption): 30.
    pub amendable_days: u32,
    /// What to do when the qualification that a training builds on is not recorded.
    pub missing_history: MissingHistory,
}

/// A usual minimum age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinimumAge {
    /// Kind of training.
    pub kind: TrainingKind,
    /// Sector.
    pub sector: Sector,
    /// Whole years.
    pub years: u32,
}

text_enum! {
    /// What happens to a training whose basis (rules R5, R6) is not recorded.
    /// The register began in 2022, so that a missing record proves nothing.
    pub enum MissingHistory {
        /// Record it; a person looks at it before it counts.
        Review = "review",
        /// Refuse it.
        Refuse = "refuse",
    }
}

impl Default for TrainingPolicy {
    fn default() -> Self {
        let minimum = |kind, sector, years| MinimumAge {
            kind,
            sector,
            years,
        };
        Self {
            fimo_minutes: 140 * 60,
            initial_long_minutes: 280 * 60,
            bridging_minutes: 35 * 60,
            fco_minutes: 35 * 60,
            sequence_minutes: 7 * 60,
            e_learning_minutes: 12 * 60,
            sequence_years: 5,
            minutes_per_day: 10 * 60,
            declaration_working_days: 5,
            minimum_ages: vec![
                minimum(TrainingKind::InitialLong, Sector::Goods, 18),
                minimum(TrainingKind::InitialLong, Sector::Passengers, 21),
                minimum(TrainingKind::Fimo, Sector::Goods, 18),
                minimum(TrainingKind::Fimo, Sector::Passengers, 21),
            ],
            amendable_days: 30,
            missing_history: MissingHistory::Review,
        }
    }
}
