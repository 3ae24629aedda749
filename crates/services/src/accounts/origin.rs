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
