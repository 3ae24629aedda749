use common::dto::training::TrainingRecord;
use common::words::{Sector, TrainingKind};
use db::on_both_engines;
use futures_util::future::join_all;
use services::testing::records::declaration;

use crate::support::TestApp;
use crate::support::centres::{self, PATH, client_of, declare, stranger};

on_both_engines! {
    async fn the_key_with_another_body_is_refused(app: TestApp) {
        let centre = centres::centre(&app).await;
        let mut form = declaration(&centre.centre, stranger(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        assert_eq!(declare(&centre.client, &form, "k").await.status, 201);
        form.external_id = "another".to_owned();
        let problem = declare(&centre.client, &form, "k").await.problem(422);
        assert_eq!(problem.code, "idempotency_key_reused");
    }

    async fn the_centres_number_with_another_content_names_the_record(app: TestApp) {
        let centre = centres::centre(&app).await;
        let mut form = declaration(&centre.centre, stranger(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        let record: TrainingRecord = declare(&centre.client, &form, "a").await.json();
        form.minutes += 60;
        let problem = declare(&centre.client, &form, "b").await.problem(409);
        assert_eq!(problem.code, "already_exists");
        assert!(problem.instance.starts_with(&format!("{PATH}/{}", record.id)), "{}", problem.instance);
    }

    async fn the_centres_number_under_another_approval_is_another_content(app: TestApp) {
        let centre = centres::centre(&app).await;
        let mut form = declaration(&centre.centre, stranger(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        assert_eq!(declare(&centre.client, &form, "a").await.status, 201);
        form.approval_number = "AGR-INCONNU".to_owned();
        let problem = declare(&centre.client, &form, "b").await.problem(409);
        assert_eq!(problem.code, "already_exists");
    }

    // V20.
    async fn the_same_declaration_twice_is_one_record(app: TestApp) {
        let centre = centres::centre(&app).await;
        let form = declaration(&centre.centre, stranger(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        let first = declare(&centre.client, &form, "a").await;
        assert_eq!(first.header("idempotent-replayed"), "");
        let replay = declare(&centre.client, &form, "\"a\"").await;
        assert_eq!(replay.header("idempotent-replayed"), "true");
        assert_eq!(replay.body, first.body);
        assert_eq!(replay.header("location"), first.header("location"));
        // Under another key: the record that is there, not a second one.
        let again = declare(&centre.client, &form, "b").await;
        assert_eq!(again.status, 200);
        let (first, again): (TrainingRecord, TrainingRecord) = (first.json(), again.json());
        assert_eq!(first.id, again.id);
        // Rule R8: under another number of the centre's as well.
        let mut renumbered = form.clone();
        renumbered.external_id = "another".to_owned();
        let same = declare(&centre.client, &renumbered, "c").await;
        assert_eq!(same.status, 200);
        assert_eq!(same.json::<TrainingRecord>().id, first.id);
    }

    async fn one_key_at_twenty_connections_has_one_effect(app: TestApp) {
        let centre = centres::centre(&app).await;
        let form = declaration(&centre.centre, stranger(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        let tries = (0..20).map(|_| {
            let client = client_of(&app, &centre.centre);
            let form = form.clone();
            async move { declare(&client, &form, "same").await }
        });
        let answers = join_all(tries).await;
        let mut fresh = 0;
        let mut ids = std::collections::BTreeSet::new();
        for answer in &answers {
            match answer.status.as_u16() {
                // The first is still running somewhere.
                409 => assert_eq!(answer.problem(409).code, "idempotency_in_progress"),
                _ => {
                    fresh += usize::from(answer.header("idempotent-replayed").is_empty());
                    ids.insert(answer.json::<TrainingRecord>().id);
                }
            }
        }
        assert_eq!((fresh, ids.len()), (1, 1));
        let waiting = app
            .read(|conn| Ok(db::trainings::list_without_driver(conn, "FR", "150175300042")?))
            .await
            .unwrap();
        assert_eq!(waiting.len(), 1);
    }

    async fn twenty_keys_for_one_training_make_one_record(app: TestApp) {
        let centre = centres::centre(&app).await;
        let form = declaration(&centre.centre, stranger(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        let tries = (0..20).map(|number| {
            let client = client_of(&app, &centre.centre);
            let form = form.clone();
            async move { declare(&client, &form, &format!("k{number}")).await }
        });
        let answers = join_all(tries).await;
        let created = answers.iter().filter(|answer| answer.status == 201).count();
        let ids: std::collections::BTreeSet<_> =
            answers.iter().map(|answer| answer.json::<TrainingRecord>().id).collect();
        assert_eq!((created, ids.len()), (1, 1));
    }
}
