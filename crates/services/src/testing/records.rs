//! Rows that tests of trainings begin with: a centre with its software, and
//! drivers whose review was conform.

use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{NaiveDate, TimeDelta};
use common::dto::address::Address;
use common::dto::profile::CategoryView;
use common::dto::training::{DeclareTrainingRequest, TraineeForm};
use common::ids::{AccountId, ApiClientId, ApprovalId, DriverId, OrganisationId};
use common::statuses::{CredentialState, IdentityReview};
use common::words::{
    Language, LicenceCategory, LicenceModel, NoticeChannel, Role, Scope, Sector, TrainingKind,
};
use db::accounts::AccountRow;
use db::approvals::{ApprovalRow, ApprovedTraining};
use db::drivers::{DriverIdentity, DriverRow, name_key};
use db::json::Json;
use db::organisations::OrganisationRow;

use crate::context::Context;
use crate::oauth::clients::NewClient;
use crate::trainings::declare::Declarer;

/// A training centre with an approval and its software.
#[derive(Clone, Debug)]
pub struct TestCentre {
    /// The centre.
    pub organisation: OrganisationId,
    /// Its software.
    pub client: ApiClientId,
    /// The software's secret.
    pub secret: String,
    /// The number of its approval.
    pub approval: String,
}

impl TestCentre {
    /// The centre as one who declares.
    #[must_use]
    pub const fn declarer(&self) -> Declarer {
        Declarer {
            client: self.client,
            organisation: self.organisation,
            language: Language::French,
        }
    }
}

/// A driver whose data were found conform.
#[derive(Clone, Debug)]
pub struct TestDriver {
    /// The account.
    pub account: AccountId,
    /// The driver.
    pub driver: DriverId,
    /// Mail address.
    pub email: String,
    /// Surname at birth.
    pub surname: String,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// The NEPH.
    pub licence_number: String,
}

impl TestDriver {
    /// The driver as a centre declares a trainee.
    #[must_use]
    pub fn trainee(&self) -> TraineeForm {
        TraineeForm {
            surname: self.surname.clone(),
            first_names: "Jean Louis".to_owned(),
            birth_date: self.birth_date.to_string(),
            licence_country: "FR".to_owned(),
            licence_number: self.licence_number.clone(),
        }
    }
}

/// Every kind in both sectors.
#[must_use]
pub fn full_scope() -> Vec<ApprovedTraining> {
    let both = |kind| {
        Sector::ALL.iter().map(move |sector| ApprovedTraining {
            kind,
            sector: *sector,
        })
    };
    TrainingKind::ALL.iter().copied().flat_map(both).collect()
}

/// Adds a centre approved from 2005 to 2029.
///
/// # Panics
///
/// If the database fails.
pub async fn insert_centre(ctx: &Context, scope: Vec<ApprovedTraining>) -> TestCentre {
    let centre = TestCentre {
        organisation: OrganisationId::new(),
        client: ApiClientId::new(),
        secret: "a-secret-for-tests".to_owned(),
        approval: format!("AGR-TEST-{}", ApprovalId::new()),
    };
    let made = centre.clone();
    ctx.write(move |tx| {
        let now = tx.now.naive_utc();
        let organisation = OrganisationRow {
            id: made.organisation,
            name: "Centre d’essai du Rhône".to_owned(),
            siret: None,
            region: "Auvergne-Rhône-Alpes".to_owned(),
            email: "centre@centre.example".to_owned(),
            created_at: now,
        };
        let approval = ApprovalRow {
            id: ApprovalId::new(),
            organisation_id: made.organisation,
            number: made.approval.clone(),
            scope: Json::new(scope.clone())?,
            starts_on: day("2005-01-01"),
            ends_on: day("2029-12-31"),
            suspended_on: None,
            created_at: now,
        };
        let client = NewClient {
            id: made.client,
            organisation: made.organisation,
            name: "Logiciel d’essai".to_owned(),
            secret: made.secret.clone(),
            scopes: vec![Scope::TrainingsWrite, Scope::TrainingsRead],
            expires_at: tx.now + TimeDelta::days(365),
        };
        let client = client.into_row(tx.now);
        db::organisations::insert(tx, &organisation)?;
        db::approvals::insert(tx, &approval)?;
        Ok(db::api_clients::insert(tx, &client)?)
    })
    .await
    .expect("a centre can be added");
    centre
}

