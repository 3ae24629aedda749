//! Issues the certificate of a training: number, signed code, PDF, mail.

use bytes::Bytes;
use common::dates::{paris_date, paris_end_of_day};
use common::dto::driver_space::DriverEventKind;
use common::ids::{CertificateId, TrainingId};
use common::organisation_event::OrganisationEventKind;
use common::reference::CertificateNumber;
use common::rules::certificate::{CertificatePeriod, certificate_period};
use common::statuses::{CertificateStatus, IdentityReview, TrainingStatus};
use common::words::Language;
use db::Conn;
use db::accounts::AccountRow;
use db::certificates::CertificateRow;
use db::drivers::DriverRow;
use db::files::FileRow;
use db::json::Json;
use db::trainings::TrainingWithCentre;
use documents::certificate::{CertificateData, certificate_pdf};
use documents::credential::{self, Credential};
use serde::{Deserialize, Serialize};

use super::holder::{Proven, proven};
use super::mails::CertificateIssued;
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::jobs::{Job, JobContext};
use crate::mails::Recipient;
use crate::papers;
use crate::trainings::{attach, history};

/// Issues a training's certificate, unless it has one or gives no right to one.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct IssueCertificate {
    /// The training.
    pub training_id: TrainingId,
}

impl Job for IssueCertificate {
    const NAME: &'static str = "issue_certificate";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let Some(basis) = find_basis(ctx, self.training_id).await? else {
            return Ok(());
        };
        let (row, file) = make(ctx, &basis).await?;
        let to = Recipient::of(&basis.account);
        let written = ctx.write(move |tx| record(tx, &row, &file, &to));
        match written.await {
            // Another worker was faster; its certificate stands.
            Err(ServiceError::Database(db::Error::UniqueViolation(_))) => Ok(()),
            other => Ok(other?),
        }
    }
}

/// What a certificate rests on.
struct Basis {
    training: TrainingWithCentre,
    driver: DriverRow,
    account: AccountRow,
    proven: Proven,
}

async fn find_basis(ctx: &Context, id: TrainingId) -> ServiceResult<Option<Basis>> {
    let (now, settings) = (ctx.now(), ctx.settings.clone());
    ctx.read(move |conn| {
        let policy = &settings.policy;
        let training = db::trainings::get_with_centre(conn, id)?;
        let (TrainingStatus::Valid, Some(driver_id)) =
            (training.training.status, training.training.driver_id)
        else {
            return Ok(None);
        };
        let is_useful = attach::is_certificate_useful(&training.training, now, &policy.certificate);
        if !is_useful || db::certificates::find_by_training(conn, id)?.is_some() {
            return Ok(None);
        }
        let driver = db::drivers::get(conn, driver_id)?;
        if driver.review != IdentityReview::Conform {
            return Ok(None);
        }
        let qualification = history::qualification_of(conn, driver_id, policy)?;
        let account = db::accounts::get(conn, driver.account_id)?;
        Ok(
            proven(id, &qualification, &driver, paris_date(now)).map(|proven| Basis {
                training,
                driver,
                account,
                proven,
            }),
        )
    })
    .await
}

/// Makes row and file.
async fn make(ctx: &Context, basis: &Basis) -> anyhow::Result<(CertificateRow, FileRow)> {
    let now = ctx.now();
    let issued_on = paris_date(now);
    let completed_on = basis.training.training.completed_on;
    let period = certificate_period(issued_on, completed_on, &ctx.settings.policy.certificate);
    let claims = claims(ctx, basis, random_number()?, period);
    let code = credential::sign(&claims, &ctx.keys.certificates)?;
    let data = shown(ctx, basis, &claims, &code, period);
    let printed = print(data, basis.account.language).await;
    let bytes = printed.map_err(papers::job_failure)?;
    let file = papers::keep(ctx, bytes).await?;
    let row = CertificateRow {
        id: CertificateId::new(),
        number: claims.number,
        driver_id: basis.driver.id,
        training_id: basis.training.training.id,
        sectors: Json::new(claims.sectors)?,
        categories: Json::new(claims.categories)?,
        issued_on,
        starts_on: period.starts_on,
        valid_until: period.valid_until,
        status: CertificateStatus::Issued,
        credential: code,
        key_id: ctx.keys.certificates.key_id().to_string(),
        file_id: file.id,
        version: 1,
        created_at: now.naive_utc(),
        updated_at: now.naive_utc(),
    };
    Ok((row, file))
}

