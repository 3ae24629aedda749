//! `POST /api/v1/accounts`.

use common::dto::account::{ConsentGiven, RegistrationReceipt};
use common::words::{ConsentKind, Role};
use db::on_both_engines;
use serde_json::json;

use crate::support::accounts::{
    EMAIL, decide, form, newest_token, queue, register, reviewed_driver,
};
use crate::support::{Answer, TestApp};
use chrono::TimeDelta;
use common::dto::review::{AccountDecision, AccountReviewView};

const PATH: &str = "/api/v1/accounts";
const NEPH: &str = "210692106990";

fn pointers(answer: &Answer) -> Vec<(String, String)> {
    let problem = answer.problem(422);
    problem
        .errors
        .into_iter()
        .map(|error| (error.pointer, error.code.to_string()))
        .collect()
}

on_both_engines! {
    async fn every_fault_is_named_at_once(app: TestApp) {
        let mut bad = form("jean@", "13AA00001");
        bad.identity.birth_date = "2015-01-01".to_owned();
        bad.identity.surname_birth = "<b>".to_owned();
        bad.identity.licence.categories.clear();
        bad.address.postal_code = "7500".to_owned();
        bad.consents.pop();
        let found = pointers(&app.anonymous().post(PATH, &bad).await);
        for (pointer, code) in [
            ("/identity/surname_birth", "name_characters"),
            ("/identity/birth_date", "too_young"),
            ("/identity/licence/number", "neph_is_document_number"),
            ("/identity/licence/categories", "category_required"),
            ("/email", "email_malformed"),
            ("/address/postal_code", "postal_code_malformed"),
            ("/consents/exactness", "consent_required"),
        ] {
            let expected = (pointer.to_owned(), code.to_owned());
            assert!(found.contains(&expected), "{expected:?} in {found:?}");
        }
        assert!(queue(&app.signed_in(Role::Agent).await).await.is_empty());
    }

    async fn a_box_ticked_under_an_old_text_is_named(app: TestApp) {
        let mut bad = form(EMAIL, NEPH);
        bad.consents[0] = ConsentGiven { kind: ConsentKind::TermsOfUse, version: "2020-01-01".to_owned() };
        let found = pointers(&app.anonymous().post(PATH, &bad).await);
        assert_eq!(found, [("/consents/terms_of_use".to_owned(), "consent_outdated".to_owned())]);
    }

    async fn an_unknown_property_is_refused(app: TestApp) {
        let mut body = serde_json::to_value(form(EMAIL, NEPH)).unwrap();
        body["role"] = json!("administrator");
        let found = pointers(&app.anonymous().post(PATH, &body).await);
        assert_eq!(found, [("/role".to_owned(), "unknown_field".to_owned())]);
    }

    async fn a_robot_gets_a_receipt_and_nothing_else(app: TestApp) {
        let mut body = form(EMAIL, NEPH);
        body.website = "https://spam.example".to_owned();
        let answer = app.anonymous().post(PATH, &body).await;
        assert_eq!(answer.status, 202);
        app.run_jobs().await;
        assert!(app.outbox().await.is_empty());
        assert!(queue(&app.signed_in(Role::Agent).await).await.is_empty());
    }

    async fn an_address_that_has_an_account_gets_the_same_answer_and_another_mail(app: TestApp) {
        let first = app.anonymous().post(PATH, &form(EMAIL, NEPH)).await;
        app.run_jobs().await;
        let again = app.anonymous().post(PATH, &form("Jean.Dupont@exemple.fr", "330692106990")).await;
        assert_eq!(first.status, again.status);
        let shape = |answer: &Answer| {
            let receipt: RegistrationReceipt = answer.json();
            (receipt.reference.len(), receipt.email.to_lowercase(), receipt.expected_by)
        };
        assert_eq!(shape(&first), shape(&again));
        app.run_jobs().await;
        let mails = app.outbox().await;
        assert!(mails[0].body_text.contains("vous avez déjà un compte"), "{}", mails[0].body_text);
        assert_eq!(mails[0].recipient, EMAIL);
        assert_eq!(queue(&app.signed_in(Role::Agent).await).await.len(), 1);
    }

    async fn three_mails_an_hour_go_to_an_address_and_the_answer_is_the_same(app: TestApp) {
        for number in 0..6 {
            let email = if number % 2 == 0 { EMAIL } else { "Jean.DUPONT@exemple.fr" };
            let receipt = register(&app, email, NEPH).await;
            assert_eq!(receipt.reference.len(), 13, "{}", receipt.reference);
            app.run_jobs().await;
        }
        assert_eq!(app.outbox().await.len(), 3);
        app.clock.advance(TimeDelta::hours(1));
        register(&app, EMAIL, NEPH).await;
        app.run_jobs().await;
        assert_eq!(app.outbox().await.len(), 4);
    }

    async fn a_licence_found_conform_belongs_to_its_owner(app: TestApp) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        register(&app, "autre@exemple.fr", NEPH).await;
        app.run_jobs().await;
        let mail = app.outbox().await.remove(0);
        assert_eq!(mail.recipient, EMAIL);
        assert!(mail.body_text.contains("déjà un compte"));
        assert!(queue(&app.signed_in(Role::Agent).await).await.is_empty());
    }

    async fn is_acknowledged_by_mail_and_due_in_24_hours(app: TestApp) {
        let receipt = register(&app, EMAIL, NEPH).await;
        assert_eq!(receipt.expected_by, app.now() + TimeDelta::hours(24));
        app.run_jobs().await;
        let mail = app.outbox().await.remove(0);
        assert!(mail.body_text.contains(&receipt.reference));
        assert!(mail.body_text.contains("24 h"));
        assert!(mail.body_text.contains("24 novembre 2026, 12:00"), "{}", mail.body_text);
        assert!(!mail.subject.contains("Dupont"), "{}", mail.subject);
        let queue = queue(&app.signed_in(Role::Agent).await).await;
        assert_eq!(queue[0].reference, receipt.reference);
        assert_eq!(queue[0].due_at, receipt.expected_by);
        assert_eq!(queue[0].round, 1);
    }

    async fn what_the_service_notices_stands_in_the_review(app: TestApp) {
        register(&app, "premier@exemple.fr", NEPH).await;
        let mut second = form(EMAIL, NEPH);
        second.identity.surname_birth = "Dupond".to_owned();
        second.identity.licence.categories[0].valid_until = "2024-05-02".to_owned();
        app.anonymous().post(PATH, &second).await;
        let mut third = form("autre@exemple.fr", "219999999020");
        third.identity.surname_birth = "Dupomt".to_owned();
        app.anonymous().post(PATH, &third).await;
        app.run_jobs().await;
        let agent = app.signed_in(Role::Agent).await;
        let mut found = Vec::new();
        for summary in queue(&agent).await {
            let path = format!("/api/v1/staff/account-reviews/{}", summary.id);
            let view: AccountReviewView = agent.get(&path).await.json();
            let codes: Vec<_> =
                view.automatic_findings.into_iter().map(|finding| finding.code).collect();
            found.push(codes);
        }
        assert_eq!(found[0], ["no_duplicate", "register_confirmed"]);
        assert_eq!(found[1], ["duplicate_licence", "category_expired", "register_confirmed"]);
        assert_eq!(
            found[2],
            ["register_unknown", "neph_month", "similar_identity", "similar_identity"]
        );
    }

    async fn leads_to_the_personal_space(app: TestApp) {
        register(&app, EMAIL, NEPH).await;
        decide(&app, AccountDecision::Conform).await;
        newest_token(&app, "mot-de-passe").await;
        let mail = app.outbox().await.remove(0);
        assert!(mail.body_text.contains("Créer mon mot de passe"));
        assert!(mail.body_text.contains("72 h"));
        assert!(!mail.subject.contains("Jean"));
    }
}
