//! Who may come in: whoever knows the token, under a host name that is ours.

use engine::api::SeatId;
use rand::Rng as _;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use subtle::ConstantTimeEq as _;

/// The ports that browsers leave out of a host.
const HTTP: u16 = 80;
const HTTPS: u16 = 443;

/// What lets a browser in.
pub struct Access {
    token: String,
    address: SocketAddr,
    names: Vec<String>,
    seat: SeatId,
}

impl Access {
    /// A fresh token for this run. Browsers sit at `seat` unless they name another.
    pub fn fresh(address: SocketAddr, seat: SeatId) -> Self {
        let bytes: [u8; 24] = rand::rng().random();
        Self::with_token(hex::encode(bytes), address, seat)
    }

    /// A given token, for tests.
    pub fn with_token(token: String, address: SocketAddr, seat: SeatId) -> Self {
        Self {
            token,
            address,
            names: Vec::new(),
            seat,
        }
    }

    /// The same, also asked under these names.
    #[must_use]
    pub fn also_under(mut self, names: Vec<String>) -> Self {
        self.names.extend(names);
        self
    }

    /// Where the inbox is, for a browser that was let in before. Who listens everywhere is reached here
    /// by the loopback address.
    pub fn address(&self) -> String {
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
            ip => ip,
        };
        format!("http://{}/", SocketAddr::new(ip, self.address.port()))
    }

    /// The link that lets a browser in. The token stands behind `#`, so it is never sent as an
    /// address and never logged.
    pub fn link(&self) -> String {
        format!("{}#token={}", self.address(), self.token)
    }

    /// The same under each of the other names. A name has a proxy with TLS before it; a bare address
    /// is asked directly.
    pub fn links_elsewhere(&self) -> impl Iterator<Item = String> {
        self.names.iter().map(|given| {
            let (name, port) = parted(given);
            let is_bare = name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
            let place = match (is_bare, port) {
                (true, None) => format!("http://{name}:{}", self.address.port()),
                (true, Some(_)) => format!("http://{given}"),
                (false, _) => format!("https://{given}"),
            };
            format!("{place}/#token={}", self.token)
        })
    }

    /// What the browser's cookie is called. Cookies know no ports, so two hubs on one machine would
    /// otherwise throw each other's browsers out.
    pub(super) fn cookie(&self) -> String {
        format!("relevo-{}", self.address.port())
    }

    pub(super) fn seat(&self) -> &SeatId {
        &self.seat
    }

    pub(super) fn knows(&self, token: &str) -> bool {
        self.token.as_bytes().ct_eq(token.as_bytes()).into()
    }

    /// Whether a `Host` header, or an `Origin` without its scheme, is ours.
    pub(super) fn is_ours(&self, host: &str) -> bool {
        let (name, port) = parted(host);
        let here = self.address.port();
        let ip = self.address.ip().to_string();
        let is_here = ["127.0.0.1", "localhost", "[::1]", &ip, &format!("[{ip}]")]
            .into_iter()
            .any(|ours| ours.eq_ignore_ascii_case(name));
        if is_here && port.unwrap_or(HTTP) == here {
            return true;
        }
        self.names.iter().any(|given| {
            let (ours, at) = parted(given);
            // A proxy listens where browsers go by themselves; without one our own port is asked.
            let port_is_ours = match (usual(at), usual(port)) {
                (None, asked) => asked.is_none_or(|asked| asked == here),
                (at, asked) => at == asked,
            };
            ours.eq_ignore_ascii_case(name) && port_is_ours
        })
    }
}

/// A host's name and its port, if one is named.
fn parted(host: &str) -> (&str, Option<u16>) {
    match host.rsplit_once(':') {
        Some((name, port)) => match port.parse() {
            Ok(port) => (name, Some(port)),
            Err(_) => (host, None),
        },
        None => (host, None),
    }
}

/// A port that browsers leave out is none.
fn usual(port: Option<u16>) -> Option<u16> {
    port.filter(|port| ![HTTP, HTTPS].contains(port))
}

impl fmt::Debug for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Access")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(address: &str, names: &[&str]) -> Access {
        let names = names.iter().map(ToString::to_string).collect();
        let seat = SeatId::new("browser");
        Access::with_token("t".to_owned(), address.parse().unwrap(), seat).also_under(names)
    }

    #[test]
    fn a_port_that_browsers_leave_out_is_not_missed() {
        let usual = at("127.0.0.1:80", &[]);
        assert!(usual.is_ours("127.0.0.1") && usual.is_ours("localhost:80"));
        let other = at("127.0.0.1:7878", &[]);
        assert!(other.is_ours("LocalHost:7878") && other.is_ours("[::1]:7878"));
        for foreign in ["127.0.0.1", "127.0.0.1:80", "relevo.example.com:7878", ""] {
            assert!(!other.is_ours(foreign), "{foreign}");
        }
    }

    #[test]
    fn a_name_is_asked_through_a_proxy_or_at_our_own_port() {
        let open = at("0.0.0.0:7878", &["relevo.example.com", "10.0.0.5"]);
        for host in [
            "relevo.example.com",
            "relevo.example.com:443",
            "relevo.example.com:7878",
            "10.0.0.5:7878",
        ] {
            assert!(open.is_ours(host), "{host}");
        }
        assert!(!open.is_ours("relevo.example.com:9999"), "another program");
        assert!(!open.is_ours("example.com"));
        let elsewhere = at("127.0.0.1:7878", &["relevo.example.com:8443"]);
        assert!(elsewhere.is_ours("relevo.example.com:8443"));
        assert!(!elsewhere.is_ours("relevo.example.com"));
    }

    #[test]
    fn every_link_leads_here() {
        let open = at("0.0.0.0:7878", &["relevo.example.com", "10.0.0.5"]);
        assert_eq!(open.link(), "http://127.0.0.1:7878/#token=t");
        let elsewhere: Vec<_> = open.links_elsewhere().collect();
        assert_eq!(
            elsewhere,
            [
                "https://relevo.example.com/#token=t",
                "http://10.0.0.5:7878/#token=t"
            ]
        );
    }
}
