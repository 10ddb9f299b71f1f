//! Where the server listens.

use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr, TcpListener};

use super::ServeError;

/// At which port to listen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// At this one and no other; 0 is one that the system chooses.
    Asked(u16),
    /// At the usual one, or the next that is free.
    Usual,
}

/// The usual one.
const USUAL: u16 = 1111;

/// So many are tried.
const TRIED: u16 = 100;

/// A socket that listens.
pub(super) struct Bound {
    pub(super) listener: TcpListener,
    pub(super) address: SocketAddr,
}

pub(super) fn bind(interface: IpAddr, port: Port) -> Result<Bound, ServeError> {
    match port {
        Port::Asked(port) => {
            let address = SocketAddr::new(interface, port);
            try_at(address)?.ok_or(ServeError::PortTaken(address))
        }
        Port::Usual => {
            for port in USUAL..USUAL + TRIED {
                if let Some(bound) = try_at(SocketAddr::new(interface, port))? {
                    return Ok(bound);
                }
            }
            Err(ServeError::NoPort(SocketAddr::new(interface, USUAL)))
        }
    }
}

/// Nothing where another program listens there.
fn try_at(address: SocketAddr) -> Result<Option<Bound>, ServeError> {
    let failed = |error| ServeError::CannotListen(address, error);
    let listener = match TcpListener::bind(address) {
        Ok(listener) => listener,
        Err(error) if error.kind() == ErrorKind::AddrInUse => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    listener.set_nonblocking(true).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok(Some(Bound { listener, address }))
}
