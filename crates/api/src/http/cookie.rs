//! The cookies: one holds the refresh token, the other says that the browser is known.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use chrono::TimeDelta;
use services::accounts::secret::Secret;
use services::settings::Settings;
use zeroize::Zeroizing;

/// A cookie of the service.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// With this prefix a browser takes the cookie only over HTTPS, for this host,
    /// and for no part of it alone.
    secure_name: &'static str,
    /// Over plain HTTP, in development, the prefix is not possible.
    plain_name: &'static str,
    plain_path: &'static str,
}

/// The refresh token.
pub const REFRESH: Kind = Kind {
    secure_name: "__Host-cqc_refresh",
    plain_name: "cqc_refresh",
    plain_path: "/api/v1/sessions",
};

/// By what the browser is known at the next sign-in.
pub const DEVICE: Kind = Kind {
    secure_name: "__Host-cqc_device",
    plain_name: "cqc_device",
    plain_path: "/api/v1",
};

fn is_secure(settings: &Settings) -> bool {
    settings.public_url.scheme() == "https"
}

fn cookie(kind: &Kind, settings: &Settings, value: String) -> Cookie<'static> {
    let is_secure = is_secure(settings);
    let (name, path) = if is_secure {
        (kind.secure_name, "/")
    } else {
        (kind.plain_name, kind.plain_path)
    };
    Cookie::build(name, value)
        .path(path)
        .secure(is_secure)
        .http_only(true)
        .same_site(SameSite::Strict)
        .finish()
}

/// Hands a secret to the browser, for so long.
#[must_use]
pub fn set(kind: &Kind, settings: &Settings, secret: &Secret, lasts: TimeDelta) -> Cookie<'static> {
    let mut cookie = cookie(kind, settings, secret.expose().to_owned());
    cookie.set_max_age(Duration::seconds(lasts.num_seconds()));
    cookie
}

/// Takes a cookie back.
#[must_use]
pub fn taken_back(kind: &Kind, settings: &Settings) -> Cookie<'static> {
    let mut cookie = cookie(kind, settings, String::new());
    cookie.set_max_age(Duration::ZERO);
    cookie
}

/// The secret that the browser sends.
#[must_use]
pub fn read(kind: &Kind, settings: &Settings, request: &HttpRequest) -> Option<Zeroizing<String>> {
    let name = if is_secure(settings) {
        kind.secure_name
    } else {
        kind.plain_name
    };
    let cookie = request.cookie(name)?;
    (!cookie.value().is_empty()).then(|| Zeroizing::new(cookie.value().to_owned()))
}
