//! A server per test.

use std::net::TcpListener;
use std::ops::Deref;

use actix_web::dev::ServerHandle;
use actix_web::web;
use api::commands::server;
use api::state::{AppState, HttpSettings};
use common::ids::{AccountId, ApiClientId, OrganisationId, SessionId};
use common::statuses::CredentialState;
use common::words::{Language, Role, Scope};
use db::accounts::AccountRow;
use db::sessions::SessionRow;
use services::testing::TestContext;
use services::tokens::Principal;

use super::client::Client;

/// A running server with everything behind it; `Deref`s to the context, so that
/// `app.run_jobs()`, `app.outbox()`, `app.clock` and `app.write(…)` work.
pub struct TestApp {
    ctx: TestContext,
    address: String,
    server: ServerHandle,
}

impl Deref for TestApp {
    type Target = TestContext;

    fn deref(&self) -> &TestContext {
        &self.ctx
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        drop(self.server.stop(false));
    }
}

impl TestApp {
    /// On a fresh SQLite database.
    #[cfg(feature = "sqlite")]
    pub async fn sqlite() -> Self {
        Self::start(TestContext::sqlite().await, |_| {})
    }

    /// On a fresh PostgreSQL database.
    #[cfg(feature = "postgres")]
    pub async fn postgres() -> Self {
        Self::start(TestContext::postgres().await, |_| {})
    }

    /// On a given context; `adjust` changes how the server faces the network.
    pub fn start(ctx: TestContext, adjust: impl FnOnce(&mut HttpSettings)) -> Self {
        let mut http = HttpSettings {
            site: None,
            trust_proxy: false,
            requests_per_minute: 10_000,
        };
        adjust(&mut http);
        let state = web::Data::new(AppState::new((*ctx).clone(), http).unwrap());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let running = server(state, listener, Some(1)).unwrap();
        let server = running.handle();
        tokio::spawn(running);
        Self {
            ctx,
            address,
            server,
        }
    }

    /// Somebody who is not signed in.
    pub fn anonymous(&self) -> Client {
        Client::new(&self.address)
    }

    /// A client that sends this principal's access token.
    pub fn as_principal(&self, principal: &Principal) -> Client {
        let token = self
            .ctx
            .keys
            .tokens
            .sign(principal, self.ctx.now())
            .unwrap();
        Client::new(&self.address).with_token(token)
    }

    /// A new account with this role, signed in. For a driver with a driver's row,
    /// use the helpers of the area.
    pub async fn signed_in(&self, role: Role) -> Client {
        let (account, session) = self.account_with_session(role).await;
        self.as_principal(&Principal::Person {
            account,
            role,
            session,
        })
    }

    /// Software of an organisation with these scopes; the organisation exists only
    /// in the token unless the test inserts it.
    pub fn client_token(
        &self,
        organisation: OrganisationId,
        client: ApiClientId,
        scopes: &[Scope],
    ) -> Client {
        self.as_principal(&Principal::Client {
            client,
            organisation,
            scopes: scopes.to_vec(),
        })
    }

    /// A new account with this role and a session of it.
    pub async fn account_with_session(&self, role: Role) -> (AccountId, SessionId) {
        let (account, session) = (AccountId::new(), SessionId::new());
        let now = self.ctx.now();
        self.ctx
            .write(move |tx| {
                let at = tx.now.naive_utc();
                db::accounts::insert(tx, &account_row(account, role, at))?;
                db::sessions::insert(tx, &session_row(session, account, at))?;
                Ok(())
            })
            .await
            .unwrap();
        assert_eq!(now, self.ctx.now(), "the clock stands still");
        (account, session)
    }
}

fn account_row(id: AccountId, role: Role, at: chrono::NaiveDateTime) -> AccountRow {
    let email = format!("{id}@example.org");
    AccountRow {
        id,
        role,
        email_key: email.clone(),
        email,
        display_name: "Camille Essai".to_owned(),
        language: Language::French,
        password_hash: None,
        credential: CredentialState::Active,
        version: 1,
        created_at: at,
        updated_at: at,
        last_sign_in_at: None,
    }
}

pub fn session_row(id: SessionId, account_id: AccountId, at: chrono::NaiveDateTime) -> SessionRow {
    SessionRow {
        id,
        account_id,
        refresh_hash: id.to_string(),
        previous_hash: None,
        rotated_at: at,
        user_agent: "test".to_owned(),
        network: "127.0.0.0/24".to_owned(),
        created_at: at,
        last_used_at: at,
        idle_expires_at: at + chrono::TimeDelta::minutes(30),
        expires_at: at + chrono::TimeDelta::hours(12),
        ended_at: None,
    }
}
