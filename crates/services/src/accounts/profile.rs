//! The driver's own data, and changing what needs no review.

use common::dto::profile::{ProfileView, UpdateContactRequest};
use common::field_error::Faults;
use common::forms::identity::check_phone_for;
use common::ids::AccountId;
use common::statuses::IdentityReview;
use common::validation::address::check_address;
use common::validation::phone::PhoneNumber;
use common::words::{LinkPurpose, Role};
use db::Conn;
use db::drivers::{ContactChanges, DriverRow};
use db::json::Json;

use super::identity_rows;
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};

/// The profile of the driver behind an account.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if the account is no driver's.
pub async fn get(ctx: &Context, account: AccountId) -> ServiceResult<ProfileView> {
    let now = ctx.now();
    ctx.read(move |conn| view(conn, account, now)).await
}

/// Changes address, phone or language.
///
/// # Errors
///
/// Faults of the fields; [`ServiceError::Stale`] if the profile is no longer at `version`.
pub async fn update_contact(
    ctx: &Context,
    account: AccountId,
    version: i64,
    request: UpdateContactRequest,
) -> ServiceResult<ProfileView> {
    ctx.write(move |tx| {
        let now = tx.now;
        let driver = db::drivers::get_by_account(tx, account)?;
        if driver.version != version {
            return Err(ServiceError::Stale);
        }
        let contact = check_contact(&driver, &request)?;
        db::drivers::update_contact(tx, driver.id, version, &contact, now)?;
        if let Some(language) = request.language {
            let row = db::accounts::get(tx, account)?;
            db::accounts::update_presentation(tx, account, &row.display_name, language, now)?;
        }
        audit_change(tx, account, &request)?;
        view(tx, account, now)
    })
    .await
}

fn audit_change(
    tx: &mut Tx<'_>,
    account: AccountId,
    request: &UpdateContactRequest,
) -> ServiceResult<()> {
    let changed = [
        ("address", request.address.is_some()),
        ("phone", request.phone.is_some()),
        ("language", request.language.is_some()),
    ];
    let fields: Vec<_> = changed
        .iter()
        .filter(|(_, given)| *given)
        .map(|(field, _)| *field)
        .collect();
    let details = serde_json::json!({ "fields": fields });
    tx.audit(
        &Actor::of(account, Role::Driver),
        "profile.changed",
        account,
        &details,
    )
}

fn check_contact(
    driver: &DriverRow,
    request: &UpdateContactRequest,
) -> ServiceResult<ContactChanges> {
    let mut faults = Faults::new();
    let notice_channel = driver.notice_channel;
    let given = request.phone.as_deref().or(driver.phone.as_deref());
    let phone = check_phone_for(notice_channel, given.unwrap_or_default(), &mut faults)
        .map(PhoneNumber::into_string);
    let address = match &request.address {
        None => Some((*driver.address).clone()),
        Some(address) => faults.within("/address", |faults| check_address(address, faults)),
    };
    let address = faults.into_result(address)?;
    Ok(ContactChanges {
        phone,
        notice_channel,
        address: Json::new(address)?,
    })
}

/// The profile as the driver sees it.
pub(super) fn view(
    conn: &mut Conn,
    account: AccountId,
    now: chrono::DateTime<chrono::Utc>,
) -> ServiceResult<ProfileView> {
    let driver = db::drivers::get_by_account(conn, account)?;
    let account = db::accounts::get(conn, account)?;
    let review = db::account_reviews::get_latest(conn, driver.id)?;
    let pending = db::links::find_usable(conn, account.id, LinkPurpose::EmailConfirmation, now)?;
    let is_waiting = matches!(
        driver.review,
        IdentityReview::Submitted | IdentityReview::UnderReview
    );
    let errors = if driver.review == IdentityReview::CorrectionRequested {
        review.errors.to_vec()
    } else {
        Vec::new()
    };
    Ok(ProfileView {
        id: driver.id,
        identity: identity_rows::to_view(&driver.identity),
        reference: driver.reference,
        email: account.email,
        pending_email: pending.and_then(|link| link.email),
        phone: driver.phone,
        address: driver.address.into_inner(),
        language: account.language,
        notice_channel: driver.notice_channel,
        review: driver.review,
        review_errors: errors,
        submitted_at: review.submitted_at.and_utc(),
        review_due_at: is_waiting.then(|| review.due_at.and_utc()),
        has_access: driver.review == IdentityReview::Conform || driver.was_conform,
        version: driver.version,
    })
}
