//! The demonstration driver: registered, found conform, with an initial training
//! that ended ten days ago, so that a card can be requested.

use std::net::{IpAddr, Ipv4Addr};

use chrono::TimeDelta;
use common::dates::paris_date;
use common::dto::account::{
    CategoryForm, ConsentGiven, IdentityForm, LicenceForm, RegisterRequest,
};
use common::dto::address::Address;
use common::dto::review::{AccountDecision, DecideAccountRequest};
use common::dto::training::{DeclareTrainingRequest, TraineeForm};
use common::ids::{AccountId, ApiClientId, OrganisationId};
use common::words::{Language, LicenceCategory, LicenceModel, Sector, TrainingKind};

use super::{APPROVAL, DRIVER};
use crate::accounts::origin::Origin;
use crate::accounts::{register, review};
use crate::context::Context;
use crate::error::ServiceError;
use crate::idempotency::IdempotentRequest;
use crate::trainings::declare::{Declarer, declare_training};

const SURNAME: &str = "Martin";
const FIRST_NAMES: &str = "Claude";
const BIRTH_DATE: &str = "1984-05-14";
const NEPH: &str = "040569301234";

pub(super) async fn load(
    ctx: &Context,
    agent: AccountId,
    (client, organisation): (ApiClientId, OrganisationId),
    password_hash: String,
) -> anyhow::Result<()> {
    let origin = Origin::new(IpAddr::V4(Ipv4Addr::LOCALHOST), "demo");
    register::register(ctx, &origin, registration(ctx)).await.map_err(described)?;
    let (account, review) = ctx
        .read(|conn| {
            let account = db::accounts::find_by_email_key(conn, DRIVER)?.ok_or(db::Error::NotFound)?;
            let driver = db::drivers::get_by_account(conn, account.id)?;
            Ok((account.id, db::account_reviews::get_latest(conn, driver.id)?))
        })
        .await?;
    let french = Language::French;
    let taken = review::take(ctx, agent, review.id, review.version, french).await?;
    let decision = DecideAccountRequest { decision: AccountDecision::Conform, errors: Vec::new() };
    review::decide(ctx, agent, review.id, taken.version, &decision, french).await?;
    ctx.write(move |tx| {
        let now = tx.now;
        Ok(db::accounts::update_password(tx, account, &password_hash, now)?)
    })
    .await?;
    let declarer = Declarer { client, organisation, language: french };
    let request = IdempotentRequest {
        owner: client.to_string(),
        operation: "demo".to_owned(),
        key: "demo".to_owned(),
        fingerprint: "demo".to_owned(),
    };
    declare_training(ctx, declarer, &training(ctx), request).await.map_err(described)?;
    Ok(())
}

/// Names the faults, which the error's own text leaves out.
fn described(error: ServiceError) -> anyhow::Error {
    match error {
        ServiceError::Invalid(faults) => {
            let list: Vec<_> = faults.iter().map(|(pointer, fault)| format!("{pointer} {fault}")).collect();
            anyhow::anyhow!("the demonstration data are refused: {}", list.join(", "))
        }
        other => other.into(),
    }
}

fn registration(ctx: &Context) -> RegisterRequest {
    let in_years = |years: i64| (paris_date(ctx.now()) + TimeDelta::days(365 * years)).to_string();
    let category = |category| CategoryForm { category, valid_until: in_years(4) };
    let consents = ctx.settings.consent_texts.iter();
    RegisterRequest {
        identity: IdentityForm {
            surname_birth: SURNAME.to_owned(),
            surname_usage: String::new(),
            first_names: FIRST_NAMES.to_owned(),
            birth_date: BIRTH_DATE.to_owned(),
            birth_place: "Villeurbanne".to_owned(),
            birth_country: "FR".to_owned(),
            nationality: "FR".to_owned(),
            licence: LicenceForm {
                model: Some(LicenceModel::EuCard2013),
                country: "FR".to_owned(),
                number: NEPH.to_owned(),
                document_number: String::new(),
                issued_on: in_years(-3),
                expires_on: in_years(12),
                authority: String::new(),
                categories: vec![category(LicenceCategory::C), category(LicenceCategory::CE)],
            },
        },
        email: DRIVER.to_owned(),
        phone: "06 12 34 56 78".to_owned(),
        address: Address {
            lines: vec!["14 rue des Routiers".to_owned()],
            postal_code: "69100".to_owned(),
            town: "Villeurbanne".to_owned(),
            country: "FR".to_owned(),
        },
        language: Language::French,
        consents: consents
            .map(|text| ConsentGiven { kind: text.kind, version: text.version.clone() })
            .collect(),
        website: String::new(),
    }
}

fn training(ctx: &Context) -> DeclareTrainingRequest {
    let today = paris_date(ctx.now());
    DeclareTrainingRequest {
        external_id: "DEMO-1".to_owned(),
        kind: TrainingKind::Fimo,
        sector: Sector::Goods,
        title_code: None,
        approval_number: APPROVAL.to_owned(),
        started_on: (today - TimeDelta::days(38)).to_string(),
        completed_on: (today - TimeDelta::days(10)).to_string(),
        minutes: 140 * 60,
        e_learning_minutes: 0,
        practical_part: true,
        sequences: Vec::new(),
        instructor: None,
        trainee: TraineeForm {
            surname: SURNAME.to_owned(),
            first_names: FIRST_NAMES.to_owned(),
            birth_date: BIRTH_DATE.to_owned(),
            licence_country: "FR".to_owned(),
            licence_number: NEPH.to_owned(),
        },
    }
}
