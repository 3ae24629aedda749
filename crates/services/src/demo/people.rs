//! Drivers: registering, and the review of what they sent.

use std::net::{IpAddr, Ipv4Addr};

use chrono::TimeDelta;
use common::dto::account::{
    CategoryForm, ConsentGiven, IdentityForm, LicenceForm, RegisterRequest,
};
use common::dto::address::Address;
use common::dto::review::{AccountDecision, DecideAccountRequest, ReviewErrorForm};
use common::dto::training::TraineeForm;
use common::ids::AccountId;
use common::words::{AccountField, Language, LicenceCategory, LicenceModel, ReasonCode};

use super::described;
use super::past::Past;
use crate::accounts::origin::Origin;
use crate::accounts::{register, review};

/// A driver of the demonstration. Nobody real: the licence numbers are made up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person {
    pub surname: &'static str,
    pub first_names: &'static str,
    pub birth_date: &'static str,
    pub birth_place: &'static str,
    pub neph: &'static str,
    pub email: &'static str,
    pub categories: &'static [LicenceCategory],
}

impl Person {
    pub(super) fn trainee(&self) -> TraineeForm {
        TraineeForm {
            surname: self.surname.to_owned(),
            first_names: self.first_names.to_owned(),
            birth_date: self.birth_date.to_owned(),
            licence_country: "FR".to_owned(),
            licence_number: self.neph.to_owned(),
        }
    }

    pub(super) fn address(&self) -> Address {
        Address {
            lines: vec![
                format!("{} {}", self.first_names, self.surname).to_uppercase(),
                "14 RUE DES ROUTIERS".to_owned(),
            ],
            postal_code: "69100".to_owned(),
            town: "VILLEURBANNE".to_owned(),
            country: "FR".to_owned(),
        }
    }

    /// The form, as sent on the clock's day; categories last five years from now.
    fn registration(&self, past: &Past) -> RegisterRequest {
        let in_days = |days: i64| (past.day(0) + TimeDelta::days(days)).to_string();
        let category = |category: &LicenceCategory| CategoryForm {
            category: *category,
            valid_until: in_days(1_500),
        };
        let consents = past.ctx.settings.consent_texts.iter();
        RegisterRequest {
            identity: IdentityForm {
                surname_birth: self.surname.to_owned(),
                surname_usage: String::new(),
                first_names: self.first_names.to_owned(),
                birth_date: self.birth_date.to_owned(),
                birth_place: self.birth_place.to_owned(),
                birth_country: "FR".to_owned(),
                nationality: "FR".to_owned(),
                licence: LicenceForm {
                    model: Some(LicenceModel::EuCard2013),
                    country: "FR".to_owned(),
                    number: self.neph.to_owned(),
                    document_number: String::new(),
                    issued_on: in_days(-3_500),
                    expires_on: in_days(2_000),
                    authority: String::new(),
                    categories: self.categories.iter().map(category).collect(),
                },
            },
            email: self.email.to_owned(),
            phone: "06 12 34 56 78".to_owned(),
            address: self.address(),
            language: Language::French,
            consents: consents
                .map(|text| ConsentGiven {
                    kind: text.kind,
                    version: text.version.clone(),
                })
                .collect(),
            website: String::new(),
        }
    }
}

/// Sends the account form, and leaves it to be reviewed.
pub(super) async fn register(
    past: &Past,
    person: &Person,
    days_ago: i64,
) -> anyhow::Result<AccountId> {
    past.days_ago(days_ago);
    let origin = Origin::new(IpAddr::V4(Ipv4Addr::LOCALHOST), "demo");
    register::register(&past.ctx, &origin, person.registration(past))
        .await
        .map_err(described)?;
    past.settle().await?;
    let email = person.email;
    let account = past
        .ctx
        .read(move |conn| Ok(db::accounts::find_by_email_key(conn, email)?))
        .await?;
    account
        .map(|account| account.id)
        .ok_or_else(|| anyhow::anyhow!("{email} was not registered"))
}

/// Reviews the form some hours later, and gives the driver the password.
pub(super) async fn review(
    past: &Past,
    account: AccountId,
    agent: AccountId,
    errors: Vec<ReviewErrorForm>,
    password_hash: &str,
) -> anyhow::Result<()> {
    past.wait();
    let row = past
        .ctx
        .read(move |conn| {
            let driver = db::drivers::get_by_account(conn, account)?;
            Ok(db::account_reviews::get_latest(conn, driver.id)?)
        })
        .await?;
    let french = Language::French;
    let taken = review::take(&past.ctx, agent, row.id, row.version, french).await?;
    let decision = DecideAccountRequest {
        decision: if errors.is_empty() {
            AccountDecision::Conform
        } else {
            AccountDecision::Errors
        },
        errors,
    };
    past.wait();
    review::decide(&past.ctx, agent, row.id, taken.version, &decision, french)
        .await
        .map_err(described)?;
    let hash = password_hash.to_owned();
    past.ctx
        .write(move |tx| {
            let now = tx.now;
            Ok(db::accounts::update_password(tx, account, &hash, now)?)
        })
        .await?;
    past.settle().await
}

/// What a reviewer found in the data of the driver who has to correct them.
pub(super) fn typing_errors() -> Vec<ReviewErrorForm> {
    vec![
        ReviewErrorForm {
            field: AccountField::LicenceNumber,
            reason: ReasonCode::Mistyped,
            comment: "Deux chiffres sont inversés ; recopiez le champ 5 de votre permis."
                .to_owned(),
        },
        ReviewErrorForm {
            field: AccountField::BirthPlace,
            reason: ReasonCode::Incomplete,
            comment: "Précisez l’arrondissement.".to_owned(),
        },
    ]
}
