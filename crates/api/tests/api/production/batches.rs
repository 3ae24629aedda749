//! `POST` and `GET /api/v1/staff/batches`.

use common::dto::page::Page;
use common::dto::production::BatchView;
use common::ids::RequestId;
use common::statuses::RequestStatus;
use common::words::Role;
use db::on_both_engines;
use serde_json::json;

use crate::support::TestApp;
use crate::support::requests::{approved, mine, submitted};

const PATH: &str = "/api/v1/staff/batches";

on_both_engines! {
    async fn is_for_production_alone(app: TestApp) {
        for role in [Role::Agent, Role::Supervisor, Role::Administrator, Role::Driver] {
            let client = app.signed_in(role).await;
            let body = json!({ "request_ids": [RequestId::new()] });
            assert_eq!(client.post(PATH, &body).await.problem(403).code, "forbidden");
            assert_eq!(client.get(PATH).await.problem(403).code, "forbidden");
        }
    }

    async fn wants_a_list_of_different_requests(app: TestApp) {
        let production = app.signed_in(Role::Production).await;
        let id = RequestId::new();
        let many: Vec<_> = (0..501).map(|_| RequestId::new()).collect();
        for (ids, code) in [
            (vec![], "too_few_items"),
            (vec![id, id], "duplicate_item"),
            (many, "too_many_items"),
        ] {
            let problem = production.post(PATH, &json!({ "request_ids": ids })).await.problem(422);
            assert_eq!(problem.errors[0].code.as_str(), code);
        }
    }

    async fn takes_all_requests_or_none(app: TestApp) {
        let (driver, good) = approved(&app).await;
        let (_, early) = submitted(&app).await;
        let production = app.signed_in(Role::Production).await;
        let body = json!({ "request_ids": [good.summary.id, early.summary.id] });
        let problem = production.post(PATH, &body).await.problem(409);
        assert_eq!(problem.code, "wrong_state");
        assert_eq!(problem.errors[0].pointer, format!("/request_ids/{}", early.summary.id));
        let untouched: common::dto::request::RequestView =
            driver.client.get(&mine(&good)).await.json();
        assert_eq!(untouched.summary.status, RequestStatus::Approved);
        let page: Page<BatchView> = production.get(PATH).await.json();
        assert!(page.items.is_empty());
    }

    async fn names_a_request_for_which_nothing_is_left_to_print(app: TestApp) {
        let (_, good) = approved(&app).await;
        let (_, spent) = approved(&app).await;
        let id = spent.summary.id;
        app.write(move |tx| {
            let now = tx.now;
            let row = db::requests::get(tx, id)?;
            let mut sent = row.snapshot.clone().unwrap().into_inner();
            for held in &mut sent.licence.categories {
                held.valid_until = crate::support::world::day("2026-11-22");
            }
            let changes = db::requests::RequestChanges {
                snapshot: Some(db::json::Json::new(sent)?),
                ..Default::default()
            };
            Ok(db::requests::update(tx, &row, &changes, now).map(|_| ())?)
        })
        .await
        .unwrap();
        let production = app.signed_in(Role::Production).await;
        let body = json!({ "request_ids": [good.summary.id, id] });
        let problem = production.post(PATH, &body).await.problem(409);
        assert_eq!(problem.code, "wrong_state");
        assert_eq!(problem.errors.len(), 1);
        assert_eq!(problem.errors[0].pointer, format!("/request_ids/{id}"));
        assert_eq!(problem.errors[0].code.as_str(), "nothing_to_print");
        let page: Page<BatchView> = production.get(PATH).await.json();
        assert!(page.items.is_empty());
    }

    async fn numbers_batches_and_cards(app: TestApp) {
        let production = app.signed_in(Role::Production).await;
        let mut serials = Vec::new();
        for number in 1..=2 {
            let (_, view) = approved(&app).await;
            let body = json!({ "request_ids": [view.summary.id] });
            let batch: BatchView = production.post(PATH, &body).await.json();
            assert_eq!(batch.reference, format!("LOT-2026-0000{number}"));
            assert_eq!((batch.cards, batch.in_production), (1, 1));
            let id = view.summary.id;
            let card = app.read(move |conn| Ok(db::cards::find_by_request(conn, id)?)).await;
            let card = card.unwrap().unwrap();
            assert_eq!(card.issued_on.to_string(), "2026-11-23");
            assert_eq!(card.valid_until.to_string(), "2031-11-20");
            assert_eq!(card.categories.len(), 2);
            serials.push(card.serial);
        }
        assert_ne!(serials[0], serials[1]);
        let page: Page<BatchView> = production.get(&format!("{PATH}?limit=1")).await.json();
        assert_eq!(page.items[0].reference, "LOT-2026-00002");
        assert!(page.has_more);
    }
}
