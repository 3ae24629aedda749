//! Who is signed in, for how long, and what happens at the end.
//!
//! `provide_session()` once in the application, `use_session()` in pages,
//! [`SessionDialogs`] once in the shell.

mod clock;
mod dialogs;

use std::cell::{Cell, RefCell};

use common::dto::session::{AccountView, SessionTokens, SignInRequest};
use js_sys::{Function, Promise};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::api::{ApiError, Call, Refreshed, forget_token, refresh, remember_token};
use crate::storage;

pub use self::dialogs::SessionDialogs;

/// Set while somebody is signed in on this browser, so that visitors who never
/// signed in are spared a call that is bound to be refused.
const SIGNED_IN_KEY: &str = "signed-in";

/// Whose drafts are kept on this browser.
const DRAFTS_OF_KEY: &str = "drafts-of";

/// What is known about who is here.
#[derive(Clone, Debug, PartialEq)]
pub enum SessionState {
    /// The cookie of an earlier visit is being tried.
    Restoring,
    /// It could not be tried: no network.
    Unreachable,
    /// Nobody is signed in.
    Anonymous,
    /// This account is signed in.
    SignedIn(Box<AccountView>),
}

/// The dialog about the session that stands in front of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Notice {
    /// It ends soon.
    Ending,
    /// It has ended; calls wait for the password.
    Ended,
}

/// The session, provided once; copies share the same signals.
#[derive(Clone, Copy)]
pub struct Session {
    state: RwSignal<SessionState>,
    notice: RwSignal<Option<Notice>>,
    seconds_left: RwSignal<u32>,
}

thread_local! {
    static CURRENT: Cell<Option<Session>> = const { Cell::new(None) };
    static WAITERS: RefCell<Vec<Function>> = const { RefCell::new(Vec::new()) };
}

/// Provides the session to the whole application and tries to restore it.
pub fn provide_session() -> Session {
    let session = Session {
        state: RwSignal::new(SessionState::Anonymous),
        notice: RwSignal::new(None),
        seconds_left: RwSignal::new(0),
    };
    CURRENT.set(Some(session));
    provide_context(session);
    clock::start(session);
    session.restore();
    session
}

/// The session provided by the application.
#[must_use]
pub fn use_session() -> Session {
    expect_context::<Session>()
}

impl Session {
    /// What is known about who is here; follows changes.
    #[must_use]
    pub fn state(self) -> SessionState {
        self.state.get()
    }

    /// The account that is signed in; follows changes.
    #[must_use]
    pub fn account(self) -> Option<AccountView> {
        self.state.with(|state| match state {
            SessionState::SignedIn(account) => Some((**account).clone()),
            _ => None,
        })
    }

    /// Whether somebody is signed in; follows changes.
    #[must_use]
    pub fn is_signed_in(self) -> bool {
        self.state
            .with(|state| matches!(state, SessionState::SignedIn(_)))
    }

    /// Signs in: "Connexion".
    ///
    /// # Errors
    ///
    /// The server's refusal, which never says which half was wrong.
    pub async fn sign_in(self, email: String, password: String) -> Result<AccountView, ApiError> {
        let body = SignInRequest { email, password };
        let tokens = Call::post("/sessions")
            .anonymous()
            .json(&body)
            .send::<SessionTokens>()
            .await?;
        let account = tokens.account.clone();
        self.take(tokens);
        Ok(account)
    }

    /// Takes tokens that another call gave, such as the one that sets a password.
    pub fn take(self, tokens: SessionTokens) {
        remember_token(tokens.access_token.clone(), tokens.expires_in);
        renewed(&tokens);
    }

    /// Signs out here and on the server, and forgets the drafts kept here.
    pub async fn sign_out(self) {
        // Out of reach, the server ends the session by itself when it is idle.
        let _ = Call::post("/sessions/current/end")
            .without_asking()
            .send::<()>()
            .await;
        self.forget();
    }

    /// Tries the cookie of an earlier visit.
    pub fn restore(self) {
        if storage::read::<bool>(SIGNED_IN_KEY) != Some(true) {
            return;
        }
        self.state.set(SessionState::Restoring);
        spawn_local(async move {
            match refresh().await {
                // `renewed` has set the state.
                Refreshed::Renewed => {}
                Refreshed::Refused => self.leave(),
                Refreshed::Offline => self.state.set(SessionState::Unreachable),
            }
        });
    }

    /// "Rester connecté", or somebody is at work: makes the session last.
    pub(crate) async fn extend(self) {
        match refresh().await {
            Refreshed::Renewed => self.notice.set(None),
            Refreshed::Refused => self.expire(),
            // The clock goes on; the next call will tell.
            Refreshed::Offline => {}
        }
    }

    /// The session is over: asks for the password in front of the page.
    pub fn expire(self) {
        forget_token();
        if is_signed_in() {
            self.notice.set(Some(Notice::Ended));
        }
    }

    /// Nobody is signed in any more, and somebody else may come.
    fn forget(self) {
        storage::clear_drafts();
        self.leave();
    }

    /// Nobody is signed in any more. The drafts wait for who began them.
    fn leave(self) {
        forget_token();
        storage::remove(SIGNED_IN_KEY);
        self.notice.set(None);
        self.state.set(SessionState::Anonymous);
        settle(false);
    }
}

/// Whether somebody is signed in, without following changes.
pub(crate) fn is_signed_in() -> bool {
    let current = CURRENT.get();
    current.is_some_and(|session| {
        session
            .state
            .with_untracked(|state| matches!(state, SessionState::SignedIn(_)))
    })
}

/// Called with each new set of tokens.
pub(crate) fn renewed(tokens: &SessionTokens) {
    storage::write(SIGNED_IN_KEY, &true);
    keep_drafts_of(&tokens.account.id.to_string());
    clock::renewed(tokens.idle_expires_in);
    if let Some(session) = CURRENT.get() {
        session.notice.set(None);
        let state = SessionState::SignedIn(Box::new(tokens.account.clone()));
        if session.state.with_untracked(|now| *now != state) {
            session.state.set(state);
        }
    }
    settle(true);
}

/// Forgets the drafts of anybody else.
fn keep_drafts_of(account: &str) {
    let owner = storage::read::<String>(DRAFTS_OF_KEY);
    if owner.as_deref() != Some(account) {
        if owner.is_some() {
            storage::clear_drafts();
        }
        storage::write(DRAFTS_OF_KEY, account);
    }
}

/// Asks for the password and waits; false when nobody was signed in, or the
/// person gives up.
pub(crate) async fn ask_to_sign_in() -> bool {
    let Some(session) = CURRENT.get() else {
        return false;
    };
    if !is_signed_in() {
        return false;
    }
    session.expire();
    let answer =
        Promise::new(&mut |resolve, _| WAITERS.with_borrow_mut(|waiters| waiters.push(resolve)));
    JsFuture::from(answer)
        .await
        .is_ok_and(|value| value.is_truthy())
}

/// Tells the waiting calls whether somebody signed in.
fn settle(signed_in: bool) {
    for resolve in WAITERS.take() {
        // A promise's resolver does not throw.
        let _ = resolve.call1(&JsValue::UNDEFINED, &JsValue::from_bool(signed_in));
    }
}
