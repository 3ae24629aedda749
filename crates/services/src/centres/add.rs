//! Makes a training centre known: the organisation, its first approval, and the
//! credentials with which its software declares trainings.

use chrono::{NaiveDate, TimeDelta};
use common::field_error::{Fault, Faults, FieldErrorCode};
use common::ids::{ApiClientId, ApprovalId, OrganisationId};
use common::problem_code::ProblemCode;
use common::validation::business_number::Siret;
use common::validation::email::EmailAddress;
use common::validation::names::collapse_spaces;
use common::words::Scope;
use db::approvals::{ApprovalRow, ApprovedTraining};
use db::json::Json;
use db::organisations::OrganisationRow;
use serde_json::json;

use crate::accounts::secret::Secret;
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::ServiceResult;
use crate::oauth::clients::NewClient;

/// The most characters of a name or a region.
const MAX_TEXT: usize = 200;

/// The most characters of an approval's number: those that a declaration can have.
const MAX_NUMBER: usize = 64;

/// What is to be known of the centre, as typed.
#[derive(Clone, Debug)]
pub struct NewCentre {
    /// Its name, as printed on recaps and certificates.
    pub name: String,
    /// Its SIRET, if it has one.
    pub siret: Option<String>,
    /// Region of the prefect who approves it.
    pub region: String,
    /// Where notices about its declarations go.
    pub email: String,
    /// Its approval.
    pub approval: NewApproval,
    /// What its software may do.
    pub scopes: Vec<Scope>,
    /// Days that the credentials of its software are good.
    pub client_days: u32,
}

/// An approval, as typed.
#[derive(Clone, Debug)]
pub struct NewApproval {
    /// Its number.
    pub number: String,
    /// What it covers.
    pub covers: Vec<ApprovedTraining>,
    /// First day, inclusive.
    pub starts_on: NaiveDate,
    /// Last day, inclusive.
    pub ends_on: NaiveDate,
}

/// What the centre is told, once.
#[derive(Clone, Debug)]
pub struct AddedCentre {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The client id of its software (OAuth 2).
    pub client: ApiClientId,
    /// The client's secret, of which only a hash is kept.
    pub secret: Secret,
}

/// What is checked, in the form that is kept.
#[derive(Clone)]
struct Checked {
    name: String,
    siret: Option<String>,
    region: String,
    email: String,
    number: String,
}

/// Makes the centre known.
///
/// # Errors
///
/// Faults of the fields; [`ProblemCode::AlreadyExists`] if an approval has this number.
pub async fn add(ctx: &Context, centre: &NewCentre) -> ServiceResult<AddedCentre> {
    let checked = check(centre)?;
    let secret = Secret::generate().map_err(anyhow::Error::new)?;
    let added = AddedCentre {
        organisation: OrganisationId::new(),
        client: ApiClientId::new(),
        secret,
    };
    let (centre, made) = (centre.clone(), added.clone());
    ctx.write(move |tx| insert(tx, &centre, &checked, &made))
        .await?;
    Ok(added)
}

fn insert(
    tx: &mut Tx<'_>,
    centre: &NewCentre,
    checked: &Checked,
    made: &AddedCentre,
) -> ServiceResult<()> {
    let now = tx.now;
    let checked = checked.clone();
    if db::approvals::is_number_taken(tx, &checked.number)? {
        return Err(ProblemCode::AlreadyExists.into());
    }
    let organisation = OrganisationRow {
        id: made.organisation,
        name: checked.name.clone(),
        siret: checked.siret,
        region: checked.region,
        email: checked.email,
        created_at: now.naive_utc(),
    };
    db::organisations::insert(tx, &organisation)?;
    let approval = ApprovalRow {
        id: ApprovalId::new(),
        organisation_id: made.organisation,
        number: checked.number,
        scope: Json::new(centre.approval.covers.clone())?,
        starts_on: centre.approval.starts_on,
        ends_on: centre.approval.ends_on,
        suspended_on: None,
        created_at: now.naive_utc(),
    };
    db::approvals::insert(tx, &approval)?;
    let client = NewClient {
        id: made.client,
        organisation: made.organisation,
        name: checked.name,
        secret: made.secret.expose().to_owned(),
        scopes: centre.scopes.clone(),
        expires_at: now + TimeDelta::days(centre.client_days.into()),
    };
    db::api_clients::insert(tx, &client.into_row(now))?;
    let details =
        json!({ "approval": approval.id, "client": made.client, "scopes": centre.scopes });
    tx.audit(
        &Actor::system(),
        "centre.added",
        made.organisation,
        &details,
    )
}

fn check(centre: &NewCentre) -> ServiceResult<Checked> {
    let mut faults = Faults::new();
    let name = faults.check("/name", check_text(&centre.name, MAX_TEXT));
    let region = faults.check("/region", check_text(&centre.region, MAX_TEXT));
    let number = check_text(&centre.approval.number, MAX_NUMBER);
    let number = faults.check("/approval/number", number);
    let email = faults.check("/email", EmailAddress::parse(&centre.email));
    let siret = centre.siret.as_deref().map(Siret::parse).transpose();
    let siret = faults.check("/siret", siret);
    if centre.approval.ends_on < centre.approval.starts_on {
        faults.push("/approval/ends_on", FieldErrorCode::DateOrder);
    }
    for (pointer, count) in [
        ("/approval/covers", centre.approval.covers.len()),
        ("/scopes", centre.scopes.len()),
    ] {
        if count == 0 {
            faults.push(
                pointer,
                Fault::new(FieldErrorCode::TooFewItems).min(1).count(0),
            );
        }
    }
    if centre.client_days == 0 {
        faults.push("/client_days", FieldErrorCode::NotAllowed);
    }
    let checked = (|| {
        Some(Checked {
            name: name?,
            siret: siret?.map(Siret::into_string),
            region: region?,
            email: email?.into_string(),
            number: number?,
        })
    })();
    Ok(faults.into_result(checked)?)
}

fn check_text(text: &str, max: usize) -> Result<String, Fault> {
    let text = collapse_spaces(text);
    match text.chars().count() {
        0 => Err(FieldErrorCode::Required.into()),
        length if length > max => Err(Fault::new(FieldErrorCode::TooLong).max(max).count(length)),
        _ => Ok(text),
    }
}
