use common::dto::driver_space::{DriverEventKind, HomeView, TaskKind};
use common::statuses::IdentityReview;
use common::words::{Role, Sector, TrainingKind};
use db::on_both_engines;

use crate::support::TestApp;
use crate::support::centres::{self, train};
use crate::support::requests::{begin, questioned};
use crate::support::world;

const PATH: &str = "/api/v1/me/home";

on_both_engines! {
    async fn staff_has_no_home_of_a_driver(app: TestApp) {
        app.signed_in(Role::Agent).await.get(PATH).await.problem(403);
        app.anonymous().get(PATH).await.problem(401);
    }

    async fn who_has_to_correct_the_data_is_told_so(app: TestApp) {
        let driver = world::driver_with(&app, |row| {
            row.review = IdentityReview::CorrectionRequested;
            row.was_conform = false;
        })
        .await;
        let home: HomeView = driver.client.get(PATH).await.json();
        assert_eq!(home.review, IdentityReview::CorrectionRequested);
        let tasks: Vec<_> = home.tasks.iter().map(|task| task.kind).collect();
        assert_eq!(tasks, [TaskKind::CorrectIdentity]);
    }

    async fn a_new_driver_has_nothing_to_do(app: TestApp) {
        let driver = world::driver(&app).await;
        let home: HomeView = driver.client.get(PATH).await.json();
        assert_eq!((home.tasks, home.qualifications, home.events), (vec![], vec![], vec![]));
    }

    async fn from_the_training_to_the_question(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        train(&app, &centre, &driver, TrainingKind::Fimo, Sector::Goods, "2026-11-20").await;
        let home: HomeView = driver.client.get(PATH).await.json();
        assert_eq!(home.tasks[0].kind, TaskKind::RequestCard);
        assert_eq!(home.tasks[0].due_on.unwrap().to_string(), "2027-03-23");
        let events: Vec<_> = home.events.iter().map(|event| event.kind).collect();
        assert_eq!(events, [DriverEventKind::CertificateIssued, DriverEventKind::TrainingRecorded]);
        assert_eq!(home.qualifications[0].valid_until.to_string(), "2031-11-20");
        let draft = begin(&driver.client).await;
        let home: HomeView = driver.client.get(PATH).await.json();
        assert_eq!(home.tasks.len(), 1);
        assert_eq!((home.tasks[0].kind, home.tasks[0].request_id), (TaskKind::ResumeDraft, Some(draft.summary.id)));
    }

    async fn a_question_comes_with_its_last_day(app: TestApp) {
        let (driver, _, view) = questioned(&app, "2026-12-20").await;
        let home: HomeView = driver.client.get(PATH).await.json();
        let task = &home.tasks[0];
        assert_eq!(task.kind, TaskKind::AnswerInformationRequest);
        assert_eq!(task.request_id, Some(view.summary.id));
        assert_eq!(task.due_on.unwrap().to_string(), "2026-12-20");
    }
}
