//! The vectors of the domain dossier that need the register: by number.

use common::dto::page::Page;
use common::dto::training::{QualificationView, SequenceForm, TrainingRecord};
use common::field_error::FieldErrorCode;
use common::statuses::TrainingStatus;
use common::words::{Sector, TrainingKind};
use db::approvals::ApprovedTraining;
use db::on_both_engines;
use services::testing::records::declaration;

use crate::support::TestApp;
use crate::support::centres::{self, declare, stranger, train, trainee};
use crate::support::world::{self, TestDriver};

async fn qualifications(app: &TestApp, driver: &TestDriver) -> Vec<(Sector, String, String)> {
    let page: Page<QualificationView> = driver
        .client_now(app)
        .get("/api/v1/me/qualifications")
        .await
        .json();
    page.items
        .iter()
        .map(|held| {
            (
                held.sector,
                held.valid_from.to_string(),
                held.valid_until.to_string(),
            )
        })
        .collect()
}

fn sequence(on: &str, hours: u32) -> SequenceForm {
    SequenceForm {
        on: on.to_owned(),
        minutes: hours * 60,
        e_learning_minutes: 0,
        centre: None,
        subject: Some("Éco-conduite".to_owned()),
    }
}

on_both_engines! {
    async fn v9_an_early_fco_does_not_shorten_the_next_period(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        train(&app, &centre, &driver, TrainingKind::Equivalence, Sector::Goods, "2017-11-30").await;
        train(&app, &centre, &driver, TrainingKind::Fco, Sector::Goods, "2022-03-18").await;
        let held = qualifications(&app, &driver).await;
        assert_eq!(held[0].2, "2027-11-30");
    }

    async fn v11_and_v12_sequences(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        train(&app, &centre, &driver, TrainingKind::Equivalence, Sector::Goods, "2021-01-05").await;
        let mut form = declaration(&centre.centre, trainee(&app, &driver).await, TrainingKind::Fco, Sector::Goods, "2025-10-03");
        form.started_on = "2025-03-03".to_owned();
        form.sequences = ["2025-03-03", "2025-04-07", "2025-05-12", "2025-09-15"].map(|on| sequence(on, 7)).to_vec();
        form.sequences.push(sequence("2025-10-03", 6));
        form.minutes = 34 * 60;
        let problem = declare(&centre.client, &form, "v12").await.problem(422);
        let codes: Vec<_> = problem.errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
        assert_eq!(codes, [("/minutes", FieldErrorCode::HoursInsufficient), ("/sequences/4", FieldErrorCode::SequenceTooShort)]);
        form.sequences[4] = sequence("2025-10-03", 7);
        form.minutes = 35 * 60;
        let record: TrainingRecord = declare(&centre.client, &form, "v11").await.json();
        assert_eq!(record.status, TrainingStatus::Valid);
        assert_eq!(record.completed_on.to_string(), "2025-10-03");
    }

    async fn v18_an_fco_cures_a_qualification_that_ended_long_ago(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        train(&app, &centre, &driver, TrainingKind::Equivalence, Sector::Goods, "2010-05-01").await;
        train(&app, &centre, &driver, TrainingKind::Fco, Sector::Goods, "2025-06-10").await;
        let held = qualifications(&app, &driver).await;
        assert_eq!(held, [(Sector::Goods, "2025-06-10".to_owned(), "2030-06-10".to_owned())]);
    }

    async fn v21_a_sector_outside_the_approval_is_refused(app: TestApp) {
        let scope = vec![ApprovedTraining { kind: TrainingKind::Fco, sector: Sector::Goods }];
        let centre = centres::centre_with(&app, scope).await;
        let form = declaration(&centre.centre, stranger(), TrainingKind::Fco, Sector::Passengers, "2026-11-20");
        let problem = declare(&centre.client, &form, "v21").await.problem(422);
        assert_eq!(problem.errors[0].code, FieldErrorCode::ApprovalScope);
        assert_eq!(problem.errors[0].pointer, "/approval_number");
    }
}
