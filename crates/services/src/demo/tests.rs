use std::collections::BTreeSet;

use common::rules::entitlement::Entitlement;
use common::statuses::{CertificateVerdict, IdentityReview, RequestStatus};
use db::drivers::DriverRow;
use db::on_both_engines;

use super::*;
use crate::requests::entitlement::decide;
use crate::testing::TestContext;

async fn driver(ctx: &TestContext, email: &'static str) -> DriverRow {
    ctx.read(move |conn| {
        let account = db::accounts::find_by_email_key(conn, email)?.ok_or(db::Error::NotFound)?;
        Ok(db::drivers::get_by_account(conn, account.id)?)
    })
    .await
    .unwrap()
}

async fn may_request(ctx: &TestContext, driver: DriverRow) -> bool {
    let today = common::dates::paris_date(ctx.now());
    let policy = ctx.settings.policy.clone();
    let decision = ctx
        .read(move |conn| decide(conn, &driver, None, today, &policy))
        .await
        .unwrap();
    matches!(decision, Entitlement::Allowed(_))
}

on_both_engines! {
    async fn every_situation_is_there(ctx: TestContext) {
        assert!(load(&ctx).await.unwrap());
        assert!(find_client(&ctx).await.unwrap().is_some());

        let jean = driver(&ctx, DRIVER).await;
        let certificates =
            crate::certificates::list::list_certificates(&ctx, jean.id).await.unwrap();
        let verdicts: Vec<_> = certificates.iter().map(|one| one.verdict).collect();
        assert_eq!(verdicts, [CertificateVerdict::Valid, CertificateVerdict::Expired]);
        assert!(may_request(&ctx, jean).await);

        let nadia = driver(&ctx, "nadia.benali@demo.example").await;
        let held = crate::trainings::qualifications::list_qualifications(
            &ctx,
            nadia.id,
            Language::French,
        );
        assert_eq!(held.await.unwrap().len(), 2);
        assert!(!may_request(&ctx, nadia).await);

        let paul = driver(&ctx, "paul.martin@demo.example").await;
        assert_eq!(paul.review, IdentityReview::CorrectionRequested);

        let mut found = BTreeSet::new();
        for status in RequestStatus::ALL {
            let status = *status;
            let count = ctx.read(move |conn| Ok(db::requests::count(conn, status)?)).await.unwrap();
            if count > 0 {
                found.insert(status);
            }
        }
        let missing: Vec<_> = RequestStatus::ALL.iter().filter(|status| !found.contains(status)).collect();
        assert_eq!(missing, [&RequestStatus::ClosedIncomplete, &RequestStatus::ReturnedUndelivered]);
        let dead = ctx
            .read(|conn| Ok(db::jobs::count(conn, common::statuses::JobState::Dead)?))
            .await
            .unwrap();
        assert_eq!(dead, 0);

        assert!(!load(&ctx).await.unwrap(), "the second time nothing is loaded");
    }

    async fn a_production_server_refuses_it(ctx: TestContext) {
        let mut ctx = ctx;
        let mut settings = crate::testing::settings();
        settings.is_development = false;
        ctx.settings = std::sync::Arc::new(settings);
        assert!(load(&ctx).await.is_err());
    }
}
