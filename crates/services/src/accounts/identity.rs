//! A driver corrects identity and licence after a review found errors, or
//! changes them later: another round of the review begins.

use common::dates::paris_date;
use common::dto::profile::{IdentityView, ProfileView, SubmitIdentityRequest};
use common::forms::identity::{CheckedSubmission, check_submission};
use common::ids::AccountId;
use common::problem_code::ProblemCode;
use common::statuses::{IdentityReview, RequestStatus};
use common::transitions::identity_review::{self, IdentityEvent};
use common::words::Role;
use db::account_reviews::ReviewSnapshot;
use db::drivers::{ContactChanges, DriverRow};
use db::json::Json;
use db::requests::RequestChanges;

use super::licence_check::CheckLicence;
use super::register::{Round, insert_round};
use super::{findings, identity_rows, mails, profile};
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};

/// Sends corrected or changed data for review.
///
/// # Errors
///
/// Every wrong field; [`ServiceError::Stale`] if the profile is no longer at
/// `version`; [`ProblemCode::WrongState`] while a review runs.
pub async fn submit(
    ctx: &Context,
    account: AccountId,
    version: i64,
    request: &SubmitIdentityRequest,
) -> ServiceResult<ProfileView> {
    let today = paris_date(ctx.now());
    let request = request.clone();
    ctx.write(move |tx| {
        let now = tx.now;
        let driver = db::drivers::get_by_account(tx, account)?;
        let checked = check_submission(&request, driver.notice_channel, today)?;
        if driver.version != version {
            return Err(ServiceError::Stale);
        }
        let event = match driver.review {
            IdentityReview::Conform => IdentityEvent::ChangeProfile,
            _ => IdentityEvent::Resubmit,
        };
        let to = identity_review::next(driver.review, event)
            .ok_or(ServiceError::Refused(ProblemCode::WrongState))?;
        let is_same = identity_rows::to_view(&driver.identity) == checked.identity.identity;
        if is_same && driver.review == IdentityReview::Conform {
            // Nothing that a review is about has changed.
            db::drivers::update_contact(tx, driver.id, version, &contact(&driver, &checked)?, now)?;
        } else {
            unconfirm_draft(tx, &driver, &checked.identity.identity)?;
            begin_round(tx, &driver, &checked, to)?;
        }
        profile::view(tx, account, now)
    })
    .await
}

fn contact(driver: &DriverRow, checked: &CheckedSubmission) -> ServiceResult<ContactChanges> {
    Ok(ContactChanges {
        phone: checked.phone.as_ref().map(ToString::to_string),
        notice_channel: driver.notice_channel,
        address: Json::new(checked.address.clone())?,
    })
}

/// "These data are right" was said of the data before.
fn unconfirm_draft(tx: &mut Tx<'_>, driver: &DriverRow, sent: &IdentityView) -> ServiceResult<()> {
    let now = tx.now;
    if identity_rows::to_view(&driver.identity) == *sent {
        return Ok(());
    }
    let open = db::requests::find_open(tx, driver.id)?;
    if let Some(draft) = open.filter(|request| request.status == RequestStatus::Draft) {
        let changes = RequestChanges {
            identity_confirmed: Some(false),
            ..RequestChanges::default()
        };
        db::requests::update(tx, &draft, &changes, now)?;
    }
    Ok(())
}

fn begin_round(
    tx: &mut Tx<'_>,
    driver: &DriverRow,
    checked: &CheckedSubmission,
    to: IdentityReview,
) -> ServiceResult<()> {
    let now = tx.now;
    let view = &checked.identity.identity;
    let identity = identity_rows::to_row(view.clone())?;
    let changes = (&identity, &contact(driver, checked)?);
    db::drivers::update_identity(tx, driver.id, driver.version, changes, to, now)?;
    let account = db::accounts::get(tx, driver.account_id)?;
    let name = identity_rows::display_name(view);
    db::accounts::update_presentation(tx, account.id, &name, account.language, now)?;
    let previous = db::account_reviews::get_latest(tx, driver.id)?;
    let round = Round {
        driver: driver.id,
        number: previous.round.saturating_add(1),
        status: to,
        snapshot: ReviewSnapshot {
            identity: view.clone(),
            phone: checked.phone.as_ref().map(ToString::to_string),
            address: checked.address.clone(),
        },
        findings: findings::in_data(view, &checked.identity.warnings, paris_date(now)),
    };
    let review = insert_round(tx, round, &identity, now)?;
    tx.enqueue(&CheckLicence { review })?;
    db::driver_events::insert(
        tx,
        driver.id,
        "identity_submitted",
        Some(review.as_str()),
        now,
    )?;
    let details =
        serde_json::json!({ "driver": driver.id, "review": review, "from": driver.review });
    let actor = Actor::of(account.id, Role::Driver);
    tx.audit(&actor, "identity.submitted", account.id, &details)?;
    mails::identity_received(tx, &account, &driver.reference)
}
