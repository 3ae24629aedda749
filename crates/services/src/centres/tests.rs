use chrono::TimeDelta;
use common::field_error::FieldErrorCode;
use common::problem_code::ProblemCode;
use common::words::{Scope, Sector, TrainingKind};
use db::approvals::ApprovedTraining;

use super::add::{NewApproval, NewCentre, add};
use crate::ServiceError;
use crate::oauth::token::{TokenError, TokenRequest, issue_token};
use crate::testing::TestContext;

fn centre(number: &str) -> NewCentre {
    NewCentre {
        name: " Formation  Route ".to_owned(),
        siret: Some("732 829 320 00074".to_owned()),
        region: "Auvergne-Rhône-Alpes".to_owned(),
        email: "contact@centre.fr".to_owned(),
        approval: NewApproval {
            number: number.to_owned(),
            covers: vec![ApprovedTraining {
                kind: TrainingKind::Fco,
                sector: Sector::Goods,
            }],
            starts_on: "2026-01-01".parse().unwrap(),
            ends_on: "2030-12-31".parse().unwrap(),
        },
        scopes: vec![Scope::TrainingsWrite],
        client_days: 30,
    }
}

fn credentials(client: impl ToString, secret: &str) -> TokenRequest {
    TokenRequest {
        credentials: Some((client.to_string(), secret.to_owned())),
        grant_type: Some("client_credentials".to_owned()),
        scope: None,
    }
}

db::on_both_engines! {
    async fn every_fault_is_named_and_nothing_is_made(ctx: TestContext) {
        let mut wrong = centre("AGR-1");
        (wrong.name, wrong.region) = (" ".to_owned(), "x".repeat(201));
        (wrong.email, wrong.siret) = ("contact@".to_owned(), Some("1".to_owned()));
        (wrong.approval.number, wrong.approval.covers) = ("9".repeat(65), Vec::new());
        wrong.approval.ends_on = wrong.approval.starts_on - TimeDelta::days(1);
        (wrong.scopes, wrong.client_days) = (Vec::new(), 0);
        let ServiceError::Invalid(faults) = add(&ctx, &wrong).await.unwrap_err() else {
            panic!("the fields are wrong");
        };
        let mut codes: Vec<_> = faults.iter().map(|(pointer, fault)| (pointer, fault.code)).collect();
        codes.sort_unstable_by_key(|(pointer, _)| *pointer);
        assert_eq!(codes, [
            ("/approval/covers", FieldErrorCode::TooFewItems),
            ("/approval/ends_on", FieldErrorCode::DateOrder),
            ("/approval/number", FieldErrorCode::TooLong),
            ("/client_days", FieldErrorCode::NotAllowed),
            ("/email", FieldErrorCode::EmailMalformed),
            ("/name", FieldErrorCode::Required),
            ("/region", FieldErrorCode::TooLong),
            ("/scopes", FieldErrorCode::TooFewItems),
            ("/siret", FieldErrorCode::SiretMalformed),
        ]);
        let count = ctx.read(|conn| Ok(db::organisations::count(conn)?)).await.unwrap();
        assert_eq!(count, 0);
    }

    async fn a_number_belongs_to_one_centre(ctx: TestContext) {
        add(&ctx, &centre("AGR-1")).await.unwrap();
        let error = add(&ctx, &centre("AGR-1")).await.unwrap_err();
        assert_eq!(error.code(), ProblemCode::AlreadyExists);
        add(&ctx, &centre("AGR-2")).await.unwrap();
        let count = ctx.read(|conn| Ok(db::organisations::count(conn)?)).await.unwrap();
        assert_eq!(count, 2, "the refused one left nothing");
    }

    async fn its_software_gets_tokens_while_the_credentials_last(ctx: TestContext) {
        let added = add(&ctx, &centre("AGR-1")).await.unwrap();
        let wrong = issue_token(&ctx, &credentials(added.client, "another")).await;
        assert!(matches!(wrong, Err(TokenError::InvalidClient)));
        let request = credentials(added.client, added.secret.expose());
        let token = issue_token(&ctx, &request).await.unwrap();
        assert_eq!(token.scopes, [Scope::TrainingsWrite]);
        let organisation = added.organisation;
        let (row, approval) = ctx
            .read(move |conn| {
                let approval = db::approvals::find_by_number(conn, organisation, "AGR-1")?;
                Ok((db::organisations::get(conn, organisation)?, approval))
            })
            .await
            .unwrap();
        assert_eq!((row.name.as_str(), row.siret.as_deref()), ("Formation Route", Some("73282932000074")));
        assert_eq!(approval.unwrap().scope.len(), 1);
        ctx.clock.advance(TimeDelta::days(30));
        let late = issue_token(&ctx, &request).await;
        assert!(matches!(late, Err(TokenError::InvalidClient)));
    }
}
