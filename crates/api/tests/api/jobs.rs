//! `GET /api/v1/staff/jobs` and `POST /api/v1/staff/jobs/{job_id}/retry`.

use common::dto::page::Page;
use common::dto::staff::JobView;
use common::ids::{JobId, RequestId};
use common::statuses::JobState;
use common::words::Role;
use db::on_both_engines;
use reqwest::Method;
use services::jobs::SendSms;
use services::requests::licence_check::CheckRequestLicence;

use crate::support::TestApp;

const PATH: &str = "/api/v1/staff/jobs";

/// A job about a request that does not exist, tried until it is dead.
async fn dead_job(app: &TestApp) -> JobId {
    let job = CheckRequestLicence {
        request: RequestId::new(),
        asked_at: app.now(),
    };
    let id = app.write(move |tx| tx.enqueue(&job)).await.unwrap();
    for _ in 0..40 {
        app.run_jobs().await;
        app.clock.advance(chrono::TimeDelta::days(2));
    }
    id
}

on_both_engines! {
    async fn are_for_administrators_alone(app: TestApp) {
        for role in [Role::Driver, Role::Agent, Role::Supervisor, Role::Production] {
            let client = app.signed_in(role).await;
            assert_eq!(client.get(PATH).await.problem(403).code, "forbidden");
            let retry = format!("{PATH}/{}/retry", JobId::new());
            assert_eq!(client.send(Method::POST, &retry, None).await.problem(403).code, "forbidden");
        }
    }

    async fn a_job_that_has_not_failed_is_not_tried_again(app: TestApp) {
        let admin = app.signed_in(Role::Administrator).await;
        let retry = |id: JobId| format!("{PATH}/{id}/retry");
        let answer = admin.send(Method::POST, &retry(JobId::new()), None).await;
        assert_eq!(answer.problem(404).code, "not_found");
        let job = SendSms { to: "+33612345678".to_owned(), text: "essai".to_owned(), otherwise: None };
        let id = app.write(move |tx| tx.enqueue(&job)).await.unwrap();
        let answer = admin.send(Method::POST, &retry(id), None).await;
        assert_eq!(answer.problem(409).code, "wrong_state");
        let page: Page<JobView> = admin.get(PATH).await.json();
        assert!(page.items.is_empty());
    }

    async fn a_dead_job_is_shown_without_its_content_and_tried_again(app: TestApp) {
        let id = dead_job(&app).await;
        let admin = app.signed_in(Role::Administrator).await;
        let answer = admin.get(&format!("{PATH}?state=dead")).await;
        assert!(!answer.text().contains("payload"));
        let page: Page<JobView> = answer.json();
        assert_eq!(page.items.len(), 1);
        let job = &page.items[0];
        assert_eq!((job.id, job.state, job.kind.as_str()), (id, JobState::Dead, "check_request_licence"));
        assert!(job.last_error.is_some());
        let retried: JobView =
            admin.send(Method::POST, &format!("{PATH}/{id}/retry"), None).await.json();
        assert_eq!((retried.state, retried.attempts), (JobState::Queued, 0));
    }
}
