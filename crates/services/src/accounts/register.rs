//! "Créer un compte": an account request is taken in.
//!
//! The answer, and the work done for it, are the same whether or not the
//! person has an account already; only the mail differs.

use chrono::{DateTime, TimeDelta, Utc};
use common::dates::paris_date;
use common::dto::account::{ConsentGiven, RegisterRequest, RegistrationReceipt};
use common::forms::registration::{CheckedRegistration, check_registration};
use common::ids::{AccountId, AccountReviewId, ConsentId, DriverId};
use common::statuses::{CredentialState, IdentityReview};
use common::validation::consents::ConsentVersion;
use common::words::{ActorKind, Language, NoticeChannel, Role};
use db::Conn;
use db::account_reviews::{AccountReviewRow, ReviewSnapshot, StoredFinding};
use db::accounts::AccountRow;
use db::consents::ConsentRow;
use db::drivers::{DriverIdentity, DriverRow};
use db::json::Json;

use super::licence_check::CheckLicence;
use super::mail_limit::{self, Kind};
use super::origin::Origin;
use super::{findings, identity_rows, mails, reference};
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};

/// The guide's promise: an answer within 24 hours.
pub(super) const ANSWER_WITHIN: TimeDelta = TimeDelta::hours(24);

/// What is stored for one account request.
#[derive(Clone)]
struct Application {
    account: AccountId,
    driver: DriverId,
    reference: String,
    checked: CheckedRegistration,
    identity: DriverIdentity,
    language: Language,
    consents: Vec<ConsentGiven>,
    network: String,
    findings: Vec<StoredFinding>,
}

/// Takes an account request in.
///
/// # Errors
///
/// Every wrong field at once, among them a box not ticked or ticked under an
/// old text.
pub async fn register(
    ctx: &Context,
    origin: &Origin,
    form: RegisterRequest,
) -> ServiceResult<RegistrationReceipt> {
    let now = ctx.now();
    let today = paris_date(now);
    let checked = check_registration(&form, &texts_in_force(ctx), today)?;
    let receipt = RegistrationReceipt {
        reference: reference::generate().map_err(anyhow::Error::new)?,
        email: checked.email.to_string(),
        expected_by: now + ANSWER_WITHIN,
    };
    if !form.website.trim().is_empty() {
        tracing::info!("an account request filled in the field that people do not see");
        return Ok(receipt);
    }
    let application = Application {
        account: AccountId::new(),
        driver: DriverId::new(),
        reference: receipt.reference.clone(),
        identity: identity_rows::to_row(checked.identity.identity.clone())?,
        findings: findings::in_data(
            &checked.identity.identity,
            &checked.identity.warnings,
            today,
        ),
        language: form.language,
        consents: form.consents,
        network: origin.short_network(),
        checked,
    };
    ctx.write(move |tx| take_in(tx, &application)).await?;
    Ok(receipt)
}

fn texts_in_force(ctx: &Context) -> Vec<ConsentVersion> {
    let version = |text: &common::dto::service::ConsentText| ConsentVersion {
        kind: text.kind,
        version: text.version.clone(),
    };
    ctx.settings.consent_texts.iter().map(version).collect()
}

fn take_in(tx: &mut Tx<'_>, application: &Application) -> ServiceResult<()> {
    let now = tx.now;
    let email_key = application.checked.email.comparison_key();
    let Some(owner) = find_owner(tx, application)? else {
        // The first of the hour: there was no account that could have had one.
        mail_limit::admit(tx, Kind::Registration, &email_key, now)?;
        let review = insert_rows(tx, application, &email_key, now)?;
        let actor = Actor::new(ActorKind::Driver, application.account);
        let details = serde_json::json!({ "driver": application.driver, "review": review });
        tx.audit(&actor, "account.requested", application.account, &details)?;
        tx.enqueue(&CheckLicence { review })?;
        return mails::account_requested(tx, application.account, &application.reference);
    };
    // The same rows are written and taken back, so that the time tells nothing.
    let rehearsed: Result<(), ServiceError> = db::savepoint(tx, |conn| {
        insert_rows(conn, application, application.account.as_str(), now)?;
        Err(ServiceError::Forbidden)
    });
    match rehearsed {
        Err(ServiceError::Forbidden) => {}
        other => other?,
    }
    tx.audit(
        &Actor::system(),
        "account.requested_again",
        owner,
        &serde_json::json!({}),
    )?;
    let owner_key = db::accounts::get(tx, owner)?.email_key;
    if !mail_limit::admit(tx, Kind::Registration, &owner_key, now)? {
        tracing::info!("an address has had its mails of this hour");
        return Ok(());
    }
    mails::account_exists(tx, owner)
}

