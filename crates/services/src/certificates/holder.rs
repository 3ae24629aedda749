//! What stands on a certificate.

use chrono::NaiveDate;
use common::ids::TrainingId;
use common::rules::qualification::Qualification;
use common::words::{LicenceCategory, Sector};
use db::drivers::DriverRow;

/// The sectors that a training proves today, and the licence categories held in
/// them: what a card requested today would show because of this training.
pub(super) struct Proven {
    pub sectors: Vec<Sector>,
    pub categories: Vec<LicenceCategory>,
}

/// Nothing when the training gives no right to a card: it changed nothing, a
/// later training took its place, its validity is over, or no licence category
/// of its sectors is valid.
pub(super) fn proven(
    training: TrainingId,
    qualification: &Qualification,
    driver: &DriverRow,
    today: NaiveDate,
) -> Option<Proven> {
    let held = driver.identity.licence_categories.iter();
    let valid: Vec<_> = held
        .filter(|category| category.valid_until >= today)
        .map(|category| category.category)
        .collect();
    let sectors: Vec<_> = qualification
        .sectors
        .iter()
        .filter(|held| held.anchor == training && held.until >= today)
        .map(|held| held.sector)
        .filter(|sector| valid.iter().any(|category| category.sector() == *sector))
        .collect();
    let categories = valid
        .into_iter()
        .filter(|category| sectors.contains(&category.sector()))
        .collect();
    (!sectors.is_empty()).then_some(Proven {
        sectors,
        categories,
    })
}
