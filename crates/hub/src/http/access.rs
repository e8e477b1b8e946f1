//! Who may come in: whoever knows the token, under a host name that is ours.

use engine::api::SeatId;
use rand::Rng as _;
use std::fmt;
use std::net::SocketAddr;
use subtle::ConstantTimeEq as _;

/// What lets a browser in.
pub struct Access {
    token: String,
    address: SocketAddr,
    hosts: Vec<String>,
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
        let port = address.port();
        let ours = ["127.0.0.1", "localhost", "[::1]"]
            .into_iter()
            .map(|name| format!("{name}:{port}"));
        let mut hosts: Vec<String> = ours.collect();
        hosts.push(address.to_string());
        Self {
            token,
            address,
            hosts,
            seat,
        }
    }

    /// The same, also asked under these names.
    #[must_use]
    pub fn also_under(mut self, names: Vec<String>) -> Self {
        self.hosts.extend(names);
        self
    }

    /// Where the inbox is, for a browser that was let in before.
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// The link that lets a browser in. The token stands behind `#`, so it is never sent as an
    /// address and never logged.
    pub fn link(&self) -> String {
        format!("{}#token={}", self.address(), self.token)
    }

    pub(super) fn seat(&self) -> &SeatId {
        &self.seat
    }

    pub(super) fn knows(&self, token: &str) -> bool {
        self.token.as_bytes().ct_eq(token.as_bytes()).into()
    }

    /// Whether a `Host` header, or an `Origin` without its scheme, is ours.
    pub(super) fn is_ours(&self, host: &str) -> bool {
        self.hosts
            .iter()
            .any(|ours| ours.eq_ignore_ascii_case(host))
    }
}

impl fmt::Debug for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Access")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}
