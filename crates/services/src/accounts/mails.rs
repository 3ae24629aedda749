//! The mails about an account that hold no link with a secret; those that do
//! are written in `link_mail`.

use chrono::{DateTime, Utc};
use common::dates::{long_date, paris_date_time};
use common::ids::AccountId;
use common::words::Language;
use db::accounts::AccountRow;
use serde::Serialize;

use super::origin::Origin;
use super::register::ANSWER_WITHIN;
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::mails::{Mail, Recipient};

#[derive(Serialize)]
struct AccountRequested<'a> {
    name: &'a str,
    reference: &'a str,
    received_at: String,
    expected_by: String,
}

impl Mail for AccountRequested<'_> {
    const TEMPLATE: &'static str = "account_requested";
}

#[derive(Serialize)]
struct AccountExists<'a> {
    name: &'a str,
    sign_in_url: String,
    forgotten_url: String,
}

impl Mail for AccountExists<'_> {
    const TEMPLATE: &'static str = "account_exists";
}

#[derive(Serialize)]
struct PasswordChanged<'a> {
    name: &'a str,
    changed_at: String,
    forgotten_url: String,
}

impl Mail for PasswordChanged<'_> {
    const TEMPLATE: &'static str = "password_changed";
}

#[derive(Serialize)]
struct IdentityReceived<'a> {
    name: &'a str,
    reference: &'a str,
    received_at: String,
    expected_by: String,
}

impl Mail for IdentityReceived<'_> {
    const TEMPLATE: &'static str = "identity_received";
}

#[derive(Serialize)]
struct NewDevice<'a> {
    name: &'a str,
    signed_in_at: String,
    device: String,
    network: String,
    forgotten_url: String,
}

impl Mail for NewDevice<'_> {
    const TEMPLATE: &'static str = "new_device";
}

/// "23 novembre 2026, 12:00", in Paris.
pub(super) fn moment(instant: DateTime<Utc>, language: Language) -> String {
    let (day, time) = paris_date_time(instant);
    format!("{}, {}", long_date(day, language), time.format("%H:%M"))
}

/// The electronic acknowledgement of receipt (CRPA, L. 112-11).
pub(super) fn account_requested(
    tx: &mut Tx<'_>,
    account: AccountId,
    reference: &str,
) -> ServiceResult<()> {
    let account = db::accounts::get(tx, account)?;
    let mail = AccountRequested {
        name: &account.display_name,
        reference,
        received_at: moment(tx.now, account.language),
        expected_by: moment(tx.now + ANSWER_WITHIN, account.language),
    };
    tx.mail(&Recipient::of(&account), &mail)
}

/// "Vous avez déjà un compte": somebody, probably the owner, asked for another.
pub(super) fn account_exists(tx: &mut Tx<'_>, owner: AccountId) -> ServiceResult<()> {
    let account = db::accounts::get(tx, owner)?;
    let mail = AccountExists {
        name: &account.display_name,
        sign_in_url: tx.settings.link("connexion"),
        forgotten_url: tx.settings.link("mot-de-passe-oublie"),
    };
    tx.mail(&Recipient::of(&account), &mail)
}

/// A warning after a password was changed.
pub(super) fn password_changed(tx: &mut Tx<'_>, account: &AccountRow) -> ServiceResult<()> {
    let mail = PasswordChanged {
        name: &account.display_name,
        changed_at: moment(tx.now, account.language),
        forgotten_url: tx.settings.link("mot-de-passe-oublie"),
    };
    tx.mail(&Recipient::of(account), &mail)
}

/// A warning after a sign-in from a device that the account has not used before.
pub(super) fn new_device(
    tx: &mut Tx<'_>,
    account: &AccountRow,
    origin: &Origin,
) -> ServiceResult<()> {
    let mail = NewDevice {
        name: &account.display_name,
        signed_in_at: moment(tx.now, account.language),
        device: origin.device(),
        network: origin.short_network(),
        forgotten_url: tx.settings.link("mot-de-passe-oublie"),
    };
    tx.mail(&Recipient::of(account), &mail)
}

/// The acknowledgement of corrected or changed data.
pub(super) fn identity_received(
    tx: &mut Tx<'_>,
    account: &AccountRow,
    reference: &str,
) -> ServiceResult<()> {
    let mail = IdentityReceived {
        name: &account.display_name,
        reference,
        received_at: moment(tx.now, account.language),
        expected_by: moment(tx.now + ANSWER_WITHIN, account.language),
    };
    tx.mail(&Recipient::of(account), &mail)
}
