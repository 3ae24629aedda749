//! Demonstration data of a development server: the issuer's staff, a training
//! centre with its software, and drivers in every situation, made by the same use
//! cases as real ones with a clock that is set into the past.

mod centre;
mod past;
mod people;
mod pictures;
mod requests;
mod stories;

use common::ids::{AccountId, ApiClientId};
use common::statuses::CredentialState;
use common::words::{Language, Role};
use db::Conn;
use db::accounts::AccountRow;

use self::past::Past;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};

pub use self::centre::{APPROVAL, CLIENT_SECRET};
pub use self::stories::DRIVER;

/// The password of every demonstration account.
pub const PASSWORD: &str = "Demo-CQC-Hub-2026!";

/// Where every demonstration account has its mail address.
pub const DOMAIN: &str = "demo.example";

/// The demonstration accounts: mail address, role, name on screen.
pub const STAFF: [(&str, Role, &str); 5] = [
    ("agent@demo.example", Role::Agent, "Alix Agent"),
    (
        "superviseur@demo.example",
        Role::Supervisor,
        "Sacha Superviseur",
    ),
    // A refund needs two persons.
    (
        "superviseur2@demo.example",
        Role::Supervisor,
        "Camille Superviseur",
    ),
    (
        "production@demo.example",
        Role::Production,
        "Pascale Production",
    ),
    (
        "admin@demo.example",
        Role::Administrator,
        "Andrea Administration",
    ),
];

/// The staff as use cases see it.
#[derive(Clone, Copy, Debug)]
struct Team {
    agent: AccountId,
    supervisor: AccountId,
    production: AccountId,
}

/// Loads the data into a development database that has no account yet. Says
/// whether it did.
///
/// # Errors
///
/// If the database fails, or this is not a development server.
pub async fn load(ctx: &Context) -> anyhow::Result<bool> {
    anyhow::ensure!(
        ctx.settings.is_development,
        "demonstration data do not belong into production"
    );
    // Before the password is hashed, which takes time and memory at each start.
    if ctx.read(has_accounts).await? {
        return Ok(false);
    }
    let hash = ctx.passwords.hash(PASSWORD).await?;
    let past = Past::new(ctx);
    let staff_hash = hash.clone();
    past.days_ago(stories::FIRST_DAY);
    let made = past
        .ctx
        .write(move |tx| {
            if has_accounts(tx)? {
                return Ok(None);
            }
            Ok(Some((insert_staff(tx, &staff_hash)?, centre::insert(tx)?)))
        })
        .await?;
    let Some((team, centre)) = made else {
        return Ok(false);
    };
    stories::tell(&past, team, centre, &hash).await?;
    Ok(true)
}

fn has_accounts(conn: &mut Conn) -> ServiceResult<bool> {
    for role in Role::ALL {
        if !db::accounts::list_by_role(conn, *role)?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the database holds demonstration accounts, whose password everybody knows.
///
/// # Errors
///
/// If the database fails.
pub async fn is_present(ctx: &Context) -> ServiceResult<bool> {
    ctx.read(|conn| Ok(db::accounts::count_at_domain(conn, DOMAIN)? > 0))
        .await
}

/// The client id of the demonstration centre's software, if it was loaded.
///
/// # Errors
///
/// If the database fails.
pub async fn find_client(ctx: &Context) -> ServiceResult<Option<ApiClientId>> {
    ctx.read(|conn| Ok(db::api_clients::find_by_name(conn, centre::CLIENT_NAME)?.map(|row| row.id)))
        .await
}

fn insert_staff(tx: &mut Tx<'_>, hash: &str) -> ServiceResult<Team> {
    let now = tx.now.naive_utc();
    let mut ids = Vec::new();
    for (email, role, name) in STAFF {
        let row = AccountRow {
            id: AccountId::new(),
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
        ids.push((role, row.id));
    }
    let of = |wanted| {
        let found = ids.iter().find(|(role, _)| *role == wanted);
        found.map(|(_, id)| *id).ok_or(ServiceError::NotFound)
    };
    Ok(Team {
        agent: of(Role::Agent)?,
        supervisor: of(Role::Supervisor)?,
        production: of(Role::Production)?,
    })
}

/// Names the faults, which the error's own text leaves out.
fn described(error: ServiceError) -> anyhow::Error {
    let words = error.in_words(Language::English);
    anyhow::Error::new(error).context(format!("the demonstration data are refused: {words}"))
}

#[cfg(test)]
mod tests;
