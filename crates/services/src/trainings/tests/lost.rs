//! No certificate is lost because the data were wrong when it was due.

use chrono::TimeDelta;
use common::ids::DriverId;
use common::statuses::{IdentityReview, JobState};
use common::words::{LicenceCategory, Sector, TrainingKind};
use db::drivers::{ContactChanges, DriverIdentity};

use super::{declare, recorded};
use crate::certificates::list::list_certificates;
use crate::testing::TestContext;
use crate::testing::records::{declaration, full_scope, insert_centre, insert_driver};
use crate::trainings::attach::AttachTrainings;

/// Changes what a review is about, as a round that ends in `review` does.
pub(super) async fn change_identity(
    app: &TestContext,
    driver: DriverId,
    review: IdentityReview,
    change: fn(&mut DriverIdentity),
) {
    app.write(move |tx| {
        let now = tx.now;
        let row = db::drivers::get(tx, driver)?;
        let mut identity = row.identity.clone();
        change(&mut identity);
        let contact = ContactChanges {
            phone: None,
            notice_channel: row.notice_channel,
            address: row.address.clone(),
        };
        let changes = (&identity, &contact);
        db::drivers::update_identity(tx, driver, row.version, changes, review, now)?;
        if review == IdentityReview::Conform {
            tx.enqueue(&AttachTrainings { driver_id: driver })?;
        }
        Ok(())
    })
    .await
    .unwrap();
}

async fn count(app: &TestContext, driver: DriverId) -> usize {
    app.run_jobs().await;
    list_certificates(app, driver).await.unwrap().len()
}

db::on_both_engines! {
    async fn a_certificate_without_a_valid_category_follows_the_licence(app: TestContext) {
        let centre = insert_centre(&app, full_scope()).await;
        let driver = insert_driver(&app, &[LicenceCategory::D]).await;
        let form = declaration(&centre, driver.trainee(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        recorded(declare(&app, &centre, &form, "a").await.unwrap());
        assert_eq!(count(&app, driver.driver).await, 0);
        change_identity(&app, driver.driver, IdentityReview::Conform, |identity| {
            let mut held = (*identity.licence_categories).clone();
            held[0].category = LicenceCategory::C;
            identity.licence_categories = db::json::Json::new(held).unwrap();
        })
        .await;
        assert_eq!(count(&app, driver.driver).await, 1);
        // Conform once more: still one.
        change_identity(&app, driver.driver, IdentityReview::Conform, |_| {}).await;
        assert_eq!(count(&app, driver.driver).await, 1);
    }

    async fn a_certificate_due_during_a_review_follows_it(app: TestContext) {
        let centre = insert_centre(&app, full_scope()).await;
        let driver = insert_driver(&app, &[LicenceCategory::C]).await;
        let form = declaration(&centre, driver.trainee(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        recorded(declare(&app, &centre, &form, "a").await.unwrap());
        change_identity(&app, driver.driver, IdentityReview::UnderReview, |_| {}).await;
        assert_eq!(count(&app, driver.driver).await, 0);
        change_identity(&app, driver.driver, IdentityReview::Conform, |_| {}).await;
        assert_eq!(count(&app, driver.driver).await, 1);
    }

    async fn a_correction_after_four_months_brings_no_new_ones(app: TestContext) {
        let centre = insert_centre(&app, full_scope()).await;
        let driver = insert_driver(&app, &[LicenceCategory::C]).await;
        let form = declaration(&centre, driver.trainee(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        recorded(declare(&app, &centre, &form, "a").await.unwrap());
        change_identity(&app, driver.driver, IdentityReview::UnderReview, |_| {}).await;
        assert_eq!(count(&app, driver.driver).await, 0);
        app.clock.advance(TimeDelta::days(150));
        change_identity(&app, driver.driver, IdentityReview::Conform, |_| {}).await;
        assert_eq!(count(&app, driver.driver).await, 0);
    }

    // Such a name can only be in rows from before names were checked for it.
    async fn a_name_without_letters_to_print_fails_at_once_and_is_mended_by_a_correction(app: TestContext) {
        let centre = insert_centre(&app, full_scope()).await;
        let driver = insert_driver(&app, &[LicenceCategory::C]).await;
        change_identity(&app, driver.driver, IdentityReview::Conform, |identity| {
            identity.surname_usage = Some(std::mem::replace(&mut identity.surname_birth, "محمد".to_owned()));
        })
        .await;
        let form = declaration(&centre, driver.trainee(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        recorded(declare(&app, &centre, &form, "a").await.unwrap());
        assert_eq!(count(&app, driver.driver).await, 0);
        let dead = app.read(|conn| Ok(db::jobs::list_dead(conn, None, 10)?)).await.unwrap();
        assert_eq!(dead.len(), 1);
        assert_eq!((dead[0].kind.as_str(), dead[0].state, dead[0].attempts), ("issue_certificate", JobState::Dead, 1));
        change_identity(&app, driver.driver, IdentityReview::Conform, |identity| {
            identity.surname_birth = identity.surname_usage.take().unwrap();
        })
        .await;
        assert_eq!(count(&app, driver.driver).await, 1);
    }
}
