//! `GET` and `PUT /api/v1/me/notice-preferences`.

use common::dto::notice::{NoticeChoiceView, NoticePreferences};
use common::dto::profile::ProfileView;
use common::dto::review::AccountDecision;
use common::notice_kind::NoticeKind;
use common::words::NoticeChannel;
use db::on_both_engines;
use serde_json::json;

use crate::support::accounts::{at_version, reviewed_driver};
use crate::support::{Client, TestApp, world};

const PATH: &str = "/api/v1/me/notice-preferences";

async fn choice(client: &Client, kind: NoticeKind) -> NoticeChoiceView {
    let all: NoticePreferences = client.get(PATH).await.json();
    let mut choices = all.choices.into_iter();
    choices.find(|choice| choice.kind == kind).unwrap()
}

on_both_engines! {
    async fn choices_that_there_are_not_are_named_and_nothing_changes(app: TestApp) {
        let driver = world::driver_with(&app, |row| row.phone = Some("+33123456789".to_owned())).await;
        let bad = json!({ "choices": [
            { "kind": "information_requested", "email": false, "sms": false },
            { "kind": "draft_waits", "email": true, "sms": true },
            { "kind": "certificate_ends", "email": false, "sms": true },
        ] });
        let problem = driver.client.put(PATH, &bad).await.problem(422);
        let found: Vec<_> = problem.errors.iter().map(|error| (error.pointer.as_str(), error.code.as_str())).collect();
        assert_eq!(
            found,
            [("/choices/0/email", "not_allowed"), ("/choices/1/sms", "not_allowed"), ("/choices/2/sms", "mobile_missing")]
        );
        let unknown = json!({ "choices": [{ "kind": "weather", "email": true, "sms": false }] });
        assert_eq!(driver.client.put(PATH, &unknown).await.problem(422).errors[0].pointer, "/choices/0/kind");
        let all: NoticePreferences = driver.client.get(PATH).await.json();
        assert_eq!((all.phone, all.choices.len()), (None, NoticeKind::ALL.len()));
        assert!(all.choices.iter().all(|choice| choice.email && !choice.sms));
    }

    async fn what_is_chosen_is_kept_and_the_rest_stays(app: TestApp) {
        let (driver, _) = reviewed_driver(&app, AccountDecision::Conform).await;
        let body = json!({ "choices": [
            { "kind": "qualification_ends", "email": false, "sms": true },
            { "kind": "licence_ends", "email": false, "sms": false },
        ] });
        let all: NoticePreferences = driver.put(PATH, &body).await.json();
        assert_eq!(all.phone.as_deref(), Some("+33612345678"));
        let qualification = choice(&driver, NoticeKind::QualificationEnds).await;
        assert_eq!((qualification.email, qualification.sms), (false, true));
        let certificate = choice(&driver, NoticeKind::CertificateEnds).await;
        assert_eq!((certificate.email, certificate.sms), (true, false), "an SMS elsewhere changes nothing here");

        // While an SMS is wanted, the number has to receive them.
        let profile: ProfileView = driver.get("/api/v1/me/profile").await.json();
        assert_eq!(profile.notice_channel, NoticeChannel::Sms);
        let without = at_version(&driver, profile.version).patch("/api/v1/me/profile", &json!({ "phone": "" })).await;
        assert_eq!(without.problem(422).errors[0].pointer, "/phone");
        let none = json!({ "choices": [{ "kind": "qualification_ends", "email": true, "sms": false }] });
        driver.put(PATH, &none).await.json::<NoticePreferences>();
        let profile: ProfileView = driver.get("/api/v1/me/profile").await.json();
        let without = at_version(&driver, profile.version).patch("/api/v1/me/profile", &json!({ "phone": "" })).await;
        assert_eq!(without.status, 200, "{}", without.text());
    }
}