/// What the QR code says.
fn claims(
    ctx: &Context,
    basis: &Basis,
    number: CertificateNumber,
    period: CertificatePeriod,
) -> Credential {
    let identity = &basis.driver.identity;
    let training = &basis.training.training;
    Credential {
        issuer: ctx.settings.operator.name.clone(),
        issued_at: ctx.now(),
        expires_at: paris_end_of_day(period.valid_until),
        number: number.to_string(),
        surname: identity.surname_birth.clone(),
        first_names: identity.first_names.clone(),
        birth_date: identity.birth_date,
        sectors: basis.proven.sectors.clone(),
        categories: basis.proven.categories.clone(),
        training_kind: training.kind,
        training_ended_on: training.completed_on,
    }
}

/// What the paper shows: what the code says, the centre, and the masked licence.
fn shown(
    ctx: &Context,
    basis: &Basis,
    claims: &Credential,
    code: &str,
    period: CertificatePeriod,
) -> CertificateData {
    CertificateData {
        operator: papers::operator(&ctx.settings),
        number: claims.number.clone(),
        surname: claims.surname.clone(),
        first_names: claims.first_names.clone(),
        birth_date: claims.birth_date,
        licence_number_masked: papers::masked(&basis.driver.identity.licence_number),
        sectors: claims.sectors.clone(),
        categories: claims.categories.clone(),
        training_kind: claims.training_kind,
        training_ended_on: claims.training_ended_on,
        centre_name: basis.training.centre.clone(),
        centre_approval: basis.training.approval_number.clone(),
        issued_on: paris_date(claims.issued_at),
        valid_from: period.starts_on,
        valid_until: period.valid_until,
        code: code.to_owned(),
        verification_url: ctx.settings.link("verifier"),
    }
}

async fn print(data: CertificateData, language: Language) -> ServiceResult<Bytes> {
    papers::make(move || certificate_pdf(&data, language)).await
}

fn random_number() -> anyhow::Result<CertificateNumber> {
    let mut bytes = [0_u8; 8];
    getrandom::fill(&mut bytes)?;
    Ok(CertificateNumber::from_random(u64::from_le_bytes(bytes)))
}

fn record(
    tx: &mut Tx<'_>,
    row: &CertificateRow,
    file: &FileRow,
    to: &Recipient,
) -> ServiceResult<()> {
    if !is_still_due(tx, row)? {
        return Ok(());
    }
    let now = tx.now;
    db::files::insert(tx, file)?;
    db::certificates::insert(tx, row)?;
    let kind = DriverEventKind::CertificateIssued.as_str();
    db::driver_events::insert(tx, row.driver_id, kind, Some(row.id.as_str()), now)?;
    let details = serde_json::json!({
        "training": row.training_id,
        "driver": row.driver_id,
        "valid_until": row.valid_until,
        "key": row.key_id,
        "sha256": file.sha256,
    });
    tx.audit(&Actor::system(), "certificate.issued", row.id, &details)?;
    let centre = db::trainings::get(tx, row.training_id)?.organisation_id;
    let issued = OrganisationEventKind::CertificateIssued;
    tx.tell_organisation(centre, issued, (row.id, row.version))?;
    let mail = CertificateIssued::new(tx.settings, row);
    tx.mail(to, &mail)
}

fn is_still_due(conn: &mut Conn, row: &CertificateRow) -> ServiceResult<bool> {
    let training = db::trainings::get(conn, row.training_id)?;
    Ok(training.status == TrainingStatus::Valid
        && training.driver_id == Some(row.driver_id)
        && db::certificates::find_by_training(conn, row.training_id)?.is_none())
}
