//! Mails a certificate to its holder once more.

use std::time::Duration;

use chrono::TimeDelta;
use common::ids::{AccountId, CertificateId, DriverId};
use common::words::ActorKind;

use super::mails::CertificateCopy;
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::mails::Recipient;

/// So many copies of a certificate may be asked for within [`PERIOD`].
const MAX_COPIES: usize = 3;

const PERIOD: TimeDelta = TimeDelta::hours(1);

const ACTION: &str = "certificate.mailed";

/// Queues the mail with the copy; it is the same number and the same file.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if it is not that driver's;
/// [`ServiceError::Throttled`] after three copies within an hour.
pub async fn mail_certificate(
    ctx: &Context,
    account: AccountId,
    driver: DriverId,
    id: CertificateId,
) -> ServiceResult<()> {
    ctx.write(move |tx| {
        let row = db::certificates::find_of_driver(tx, driver, id)?;
        let certificate = row.ok_or(ServiceError::NotFound)?.certificate;
        check_rate(tx, id)?;
        let actor = Actor::new(ActorKind::Driver, account);
        tx.audit(&actor, ACTION, id, &serde_json::json!({}))?;
        let holder = db::accounts::get(tx, account)?;
        let mail = CertificateCopy::new(tx.settings, &certificate);
        tx.mail(&Recipient::of(&holder), &mail)
    })
    .await
}

fn check_rate(tx: &mut Tx<'_>, id: CertificateId) -> ServiceResult<()> {
    let since = (tx.now - PERIOD).naive_utc();
    let lines = db::audit::list_by_subject(tx, id.as_str())?;
    let recent: Vec<_> = lines
        .iter()
        .filter(|line| line.action == ACTION && line.at > since)
        .collect();
    match recent.first() {
        Some(oldest) if recent.len() >= MAX_COPIES => {
            let wait = (oldest.at - since).num_seconds().max(1);
            Err(ServiceError::Throttled(Duration::from_secs(
                u64::try_from(wait).unwrap_or(1),
            )))
        }
        _ => Ok(()),
    }
}
