//! People and records that tests begin with, put straight into the database.

use chrono::NaiveDate;
use common::dto::address::Address;
use common::dto::profile::CategoryView;
use common::ids::{
    AccountId, ApiClientId, ApprovalId, DriverId, OrganisationId, SessionId, TrainingId,
};
use common::statuses::{IdentityReview, TrainingMatch, TrainingStatus};
use common::words::{LicenceCategory, LicenceModel, NoticeChannel, Role, Sector, TrainingKind};
use db::drivers::{DriverIdentity, DriverRow};
use db::json::Json;
use db::trainings::TrainingRow;
use services::Tx;
use services::tokens::Principal;

use super::app::session_row;
use super::{Client, TestApp};

/// A driver who is signed in.
#[derive(Clone)]
pub struct TestDriver {
    pub client: Client,
    pub account: AccountId,
    pub id: DriverId,
    session: SessionId,
}

impl TestDriver {
    /// The same driver with a fresh access token: one is good for 15 minutes, and
    /// tests move the clock within the session.
    pub fn client_now(&self, app: &TestApp) -> Client {
        let (account, session) = (self.account, self.session);
        app.as_principal(&Principal::Person {
            account,
            role: Role::Driver,
            session,
        })
    }

    /// The same driver in a new session: tests move the clock beyond the first one.
    pub async fn signed_in_again(&self, app: &TestApp) -> Client {
        signed_in_again(app, self.account, Role::Driver).await
    }
}

/// A new session of an account.
pub async fn signed_in_again(app: &TestApp, account: AccountId, role: Role) -> Client {
    let session = SessionId::new();
    app.write(move |tx| {
        let at = tx.now.naive_utc();
        Ok(db::sessions::insert(
            tx,
            &session_row(session, account, at),
        )?)
    })
    .await
    .unwrap();
    app.as_principal(&Principal::Person {
        account,
        role,
        session,
    })
}

/// A driver whose identity is conform, with categories C and CE until 2030.
pub async fn driver(app: &TestApp) -> TestDriver {
    driver_with(app, |_| {}).await
}

/// The same with a change.
pub async fn driver_with(
    app: &TestApp,
    adjust: impl Fn(&mut DriverRow) + Send + Sync + 'static,
) -> TestDriver {
    let (account, session) = app.account_with_session(Role::Driver).await;
    let id = DriverId::new();
    app.write(move |tx| {
        let mut row = driver_row(id, account, tx.now.naive_utc());
        adjust(&mut row);
        Ok(db::drivers::insert(tx, row)?)
    })
    .await
    .unwrap();
    let client = app.as_principal(&Principal::Person {
        account,
        role: Role::Driver,
        session,
    });
    TestDriver {
        client,
        account,
        id,
        session,
    }
}

fn driver_row(id: DriverId, account_id: AccountId, at: chrono::NaiveDateTime) -> DriverRow {
    let category = |category, until: &str| CategoryView {
        category,
        valid_until: day(until),
    };
    // A licence number of its own for each: the last digits of the id. The 1 at
    // the end keeps it from being one to which the simulated register objects.
    let digits = id
        .as_str()
        .bytes()
        .filter(u8::is_ascii_digit)
        .collect::<Vec<_>>();
    let number = format!(
        "2106{:0>7}1",
        String::from_utf8_lossy(&digits[digits.len() - 5..])
    );
    DriverRow {
        id,
        account_id,
        reference: id.to_string(),
        identity: DriverIdentity {
            surname_birth: "Lefèvre".to_owned(),
            surname_usage: None,
            first_names: "Camille".to_owned(),
            name_key: db::drivers::name_key("Lefèvre", "Camille"),
            birth_date: day("1985-05-12"),
            birth_place: "Lyon".to_owned(),
            birth_country: "FR".to_owned(),
            nationality: "FR".to_owned(),
            licence_model: LicenceModel::EuCard2013,
            licence_country: "FR".to_owned(),
            licence_number: number,
            licence_document_number: Some("13AA00001".to_owned()),
            licence_issued_on: Some(day("2015-03-02")),
            licence_expires_on: Some(day("2030-03-01")),
            licence_authority: None,
            licence_categories: Json::new(vec![
                category(LicenceCategory::C, "2030-03-01"),
                category(LicenceCategory::CE, "2030-03-01"),
            ])
            .unwrap(),
        },
        phone: Some("+33612345678".to_owned()),
        notice_channel: NoticeChannel::Email,
        address: Json::new(address()).unwrap(),
        review: IdentityReview::Conform,
        was_conform: true,
        version: 1,
        created_at: at,
        updated_at: at,
    }
}

