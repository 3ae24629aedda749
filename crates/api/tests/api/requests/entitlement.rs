//! `GET /api/v1/me/card-entitlement`.

use common::dto::request::CardEntitlement;
use common::statuses::IdentityReview;
use common::words::{DocumentKind, TrainingKind};
use db::on_both_engines;

use crate::support::{TestApp, requests, world};

const PATH: &str = "/api/v1/me/card-entitlement";

on_both_engines! {
    async fn is_closed_until_the_identity_was_conform_once(app: TestApp) {
        assert_eq!(app.anonymous().get(PATH).await.problem(401).code, "unauthenticated");
        let driver = world::driver_with(&app, |row| {
            row.review = IdentityReview::CorrectionRequested;
            row.was_conform = false;
        })
        .await;
        assert_eq!(driver.client.get(PATH).await.problem(403).code, "correction_required");
    }

    async fn explains_what_blocks_and_what_to_do(app: TestApp) {
        let driver = world::driver(&app).await;
        let french: CardEntitlement = driver.client.get(PATH).await.json();
        assert!(!french.allowed && french.training_id.is_none());
        let codes: Vec<_> = french.reasons.iter().map(|reason| reason.code.as_str()).collect();
        assert_eq!(codes, ["no_training"]);
        let reason = &french.reasons[0];
        assert_eq!(reason.title, "Aucune formation enregistrée");
        assert!(reason.source.contains("R. 3314"), "{}", reason.source);
        assert!(!reason.explanation.is_empty() && !reason.remedy.is_empty());
        let english: CardEntitlement = driver.client.in_english().get(PATH).await.json();
        assert_eq!(english.reasons[0].title, "No training recorded");
        // The list of documents is shown before the form (guide).
        assert_eq!(english.documents.len(), 6);
    }

    async fn an_expired_category_is_named_with_its_date(app: TestApp) {
        let driver = world::driver_with(&app, |row| {
            let mut held = row.identity.licence_categories.to_vec();
            held.iter_mut().for_each(|category| category.valid_until = world::day("2026-11-22"));
            row.identity.licence_categories = db::json::Json::new(held).unwrap();
        })
        .await;
        world::train(&app, &driver, TrainingKind::Fimo, "2026-11-20").await;
        let answer: CardEntitlement = driver.client.get(PATH).await.json();
        let reason = answer.reasons.iter().find(|reason| reason.code == "licence_category_expired");
        assert!(reason.unwrap().explanation.contains("22 novembre 2026"), "{answer:?}");
    }

    async fn a_new_training_opens_the_form(app: TestApp) {
        let driver = requests::entitled_driver(&app).await;
        let answer: CardEntitlement = driver.client.get(PATH).await.json();
        assert!(answer.allowed && answer.reasons.is_empty());
        assert_eq!(answer.valid_until, Some(world::day("2031-11-20")));
        assert_eq!(answer.documents[0].kind, DocumentKind::Photo);

        let draft = requests::begin(&driver.client).await;
        let answer: CardEntitlement = driver.client.get(PATH).await.json();
        assert!(!answer.allowed);
        assert_eq!(answer.draft_id, Some(draft.summary.id));
    }
}
