//! The demonstration centre: approvals one after the other, all kinds in both
//! sectors, and software that may do everything.

use chrono::{Datelike as _, NaiveDate, TimeDelta};
use common::dates::paris_date;
use common::dto::training::{DeclareTrainingRequest, TraineeForm};
use common::ids::{ApiClientId, ApprovalId, OrganisationId};
use common::words::{Language, Scope, Sector, TrainingKind};
use db::approvals::{ApprovalRow, ApprovedTraining};
use db::json::Json;
use db::organisations::OrganisationRow;

use super::described;
use super::past::Past;
use crate::context::Tx;
use crate::error::{ServiceError, ServiceResult};
use crate::idempotency::{IdempotentRequest, fingerprint};
use crate::oauth::clients::NewClient;
use crate::trainings::declare::{Declarer, declare_training};

/// The secret of the demonstration centre's software.
pub const CLIENT_SECRET: &str = "demo-centre-secret";

/// The number of the demonstration centre's approval in force.
pub const APPROVAL: &str = "AGR-ARA-2024-0042";

/// The same in every demonstration, so that examples can name it.
const CLIENT_ID: &str = "cli_0193571e0c007000a0000000000000de";

pub(super) const CLIENT_NAME: &str = "Logiciel de démonstration";

/// Numbers of the approvals, and years from the present one in which they run.
const APPROVALS: [(&str, i32, i32); 3] = [
    ("AGR-ARA-2014-0017", -15, -8),
    ("AGR-ARA-2019-0031", -7, -3),
    (APPROVAL, -2, 2),
];

pub(super) fn insert(tx: &mut Tx<'_>) -> ServiceResult<Declarer> {
    let now = tx.now;
    // The approvals are those of the present, whatever the clock shows.
    let organisation = OrganisationRow {
        id: OrganisationId::new(),
        name: "Centre de formation Démo Rhône".to_owned(),
        siret: None,
        region: "Auvergne-Rhône-Alpes".to_owned(),
        email: "centre@demo.example".to_owned(),
        created_at: now.naive_utc(),
    };
    db::organisations::insert(tx, &organisation)?;
    let year = paris_date(now + TimeDelta::days(super::stories::FIRST_DAY)).year();
    for (number, from, to) in APPROVALS {
        let row = ApprovalRow {
            id: ApprovalId::new(),
            organisation_id: organisation.id,
            number: number.to_owned(),
            scope: Json::new(everything())?,
            starts_on: day(year + from, 1, 1)?,
            ends_on: day(year + to, 12, 31)?,
            suspended_on: None,
            created_at: now.naive_utc(),
        };
        db::approvals::insert(tx, &row)?;
    }
    let client = NewClient {
        id: client_id()?,
        organisation: organisation.id,
        name: CLIENT_NAME.to_owned(),
        secret: CLIENT_SECRET.to_owned(),
        scopes: Scope::ALL.to_vec(),
        expires_at: now + TimeDelta::days(super::stories::FIRST_DAY + 3_650),
    };
    let client = client.into_row(now);
    db::api_clients::insert(tx, &client)?;
    Ok(Declarer {
        client: client.id,
        organisation: organisation.id,
        language: Language::French,
    })
}

fn client_id() -> ServiceResult<ApiClientId> {
    CLIENT_ID
        .parse()
        .map_err(|_| ServiceError::Internal(anyhow::anyhow!("the client id is malformed")))
}

fn day(year: i32, month: u32, day: u32) -> ServiceResult<NaiveDate> {
    let date = NaiveDate::from_ymd_opt(year, month, day);
    date.ok_or_else(|| ServiceError::Internal(anyhow::anyhow!("no such day")))
}

/// Every kind of training in both sectors.
fn everything() -> Vec<ApprovedTraining> {
    let both = |kind| {
        Sector::ALL.iter().map(move |sector| ApprovedTraining {
            kind,
            sector: *sector,
        })
    };
    TrainingKind::ALL.iter().copied().flat_map(both).collect()
}

/// A training of the demonstration.
#[derive(Clone, Copy, Debug)]
pub(super) struct Course {
    pub kind: TrainingKind,
    pub sector: Sector,
    /// How many days ago it ended.
    pub ended: i64,
}

/// Declares a training two days after its end, and runs what follows.
pub(super) async fn declare(
    past: &Past,
    centre: Declarer,
    trainee: TraineeForm,
    course: Course,
) -> anyhow::Result<()> {
    past.days_ago((course.ended - 2).max(0));
    let form = form(past, trainee, course)?;
    let body = serde_json::to_vec(&form)?;
    let request = IdempotentRequest {
        owner: centre.client.to_string(),
        operation: "POST /api/v1/trainings".to_owned(),
        key: form.external_id.clone(),
        fingerprint: fingerprint(&body),
    };
    declare_training(&past.ctx, centre, &form, request)
        .await
        .map_err(described)?;
    past.settle().await
}

fn form(
    past: &Past,
    trainee: TraineeForm,
    course: Course,
) -> anyhow::Result<DeclareTrainingRequest> {
    let end = past.day(course.ended);
    let (hours, days) = match course.kind {
        TrainingKind::InitialLong => (280, 60),
        TrainingKind::Fimo => (140, 27),
        TrainingKind::Bridging | TrainingKind::Fco | TrainingKind::Equivalence => (35, 4),
    };
    let offset = end.year() - past.day(0).year();
    let approval = APPROVALS
        .iter()
        .find(|(_, from, to)| (*from..=*to).contains(&offset))
        .ok_or_else(|| anyhow::anyhow!("no approval covers {end}"))?;
    let letters = trainee.licence_number.get(6..).unwrap_or_default();
    Ok(DeclareTrainingRequest {
        external_id: format!("{}-{end}-{letters}", course.kind.as_str().to_uppercase()),
        kind: course.kind,
        sector: course.sector,
        title_code: None,
        approval_number: approval.0.to_owned(),
        started_on: (end - TimeDelta::days(days)).to_string(),
        completed_on: end.to_string(),
        minutes: hours * 60,
        e_learning_minutes: 0,
        practical_part: true,
        sequences: Vec::new(),
        instructor: None,
        trainee,
    })
}
