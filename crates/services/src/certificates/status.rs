//! What ends a certificate before its last day.

use common::ids::TrainingId;
use common::organisation_event::OrganisationEventKind;
use common::transitions::certificate::{self, CertificateEvent};
use db::certificates::CertificateRow;

use crate::context::Tx;
use crate::error::ServiceResult;

/// The card that rests on the training was delivered: its certificate has done
/// its work (domain §7.5). Gives the certificate, if there was one to close.
///
/// # Errors
///
/// If the database fails.
pub fn supersede_for_training(
    tx: &mut Tx<'_>,
    training: TrainingId,
) -> ServiceResult<Option<CertificateRow>> {
    close(tx, training, CertificateEvent::Supersede)
}

/// The training was cancelled: its certificate is withdrawn. Gives the certificate, if
/// there was one to withdraw.
///
/// # Errors
///
/// If the database fails.
pub fn revoke_for_training(
    tx: &mut Tx<'_>,
    training: TrainingId,
) -> ServiceResult<Option<CertificateRow>> {
    close(tx, training, CertificateEvent::Revoke)
}

fn close(
    tx: &mut Tx<'_>,
    training: TrainingId,
    event: CertificateEvent,
) -> ServiceResult<Option<CertificateRow>> {
    let Some(row) = db::certificates::find_by_training(tx, training)? else {
        return Ok(None);
    };
    let Some(to) = certificate::next(row.status, event) else {
        return Ok(None);
    };
    let now = tx.now;
    if !db::certificates::update_status(tx, row.id, row.status, to, now)? {
        return Ok(None);
    }
    let kind = match event {
        CertificateEvent::Revoke => OrganisationEventKind::CertificateRevoked,
        CertificateEvent::Supersede => OrganisationEventKind::CertificateSuperseded,
    };
    let centre = db::trainings::get(tx, training)?.organisation_id;
    tx.tell_organisation(centre, kind, (row.id, row.version + 1))?;
    Ok(Some(row))
}
