//! "Mes formations".

use chrono::TimeDelta;
use common::dto::page::Page;
use common::dto::training::{QualificationView, TrainingView};
use common::ids::SessionId;
use common::statuses::IdentityReview;
use common::words::{LicenceCategory, Role, Sector, TrainingKind};
use db::on_both_engines;
use db::sessions::SessionRow;
use services::tokens::Principal;

use crate::support::centres::{self, train};
use crate::support::world;
use crate::support::{Client, TestApp};

const PATH: &str = "/api/v1/me/trainings";

on_both_engines! {
    async fn a_driver_who_has_to_correct_the_data_sees_none(app: TestApp) {
        let driver = world::driver_with(&app, |row| {
            row.review = IdentityReview::CorrectionRequested;
            row.was_conform = false;
        })
        .await;
        for path in [PATH, "/api/v1/me/qualifications", "/api/v1/me/certificates"] {
            driver.client.get(path).await.problem(403);
        }
    }

    async fn another_drivers_training_is_not_found(app: TestApp) {
        let centre = centres::centre(&app).await;
        let (driver, other) = (world::driver(&app).await, world::driver(&app).await);
        let record = train(&app, &centre, &driver, TrainingKind::Fimo, Sector::Goods, "2026-11-20").await;
        other.client.get(&format!("{PATH}/{}", record.id)).await.problem(404);
        let view: TrainingView = driver.client.get(&format!("{PATH}/{}", record.id)).await.json();
        assert_eq!(view.id, record.id);
        assert_eq!(view.kept_until, None, "initial: without limit");
        assert_eq!(view.validity[0].valid_until.to_string(), "2031-11-20");
        assert!(view.validity[0].explanation.contains("R. 3314-10"));
    }

    async fn wrong_parameters_are_refused(app: TestApp) {
        let driver = world::driver(&app).await;
        for query in ["?sector=boats", "?limit=0", "?limit=201", "?page=2"] {
            assert_eq!(driver.client.get(&format!("{PATH}{query}")).await.problem(400).code, "unknown_parameter", "{query}");
        }
        assert_eq!(driver.client.get(&format!("{PATH}?cursor=abc")).await.problem(400).code, "cursor_expired");
    }

    async fn a_dual_driver_chooses_the_sector_and_turns_pages(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver_with(&app, |row| {
            let until = world::day("2030-03-01");
            let held = [LicenceCategory::C, LicenceCategory::D]
                .map(|category| common::dto::profile::CategoryView { category, valid_until: until });
            row.identity.licence_categories = db::json::Json::new(held.to_vec()).unwrap();
        })
        .await;
        train(&app, &centre, &driver, TrainingKind::Fimo, Sector::Goods, "2023-05-12").await;
        train(&app, &centre, &driver, TrainingKind::Bridging, Sector::Passengers, "2025-02-03").await;
        train(&app, &centre, &driver, TrainingKind::Fco, Sector::Goods, "2026-11-20").await;
        let kinds = |page: &Page<TrainingView>| page.items.iter().map(|view| view.kind).collect::<Vec<_>>();
        let all: Page<TrainingView> = driver.client.get(PATH).await.json();
        assert_eq!(kinds(&all), [TrainingKind::Fco, TrainingKind::Bridging, TrainingKind::Fimo]);
        let passengers: Page<TrainingView> = driver.client.get(&format!("{PATH}?sector=passengers")).await.json();
        assert_eq!(kinds(&passengers), [TrainingKind::Fco, TrainingKind::Bridging]);
        let first: Page<TrainingView> = driver.client.get(&format!("{PATH}?limit=2")).await.json();
        assert!(first.has_more);
        let cursor = first.next_cursor.clone().unwrap();
        let last: Page<TrainingView> = driver.client.get(&format!("{PATH}?limit=2&cursor={cursor}")).await.json();
        assert_eq!((kinds(&last), last.has_more), (vec![TrainingKind::Fimo], false));
        // A cursor belongs to its filters.
        driver.client.get(&format!("{PATH}?sector=goods&cursor={cursor}")).await.problem(400);
        let held: Page<QualificationView> = driver.client.get("/api/v1/me/qualifications").await.json();
        let until: Vec<_> = held.items.iter().map(|held| (held.sector, held.valid_until.to_string())).collect();
        // V7's rule: a too early FCO renews both sectors from its own end.
        assert_eq!(until, [(Sector::Goods, "2031-11-20".to_owned()), (Sector::Passengers, "2031-11-20".to_owned())]);
    }

    async fn words_are_in_the_callers_language(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        train(&app, &centre, &driver, TrainingKind::Fimo, Sector::Goods, "2026-11-20").await;
        let explanation = |page: Page<QualificationView>| page.items[0].explanation.clone();
        let path = "/api/v1/me/qualifications";
        assert!(explanation(driver.client.get(path).await.json()).contains("valable cinq ans"));
        let english = driver.client.clone().in_english();
        assert!(explanation(english.get(path).await.json()).contains("valid for five years"));
    }

    async fn continuing_trainings_are_kept_for_six_years(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        train(&app, &centre, &driver, TrainingKind::Equivalence, Sector::Goods, "2022-01-05").await;
        let fco = train(&app, &centre, &driver, TrainingKind::Fco, Sector::Goods, "2026-11-20").await;
        let view: TrainingView = driver.client.get(&format!("{PATH}/{}", fco.id)).await.json();
        assert_eq!(view.kept_until.unwrap().to_string(), "2032-11-23", "six years from its issue");
        app.clock.set("2032-11-23T22:00:00Z".parse().unwrap());
        let client = sign_in_again(&app, &driver).await;
        let page: Page<TrainingView> = client.get(PATH).await.json();
        assert_eq!(page.items.len(), 2);
        app.clock.advance(TimeDelta::hours(2));
        let client = sign_in_again(&app, &driver).await;
        let page: Page<TrainingView> = client.get(PATH).await.json();
        assert_eq!(page.items.len(), 1);
        assert_eq!(page.items[0].kind, TrainingKind::Equivalence);
        client.get(&format!("{PATH}/{}", fco.id)).await.problem(404);
        // What is no longer shown still counts.
        let held: Page<QualificationView> = client.get("/api/v1/me/qualifications").await.json();
        assert_eq!(held.items[0].valid_until.to_string(), "2032-01-05");
    }
}

/// The driver, signed in again: years pass in these tests.
async fn sign_in_again(app: &TestApp, driver: &world::TestDriver) -> Client {
    let (account, session) = (driver.account, SessionId::new());
    app.write(move |tx| {
        let at = tx.now.naive_utc();
        let row = SessionRow {
            id: session,
            account_id: account,
            refresh_hash: session.to_string(),
            previous_hash: None,
            rotated_at: at,
            user_agent: "test".to_owned(),
            network: "127.0.0.0/24".to_owned(),
            created_at: at,
            last_used_at: at,
            idle_expires_at: at + TimeDelta::hours(12),
            expires_at: at + TimeDelta::hours(12),
            ended_at: None,
        };
        Ok(db::sessions::insert(tx, &row)?)
    })
    .await
    .unwrap();
    app.as_principal(&Principal::Person {
        account,
        role: Role::Driver,
        session,
    })
}
