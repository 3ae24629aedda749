//! What the tests of accounts share.

use common::dto::account::*;
use common::dto::address::Address;
use common::dto::review::{AccountDecision, DecideAccountRequest, ReviewErrorForm};
use common::ids::{AccountId, AccountReviewId};
use common::statuses::CredentialState;
use common::words::{
    AccountField, ConsentKind, Language, LicenceCategory, LicenceModel, ReasonCode, Role,
};
use db::accounts::AccountRow;
use db::outbox::OutboxMessage;

use crate::accounts::origin::Origin;
use crate::accounts::{review, review_queue};
use crate::testing::TestContext;

pub(super) const PASSWORD: &str = "Camion!Bleu2024";

pub(super) fn origin() -> Origin {
    Origin::new("192.0.2.7".parse().unwrap(), "Firefox on Linux")
}

pub(super) fn form(email: &str, licence: &str) -> RegisterRequest {
    RegisterRequest {
        identity: IdentityForm {
            surname_birth: "Dupont".to_owned(),
            surname_usage: String::new(),
            first_names: "Jean".to_owned(),
            birth_date: "1985-03-27".to_owned(),
            birth_place: "Lyon".to_owned(),
            birth_country: "FR".to_owned(),
            nationality: "FR".to_owned(),
            licence: LicenceForm {
                model: Some(LicenceModel::EuCard2013),
                country: "FR".to_owned(),
                number: licence.to_owned(),
                document_number: "13AA00001".to_owned(),
                issued_on: "2019-05-02".to_owned(),
                expires_on: String::new(),
                authority: String::new(),
                categories: vec![CategoryForm {
                    category: LicenceCategory::C,
                    valid_until: "2028-05-02".to_owned(),
                }],
            },
        },
        email: email.to_owned(),
        phone: "06 12 34 56 78".to_owned(),
        address: Address {
            lines: vec!["12 RUE DES LILAS".to_owned()],
            postal_code: "69003".to_owned(),
            town: "LYON".to_owned(),
            country: "FR".to_owned(),
        },
        language: Language::French,
        consents: ConsentKind::ALL
            .iter()
            .map(|kind| ConsentGiven {
                kind: *kind,
                version: "2026-11-01".to_owned(),
            })
            .collect(),
        website: String::new(),
    }
}

pub(super) fn set_password(token: &str, password: &str) -> SetPasswordRequest {
    SetPasswordRequest {
        token: token.to_owned(),
        password: password.to_owned(),
        confirmation: password.to_owned(),
    }
}

/// The secret in the fragment of a mail's link.
pub(super) fn token_of(mail: &OutboxMessage) -> String {
    let (_, rest) = mail
        .body_text
        .split_once("/mot-de-passe#")
        .expect("the mail has a link");
    rest.split_whitespace()
        .next()
        .expect("the link has a secret")
        .to_owned()
}

/// An agent of the staff.
pub(super) async fn agent(ctx: &TestContext) -> AccountId {
    let id = AccountId::new();
    ctx.write(move |tx| {
        let now = tx.now.naive_utc();
        let row = AccountRow {
            id,
            role: Role::Agent,
            email: format!("{id}@hub.example"),
            email_key: format!("{id}@hub.example"),
            display_name: "Camille Agent".to_owned(),
            language: Language::French,
            password_hash: None,
            credential: CredentialState::None,
            version: 1,
            created_at: now,
            updated_at: now,
            last_sign_in_at: None,
        };
        Ok(db::accounts::insert(tx, &row)?)
    })
    .await
    .unwrap();
    id
}

/// Takes and decides the review that is due first.
pub(super) async fn decide(ctx: &TestContext, decision: AccountDecision) -> AccountReviewId {
    let reviewer = agent(ctx).await;
    let query = review_queue::QueueQuery {
        limit: 10,
        ..Default::default()
    };
    let (items, _) = review_queue::list_queue(ctx, query).await.unwrap();
    let id = items[0].id;
    let taken = review::take(ctx, reviewer, id, 1, Language::French)
        .await
        .unwrap();
    let errors = match decision {
        AccountDecision::Conform => Vec::new(),
        AccountDecision::Errors => vec![ReviewErrorForm {
            field: AccountField::BirthDate,
            reason: ReasonCode::Mistyped,
            comment: String::new(),
        }],
    };
    let request = DecideAccountRequest { decision, errors };
    review::decide(ctx, reviewer, id, taken.version, &request, Language::French)
        .await
        .unwrap();
    id
}
