//! From a declaration to the mailed certificate, without HTTP.

mod lost;

use common::dto::training::DeclareTrainingRequest;
use common::field_error::FieldErrorCode;
use common::statuses::{TrainingMatch, TrainingStatus};
use common::words::{LicenceCategory, Sector, TrainingKind};

use super::attach::AttachTrainings;
use super::declare::declare_training;
use crate::error::{ServiceError, ServiceResult};
use crate::idempotency::{Answered, IdempotentRequest, fingerprint};
use crate::testing::TestContext;
use crate::testing::records::{TestCentre, declaration, full_scope, insert_centre, insert_driver};

async fn declare(
    app: &TestContext,
    centre: &TestCentre,
    form: &DeclareTrainingRequest,
    key: &str,
) -> ServiceResult<Answered> {
    let request = IdempotentRequest {
        owner: centre.client.to_string(),
        operation: "POST /api/v1/trainings".to_owned(),
        key: key.to_owned(),
        fingerprint: fingerprint(&serde_json::to_vec(form).unwrap()),
    };
    declare_training(app, centre.declarer(), form, request).await
}

fn recorded(declared: Answered) -> common::dto::training::TrainingRecord {
    assert_eq!((declared.answer.status, declared.is_replay), (201, false));
    serde_json::from_str(&declared.answer.body).unwrap()
}

db::on_both_engines! {
    async fn a_declaration_leads_to_a_mailed_certificate(app: TestContext) {
        let centre = insert_centre(&app, full_scope()).await;
        let driver = insert_driver(&app, &[LicenceCategory::C, LicenceCategory::CE]).await;
        let form = declaration(&centre, driver.trainee(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        let record = recorded(declare(&app, &centre, &form, "a").await.unwrap());
        assert_eq!(record.matching, TrainingMatch::Attached);
        assert_eq!(record.status, TrainingStatus::Valid);
        assert_eq!(record.warnings, []);
        app.run_jobs().await;
        let mails = app.outbox().await;
        let subjects: Vec<_> = mails.iter().map(|mail| mail.subject.as_str()).collect();
        assert_eq!(subjects.len(), 2, "{subjects:?}");
        let certificate = mails.iter().find(|mail| mail.subject.contains("certificat")).unwrap();
        assert!(certificate.attachments.contains("application/pdf"), "{}", certificate.attachments);
        assert!(certificate.body_text.contains("4 mois"));
        let list = crate::certificates::list::list_certificates(&app, driver.driver).await.unwrap();
        assert_eq!(list.len(), 1);
        assert_eq!(list[0].valid_until.to_string(), "2027-03-23");
        // The job runs twice: still one certificate and no further mail.
        let id = record.id;
        app.write(move |tx| tx.enqueue(&crate::certificates::issue::IssueCertificate { training_id: id }).map(drop))
            .await
            .unwrap();
        app.run_jobs().await;
        assert_eq!(app.outbox().await.len(), 2);
    }

    async fn trainings_wait_for_the_account(app: TestContext) {
        let centre = insert_centre(&app, full_scope()).await;
        let mut trainee = insert_driver(&app, &[LicenceCategory::C]).await.trainee();
        trainee.licence_number = "210699999990".to_owned();
        let form = declaration(&centre, trainee, TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        let record = recorded(declare(&app, &centre, &form, "a").await.unwrap());
        assert_eq!(record.matching, TrainingMatch::Unattached);
        app.run_jobs().await;
        assert_eq!(app.outbox().await.len(), 0);
    }

    async fn every_violation_is_named_at_once(app: TestContext) {
        let centre = insert_centre(&app, Vec::new()).await;
        let driver = insert_driver(&app, &[LicenceCategory::C]).await;
        let mut form = declaration(&centre, driver.trainee(), TrainingKind::Fco, Sector::Goods, "2026-11-24");
        form.minutes = 34 * 60;
        form.e_learning_minutes = 13 * 60;
        form.practical_part = false;
        let Err(ServiceError::Invalid(faults)) = declare(&app, &centre, &form, "a").await else {
            panic!("the declaration breaks rules");
        };
        let found: Vec<_> = faults.iter().map(|(pointer, fault)| (pointer.to_owned(), fault.code)).collect();
        for expected in [
            ("/approval_number", FieldErrorCode::ApprovalScope),
            ("/minutes", FieldErrorCode::HoursInsufficient),
            ("/e_learning_minutes", FieldErrorCode::ELearningTooLong),
            ("/practical_part", FieldErrorCode::PracticalPartMissing),
            ("/completed_on", FieldErrorCode::DateInFuture),
        ] {
            assert!(found.contains(&(expected.0.to_owned(), expected.1)), "{expected:?} in {found:?}");
        }
    }

    async fn an_account_found_conform_gets_its_trainings(app: TestContext) {
        let centre = insert_centre(&app, full_scope()).await;
        let early = insert_driver(&app, &[LicenceCategory::C]).await;
        let mut trainee = early.trainee();
        trainee.licence_number = "210688888990".to_owned();
        let form = declaration(&centre, trainee.clone(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        recorded(declare(&app, &centre, &form, "a").await.unwrap());
        let mut other = declaration(&centre, trainee, TrainingKind::Fimo, Sector::Passengers, "2026-11-20");
        other.trainee.surname = "Quelqu’un".to_owned();
        recorded(declare(&app, &centre, &other, "b").await.unwrap());
        // The driver's licence is that number from now on.
        let id = early.driver;
        app.write(move |tx| {
            let row = db::drivers::get(tx, id)?;
            let mut identity = row.identity.clone();
            identity.licence_number = "210688888990".to_owned();
            let contact = db::drivers::ContactChanges {
                phone: None,
                notice_channel: row.notice_channel,
                address: row.address.clone(),
            };
            let now = tx.now;
            db::drivers::update_identity(tx, id, row.version, (&identity, &contact), row.review, now)?;
            tx.enqueue(&AttachTrainings { driver_id: id }).map(drop)
        })
        .await
        .unwrap();
        app.run_jobs().await;
        let list = crate::certificates::list::list_certificates(&app, id).await.unwrap();
        assert_eq!(list.len(), 1);
        let left = app
            .read(|conn| Ok(db::trainings::list_without_driver(conn, "FR", "210688888990")?))
            .await
            .unwrap();
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].matching, TrainingMatch::Doubtful);
        assert_eq!(left[0].status, TrainingStatus::NeedsReview);
    }
}
