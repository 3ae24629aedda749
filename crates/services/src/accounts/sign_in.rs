//! "Connexion". Neither text nor time tells whether the account exists.

use common::dto::session::{SessionTokens, SignInRequest};
use common::ids::SessionId;
use common::problem_code::ProblemCode;
use common::statuses::{CredentialState, IdentityReview};
use common::validation::email::EmailAddress;
use db::accounts::AccountRow;
use db::sessions::SessionRow;

use super::origin::Origin;
use super::secret::Secret;
use super::throttle::{self, Counted, Try};
use super::{account, known_device, mails, sessions};
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};

/// What a browser gets: tokens for its pages, and a refresh token for its
/// cookie. No refresh token means that it keeps the one it has.
#[derive(Debug)]
pub struct SignedIn {
    /// The answer's body.
    pub tokens: SessionTokens,
    /// The refresh token.
    pub refresh: Option<Secret>,
    /// By what the browser is known at the next sign-in; only after a sign-in.
    pub device: Option<Secret>,
}

/// Signs somebody in.
///
/// # Errors
///
/// [`ProblemCode::CredentialsWrong`], whatever is wrong;
/// [`ServiceError::Throttled`] after too many failures.
pub async fn sign_in(
    ctx: &Context,
    origin: &Origin,
    request: &SignInRequest,
) -> ServiceResult<SignedIn> {
    let email_key = compared(&request.email);
    let counted = throttle::admit_or_refuse(ctx, &Try::new(&email_key, origin)).await?;
    let found = ctx
        .read(move |conn| {
            let Some(account) = db::accounts::find_by_email_key(conn, &email_key)? else {
                return Ok(None);
            };
            let review = account::review_of(conn, &account)?;
            Ok(Some((account, review)))
        })
        .await?;
    // Who may not come in is treated like who is not known.
    let found = found.filter(|(account, review)| {
        account.credential == CredentialState::Active && *review != Some(IdentityReview::Rejected)
    });
    let hash = found
        .as_ref()
        .and_then(|(account, _)| account.password_hash.as_deref());
    let is_right = ctx
        .passwords
        .verify(&request.password, hash)
        .await
        .map_err(anyhow::Error::new)?;
    match found {
        Some((account, review)) if is_right => begin(ctx, origin, counted, account, review).await,
        _ => Err(ServiceError::Refused(ProblemCode::CredentialsWrong)),
    }
}

/// The form in which the typed address is looked up; what is no address is
/// looked up too, and not found.
fn compared(email: &str) -> String {
    match EmailAddress::parse(email) {
        Ok(email) => email.comparison_key(),
        Err(_) => email
            .trim()
            .chars()
            .take(254)
            .collect::<String>()
            .to_lowercase(),
    }
}

async fn begin(
    ctx: &Context,
    origin: &Origin,
    counted: Counted,
    account: AccountRow,
    review: Option<IdentityReview>,
) -> ServiceResult<SignedIn> {
    let refresh = Secret::generate().map_err(anyhow::Error::new)?;
    let device = Secret::generate().map_err(anyhow::Error::new)?;
    let now = ctx.now();
    let limit = ctx.settings.sessions.of(account.role);
    let row = SessionRow {
        id: SessionId::new(),
        account_id: account.id,
        refresh_hash: refresh.hash(),
        previous_hash: None,
        rotated_at: now.naive_utc(),
        user_agent: origin.user_agent.clone(),
        network: origin.short_network(),
        created_at: now.naive_utc(),
        last_used_at: now.naive_utc(),
        idle_expires_at: (now + limit.idle).naive_utc(),
        expires_at: (now + limit.absolute).naive_utc(),
        ended_at: None,
    };
    let actor = Actor::of(account.id, account.role);
    let (session, origin, who) = (row.clone(), origin.clone(), account.clone());
    let device_hash = device.hash();
    ctx.write(move |tx| {
        let now = tx.now;
        throttle::forgive(tx, &counted, now)?;
        if is_new_device(tx, &who, &origin)? {
            mails::new_device(tx, &who, &origin)?;
        }
        let before = origin.device_hash.as_deref();
        known_device::remember(tx, row.account_id, &device_hash, before)?;
        db::sessions::insert(tx, &row)?;
        db::accounts::touch_sign_in(tx, row.account_id, now)?;
        tx.audit(&actor, "session.begun", row.id, &serde_json::json!({}))
    })
    .await?;
    let tokens = sessions::tokens(ctx, &session, &account, review)?;
    Ok(SignedIn {
        tokens,
        refresh: Some(refresh),
        device: Some(device),
    })
}

/// Whether somebody who has signed in before does so from a browser that the
/// account has not used as far back as sessions are kept.
fn is_new_device(tx: &mut Tx<'_>, account: &AccountRow, origin: &Origin) -> ServiceResult<bool> {
    if account.last_sign_in_at.is_none() {
        return Ok(false);
    }
    let known = db::sessions::list_user_agents(tx, account.id)?;
    Ok(!known.iter().any(|agent| origin.is_same_device(agent)))
}
