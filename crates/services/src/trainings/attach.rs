//! A driver's account was found conform: the trainings that centres declared
//! before are attached to it (rule R9), and what is still useful is issued.

use common::dates::paris_date;
use common::ids::DriverId;
use common::statuses::{IdentityReview, TrainingMatch, TrainingStatus};
use serde::{Deserialize, Serialize};

use super::{matching, notice, recheck};
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::jobs::{Job, JobContext};

/// Attaches what belongs to a driver, and has missing certificates issued. Queued
/// when a review ends well, also after a correction, since that is when name,
/// date, number or categories become right.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct AttachTrainings {
    /// The driver.
    pub driver_id: DriverId,
}

impl Job for AttachTrainings {
    const NAME: &'static str = "attach_trainings";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let driver = self.driver_id;
        Ok(ctx.write(move |tx| attach(tx, driver)).await?)
    }
}

/// What was attached is no longer without a driver, so running twice changes nothing.
fn attach(tx: &mut Tx<'_>, driver_id: DriverId) -> ServiceResult<()> {
    let now = tx.now;
    let driver = db::drivers::get(tx, driver_id)?;
    if driver.review != IdentityReview::Conform {
        return Ok(());
    }
    let licence = &driver.identity;
    let waiting =
        db::trainings::list_without_driver(tx, &licence.licence_country, &licence.licence_number)?;
    for training in waiting {
        match matching::compare(&training.declared_identity(), &driver) {
            TrainingMatch::Attached => {
                db::trainings::attach(tx, training.id, driver.id, now)?;
                notice::audit_attached(tx, &training, &driver)?;
                if training.status == TrainingStatus::Valid {
                    notice::tell(tx, &training, &driver)?;
                }
            }
            _ if training.matching == TrainingMatch::Unattached => {
                db::trainings::mark_doubtful(tx, training.id, now)?;
            }
            _ => {}
        }
    }
    // The identity's doubt is settled; a rule's may be, by what was attached now or
    // by the corrected licence.
    recheck::of_driver(tx, &driver)?;
    issue_missing(tx, driver.id)
}

/// Has the certificates issued that could not be before: data that were wrong or
/// a licence without a valid category are no reason to lose one for good.
fn issue_missing(tx: &mut Tx<'_>, driver: DriverId) -> ServiceResult<()> {
    let now = tx.now;
    let policy = tx.settings.policy.certificate;
    for training in db::trainings::list_valid_of_driver(tx, driver)? {
        if is_certificate_useful(&training, now, &policy)
            && db::certificates::find_by_training(tx, training.id)?.is_none()
        {
            notice::issue_certificate(tx, training.id)?;
        }
    }
    Ok(())
}

/// Whether a certificate for a training declared on that day is still worth
/// issuing: only while the one that would have been issued on the day of the
/// declaration, had there been an account, would still be valid. Somebody who
/// opens an account a year later does not get four new months.
#[must_use]
pub(crate) fn is_certificate_useful(
    training: &db::trainings::TrainingRow,
    now: chrono::DateTime<chrono::Utc>,
    policy: &common::rules::policy::CertificatePolicy,
) -> bool {
    let declared_on = paris_date(training.declared_at.and_utc());
    let period =
        common::rules::certificate::certificate_period(declared_on, training.completed_on, policy);
    paris_date(now) <= period.valid_until
}
