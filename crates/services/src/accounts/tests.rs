//! The way of a driver from the form to the personal space, without HTTP.

mod fixtures;

use chrono::TimeDelta;
use common::dto::account::PasswordLinkRequest;
use common::dto::review::AccountDecision;
use common::dto::session::SignInRequest;
use common::field_error::FieldErrorCode;
use common::problem_code::ProblemCode;
use common::statuses::{CredentialState, IdentityReview};
use common::words::{Language, Role};

use self::add_staff::{NewStaff, add_staff};
use self::fixtures::*;
use super::*;
use crate::testing::TestContext;
use crate::tokens::Principal;

fn agent_named(name: &str, email: &str) -> NewStaff {
    NewStaff {
        email: email.to_owned(),
        name: name.to_owned(),
        role: Role::Agent,
        language: Language::English,
    }
}

db::on_both_engines! {
    async fn an_account_of_the_staff_is_refused_with_every_fault(ctx: TestContext) {
        let mut staff = agent_named(&"x".repeat(101), "alix@");
        staff.role = Role::Driver;
        let crate::ServiceError::Invalid(faults) = add_staff(&ctx, &staff).await.unwrap_err() else {
            panic!("the fields are wrong");
        };
        let codes: Vec<_> = faults.iter().map(|(pointer, fault)| (pointer, fault.code)).collect();
        assert_eq!(codes, [
            ("/email", FieldErrorCode::EmailMalformed),
            ("/name", FieldErrorCode::TooLong),
            ("/role", FieldErrorCode::NotAllowed),
        ]);
        let staff = agent_named("Alix", "alix@office.fr");
        add_staff(&ctx, &staff).await.unwrap();
        let error = add_staff(&ctx, &agent_named("Other", "ALIX@office.fr")).await.unwrap_err();
        assert_eq!(error.code(), ProblemCode::AlreadyExists);
        ctx.run_jobs().await;
        assert_eq!(ctx.outbox().await.len(), 1, "only the one account is told");
    }

    async fn somebody_of_the_staff_is_invited_for_72_hours_and_can_ask_again(ctx: TestContext) {
        let id = add_staff(&ctx, &agent_named("Alix", "Alix@office.fr")).await.unwrap();
        let account = ctx.read(move |conn| Ok(db::accounts::get(conn, id)?)).await.unwrap();
        assert_eq!((account.role, account.credential), (Role::Agent, CredentialState::Invited));
        ctx.run_jobs().await;
        let mail = ctx.outbox().await.remove(0);
        assert_eq!(mail.recipient, "Alix@office.fr");
        assert!(mail.body_text.contains("https://hub.example/staff/"), "{}", mail.body_text);
        let token = token_of(&mail);
        ctx.clock.advance(TimeDelta::hours(72));
        let error = set_password::set_by_link(&ctx, &origin(), &set_password(&token, PASSWORD)).await.unwrap_err();
        assert_eq!(error.code(), ProblemCode::LinkExpired);

        password_links::request_link(&ctx, &PasswordLinkRequest { email: "alix@office.fr".to_owned() }).await.unwrap();
        ctx.run_jobs().await;
        let mail = ctx.outbox().await.remove(0);
        assert!(mail.body_text.contains("https://hub.example/staff/"), "{}", mail.body_text);
        set_password::set_by_link(&ctx, &origin(), &set_password(&token_of(&mail), PASSWORD)).await.unwrap();
        let request = SignInRequest { email: "alix@office.fr".to_owned(), password: PASSWORD.to_owned() };
        let session = sign_in::sign_in(&ctx, &origin(), &request).await.unwrap();
        assert_eq!((session.tokens.account.role, session.tokens.account.review), (Role::Agent, None));
    }

    async fn sign_ins_are_forgotten_after_the_months_of_the_policy(ctx: TestContext) {
        add_staff(&ctx, &agent_named("Alix", "alix@office.fr")).await.unwrap();
        ctx.run_jobs().await;
        let token = token_of(&ctx.outbox().await[0]);
        set_password::set_by_link(&ctx, &origin(), &set_password(&token, PASSWORD)).await.unwrap();
        let request = SignInRequest { email: "alix@office.fr".to_owned(), password: PASSWORD.to_owned() };
        let signed_in = sign_in::sign_in(&ctx, &origin(), &request).await.unwrap();
        let principal = ctx.keys.tokens.verify(&signed_in.tokens.access_token, ctx.now()).unwrap();
        let Principal::Person { session, .. } = principal else {
            panic!("a person signed in");
        };
        let is_kept = || async {
            ctx.write(|tx| tx.enqueue(&tidy::TidyAccounts {})).await.unwrap();
            ctx.run_jobs().await;
            ctx.read(move |conn| Ok(db::sessions::find(conn, session)?)).await.unwrap().is_some()
        };
        // It ended after eight hours at the latest; the policy keeps it for a year.
        ctx.clock.advance(TimeDelta::days(364));
        assert!(is_kept().await);
        ctx.clock.advance(TimeDelta::days(2));
        assert!(!is_kept().await);
    }

    async fn a_driver_registers_is_reviewed_sets_a_password_and_signs_in(ctx: TestContext) {
        let receipt = register::register(&ctx, &origin(), form("jean@exemple.fr", "210692106990")).await.unwrap();
        assert!(receipt.reference.starts_with("CPT-"));
        ctx.run_jobs().await;
        let mail = ctx.outbox().await.remove(0);
        assert!(mail.body_text.contains(&receipt.reference));
        assert!(mail.body_text.contains("24 h"));

        decide(&ctx, AccountDecision::Conform).await;
        ctx.run_jobs().await;
        let mail = ctx.outbox().await.remove(0);
        assert!(mail.body_text.contains("Créer mon mot de passe"), "{}", mail.body_text);
        let token = token_of(&mail);

        let request = set_password(&token, PASSWORD);
        set_password::set_by_link(&ctx, &origin(), &request).await.unwrap();
        let again = set_password::set_by_link(&ctx, &origin(), &request).await.unwrap_err();
        assert_eq!(again.code(), ProblemCode::LinkExpired);

        let request = SignInRequest { email: "JEAN@exemple.fr".to_owned(), password: PASSWORD.to_owned() };
        let session = sign_in::sign_in(&ctx, &origin(), &request).await.unwrap();
        assert_eq!(session.tokens.account.review, Some(IdentityReview::Conform));
        assert!(session.refresh.is_some());
    }

    async fn a_link_is_good_for_72_hours(ctx: TestContext) {
        register::register(&ctx, &origin(), form("jean@exemple.fr", "210692106990")).await.unwrap();
        decide(&ctx, AccountDecision::Errors).await;
        ctx.run_jobs().await;
        let token = token_of(&ctx.outbox().await[0]);
        ctx.clock.advance(TimeDelta::hours(72));
        let error = set_password::set_by_link(&ctx, &origin(), &set_password(&token, PASSWORD)).await.unwrap_err();
        assert_eq!(error.code(), ProblemCode::LinkExpired);
        password_links::request_link(&ctx, &PasswordLinkRequest { email: "jean@exemple.fr".to_owned() }).await.unwrap();
        ctx.run_jobs().await;
        let token = token_of(&ctx.outbox().await[0]);
        set_password::set_by_link(&ctx, &origin(), &set_password(&token, PASSWORD)).await.unwrap();
    }
}
