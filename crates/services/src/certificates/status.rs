//! What ends a certificate before its last day.

use chrono::{DateTime, Utc};
use common::ids::TrainingId;
use common::transitions::certificate::{self, CertificateEvent};
use db::Conn;

use crate::error::ServiceResult;

/// The card that rests on the training was delivered: its certificate has done
/// its work (domain §7.5). Says whether there was one to close.
///
/// # Errors
///
/// If the database fails.
pub fn supersede_for_training(
    conn: &mut Conn,
    training: TrainingId,
    now: DateTime<Utc>,
) -> ServiceResult<bool> {
    close(conn, training, CertificateEvent::Supersede, now)
}

/// The training was cancelled: its certificate is withdrawn. Says whether there
/// was one to withdraw.
///
/// # Errors
///
/// If the database fails.
pub fn revoke_for_training(
    conn: &mut Conn,
    training: TrainingId,
    now: DateTime<Utc>,
) -> ServiceResult<bool> {
    close(conn, training, CertificateEvent::Revoke, now)
}

fn close(
    conn: &mut Conn,
    training: TrainingId,
    event: CertificateEvent,
    now: DateTime<Utc>,
) -> ServiceResult<bool> {
    let Some(row) = db::certificates::find_by_training(conn, training)? else {
        return Ok(false);
    };
    let Some(to) = certificate::next(row.status, event) else {
        return Ok(false);
    };
    Ok(db::certificates::update_status(
        conn, row.id, row.status, to, now,
    )?)
}
