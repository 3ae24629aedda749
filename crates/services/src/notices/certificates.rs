//! A certificate ends and no card was asked for: 2 months, 1 month, 7 days left.

use chrono::NaiveDate;
use common::dates::paris_date;
use common::ids::CertificateId;
use common::notice_kind::NoticeKind;
use common::rules::certificate::days_left;
use common::rules::notices::{Lead, due_notice, horizon};
use common::statuses::{CertificateStatus, RequestStatus};
use db::Conn;
use db::certificates::CertificateRow;
use serde::{Deserialize, Serialize};

use super::tell::{SmsText, tell};
use super::{Found, PAGE, note, sweep};
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::jobs::{Job, JobContext};
use crate::mails::{Mail, addressee};

const ENDS_SOON: SmsText = SmsText {
    french: "votre certificat expire bientôt. Connectez-vous pour demander votre carte.",
    english: "your certificate ends soon. Sign in to request your card.",
};

/// Reminds the holders of certificates that end and that no request follows.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct RemindCertificates {}

#[derive(Serialize)]
struct CertificateExpires {
    name: String,
    number: String,
    valid_until: NaiveDate,
    days: i64,
    request_url: String,
}

impl Mail for CertificateExpires {
    const TEMPLATE: &'static str = "certificate_expires";
}

impl Job for RemindCertificates {
    const NAME: &'static str = "remind_certificates";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let today = paris_date(ctx.now());
        let leads = ctx.settings.policy.notices.certificate.clone();
        let days = (today, horizon(today, &leads));
        let find = move |conn: &mut Conn, after| {
            let rows = db::certificates::list_ending(conn, days, after, PAGE)?;
            let last = rows.last().map(|row| (row.valid_until, row.id));
            let mut due = Vec::new();
            for row in rows {
                if let Some(lead) = lead(&row, today, &leads)
                    && !db::notices::exists(conn, row.id.as_str(), &kind(lead))?
                {
                    due.push(row.id);
                }
            }
            Ok(Found { due, last })
        };
        sweep(ctx, find, remind).await
    }
}

fn kind(lead: Lead) -> String {
    format!("certificate_{lead}")
}

fn lead(row: &CertificateRow, today: NaiveDate, leads: &[Lead]) -> Option<Lead> {
    due_notice(row.valid_until, today, Some(row.issued_on), leads)
}

fn remind(tx: &mut Tx<'_>, id: CertificateId) -> ServiceResult<()> {
    let today = paris_date(tx.now);
    let certificate = db::certificates::get(tx, id)?;
    let leads = &tx.settings.policy.notices.certificate;
    let due = lead(&certificate, today, leads);
    let (Some(lead), CertificateStatus::Issued) = (due, certificate.status) else {
        return Ok(());
    };
    if is_followed(tx, &certificate)? || !note(tx, id.as_str(), &kind(lead))? {
        return Ok(());
    }
    let (driver, to, name) = addressee(tx, certificate.driver_id)?;
    let mail = CertificateExpires {
        name,
        number: certificate.number,
        valid_until: certificate.valid_until,
        days: days_left(certificate.valid_until, today),
        request_url: tx.settings.link("mes-demandes/nouvelle"),
    };
    // Those counted in days are urgent.
    let sms = matches!(lead, Lead::Days(_)).then_some(ENDS_SOON);
    let kind = NoticeKind::CertificateEnds;
    tell(tx, &driver, &to, kind, (&mail, sms))
}

/// Whether the driver has done what the certificate asks for: a request was sent
/// for its training or a later one, or a later certificate took its place.
fn is_followed(conn: &mut Conn, certificate: &CertificateRow) -> ServiceResult<bool> {
    let newest = db::certificates::list_of_driver(conn, certificate.driver_id)?
        .into_iter()
        .next();
    if newest.is_some_and(|newest| newest.certificate.id != certificate.id) {
        return Ok(true);
    }
    let completed_on = db::trainings::get(conn, certificate.training_id)?.completed_on;
    for (_, status, training, _) in db::requests::list_facts(conn, certificate.driver_id)? {
        let is_sent = status.holds_training() && status != RequestStatus::Draft;
        if is_sent && db::trainings::get(conn, training)?.completed_on >= completed_on {
            return Ok(true);
        }
    }
    Ok(false)
}
