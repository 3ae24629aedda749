//! "Mes cartes", and the check of a card.

use chrono::TimeDelta;
use common::dto::card::{CardCheck, CardView};
use common::dto::page::Page;
use common::field_error::FieldErrorCode;
use common::reference::CardSerial;
use common::statuses::{CardStanding, CardStatus};
use db::on_both_engines;
use serde_json::json;

use crate::support::TestApp;
use crate::support::requests::{approved, delivered};
use crate::support::world;

const PATH: &str = "/api/v1/me/cards";
const CHECKS: &str = "/api/v1/card-checks";
const BIRTH_DATE: &str = "1985-05-12";

async fn check(app: &TestApp, serial: &str, birth_date: &str) -> CardCheck {
    let body = json!({ "serial": serial, "birth_date": birth_date });
    app.anonymous().post(CHECKS, &body).await.json()
}

on_both_engines! {
    async fn what_is_mistyped_is_said_by_field(app: TestApp) {
        let body = json!({ "serial": "F26000000011", "birth_date": "hier" });
        let problem = app.anonymous().post(CHECKS, &body).await.problem(422);
        let found: Vec<_> = problem.errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
        assert_eq!(found[0], ("/serial", FieldErrorCode::Malformed));
        assert_eq!(found[1].0, "/birth_date");
    }

    async fn a_card_that_does_not_exist_and_a_wrong_birth_date_look_alike(app: TestApp) {
        let (driver, _, _) = delivered(&app).await;
        let page: Page<CardView> = driver.client.get(PATH).await.json();
        let wrong_date = check(&app, &page.items[0].serial, "1985-05-13").await;
        let nowhere = check(&app, CardSerial::new(2026, 4711).unwrap().as_str(), BIRTH_DATE).await;
        assert_eq!(wrong_date, nowhere);
        assert_eq!((wrong_date.standing, wrong_date.card), (None, None));
    }

    async fn somebody_else_s_card_is_not_found(app: TestApp) {
        let (driver, _, _) = delivered(&app).await;
        let page: Page<CardView> = driver.client.get(PATH).await.json();
        let other = world::driver(&app).await;
        let answer = other.client.get(&format!("{PATH}/{}", page.items[0].id)).await;
        assert_eq!(answer.problem(404).code, "not_found");
        assert!(other.client.get(PATH).await.json::<Page<CardView>>().items.is_empty());
    }

    async fn there_is_no_card_before_production(app: TestApp) {
        let (driver, _) = approved(&app).await;
        assert!(driver.client.get(PATH).await.json::<Page<CardView>>().items.is_empty());
    }

    async fn driver_and_officer_see_the_same_from_delivery_to_the_last_day(app: TestApp) {
        let (driver, _, request) = delivered(&app).await;
        let page: Page<CardView> = driver.client.get(PATH).await.json();
        let card = &page.items[0];
        assert_eq!((card.request_id, card.standing), (request.summary.id, CardStanding::Valid));
        assert!(card.photo.is_some() && card.tracking.is_some());
        let steps: Vec<_> = card.history.iter().map(|entry| entry.status).collect();
        assert_eq!(steps, [CardStatus::Ordered, CardStatus::Produced, CardStatus::Shipped, CardStatus::Active]);
        let seen = check(&app, &card.serial.to_lowercase(), BIRTH_DATE).await;
        assert_eq!(seen.standing, Some(CardStanding::Valid));
        let shown = seen.card.unwrap();
        assert_eq!((&shown.serial, shown.valid_until), (&card.serial, card.valid_until));
        assert_eq!(shown.categories, card.categories);

        app.clock.advance(TimeDelta::days(card.days_left));
        assert_eq!(check(&app, &card.serial, BIRTH_DATE).await.standing, Some(CardStanding::Valid));
        app.clock.advance(TimeDelta::days(1));
        assert_eq!(check(&app, &card.serial, BIRTH_DATE).await.standing, Some(CardStanding::Expired));
        let driver = driver.signed_in_again(&app).await;
        let again: CardView = driver.get(&format!("{PATH}/{}", card.id)).await.json();
        assert_eq!((again.standing, again.days_left), (CardStanding::Expired, -1));
    }
}
