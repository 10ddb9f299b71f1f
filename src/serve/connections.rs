//! Connections and their limits. No other file uses hyper.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::sleep;
use tokio_io_timeout::TimeoutStream;

use super::http::{self, Service};

/// The number of connections at the same time. Each open page has one.
const MAX_CONNECTIONS: usize = 4_000;

/// The time in which the head of a request must arrive.
const HEAD_WITHIN: Duration = Duration::from_secs(20);

/// The size limit in bytes of the head of a request and of unsent data.
const BUFFER: usize = 64 * 1024;

/// A connection ends when nothing could be sent for this time.
const SEND_WITHIN: Duration = Duration::from_secs(30);

/// The pause after the system refuses a connection.
const PAUSE: Duration = Duration::from_millis(50);

/// Accepts connections without end, unless the system refuses the socket.
pub(super) async fn serve(listener: std::net::TcpListener, service: Service) -> io::Error {
    let listener = match TcpListener::from_std(listener) {
        Ok(listener) => listener,
        Err(error) => return error,
    };
    let places = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    loop {
        let place = Arc::clone(&places).acquire_owned().await;
        let Ok((stream, _)) = listener.accept().await else {
            sleep(PAUSE).await;
            continue;
        };
        let service = service.clone();
        tokio::spawn(async move {
            converse(stream, &service).await;
            drop(place);
        });
    }
}

/// Answers the requests of one connection until it ends. Errors only end the connection.
async fn converse(stream: TcpStream, service: &Service) {
    let Ok(here) = stream.local_addr() else {
        return;
    };
    let _ = stream.set_nodelay(true);
    let respond = service_fn(async |request: hyper::Request<Incoming>| {
        // What follows the head of a request is never read.
        let (request, _) = request.into_parts();
        Ok::<_, Infallible>(http::respond(service, here.ip(), &request).await)
    });
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(SEND_WITHIN));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WITHIN)
        .max_buf_size(BUFFER)
        .serve_connection(TokioIo::new(Box::pin(stream)), respond);
    let _ = connection.await;
}
