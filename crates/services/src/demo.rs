//! Demonstration data of a development server: the issuer's staff, a training
//! centre with its software, and a driver with a training, made by the same use
//! cases as real ones.

mod driver;

use chrono::{NaiveDate, TimeDelta};
use common::ids::{AccountId, ApiClientId, ApprovalId, OrganisationId};
use common::statuses::CredentialState;
use common::words::{Language, Role, Scope, Sector, TrainingKind};
use db::accounts::AccountRow;
use db::approvals::{ApprovalRow, ApprovedTraining};
use db::json::Json;
use db::organisations::OrganisationRow;

use crate::context::{Context, Tx};
use crate::error::ServiceResult;
use crate::oauth::clients::NewClient;

/// The password of every demonstration account.
pub const PASSWORD: &str = "Demo-CQC-Hub-2026!";

/// The secret of the demonstration centre's software.
pub const CLIENT_SECRET: &str = "demo-centre-secret";

/// The number of the demonstration centre's approval.
pub const APPROVAL: &str = "AGR-ARA-2024-0042";

const CLIENT_NAME: &str = "Logiciel de démonstration";

/// The demonstration accounts: mail address, role, name on screen.
pub const STAFF: [(&str, Role, &str); 4] = [
    ("agent@demo.example", Role::Agent, "Alix Agent"),
    ("superviseur@demo.example", Role::Supervisor, "Sacha Superviseur"),
    ("production@demo.example", Role::Production, "Pascale Production"),
    ("admin@demo.example", Role::Administrator, "Andrea Administration"),
];

/// The demonstration driver's mail address.
pub const DRIVER: &str = "conducteur@demo.example";

/// Loads the data into a development database that has no account yet.
///
/// # Errors
///
/// If the database fails, or this is not a development server.
pub async fn load(ctx: &Context) -> anyhow::Result<bool> {
    anyhow::ensure!(ctx.settings.is_development, "demonstration data do not belong into production");
    let hash = ctx.passwords.hash(PASSWORD).await?;
    let staff_hash = hash.clone();
    let agents = ctx
        .write(move |tx| {
            for role in Role::ALL {
                if !db::accounts::list_by_role(tx, *role)?.is_empty() {
                    return Ok(None);
                }
            }
            let ids = insert_staff(tx, &staff_hash)?;
            let centre = insert_centre(tx)?;
            Ok(Some((ids, centre)))
        })
        .await?;
    let Some((ids, (client, organisation))) = agents else { return Ok(false) };
    let agent = ids.first().copied().ok_or_else(|| anyhow::anyhow!("there is no agent"))?;
    driver::load(ctx, agent, (client, organisation), hash).await?;
    Ok(true)
}

/// The client id of the demonstration centre's software, if it was loaded.
///
/// # Errors
///
/// If the database fails.
pub async fn find_client(ctx: &Context) -> ServiceResult<Option<ApiClientId>> {
    ctx.read(|conn| Ok(db::api_clients::find_by_name(conn, CLIENT_NAME)?.map(|row| row.id))).await
}

fn insert_staff(tx: &mut Tx<'_>, hash: &str) -> ServiceResult<Vec<AccountId>> {
    let now = tx.now.naive_utc();
    let mut ids = Vec::new();
    for (email, role, name) in STAFF {
        let id = AccountId::new();
        let row = AccountRow {
            id,
            role,
            email: email.to_owned(),
            email_key: email.to_owned(),
            display_name: name.to_owned(),
            language: Language::French,
            password_hash: Some(hash.to_owned()),
            credential: CredentialState::Active,
            version: 1,
            created_at: now,
            updated_at: now,
            last_sign_in_at: None,
        };
        db::accounts::insert(tx, &row)?;
        ids.push(id);
    }
    Ok(ids)
}

fn insert_centre(tx: &mut Tx<'_>) -> ServiceResult<(ApiClientId, OrganisationId)> {
    let now = tx.now;
    let organisation = OrganisationRow {
        id: OrganisationId::new(),
        name: "Centre de formation du Rhône (démonstration)".to_owned(),
        siret: None,
        region: "Auvergne-Rhône-Alpes".to_owned(),
        email: "centre@demo.example".to_owned(),
        created_at: now.naive_utc(),
    };
    db::organisations::insert(tx, &organisation)?;
    let approval = ApprovalRow {
        id: ApprovalId::new(),
        organisation_id: organisation.id,
        number: APPROVAL.to_owned(),
        scope: Json::new(everything())?,
        starts_on: years_around(now.date_naive(), -5),
        ends_on: years_around(now.date_naive(), 5),
        suspended_on: None,
        created_at: now.naive_utc(),
    };
    db::approvals::insert(tx, &approval)?;
    let client = NewClient {
        id: ApiClientId::new(),
        organisation: organisation.id,
        name: CLIENT_NAME.to_owned(),
        secret: CLIENT_SECRET.to_owned(),
        scopes: Scope::ALL.to_vec(),
        expires_at: now + TimeDelta::days(365),
    };
    let id = client.id;
    db::api_clients::insert(tx, &client.into_row(now))?;
    Ok((id, organisation.id))
}

/// Every kind of training in both sectors.
fn everything() -> Vec<ApprovedTraining> {
    let both = |kind| Sector::ALL.iter().map(move |sector| ApprovedTraining { kind, sector: *sector });
    TrainingKind::ALL.iter().copied().flat_map(both).collect()
}

fn years_around(day: NaiveDate, years: i64) -> NaiveDate {
    day + TimeDelta::days(365 * years)
}

#[cfg(test)]
mod tests {
    use common::statuses::IdentityReview;
    use db::on_both_engines;

    use super::*;
    use crate::testing::TestContext;

    on_both_engines! {
        async fn a_driver_can_see_a_training_and_ask_for_a_card(ctx: TestContext) {
            assert!(load(&ctx).await.unwrap());
            ctx.run_jobs().await;
            assert!(find_client(&ctx).await.unwrap().is_some());
            let driver = ctx
                .read(|conn| {
                    let account = db::accounts::find_by_email_key(conn, DRIVER)?;
                    let account = account.ok_or(db::Error::NotFound)?;
                    Ok(db::drivers::get_by_account(conn, account.id)?)
                })
                .await
                .unwrap();
            assert_eq!(driver.review, IdentityReview::Conform);
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
}
