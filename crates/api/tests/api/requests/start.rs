//! `POST /api/v1/me/requests`.

use common::dto::page::Page;
use common::dto::request::{RequestAction, RequestSummary, RequestView};
use common::statuses::RequestStatus;
use db::on_both_engines;
use serde_json::json;

use crate::support::requests::{begin, entitled_driver, mine, try_begin};
use crate::support::{TestApp, world};

const PATH: &str = "/api/v1/me/requests";

on_both_engines! {
    async fn needs_a_key_and_a_known_type(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let answer = driver.client.post(PATH, &json!({ "type": "card" })).await;
        assert_eq!(answer.problem(400).code, "idempotency_key_missing");
        let client = driver.client.with_header("idempotency-key", "k1");
        let problem = client.post(PATH, &json!({ "type": "boat", "x": 1 })).await.problem(422);
        assert_eq!(problem.errors.len(), 2);
    }

    async fn is_blocked_without_a_training_with_every_reason(app: TestApp) {
        let driver = world::driver(&app).await;
        let problem = try_begin(&driver.client, "k1").await.problem(422);
        assert_eq!(problem.code, "not_entitled");
        let pointers: Vec<_> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/no_training"]);
        assert!(problem.errors.iter().all(|error| error.detail.len() > 40));
    }

    async fn a_second_request_is_sent_to_the_first(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let draft = begin(&driver.client).await;
        let problem = try_begin(&driver.client, "another").await.problem(409);
        assert_eq!(problem.code, "open_request");
        assert_eq!(problem.instance, mine(&draft));
    }

    async fn two_browsers_at_once_begin_one_request(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let keys: Vec<_> = (0..6).map(|number| format!("browser-{number}")).collect();
        let starts = keys.iter().map(|key| try_begin(&driver.client, key));
        let answers = futures_util::future::join_all(starts).await;
        let mut statuses: Vec<_> = answers.iter().map(|answer| answer.status.as_u16()).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409, 409, 409, 409, 409]);
        let page: Page<RequestSummary> = driver.client.get(PATH).await.json();
        assert_eq!(page.items.len(), 1);
    }

    async fn the_same_key_gives_the_same_answer(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let first = try_begin(&driver.client, "k1").await;
        assert_eq!(first.status.as_u16(), 201);
        let again = try_begin(&driver.client, "k1").await;
        assert_eq!(again.header("idempotent-replayed"), "true");
        assert_eq!((again.status, &again.body), (first.status, &first.body));
        assert_eq!(again.header("location"), first.header("location"));
    }

    async fn begins_a_draft_with_a_reference(app: TestApp) {
        let (one, other) = (entitled_driver(&app).await, entitled_driver(&app).await);
        let first = begin(&one.client).await;
        let second = begin(&other.client).await;
        let reference = |view: &RequestView| view.summary.reference.clone();
        assert!(reference(&first).starts_with("CQC-2026-0000001-"), "{}", reference(&first));
        assert!(reference(&second).starts_with("CQC-2026-0000002-"), "{}", reference(&second));
        assert_eq!(first.summary.status, RequestStatus::Draft);
        assert_eq!(first.summary.actions, [RequestAction::Resume, RequestAction::Cancel]);
        assert_eq!(first.summary.draft_kept_until, Some(world::day("2027-02-21")));
        assert_eq!(first.card_valid_until, world::day("2031-11-20"));
        let read = one.client.get(&mine(&first)).await;
        assert_eq!(read.header("etag"), "\"v1\"");
        assert_eq!(read.json::<RequestView>(), first);
    }

    async fn the_list_comes_in_pages_of_its_own(app: TestApp) {
        let driver = entitled_driver(&app).await;
        begin(&driver.client).await;
        let list = |query: &str| format!("{PATH}?{query}");
        assert_eq!(driver.client.get(&list("limit=0")).await.problem(400).code, "unknown_parameter");
        assert_eq!(driver.client.get(&list("stat=open")).await.problem(400).code, "unknown_parameter");
        assert_eq!(driver.client.get(&list("cursor=abc")).await.problem(400).code, "cursor_expired");
        let count = |page: Page<RequestSummary>| page.items.len();
        assert_eq!(count(driver.client.get(&list("state=open&limit=1")).await.json()), 1);
        assert_eq!(count(driver.client.get(&list("state=closed")).await.json()), 0);
        let stranger = world::driver(&app).await;
        assert_eq!(count(stranger.client.get(PATH).await.json()), 0);
    }
}
