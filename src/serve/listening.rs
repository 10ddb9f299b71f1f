//! Opens the socket that the server listens on.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

use super::ServeError;

/// The port to listen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// Exactly this port; 0 lets the system choose.
    Fixed(u16),
    /// The default port, or the next free one.
    Default,
}

const DEFAULT_PORT: u16 = 1111;

/// The number of ports that are tried.
const PORTS: u16 = 100;

/// A socket that listens.
pub(super) struct BoundListener {
    pub(super) listener: TcpListener,
    pub(super) address: SocketAddr,
}

impl BoundListener {
    /// Returns the address to open: that of the local host if it listens on all addresses.
    pub(super) fn url(&self) -> String {
        let mut address = self.address;
        match address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
            IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
            _ => {}
        }
        format!("http://{address}/")
    }
}

pub(super) fn bind(interface: IpAddr, port: Port) -> Result<BoundListener, ServeError> {
    match port {
        Port::Fixed(port) => {
            let address = SocketAddr::new(interface, port);
            try_at(address)?.ok_or(ServeError::PortTaken(address))
        }
        Port::Default => {
            for port in DEFAULT_PORT..DEFAULT_PORT + PORTS {
                if let Some(bound) = try_at(SocketAddr::new(interface, port))? {
                    return Ok(bound);
                }
            }
            Err(ServeError::NoPort(SocketAddr::new(interface, DEFAULT_PORT)))
        }
    }
}

/// Returns `None` if another program listens there.
fn try_at(address: SocketAddr) -> Result<Option<BoundListener>, ServeError> {
    let failed = |error| ServeError::CannotListen(address, error);
    let listener = match TcpListener::bind(address) {
        Ok(listener) => listener,
        Err(error) if error.kind() == ErrorKind::AddrInUse => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    listener.set_nonblocking(true).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok(Some(BoundListener { listener, address }))
}
