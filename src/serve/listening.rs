//! Opens the socket that the server listens on.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

const DEFAULT_PORT: u16 = 1111;

/// The last port that is tried.
const LAST_PORT: u16 = DEFAULT_PORT + 99;

/// Listens on a port, or else on the first that is free from the default port on.
pub(super) fn bind(interface: IpAddr, port: Option<u16>) -> Result<TcpListener, String> {
    for port in port.unwrap_or(DEFAULT_PORT)..=port.unwrap_or(LAST_PORT) {
        let address = SocketAddr::new(interface, port);
        let listener = TcpListener::bind(address);
        match listener.and_then(|listener| listener.set_nonblocking(true).map(|()| listener)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(format!("cannot listen at {address}: {error}")),
        }
    }
    Err(match port {
        Some(port) => format!(
            "port {port} of {interface} is in use by another program: name another with --port, or leave --port out"
        ),
        None => {
            format!("no port of {interface} from {DEFAULT_PORT} on is free: name one with --port")
        }
    })
}

/// Returns the address to open: that of the local host if it listens on all addresses.
pub(super) fn url(mut address: SocketAddr) -> String {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    format!("http://{address}/")
}