/// An address in Lyon.
pub fn address() -> Address {
    Address {
        lines: vec!["12 RUE DES LILAS".to_owned()],
        postal_code: "69003".to_owned(),
        town: "LYON".to_owned(),
        country: "FR".to_owned(),
    }
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A valid training of a driver.
pub async fn train(
    app: &TestApp,
    driver: &TestDriver,
    kind: TrainingKind,
    completed_on: &str,
) -> TrainingId {
    let (driver, completed_on) = (driver.id, day(completed_on));
    let id = TrainingId::new();
    app.write(move |tx| {
        let (organisation_id, approval_id, declared_by) = centre(tx)?;
        let driver = db::drivers::get(tx, driver)?;
        let at = tx.now.naive_utc();
        let row = TrainingRow {
            id,
            organisation_id,
            approval_id,
            declared_by,
            external_id: id.to_string(),
            kind,
            sector: Sector::Goods,
            title_code: None,
            minutes: 140 * 60,
            e_learning_minutes: 0,
            started_on: completed_on - chrono::Days::new(28),
            completed_on,
            sequences: Json::new(Vec::new())?,
            practical_part: true,
            instructor: None,
            surname: driver.identity.surname_birth.clone(),
            first_names: driver.identity.first_names.clone(),
            birth_date: driver.identity.birth_date,
            licence_country: driver.identity.licence_country.clone(),
            licence_number: driver.identity.licence_number.clone(),
            driver_id: Some(driver.id),
            matching: TrainingMatch::Attached,
            status: TrainingStatus::Valid,
            warnings: Json::new(Vec::new())?,
            version: 1,
            declared_at: at,
            updated_at: at,
        };
        Ok(db::trainings::insert(tx, &row)?)
    })
    .await
    .unwrap();
    id
}

/// A training centre of its own, with an approval and credentials.
fn centre(tx: &mut Tx<'_>) -> services::ServiceResult<(OrganisationId, ApprovalId, ApiClientId)> {
    let (organisation, approval, client) =
        (OrganisationId::new(), ApprovalId::new(), ApiClientId::new());
    let at = tx.now.naive_utc();
    let row = db::organisations::OrganisationRow {
        id: organisation,
        name: "Centre d’essai".to_owned(),
        siret: None,
        region: "ARA".to_owned(),
        email: "centre@example.org".to_owned(),
        created_at: at,
    };
    db::organisations::insert(tx, &row)?;
    let row = db::approvals::ApprovalRow {
        id: approval,
        organisation_id: organisation,
        number: approval.to_string(),
        scope: Json::new(Vec::new())?,
        starts_on: day("2024-01-01"),
        ends_on: day("2028-12-31"),
        suspended_on: None,
        created_at: at,
    };
    db::approvals::insert(tx, &row)?;
    let row = db::api_clients::ApiClientRow {
        id: client,
        organisation_id: organisation,
        name: "essai".to_owned(),
        secret_hash: String::new(),
        scopes: String::new(),
        created_at: at,
        expires_at: at + chrono::TimeDelta::days(365),
        revoked_at: None,
        last_used_at: None,
    };
    db::api_clients::insert(tx, &row)?;
    Ok((organisation, approval, client))
}
