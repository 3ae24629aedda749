//! `GET` and `PATCH /api/v1/me/profile`.

use common::dto::profile::ProfileView;
use common::dto::review::AccountDecision;
use common::words::{Language, NoticeChannel, Role};
use db::on_both_engines;
use serde_json::json;

use crate::support::TestApp;
use crate::support::accounts::{at_version, reviewed_driver};

const PATH: &str = "/api/v1/me/profile";

on_both_engines! {
    async fn only_a_driver_has_a_profile(app: TestApp) {
        assert_eq!(app.anonymous().get(PATH).await.status, 401);
        assert_eq!(app.signed_in(Role::Agent).await.get(PATH).await.status, 403);
    }

    async fn a_change_needs_the_present_version(app: TestApp) {
        let (driver, _) = reviewed_driver(&app, AccountDecision::Conform).await;
        let body = json!({ "language": "en" });
        assert_eq!(driver.patch(PATH, &body).await.problem(428).code, "precondition_required");
        let answer = at_version(&driver, 1).patch(PATH, &body).await;
        assert_eq!(answer.problem(412).code, "stale");
    }

    async fn faults_are_named_and_nothing_changes(app: TestApp) {
        let (driver, _) = reviewed_driver(&app, AccountDecision::Conform).await;
        let before: ProfileView = driver.get(PATH).await.json();
        let body = json!({
            "phone": "061234567",
            "address": { "lines": ["x".repeat(60)], "postal_code": "7500", "town": "LYON", "country": "FR" },
        });
        let problem = at_version(&driver, before.version).patch(PATH, &body).await.problem(422);
        let pointers: Vec<_> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/phone", "/address/lines/0", "/address/postal_code"]);
        assert_eq!(driver.get(PATH).await.json::<ProfileView>(), before);
    }

    async fn absent_fields_stay(app: TestApp) {
        let (driver, _) = reviewed_driver(&app, AccountDecision::Conform).await;
        let answer = driver.get(PATH).await;
        let before: ProfileView = answer.json();
        assert_eq!(answer.header("etag"), format!("\"v{}\"", before.version));
        let body = json!({ "language": "en" });
        let after: ProfileView = at_version(&driver, before.version).patch(PATH, &body).await.json();
        assert_eq!((after.language, after.notice_channel), (Language::English, NoticeChannel::Email));
        assert_eq!((&after.address, &after.phone), (&before.address, &before.phone));
        assert_eq!(after.review, before.review);
        assert_eq!(after.version, before.version + 1);
    }
}
