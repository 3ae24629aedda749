//! Sessions: going on, looking at them, ending them.
//!
//! Each refresh gives another refresh token. When one that was replaced comes
//! back, two browsers have it, and one of them stole it: the session ends. A
//! few seconds are allowed for two tabs that refresh at the same time.

use chrono::TimeDelta;
use common::dto::session::{SessionTokens, SessionView};
use common::ids::{AccountId, SessionId};
use common::problem_code::ProblemCode;
use common::statuses::IdentityReview;
use db::Conn;
use db::accounts::AccountRow;
use db::sessions::SessionRow;

use super::account;
use super::secret::{Secret, sha256_hex};
use super::sign_in::SignedIn;
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::tokens::{LIFETIME, Principal};

/// How long the replaced refresh token is taken for a second tab's.
const GRACE: TimeDelta = TimeDelta::seconds(20);

enum Refreshed {
    /// The presented token was the present one.
    Rotated,
    /// It was the one before, a moment ago: the browser has the present one already.
    SecondTab,
    /// It was the one before, long ago.
    Stolen,
}

/// Goes on with a session by its refresh token.
///
/// # Errors
///
/// [`ProblemCode::SessionEnded`] if the token is unknown, or the session is over.
pub async fn refresh(ctx: &Context, token: &str) -> ServiceResult<SignedIn> {
    let presented = sha256_hex(token);
    let secret = Secret::generate().map_err(anyhow::Error::new)?;
    let next = secret.hash();
    let (outcome, session, account, review) = ctx
        .write(move |tx| {
            let (outcome, session) = present(tx, &presented, &next)?;
            let account = db::accounts::get(tx, session.account_id)?;
            let review = account::review_of(tx, &account)?;
            Ok((outcome, session, account, review))
        })
        .await?;
    let refresh = match outcome {
        Refreshed::Rotated => Some(secret),
        Refreshed::SecondTab => None,
        Refreshed::Stolen => return Err(ProblemCode::SessionEnded.into()),
    };
    Ok(SignedIn {
        tokens: tokens(ctx, &session, &account, review)?,
        refresh,
        device: None,
    })
}

fn present(tx: &mut Tx<'_>, presented: &str, next: &str) -> ServiceResult<(Refreshed, SessionRow)> {
    let now = tx.now;
    let over = ServiceError::Refused(ProblemCode::SessionEnded);
    if let Some(mut session) = db::sessions::find_by_refresh_hash(tx, presented)? {
        if !session.is_alive(now) {
            return Err(over);
        }
        let role = db::accounts::get(tx, session.account_id)?.role;
        let idle_expires_at = now + tx.settings.sessions.of(role).idle;
        db::sessions::rotate(tx, session.id, presented, next, now, idle_expires_at)?;
        session.idle_expires_at = idle_expires_at.naive_utc();
        return Ok((Refreshed::Rotated, session));
    }
    let Some(session) = db::sessions::find_by_previous_hash(tx, presented)? else {
        return Err(over);
    };
    if !session.is_alive(now) {
        return Err(over);
    }
    if now - session.rotated_at.and_utc() <= GRACE {
        return Ok((Refreshed::SecondTab, session));
    }
    db::sessions::end(tx, session.id, session.account_id, now)?;
    tx.audit(
        &Actor::system(),
        "session.ended_by_reuse",
        session.id,
        &serde_json::json!({}),
    )?;
    Ok((Refreshed::Stolen, session))
}

/// The tokens of a session for its pages.
pub(super) fn tokens(
    ctx: &Context,
    session: &SessionRow,
    account: &AccountRow,
    review: Option<IdentityReview>,
) -> ServiceResult<SessionTokens> {
    let now = ctx.now();
    let principal = Principal::Person {
        account: account.id,
        role: account.role,
        session: session.id,
    };
    let idle_expires_at = session.idle_expires_at.min(session.expires_at).and_utc();
    // Whoever refreshes when told to does so before the session is idle.
    let idle = idle_expires_at - now;
    let refresh_in = LIFETIME.min(idle / 2);
    let seconds = |time: TimeDelta| u32::try_from(time.num_seconds()).unwrap_or(0);
    Ok(SessionTokens {
        access_token: ctx.keys.tokens.sign(&principal, now)?,
        expires_in: seconds(refresh_in),
        idle_expires_at,
        idle_expires_in: seconds(idle),
        account: account::view(account, review),
    })
}

/// The account's own sessions that are not over, last used first.
///
/// # Errors
///
/// If the database fails.
pub async fn list(
    ctx: &Context,
    account: AccountId,
    current: SessionId,
) -> ServiceResult<Vec<SessionView>> {
    let now = ctx.now();
    ctx.read(move |conn| {
        let rows = db::sessions::list_alive(conn, account, now)?;
        Ok(rows.into_iter().map(|row| view(row, current)).collect())
    })
    .await
}

fn view(row: SessionRow, current: SessionId) -> SessionView {
    SessionView {
        id: row.id,
        is_current: row.id == current,
        user_agent: row.user_agent,
        network: row.network,
        created_at: row.created_at.and_utc(),
        last_used_at: row.last_used_at.and_utc(),
    }
}

/// Ends one session.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if the account has no such session that is not ended.
pub async fn end(ctx: &Context, account: AccountId, session: SessionId) -> ServiceResult<()> {
    ctx.write(move |tx| {
        let now = tx.now;
        match db::sessions::end(tx, session, account, now) {
            Err(db::Error::Stale) => return Err(ServiceError::NotFound),
            other => other?,
        }
        let actor = actor(tx, account)?;
        tx.audit(&actor, "session.ended", session, &serde_json::json!({}))
    })
    .await
}

/// Ends all sessions of an account, this one included.
///
/// # Errors
///
/// If the database fails.
pub async fn end_all(ctx: &Context, account: AccountId) -> ServiceResult<()> {
    ctx.write(move |tx| {
        let now = tx.now;
        let ended = db::sessions::end_all(tx, account, None, now)?;
        let actor = actor(tx, account)?;
        tx.audit(
            &actor,
            "sessions.ended",
            account,
            &serde_json::json!({ "ended": ended }),
        )
    })
    .await
}

fn actor(conn: &mut Conn, account: AccountId) -> ServiceResult<Actor> {
    Ok(Actor::of(account, db::accounts::get(conn, account)?.role))
}