/// Adds a conform driver with these licence categories, all valid until 2030.
///
/// # Panics
///
/// If the database fails.
pub async fn insert_driver(ctx: &Context, categories: &[LicenceCategory]) -> TestDriver {
    static NUMBER: AtomicU32 = AtomicU32::new(1);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let driver = TestDriver {
        account: AccountId::new(),
        driver: DriverId::new(),
        email: format!("driver{number}@driver.example"),
        surname: "Lefèvre-Duran".to_owned(),
        birth_date: day("1985-03-27"),
        licence_number: format!("2106{number:05}990"),
    };
    let (made, categories) = (driver.clone(), categories.to_vec());
    ctx.write(move |tx| {
        let now = tx.now.naive_utc();
        db::accounts::insert(tx, &account_row(&made, now))?;
        let row = driver_row(&made, &categories, now)?;
        Ok(db::drivers::insert(tx, row)?)
    })
    .await
    .expect("a driver can be added");
    driver
}

fn account_row(driver: &TestDriver, now: chrono::NaiveDateTime) -> AccountRow {
    AccountRow {
        id: driver.account,
        role: Role::Driver,
        email: driver.email.clone(),
        email_key: driver.email.clone(),
        display_name: "Jean Lefèvre-Duran".to_owned(),
        language: Language::French,
        password_hash: None,
        credential: CredentialState::Active,
        version: 1,
        created_at: now,
        updated_at: now,
        last_sign_in_at: None,
    }
}

fn driver_row(
    driver: &TestDriver,
    categories: &[LicenceCategory],
    now: chrono::NaiveDateTime,
) -> db::Result<DriverRow> {
    let held = categories.iter().map(|category| CategoryView {
        category: *category,
        valid_until: day("2030-12-31"),
    });
    Ok(DriverRow {
        id: driver.driver,
        account_id: driver.account,
        reference: format!("CPT-{}", driver.licence_number),
        identity: DriverIdentity {
            surname_birth: driver.surname.clone(),
            surname_usage: None,
            first_names: "Jean".to_owned(),
            name_key: name_key(&driver.surname, "Jean"),
            birth_date: driver.birth_date,
            birth_place: "Lyon".to_owned(),
            birth_country: "FR".to_owned(),
            nationality: "FR".to_owned(),
            licence_model: LicenceModel::EuCard2013,
            licence_country: "FR".to_owned(),
            licence_number: driver.licence_number.clone(),
            licence_document_number: None,
            licence_issued_on: None,
            licence_expires_on: None,
            licence_authority: None,
            licence_categories: Json::new(held.collect())?,
        },
        phone: None,
        notice_channel: NoticeChannel::Email,
        address: Json::new(Address {
            lines: vec!["1 rue de l’Essai".to_owned()],
            postal_code: "69003".to_owned(),
            town: "Lyon".to_owned(),
            country: "FR".to_owned(),
        })?,
        review: IdentityReview::Conform,
        was_conform: true,
        version: 1,
        created_at: now,
        updated_at: now,
    })
}

/// A training that keeps every rule, ending on that day.
#[must_use]
pub fn declaration(
    centre: &TestCentre,
    trainee: TraineeForm,
    kind: TrainingKind,
    sector: Sector,
    completed_on: &str,
) -> DeclareTrainingRequest {
    let (hours, days) = match kind {
        TrainingKind::InitialLong => (280, 60),
        TrainingKind::Fimo => (140, 25),
        TrainingKind::Bridging | TrainingKind::Fco | TrainingKind::Equivalence => (35, 4),
    };
    let end = day(completed_on);
    DeclareTrainingRequest {
        external_id: format!("{kind}-{sector}-{completed_on}-{}", trainee.licence_number),
        kind,
        sector,
        title_code: None,
        approval_number: centre.approval.clone(),
        started_on: (end - TimeDelta::days(days)).to_string(),
        completed_on: completed_on.to_owned(),
        minutes: hours * 60,
        e_learning_minutes: 0,
        practical_part: true,
        sequences: Vec::new(),
        instructor: None,
        trainee,
    }
}

/// A date of a test.
///
/// # Panics
///
/// If the text is none.
#[must_use]
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("this is a date")
}
