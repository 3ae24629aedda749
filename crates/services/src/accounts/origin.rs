//! Where a request comes from.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::secret::sha256_hex;

/// The network and the program behind a request.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The address that the request came from.
    pub address: IpAddr,
    /// Browser and system as it named itself, at most 200 characters.
    pub user_agent: String,
    /// SHA-256 of the secret by which the browser says it is known, if it does.
    pub device_hash: Option<String>,
}

impl Origin {
    /// Takes down where a request comes from.
    #[must_use]
    pub fn new(address: IpAddr, user_agent: &str) -> Self {
        let printable = user_agent.chars().filter(|letter| !letter.is_control());
        Self {
            address: address.to_canonical(),
            user_agent: printable.take(200).collect(),
            device_hash: None,
        }
    }

    /// The same with the secret by which the browser says it is known.
    #[must_use]
    pub fn with_device(mut self, secret: &str) -> Self {
        self.device_hash = Some(sha256_hex(secret));
        self
    }

    /// Browser and system in a few words: "Firefox, Android".
    #[must_use]
    pub fn device(&self) -> String {
        let agent = &self.user_agent;
        let first = |names: &[(&str, &'static str)]| {
            let named = names.iter().find(|(sign, _)| agent.contains(sign));
            named.map(|(_, name)| *name)
        };
        // Browsers call themselves by the names of those they descend from.
        let browser = first(&[
            ("Edg", "Edge"),
            ("OPR/", "Opera"),
            ("SamsungBrowser/", "Samsung Internet"),
            ("Firefox/", "Firefox"),
            ("FxiOS/", "Firefox"),
            ("CriOS/", "Chrome"),
            ("Chrome/", "Chrome"),
            ("Safari/", "Safari"),
        ]);
        let system = first(&[
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Android", "Android"),
            ("Windows", "Windows"),
            ("Mac OS X", "macOS"),
            ("CrOS", "ChromeOS"),
            ("Linux", "Linux"),
        ]);
        match (browser, system) {
            (Some(browser), Some(system)) => format!("{browser}, {system}"),
            (Some(one), None) | (None, Some(one)) => one.to_owned(),
            (None, None) => agent.chars().take(60).collect(),
        }
    }

    /// Whether a browser that named itself so is taken for the same device: it may
    /// have been updated meanwhile, which changes the numbers in its name.
    #[must_use]
    pub fn is_same_device(&self, user_agent: &str) -> bool {
        let key = |agent: &str| -> String { agent.chars().filter(|c| c.is_alphabetic()).collect() };
        key(&self.user_agent) == key(user_agent)
    }

    /// What counts as one network when tries are counted: an IPv4 address, or the
    /// 64 bits of IPv6 that one subscriber has.
    #[must_use]
    pub fn network(&self) -> String {
        match self.address {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("{}/64", masked(address, 64)),
        }
    }

    /// The network as it is kept and shown: without the part that points to one machine.
    #[must_use]
    pub fn short_network(&self) -> String {
        match self.address {
            IpAddr::V4(address) => {
                let [a, b, c, _] = address.octets();
                format!("{}/24", Ipv4Addr::new(a, b, c, 0))
            }
            IpAddr::V6(address) => format!("{}/48", masked(address, 48)),
        }
    }
}

fn masked(address: Ipv6Addr, bits: u32) -> Ipv6Addr {
    Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << (128 - bits)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_devices_and_knows_them_again() {
        let of = |agent: &str| Origin::new(Ipv4Addr::LOCALHOST.into(), agent);
        let phone = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36";
        let desk =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0";
        assert_eq!(of(phone).device(), "Chrome, Android");
        assert_eq!(of(desk).device(), "Firefox, Windows");
        assert_eq!(of("curl/8").device(), "curl/8");
        assert!(of(phone).is_same_device(&phone.replace("131", "132")));
        assert!(!of(phone).is_same_device(desk));
    }

    #[test]
    fn shortens_networks() {
        let of = |address: &str| {
            let origin = Origin::new(address.parse().unwrap(), "x\r\ny");
            assert_eq!(origin.user_agent, "xy");
            (origin.network(), origin.short_network())
        };
        assert_eq!(
            of("192.0.2.77"),
            ("192.0.2.77".to_owned(), "192.0.2.0/24".to_owned())
        );
        assert_eq!(of("::ffff:192.0.2.77").0, "192.0.2.77");
        let (network, short) = of("2001:db8:1:2:3:4:5:6");
        assert_eq!(
            (network.as_str(), short.as_str()),
            ("2001:db8:1:2::/64", "2001:db8:1::/48")
        );
    }
}
