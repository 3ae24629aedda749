//! Sends webhooks to addresses that organisations have given: never into our own network.

use std::error::Error;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(15);

/// How much of an answer is kept: 2 kB.
const ANSWER_BYTES: usize = 2_048;

/// A message, signed.
#[derive(Clone)]
pub struct OutgoingWebhook {
    /// Where to.
    pub url: Url,
    /// The event's id, the same for every attempt.
    pub id: String,
    /// When it is sent, in seconds.
    pub timestamp: i64,
    /// One signature per secret that is good, separated by a space.
    pub signature: String,
    /// The body.
    pub body: String,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookAnswer {
    /// The answer's status; none if there was no answer.
    pub status: Option<u16>,
    /// The beginning of the answer, or why there was none.
    pub text: String,
    /// How long it took.
    pub took: Duration,
}

impl WebhookAnswer {
    /// Whether the message arrived: any status of success.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.status
            .is_some_and(|status| (200..300).contains(&status))
    }

    /// Whether the receiver says that it is gone for good.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.status == Some(410)
    }
}

/// Sends messages. An address is resolved once, private ones are passed over, and no
/// redirect is followed.
#[derive(Clone, Debug)]
pub struct WebhookSender {
    client: reqwest::Client,
    allows_local: bool,
}

impl WebhookSender {
    /// A sender; only development and tests allow addresses of this machine, and plain
    /// HTTP.
    ///
    /// # Errors
    ///
    /// If the HTTP client cannot be built.
    pub fn new(allows_local: bool) -> anyhow::Result<Self> {
        let mut builder = reqwest::Client::builder()
            .timeout(TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent("CQC-Hub-Webhooks/1")
            .no_proxy();
        if !allows_local {
            builder = builder.https_only(true).dns_resolver(Arc::new(PublicOnly));
        }
        Ok(Self {
            client: builder.build()?,
            allows_local,
        })
    }

    /// Whether messages can be sent there, as far as the address alone says.
    #[must_use]
    pub fn accepts(&self, url: &Url) -> bool {
        let is_plain = url.username().is_empty() && url.password().is_none();
        let is_secure = url.scheme() == "https" || self.allows_local && url.scheme() == "http";
        let is_public = match url.host() {
            Some(Host::Ipv4(ip)) => is_public(ip.into()),
            Some(Host::Ipv6(ip)) => is_public(ip.into()),
            Some(Host::Domain(name)) => name.contains('.') && !name.ends_with(".localhost"),
            None => false,
        };
        is_plain && is_secure && (is_public || self.allows_local && url.host().is_some())
    }

    /// Sends a message.
    pub async fn send(&self, message: &OutgoingWebhook) -> WebhookAnswer {
        let begun = Instant::now();
        let (status, text) = if self.accepts(&message.url) {
            match self.try_send(message).await {
                Ok((status, text)) => (Some(status), text),
                Err(error) => (None, reason(&error)),
            }
        } else {
            (None, "the address is not allowed".to_owned())
        };
        WebhookAnswer {
            status,
            text,
            took: begun.elapsed(),
        }
    }

    async fn try_send(&self, message: &OutgoingWebhook) -> Result<(u16, String), reqwest::Error> {
        let request = self
            .client
            .post(message.url.clone())
            .header("content-type", "application/json")
            .header("webhook-id", &message.id)
            .header("webhook-timestamp", message.timestamp)
            .header("webhook-signature", &message.signature)
            .body(message.body.clone());
        let mut response = request.send().await?;
        let status = response.status().as_u16();
        let mut answer = Vec::new();
        while answer.len() < ANSWER_BYTES {
            match response.chunk().await {
                Ok(Some(bytes)) => answer.extend_from_slice(&bytes),
                // The status counts; an answer that breaks off does not change it.
                Ok(None) | Err(_) => break,
            }
        }
        answer.truncate(ANSWER_BYTES);
        let text = String::from_utf8_lossy(&answer);
        Ok((status, text.replace('\0', "\u{fffd}")))
    }
}

/// The innermost cause: what is around it repeats the address.
fn reason(error: &reqwest::Error) -> String {
    let mut cause: &dyn Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    if error.is_timeout() {
        return format!("no answer within {} s", TIMEOUT.as_secs());
    }
    cause.to_string()
}

/// Resolves names to public addresses only, so that no name leads inside.
struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|address| is_public(address.ip())).collect();
            if public.is_empty() {
                return Err("the name leads to no public address".into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// Whether an address is one of the public internet (IANA's special-purpose registries).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19));
    !is_special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [first, second, third, ..] = ip.segments();
    // Addresses that hold one of version 4 lead where that leads.
    let held = ip.to_ipv4_mapped().or(match (first, second, third) {
        (0x0064, 0xff9b, 0) => ip.to_ipv4(),
        (0x2002, ..) => Some(embedded(second, third)),
        _ => None,
    });
    if first == 0x0064 && second == 0xff9b {
        let [.., high, low] = ip.segments();
        return third == 0 && is_public_v4(embedded(high, low));
    }
    if let Some(held) = held {
        return is_public_v4(held);
    }
    // Global unicast, without documentation, benchmarks and tunnels.
    (first & 0xe000) == 0x2000 && !(first == 0x2001 && (second < 0x0200 || second == 0x0db8))
}

const fn embedded(high: u16, low: u16) -> Ipv4Addr {
    let [[a, b], [c, d]] = [high.to_be_bytes(), low.to_be_bytes()];
    Ipv4Addr::new(a, b, c, d)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_internet_is_public() {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "192.0.2.1",
            "198.18.0.1",
            "192.0.0.8",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
        ] {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
        for outside in [
            "93.184.216.34",
            "8.8.8.8",
            "2606:4700::1111",
            "64:ff9b::808:808",
        ] {
            assert!(is_public(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn an_address_says_itself_whether_it_is_allowed() {
        let (strict, local) = (
            WebhookSender::new(false).unwrap(),
            WebhookSender::new(true).unwrap(),
        );
        for (url, is_allowed) in [
            ("https://centre.example/hook", true),
            ("http://centre.example/hook", false),
            ("https://user:pw@centre.example/", false),
            ("https://127.0.0.1/", false),
            ("https://[::1]/", false),
            ("https://2130706433/", false),
            ("https://0x7f.1/", false),
            ("https://localhost/", false),
            ("https://printer/", false),
            ("ftp://centre.example/", false),
        ] {
            assert_eq!(strict.accepts(&url.parse().unwrap()), is_allowed, "{url}");
        }
        assert!(local.accepts(&"http://127.0.0.1:8080/".parse().unwrap()));
    }

    #[tokio::test]
    async fn a_name_that_leads_inside_is_not_asked() {
        let message = OutgoingWebhook {
            url: "https://127.0.0.1:9/".parse().unwrap(),
            id: "evt".to_owned(),
            timestamp: 0,
            signature: String::new(),
            body: String::new(),
        };
        let answer = WebhookSender::new(false).unwrap().send(&message).await;
        assert_eq!(
            (answer.status, answer.text.as_str()),
            (None, "the address is not allowed")
        );
        let name = "localhost".parse().unwrap();
        assert!(PublicOnly.resolve(name).await.is_err());
    }
}
