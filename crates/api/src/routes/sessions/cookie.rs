//! The cookie that holds the refresh token.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use chrono::TimeDelta;
use services::accounts::secret::Secret;
use services::settings::Settings;
use zeroize::Zeroizing;

/// With this prefix a browser takes the cookie only over HTTPS, for this host,
/// and for no part of it alone.
const SECURE_NAME: &str = "__Host-cqc_refresh";

/// Over plain HTTP, in development, the prefix is not possible.
const PLAIN_NAME: &str = "cqc_refresh";

fn is_secure(settings: &Settings) -> bool {
    settings.public_url.scheme() == "https"
}

fn cookie(settings: &Settings, value: String) -> Cookie<'static> {
    let is_secure = is_secure(settings);
    let (name, path) = if is_secure {
        (SECURE_NAME, "/")
    } else {
        (PLAIN_NAME, "/api/v1/sessions")
    };
    Cookie::build(name, value)
        .path(path)
        .secure(is_secure)
        .http_only(true)
        .same_site(SameSite::Strict)
        .finish()
}

/// Hands a refresh token to the browser, for as long as the session may be idle.
pub(super) fn set(settings: &Settings, secret: &Secret, lasts: TimeDelta) -> Cookie<'static> {
    let mut cookie = cookie(settings, secret.expose().to_owned());
    cookie.set_max_age(Duration::seconds(lasts.num_seconds()));
    cookie
}

/// Takes the cookie back.
pub(super) fn taken_back(settings: &Settings) -> Cookie<'static> {
    let mut cookie = cookie(settings, String::new());
    cookie.set_max_age(Duration::ZERO);
    cookie
}

/// The refresh token that the browser sends.
pub(super) fn read(settings: &Settings, request: &HttpRequest) -> Option<Zeroizing<String>> {
    let name = if is_secure(settings) {
        SECURE_NAME
    } else {
        PLAIN_NAME
    };
    let cookie = request.cookie(name)?;
    (!cookie.value().is_empty()).then(|| Zeroizing::new(cookie.value().to_owned()))
}
