//! "Mes notifications": how a driver wants to be told of what.

use common::dto::notice::{
    NoticeChoice, NoticeChoiceView, NoticePreferences, UpdateNoticePreferencesRequest,
};
use common::forms::notices::check_preferences;
use common::ids::AccountId;
use common::notice_kind::NoticeKind;
use common::words::{NoticeChannel, Role};
use db::Conn;
use db::drivers::{ContactChanges, DriverRow};
use db::notice_preferences::NoticePreferenceRow;

use super::tell::{channels, mobile};
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::ServiceResult;

/// What the driver behind an account has chosen.
///
/// # Errors
///
/// [`ServiceError::NotFound`](crate::ServiceError::NotFound) if the account is no driver's.
pub async fn get_preferences(
    ctx: &Context,
    account: AccountId,
) -> ServiceResult<NoticePreferences> {
    ctx.read(move |conn| {
        let driver = db::drivers::get_by_account(conn, account)?;
        view(conn, &driver)
    })
    .await
}

/// Keeps what the driver chooses; kinds that are left out stay as they are.
///
/// # Errors
///
/// Every choice that there is not.
pub async fn update_preferences(
    ctx: &Context,
    account: AccountId,
    form: UpdateNoticePreferencesRequest,
) -> ServiceResult<NoticePreferences> {
    ctx.write(move |tx| {
        let driver = db::drivers::get_by_account(tx, account)?;
        let choices = check_preferences(&form, mobile(&driver).is_some())?;
        let wants_sms = put_all(tx, &driver, &choices)?;
        note_channel(tx, &driver, wants_sms)?;
        let kinds: Vec<_> = choices.iter().map(|choice| choice.kind).collect();
        let details = serde_json::json!({ "kinds": kinds });
        let actor = Actor::of(account, Role::Driver);
        tx.audit(&actor, "notice_preferences.changed", account, &details)?;
        view(tx, &driver)
    })
    .await
}

/// Keeps a line for every kind, so that none depends on a default any more. Says whether
/// anything goes by SMS.
fn put_all(tx: &mut Tx<'_>, driver: &DriverRow, choices: &[NoticeChoice]) -> ServiceResult<bool> {
    let mut wants_sms = false;
    for kind in NoticeKind::ALL {
        let before = channels(tx, driver, *kind)?;
        let chosen = choices.iter().find(|choice| choice.kind == *kind);
        let row = NoticePreferenceRow {
            driver_id: driver.id,
            kind: *kind,
            email: chosen.map_or(before.email, |choice| choice.email),
            sms: chosen.map_or(before.sms, |choice| choice.sms),
        };
        wants_sms |= row.sms;
        db::notice_preferences::put(tx, &row)?;
    }
    Ok(wants_sms)
}

/// While anything goes by SMS, the profile takes no other phone than a mobile one.
fn note_channel(tx: &mut Tx<'_>, driver: &DriverRow, wants_sms: bool) -> ServiceResult<()> {
    let notice_channel = if wants_sms {
        NoticeChannel::Sms
    } else {
        NoticeChannel::Email
    };
    if notice_channel == driver.notice_channel {
        return Ok(());
    }
    let contact = ContactChanges {
        phone: driver.phone.clone(),
        notice_channel,
        address: driver.address.clone(),
    };
    let now = tx.now;
    Ok(db::drivers::update_contact(
        tx,
        driver.id,
        driver.version,
        &contact,
        now,
    )?)
}

fn view(conn: &mut Conn, driver: &DriverRow) -> ServiceResult<NoticePreferences> {
    let choices = NoticeKind::ALL.iter().map(|kind| {
        let channels = channels(conn, driver, *kind)?;
        Ok(NoticeChoiceView {
            kind: *kind,
            email: channels.email,
            sms: channels.sms,
            email_is_optional: kind.is_optional(),
            sms_is_possible: kind.has_sms(),
        })
    });
    Ok(NoticePreferences {
        phone: mobile(driver).map(ToOwned::to_owned),
        choices: choices.collect::<ServiceResult<_>>()?,
    })
}
