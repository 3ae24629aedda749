//! An account for somebody of the issuer's staff. Nobody can ask for one: the
//! operator makes it, and its owner chooses the password by the link of a mail.

use common::field_error::{Fault, Faults, FieldErrorCode};
use common::ids::AccountId;
use common::problem_code::ProblemCode;
use common::statuses::CredentialState;
use common::validation::email::EmailAddress;
use common::validation::names::collapse_spaces;
use common::words::{Language, Role};
use db::accounts::AccountRow;
use serde_json::json;

use super::password_links::SendPasswordLink;
use crate::audit::Actor;
use crate::context::Context;
use crate::error::ServiceResult;

/// The most characters of a name on screen.
const MAX_NAME: usize = 100;

/// Who is to have an account.
#[derive(Clone)]
pub struct NewStaff {
    /// The mail address, as typed.
    pub email: String,
    /// The name that colleagues see, as typed.
    pub name: String,
    /// What the account may do; not [`Role::Driver`].
    pub role: Role,
    /// The language of its mails.
    pub language: Language,
}

impl std::fmt::Debug for NewStaff {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewStaff")
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}

/// Makes the account and has the link to create a password sent, which is good
/// for 72 hours. "Mot de passe oublié" sends another.
///
/// # Errors
///
/// Faults of `/email`, `/name` and `/role`; [`ProblemCode::AlreadyExists`] if the
/// address has an account.
pub async fn add_staff(ctx: &Context, staff: &NewStaff) -> ServiceResult<AccountId> {
    let (email, name) = check(staff)?;
    let id = AccountId::new();
    let (role, language) = (staff.role, staff.language);
    ctx.write(move |tx| {
        let (now, email_key) = (tx.now.naive_utc(), email.comparison_key());
        if db::accounts::find_by_email_key(tx, &email_key)?.is_some() {
            return Err(ProblemCode::AlreadyExists.into());
        }
        let row = AccountRow {
            id,
            role,
            email: email.as_str().to_owned(),
            email_key: email_key.clone(),
            display_name: name.clone(),
            language,
            password_hash: None,
            credential: CredentialState::Invited,
            version: 1,
            created_at: now,
            updated_at: now,
            last_sign_in_at: None,
        };
        db::accounts::insert(tx, &row)?;
        tx.audit(
            &Actor::system(),
            "account.added",
            id,
            &json!({ "role": role }),
        )?;
        tx.enqueue(&SendPasswordLink { email_key })?;
        Ok(id)
    })
    .await
}

fn check(staff: &NewStaff) -> ServiceResult<(EmailAddress, String)> {
    let mut faults = Faults::new();
    let email = faults.check("/email", EmailAddress::parse(&staff.email));
    let name = faults.check("/name", check_name(&staff.name));
    if !staff.role.is_staff() {
        faults.push("/role", FieldErrorCode::NotAllowed);
    }
    Ok(faults.into_result(email.zip(name))?)
}

fn check_name(text: &str) -> Result<String, Fault> {
    let name = collapse_spaces(text);
    match name.chars().count() {
        0 => Err(FieldErrorCode::Required.into()),
        length if length > MAX_NAME => Err(Fault::new(FieldErrorCode::TooLong)
            .max(MAX_NAME)
            .count(length)),
        _ => Ok(name),
    }
}
