//! How tries of `POST /api/v1/sessions` are made to wait, wherever they come from.

use std::ops::Deref;

use chrono::TimeDelta;
use common::dto::review::AccountDecision;
use common::dto::session::SignInRequest;
use db::on_both_engines;
use serde_json::json;
use services::accounts::origin::Origin;
use services::accounts::throttle::{self, Try};
use services::testing::TestContext;

use crate::support::accounts::{
    EMAIL, PASSWORD, cookie_value, newest_token, reviewed_driver, set_password, try_sign_in,
};
use crate::support::{Answer, TestApp};

const DEVICE: &str = "__Host-cqc_device";

/// Networks that the owner signs in from.
const NETWORKS: [&str; 3] = ["192.0.2", "198.51.100", "203.0.113"];

/// A server behind a proxy, so that tries can come from anywhere.
struct Proxied(TestApp);

impl Deref for Proxied {
    type Target = TestApp;

    fn deref(&self) -> &TestApp {
        &self.0
    }
}

impl Proxied {
    #[cfg(feature = "sqlite")]
    async fn sqlite() -> Self {
        Self::start(TestContext::sqlite().await)
    }

    #[cfg(feature = "postgres")]
    async fn postgres() -> Self {
        Self::start(TestContext::postgres().await)
    }

    fn start(ctx: TestContext) -> Self {
        Self(TestApp::start(ctx, |http| http.trust_proxy = true))
    }

    /// Tries from an address, in a browser that says it is known if a secret is given.
    async fn try_from(&self, address: &str, device: Option<&str>, password: &str) -> Answer {
        let mut client = self.anonymous().with_header("x-forwarded-for", address);
        if let Some(secret) = device {
            client = client.with_header("cookie", &format!("{DEVICE}={secret}"));
        }
        let request = SignInRequest {
            email: EMAIL.to_owned(),
            password: password.to_owned(),
        };
        client.post("/api/v1/sessions", &request).await
    }
}

#[track_caller]
fn wait(answer: &Answer) -> TimeDelta {
    assert_eq!(answer.problem(429).code, "rate_limited");
    TimeDelta::seconds(answer.header("retry-after").parse().unwrap())
}

/// An address that no test uses twice.
fn strange_address(number: usize) -> String {
    format!("198.18.{}.{}", number / 250, number % 250 + 1)
}

