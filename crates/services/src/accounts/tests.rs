//! The way of a driver from the form to the personal space, without HTTP.

mod fixtures;

use chrono::TimeDelta;
use common::dto::account::PasswordLinkRequest;
use common::dto::review::AccountDecision;
use common::dto::session::SignInRequest;
use common::problem_code::ProblemCode;
use common::statuses::IdentityReview;

use self::fixtures::*;
use super::*;
use crate::testing::TestContext;

db::on_both_engines! {
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
