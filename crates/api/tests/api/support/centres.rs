//! Training centres' software, and what it declares.

use common::dto::training::{DeclareTrainingRequest, TraineeForm, TrainingRecord};
use common::words::{Scope, Sector, TrainingKind};
use services::testing::records::{self, TestCentre, declaration, full_scope};

use super::world::TestDriver;
use super::{Answer, Client, TestApp};

pub const PATH: &str = "/api/v1/trainings";

/// A centre and its software.
#[derive(Clone)]
pub struct Centre {
    pub centre: TestCentre,
    pub client: Client,
}

/// A centre approved for everything.
pub async fn centre(app: &TestApp) -> Centre {
    centre_with(app, full_scope()).await
}

pub async fn centre_with(app: &TestApp, scope: Vec<db::approvals::ApprovedTraining>) -> Centre {
    let centre = records::insert_centre(app, scope).await;
    let client = client_of(app, &centre);
    Centre { centre, client }
}

/// The software with a fresh access token.
pub fn client_of(app: &TestApp, centre: &TestCentre) -> Client {
    let scopes = [
        Scope::TrainingsWrite,
        Scope::TrainingsRead,
        Scope::WebhooksManage,
    ];
    app.client_token(centre.organisation, centre.client, &scopes)
}

/// A driver as a centre knows the person.
pub async fn trainee(app: &TestApp, driver: &TestDriver) -> TraineeForm {
    let id = driver.id;
    let row = app
        .read(move |conn| Ok(db::drivers::get(conn, id)?))
        .await
        .unwrap();
    TraineeForm {
        surname: row.identity.surname_birth.clone(),
        first_names: row.identity.first_names.clone(),
        birth_date: row.identity.birth_date.to_string(),
        licence_country: row.identity.licence_country.clone(),
        licence_number: row.identity.licence_number.clone(),
    }
}

/// Somebody who has no account.
pub fn stranger() -> TraineeForm {
    TraineeForm {
        surname: "Nguyễn".to_owned(),
        first_names: "Minh".to_owned(),
        birth_date: "1990-02-28".to_owned(),
        licence_country: "FR".to_owned(),
        licence_number: "150175300042".to_owned(),
    }
}

/// Declares under a key.
pub async fn declare(client: &Client, form: &DeclareTrainingRequest, key: &str) -> Answer {
    client
        .clone()
        .with_header("idempotency-key", key)
        .post(PATH, form)
        .await
}

/// Declares a training that keeps every rule, and lets the jobs run.
pub async fn train(
    app: &TestApp,
    centre: &Centre,
    driver: &TestDriver,
    kind: TrainingKind,
    sector: Sector,
    completed_on: &str,
) -> TrainingRecord {
    let form = declaration(
        &centre.centre,
        trainee(app, driver).await,
        kind,
        sector,
        completed_on,
    );
    let client = client_of(app, &centre.centre);
    let answer = declare(&client, &form, &form.external_id).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    app.run_jobs().await;
    answer.json()
}