on_both_engines! {
    async fn guesses_from_everywhere_are_few_and_the_owner_still_gets_in(app: Proxied) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        let known = try_sign_in(&app, EMAIL, PASSWORD).await;
        let device = cookie_value(&known, DEVICE).unwrap();
        let start = app.now();
        let (mut tries, mut guesses) = (0, 0);
        while app.now() - start < TimeDelta::hours(1) {
            let answer = app.try_from(&strange_address(tries), None, "faux").await;
            tries += 1;
            if answer.status == 401 {
                guesses += 1;
            } else {
                app.clock.advance(wait(&answer));
            }
        }
        assert!((20..=100).contains(&guesses), "{guesses}");

        while app.try_from(&strange_address(tries), None, "faux").await.status == 401 {
            tries += 1;
        }
        // Each from a network of its own: where the owner enters is known from then on.
        wait(&app.try_from("198.19.1.1", None, PASSWORD).await);
        assert_eq!(app.try_from("127.0.0.77", None, PASSWORD).await.status, 200, "a known network");
        assert_eq!(app.try_from("198.19.2.1", Some(&device), PASSWORD).await.status, 200);

        // Nobody is locked out, whatever strangers do: the link leads in from anywhere.
        app.anonymous().post("/api/v1/password-links", &json!({ "email": EMAIL })).await;
        let token = newest_token(&app, "mot-de-passe").await;
        let answer = set_password(&app, &token, "Route-Soleil#75").await;
        let fresh = cookie_value(&answer, DEVICE).unwrap();
        wait(&app.try_from("198.19.3.1", None, "Route-Soleil#75").await);
        let entered = app.try_from("198.19.3.1", Some(&fresh), "Route-Soleil#75").await;
        assert_eq!(entered.status, 200);
    }

    async fn whoever_owns_the_owners_networks_too_stays_below_a_hundred(app: Proxied) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        for network in NETWORKS {
            app.clock.advance(TimeDelta::seconds(1));
            assert_eq!(app.try_from(&format!("{network}.1"), None, PASSWORD).await.status, 200);
        }
        // The fourth is known no more: its guesses count with those from elsewhere.
        let networks = NETWORKS.iter().copied().chain(["127.0.0", "198.18.0"]);
        let networks: Vec<_> = networks.collect();
        let start = app.now();
        let (mut host, mut guesses) = (2, 0);
        while app.now() - start < TimeDelta::hours(1) {
            for network in &networks {
                for _ in 0..12 {
                    host = host % 250 + 1;
                    let answer = app.try_from(&format!("{network}.{host}"), None, "faux").await;
                    if answer.status != 401 {
                        break;
                    }
                    guesses += 1;
                }
            }
            app.clock.advance(TimeDelta::minutes(1));
        }
        assert!((60..=100).contains(&guesses), "{guesses}");
    }

    async fn strangers_behind_the_same_address_do_not_slow_a_known_browser(app: Proxied) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        let device = cookie_value(&try_sign_in(&app, EMAIL, PASSWORD).await, DEVICE).unwrap();
        for _ in 0..5 {
            assert_eq!(app.try_from("127.0.0.1", None, "faux").await.status, 401);
        }
        wait(&app.try_from("127.0.0.1", None, PASSWORD).await);
        let entered = app.try_from("127.0.0.1", Some(&device), PASSWORD).await;
        assert_eq!(entered.status, 200);
        let next = cookie_value(&entered, DEVICE).unwrap();
        assert_ne!(next, device, "the secret is another after each sign-in");
        wait(&app.try_from("127.0.0.1", Some(&device), PASSWORD).await);
    }

    async fn a_known_browser_has_to_wait_too_when_it_guesses(app: Proxied) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        let device = cookie_value(&try_sign_in(&app, EMAIL, PASSWORD).await, DEVICE).unwrap();
        for number in 0..5 {
            let address = strange_address(number);
            assert_eq!(app.try_from(&address, Some(&device), "faux").await.status, 401);
        }
        wait(&app.try_from("198.19.0.1", Some(&device), PASSWORD).await);
        app.clock.advance(TimeDelta::days(181));
        assert_eq!(app.try_from("198.19.0.1", Some(&device), "faux").await.status, 401);
        let row = app.read(move |conn| {
            let hash = services::accounts::secret::sha256_hex(&device);
            Ok(db::known_devices::is_known(conn, &hash, EMAIL, "2027-11-23T12:00:00Z".parse().unwrap())?)
        });
        assert!(!row.await.unwrap(), "half a year later it is known no more");
    }

    async fn a_browser_is_known_to_its_own_account_alone(app: Proxied) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        let device = cookie_value(&try_sign_in(&app, EMAIL, PASSWORD).await, DEVICE).unwrap();
        let hash = services::accounts::secret::sha256_hex(&device);
        let now = app.now();
        let known = app.read(move |conn| {
            let own = db::known_devices::is_known(conn, &hash, EMAIL, now)?;
            let other = db::known_devices::is_known(conn, &hash, "autre@exemple.fr", now)?;
            Ok((own, other))
        });
        assert_eq!(known.await.unwrap(), (true, false));
    }

    async fn a_success_of_ones_own_does_not_end_the_wait_that_others_failures_cost(app: TestApp) {
        let origin = Origin::new("198.51.100.9".parse().unwrap(), "x");
        let admitted = app.write(move |tx| {
            let now = tx.now;
            let own = throttle::admit(tx, &Try::new("moi@exemple.fr", &origin), now)?.unwrap();
            for number in 0..50 {
                let tried = Try::new(&format!("autre{number}@exemple.fr"), &origin);
                throttle::admit(tx, &tried, now)?.unwrap();
            }
            throttle::forgive(tx, &own, now)?;
            Ok(throttle::admit(tx, &Try::new("encore@exemple.fr", &origin), now)?.is_ok())
        });
        assert!(!admitted.await.unwrap());
    }

    async fn a_right_password_costs_nothing(app: TestApp) {
        let origin = Origin::new("198.51.100.9".parse().unwrap(), "x");
        let admitted = app.write(move |tx| {
            let now = tx.now;
            let tried = Try::new("moi@exemple.fr", &origin);
            for _ in 0..200 {
                match throttle::admit(tx, &tried, now)? {
                    Ok(counted) => throttle::forgive(tx, &counted, now)?,
                    Err(_) => return Ok(false),
                }
            }
            Ok(true)
        });
        assert!(admitted.await.unwrap());
    }
}