/// The account of the person who asks, if there is one: by mail address, or by
/// licence and birth date once a review has found that they belong together.
fn find_owner(conn: &mut Conn, application: &Application) -> ServiceResult<Option<AccountId>> {
    let key = application.checked.email.comparison_key();
    let by_email = db::accounts::find_by_email_key(conn, &key)?.map(|account| account.id);
    let identity = &application.identity;
    let by_licence =
        db::drivers::list_by_licence(conn, &identity.licence_country, &identity.licence_number)?
            .into_iter()
            .find(|driver| driver.was_conform && driver.identity.birth_date == identity.birth_date)
            .map(|driver| driver.account_id);
    Ok(by_email.or(by_licence))
}

fn insert_rows(
    conn: &mut Conn,
    application: &Application,
    email_key: &str,
    now: DateTime<Utc>,
) -> ServiceResult<AccountReviewId> {
    let account = AccountRow {
        id: application.account,
        role: Role::Driver,
        email: application.checked.email.to_string(),
        email_key: email_key.to_owned(),
        display_name: identity_rows::display_name(&application.checked.identity.identity),
        language: application.language,
        password_hash: None,
        credential: CredentialState::None,
        version: 1,
        created_at: now.naive_utc(),
        updated_at: now.naive_utc(),
        last_sign_in_at: None,
    };
    db::accounts::insert(conn, &account)?;
    db::drivers::insert(conn, driver_row(application, now)?)?;
    for consent in &application.consents {
        let row = ConsentRow {
            id: ConsentId::new(),
            account_id: application.account,
            kind: consent.kind,
            text_version: consent.version.clone(),
            accepted_at: now.naive_utc(),
            network: application.network.clone(),
        };
        db::consents::insert(conn, &row)?;
    }
    db::driver_events::insert(conn, application.driver, "account_requested", None, now)?;
    let snapshot = ReviewSnapshot {
        identity: application.checked.identity.identity.clone(),
        phone: application.checked.phone.as_ref().map(ToString::to_string),
        address: application.checked.address.clone(),
    };
    let round = Round {
        driver: application.driver,
        number: 1,
        status: IdentityReview::Submitted,
        snapshot,
        findings: application.findings.clone(),
    };
    insert_round(conn, round, &application.identity, now)
}

fn driver_row(application: &Application, now: DateTime<Utc>) -> ServiceResult<DriverRow> {
    Ok(DriverRow {
        id: application.driver,
        account_id: application.account,
        reference: application.reference.clone(),
        identity: application.identity.clone(),
        phone: application.checked.phone.as_ref().map(ToString::to_string),
        notice_channel: NoticeChannel::Email,
        address: Json::new(application.checked.address.clone())?,
        review: IdentityReview::Submitted,
        was_conform: false,
        version: 1,
        created_at: now.naive_utc(),
        updated_at: now.naive_utc(),
    })
}

/// A round of a review that begins.
pub(super) struct Round {
    pub driver: DriverId,
    pub number: i32,
    pub status: IdentityReview,
    pub snapshot: ReviewSnapshot,
    /// What the data say alone; what other drivers' data say is added.
    pub findings: Vec<StoredFinding>,
}

/// Puts a round into the reviewers' queue, due 24 hours later.
pub(super) fn insert_round(
    conn: &mut Conn,
    round: Round,
    identity: &DriverIdentity,
    now: DateTime<Utc>,
) -> ServiceResult<AccountReviewId> {
    let mut found = round.findings;
    found.extend(findings::among_drivers(conn, identity, round.driver)?);
    let row = AccountReviewRow {
        id: AccountReviewId::new(),
        driver_id: round.driver,
        status: round.status,
        round: round.number,
        submitted_at: now.naive_utc(),
        due_at: (now + ANSWER_WITHIN).naive_utc(),
        snapshot: Json::new(round.snapshot)?,
        findings: Json::new(found)?,
        errors: Json::new(Vec::new())?,
        assigned_to: None,
        decided_at: None,
        decided_by: None,
        version: 1,
    };
    let id = row.id;
    db::account_reviews::insert(conn, row)?;
    Ok(id)
}
