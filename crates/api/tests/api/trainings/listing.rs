//! `GET /api/v1/trainings`: what a centre has declared.

use chrono::TimeDelta;
use common::dto::page::Page;
use common::dto::training::TrainingRecord;
use common::words::{Scope, Sector, TrainingKind};
use db::on_both_engines;
use services::testing::records::declaration;

use crate::support::centres::{self, Centre, PATH, client_of, declare, stranger};
use crate::support::{Client, TestApp};

async fn declared(centre: &Centre, kind: TrainingKind, number: usize) -> TrainingRecord {
    let mut trainee = stranger();
    trainee.licence_number = format!("1501753000{number:02}");
    let form = declaration(&centre.centre, trainee, kind, Sector::Goods, "2026-11-20");
    let answer = declare(&centre.client, &form, &format!("k{number}")).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()
}

async fn page(client: &Client, query: &str) -> Page<TrainingRecord> {
    client.get(&format!("{PATH}?{query}")).await.json()
}

on_both_engines! {
    async fn a_centre_reads_its_own_page_by_page(app: TestApp) {
        let (centre, other) = (centres::centre(&app).await, centres::centre(&app).await);
        let mut ids = Vec::new();
        for number in 10..15 {
            ids.push(declared(&centre, TrainingKind::Fimo, number).await.id);
            app.clock.advance(TimeDelta::seconds(1));
        }
        declared(&other, TrainingKind::Fimo, 20).await;
        let (mut seen, mut query) = (Vec::new(), "limit=2".to_owned());
        loop {
            let page = page(&centre.client, &query).await;
            assert!(page.items.len() <= 2);
            seen.extend(page.items.iter().map(|record| record.id));
            let Some(cursor) = page.next_cursor else { break };
            query = format!("limit=2&cursor={cursor}");
        }
        assert_eq!(seen, ids, "what changed first stands in front, and nobody else's");
    }

    async fn filters_are_joined_and_a_cursor_belongs_to_them(app: TestApp) {
        let centre = centres::centre(&app).await;
        let first = declared(&centre, TrainingKind::Fimo, 10).await;
        app.clock.advance(TimeDelta::seconds(1));
        let since = app.now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
        let second = declared(&centre, TrainingKind::InitialLong, 11).await;
        let one = |page: Page<TrainingRecord>| page.items.iter().map(|record| record.id).collect::<Vec<_>>();
        assert_eq!(one(page(&centre.client, "kind=fimo&sector=goods&status=valid").await), [first.id]);
        assert_eq!(one(page(&centre.client, &format!("updated_since={since}")).await), [second.id]);
        let external = format!("external_id={}", second.external_id);
        assert_eq!(one(page(&centre.client, &external).await), [second.id]);
        let cursor = page(&centre.client, "limit=1").await.next_cursor.unwrap();
        let answer = centre.client.get(&format!("{PATH}?kind=fimo&cursor={cursor}")).await;
        assert_eq!(answer.problem(400).code, "cursor_expired");
    }

    async fn what_is_unknown_is_refused(app: TestApp) {
        let centre = centres::centre(&app).await;
        for query in ["sort=x", "status=lost", "limit=0", "limit=201", "updated_since=yesterday"] {
            let answer = centre.client.get(&format!("{PATH}?{query}")).await;
            assert_eq!(answer.problem(400).code, "unknown_parameter", "{query}");
        }
        let writer = app.client_token(centre.centre.organisation, centre.centre.client, &[Scope::TrainingsWrite]);
        assert_eq!(writer.get(PATH).await.problem(403).code, "insufficient_scope");
        assert_eq!(client_of(&app, &centre.centre).get(PATH).await.status, 200);
    }
}
