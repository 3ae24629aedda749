use chrono::TimeDelta;
use common::dto::certificate::CertificateView;
use common::dto::driver_space::DownloadLink;
use common::dto::page::Page;
use common::words::{Role, Sector, TrainingKind};
use db::on_both_engines;
use serde_json::json;

use crate::support::TestApp;
use crate::support::centres::{self, train};
use crate::support::world;

const PATH: &str = "/api/v1/download-links";

on_both_engines! {
    async fn what_is_not_ones_own_cannot_be_linked(app: TestApp) {
        let centre = centres::centre(&app).await;
        let (driver, other) = (world::driver(&app).await, world::driver(&app).await);
        let record = train(&app, &centre, &driver, TrainingKind::Fimo, Sector::Goods, "2026-11-20").await;
        let body = json!({ "target": "training_recap", "id": record.id });
        other.client.post(PATH, &body).await.problem(404);
        app.anonymous().post(PATH, &body).await.problem(401);
        for role in [Role::Agent, Role::Production] {
            app.signed_in(role).await.post(PATH, &body).await.problem(404);
        }
        let wrong = json!({ "target": "certificate", "id": record.id });
        assert_eq!(driver.client.post(PATH, &wrong).await.problem(422).errors[0].pointer, "/id");
    }

    async fn a_token_that_is_no_download_opens_nothing(app: TestApp) {
        for token in ["x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."] {
            app.anonymous().get(&format!("/api/v1/downloads/{token}")).await.problem(404);
        }
    }

    async fn the_recap_opens_in_a_new_tab_for_five_minutes(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        let record = train(&app, &centre, &driver, TrainingKind::Fimo, Sector::Goods, "2026-11-20").await;
        let body = json!({ "target": "training_recap", "id": record.id });
        let link: DownloadLink = driver.client.post(PATH, &body).await.json();
        assert_eq!(link.expires_at, app.now() + TimeDelta::minutes(5));
        let answer = app.anonymous().get(&link.url).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert!(answer.body.starts_with(b"%PDF-"));
        assert_eq!(answer.header("content-type"), "application/pdf");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert!(answer.header("content-security-policy").contains("sandbox"));
        assert!(answer.header("cache-control").contains("no-store"));
        let disposition = answer.header("content-disposition");
        assert_eq!(disposition, format!("inline; filename=\"recapitulatif-{}.pdf\"", record.id));
        app.clock.advance(TimeDelta::minutes(5));
        app.anonymous().get(&link.url).await.problem(404);
    }

    async fn the_certificate_is_the_file_that_was_mailed(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        train(&app, &centre, &driver, TrainingKind::Fimo, Sector::Goods, "2026-11-20").await;
        let page: Page<CertificateView> = driver.client.get("/api/v1/me/certificates").await.json();
        let body = json!({ "target": "certificate", "id": page.items[0].id });
        let link: DownloadLink = driver.client.post(PATH, &body).await.json();
        let answer = app.anonymous().get(&link.url).await;
        let training = page.items[0].training_id;
        let file = app
            .read(move |conn| {
                let row = db::certificates::find_by_training(conn, training)?.unwrap();
                Ok(db::files::get(conn, row.file_id)?)
            })
            .await
            .unwrap();
        assert_eq!(answer.body, app.files.get(&file.sha256).await.unwrap());
        assert_eq!(i64::try_from(answer.body.len()).unwrap(), file.size);
    }
}
