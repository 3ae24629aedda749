//! `GET /api/v1/staff/batches/{batch_id}/manifest`.

use common::dto::driver_space::DownloadLink;
use common::dto::production::{BatchManifest, BatchView};
use common::ids::BatchId;
use common::words::{DocumentKind, Role};
use db::on_both_engines;
use serde_json::json;

use crate::support::requests::{approved, done, staffs};
use crate::support::{TestApp, world};

const PATH: &str = "/api/v1/staff/batches";

on_both_engines! {
    async fn an_unknown_batch_has_none(app: TestApp) {
        let production = app.signed_in(Role::Production).await;
        let path = format!("{PATH}/{}/manifest", BatchId::new());
        assert_eq!(production.get(&path).await.problem(404).code, "not_found");
        let agent = app.signed_in(Role::Agent).await;
        assert_eq!(agent.get(&path).await.problem(403).code, "forbidden");
    }

    async fn says_what_a_card_shows_and_where_it_goes(app: TestApp) {
        let (_, view) = approved(&app).await;
        let production = app.signed_in(Role::Production).await;
        let document = |kind| view.documents.iter().find(|one| one.kind == kind).unwrap().id;
        let link = async |kind| {
            let body = json!({ "target": "document", "id": document(kind) });
            production.post("/api/v1/download-links", &body).await
        };
        // Before it is printed, production has no business with the photo.
        assert_eq!(link(DocumentKind::Photo).await.problem(404).code, "not_found");

        let body = json!({ "request_ids": [view.summary.id] });
        let batch: BatchView = production.post(PATH, &body).await.json();
        let path = format!("{PATH}/{}/manifest", batch.id);
        let manifest: BatchManifest = production.get(&path).await.json();
        assert_eq!((manifest.reference.as_str(), manifest.authority.as_str()), ("LOT-2026-00001", "Office d’essai"));
        assert_eq!(manifest.cards.len(), 1);
        let card = &manifest.cards[0];
        assert_eq!((card.surname.as_str(), card.first_names.as_str()), ("Lefèvre", "Camille"));
        assert_eq!((card.birth_date, card.birth_place.as_str()), (world::day("1985-05-12"), "Lyon"));
        assert_eq!((card.issued_on, card.valid_until), (world::day("2026-11-23"), world::day("2031-11-20")));
        assert_eq!(card.licence_number, view.identity.licence.number);
        assert!(card.serial.starts_with("F26"), "{}", card.serial);
        assert_eq!(card.categories.len(), 2);
        assert_eq!(card.categories[0].code_95_until, world::day("2031-11-20"));
        assert_eq!(card.support_number, "LOT-2026-00001-001");
        assert_eq!(card.delivery_address, world::address());

        for url in [&card.photo_url, &card.signature_url] {
            let path = url.strip_prefix("https://hub.example").unwrap();
            let file = app.anonymous().get(path).await;
            assert_eq!(file.status.as_u16(), 200, "{}", file.text());
            assert!(file.body.starts_with(&[0xFF, 0xD8]));
        }
        link(DocumentKind::Signature).await.json::<DownloadLink>();
        // What is not printed stays with the reviewers.
        assert_eq!(link(DocumentKind::IdentityFront).await.problem(404).code, "not_found");

        let id = batch.id.to_string();
        let lines = app.read(move |conn| Ok(db::audit::list_by_subject(conn, &id)?)).await.unwrap();
        let last = lines.last().unwrap();
        assert_eq!(last.action, "batch.manifest_read");
        assert!(!last.details.contains("Lefèvre"));
        let photo = document(DocumentKind::Photo).to_string();
        let reads = app.read(move |conn| Ok(db::audit::list_by_subject(conn, &photo)?)).await;
        assert!(reads.unwrap().iter().any(|line| line.action == "document.read"));
    }

    async fn names_only_cards_that_are_still_to_be_made(app: TestApp) {
        let (_, view) = approved(&app).await;
        let production = app.signed_in(Role::Production).await;
        let body = json!({ "request_ids": [view.summary.id] });
        let batch: BatchView = production.post(PATH, &body).await.json();
        let path = format!("{PATH}/{}/manifest", batch.id);
        let manifest: BatchManifest = production.get(&path).await.json();
        let seen: common::dto::staff::StaffRequestView = production.get(&staffs(&view)).await.json();
        done(&production, &seen.request, "personalisation").await;
        let after: BatchManifest = production.get(&path).await.json();
        assert!(after.cards.is_empty());
        // The links made before lead nowhere now.
        let path = manifest.cards[0].photo_url.strip_prefix("https://hub.example").unwrap();
        assert_eq!(app.anonymous().get(path).await.problem(404).code, "not_found");
    }
}
