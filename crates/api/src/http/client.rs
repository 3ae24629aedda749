//! Who is on the other side: address, language, and the name of the request.

use std::net::IpAddr;
use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderMap};
use common::words::Language;

/// The request's name in the log, given by the client or made here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(Arc<str>);

impl Default for RequestId {
    fn default() -> Self {
        Self(
            common::ids::EventId::new()
                .as_str()
                .replacen("evt_", "", 1)
                .into(),
        )
    }
}

impl RequestId {
    /// The client's `X-Request-Id` if it is one that can be trusted in a log line
    /// (at most 128 of `[A-Za-z0-9_-]`); otherwise a new one.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let is_safe = |text: &&str| {
            (1..=128).contains(&text.len())
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
        };
        headers
            .get("x-request-id")
            .and_then(|value| value.to_str().ok())
            .filter(is_safe)
            .map_or_else(Self::default, |text| Self(text.into()))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The trace id of a W3C `traceparent`, if it is well formed.
#[must_use]
pub fn trace_id_of(headers: &HeaderMap) -> Option<&str> {
    let mut parts = headers.get("traceparent")?.to_str().ok()?.split('-');
    let (_version, trace) = (parts.next()?, parts.next()?);
    (trace.len() == 32 && trace.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(trace)
}

/// The language that the client likes best among ours; French if it says nothing.
#[must_use]
pub fn language_of(headers: &HeaderMap) -> Language {
    let Some(wishes) = headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
    else {
        return Language::French;
    };
    let mut best = (Language::French, 0.0_f32);
    for wish in wishes.split(',') {
        let (tag, rest) = wish.split_once(';').unwrap_or((wish, ""));
        let weight = match rest.trim().strip_prefix("q=") {
            Some(text) => text.parse().unwrap_or(0.0),
            None => 1.0,
        };
        let primary = tag.trim().split('-').next().unwrap_or_default();
        if let Ok(language) = primary.to_ascii_lowercase().parse::<Language>()
            && weight > best.1
        {
            best = (language, weight);
        }
    }
    best.0
}

/// The client's address: that of the connection, or, behind a trusted proxy, the
/// last one that the proxy added to `X-Forwarded-For`.
#[must_use]
pub fn address_of(request: &HttpRequest, trust_proxy: bool) -> Option<IpAddr> {
    let forwarded = || {
        let value = request
            .headers()
            .get_all("x-forwarded-for")
            .last()?
            .to_str()
            .ok()?;
        value.rsplit(',').next()?.trim().parse().ok()
    };
    let direct = request.peer_addr().map(|address| address.ip());
    if trust_proxy {
        forwarded().or(direct)
    } else {
        direct
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn headers(name: &'static str, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_str(value).unwrap(),
        );
        headers
    }

    #[test]
    fn a_request_id_is_taken_over_only_if_it_is_harmless() {
        for good in ["a", "abc_DEF-123", &"x".repeat(128)] {
            assert_eq!(RequestId::of(&headers("x-request-id", good)).as_str(), good);
        }
        for bad in ["", "a b", "a;b", "é", &"x".repeat(129)] {
            let id = RequestId::of(&headers("x-request-id", bad));
            assert_eq!(id.as_str().len(), 32, "{bad}");
        }
    }

    #[test]
    fn the_best_liked_language_is_chosen() {
        for (wish, language) in [
            ("fr", Language::French),
            ("en-GB,en;q=0.9", Language::English),
            ("de,en;q=0.5,fr;q=0.4", Language::English),
            ("fr;q=0.4, EN-us;q=0.8", Language::English),
            ("de", Language::French),
            ("*", Language::French),
            (";;;q=x", Language::French),
        ] {
            assert_eq!(
                language_of(&headers("accept-language", wish)),
                language,
                "{wish}"
            );
        }
    }

    #[test]
    fn a_trace_is_read_only_if_well_formed() {
        let good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        let trace = Some("4bf92f3577b34da6a3ce929d0e0e4736");
        assert_eq!(trace_id_of(&headers("traceparent", good)), trace);
        assert_eq!(trace_id_of(&headers("traceparent", "00-zz-1-01")), None);
    }
}
