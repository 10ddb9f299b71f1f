//! Clients that do not behave.

use std::io::{Read, Write};

use crate::client::{connect, raw, request};
use crate::server::Server;
use crate::site::{DAY, PAGE, Site};

#[test]
fn malformed_and_huge_requests_are_refused_and_others_answered() {
    let site = Site::new();
    let server = Server::new(site.root(), &["--as-of", DAY]);
    let address = server.address;
    let mut junk: Vec<Vec<u8>> = vec![
        b"\r\n\r\n\r\n".to_vec(),
        b"GET\r\n\r\n".to_vec(),
        b"GET / HTTP/9.9\r\n\r\n".to_vec(),
        b"GET / HTTP/1.1\r\n\r\n".to_vec(),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
        vec![0; 4096],
        format!(
            "GET /{} HTTP/1.1\r\nHost: {address}\r\n\r\n",
            "a".repeat(1 << 20)
        )
        .into_bytes(),
        format!(
            "GET / HTTP/1.1\r\nHost: {address}\r\nX: {}\r\n\r\n",
            "a".repeat(1 << 20)
        )
        .into_bytes(),
        format!(
            "GET / HTTP/1.1\r\nHost: {address}\r\n{}\r\n",
            "X: y\r\n".repeat(10_000)
        )
        .into_bytes(),
    ];
    junk.push(
        format!("POST / HTTP/1.1\r\nHost: {address}\r\nContent-Length: 99999999999\r\n\r\n")
            .into_bytes(),
    );
    for bytes in &junk {
        let mut stream = connect(address);
        let _ = stream.write_all(bytes);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut reply = Vec::new();
        let _ = stream.read_to_end(&mut reply);
        let reply = String::from_utf8_lossy(&reply);
        assert!(
            !reply.starts_with("HTTP/1.1 2"),
            "{:?}: {reply}",
            &bytes[..bytes.len().min(40)]
        );
    }
    assert_eq!(server.get(PAGE).status, 200);
}

#[test]
fn nothing_can_be_written() {
    let site = Site::new();
    let server = Server::new(site.root(), &["--as-of", DAY]);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"] {
        let reply = request(server.address, method, "/", &[]);
        assert_eq!(
            (reply.status, reply.header("allow")),
            (405, "GET, HEAD"),
            "{method}"
        );
    }
    let body = "x".repeat(1 << 20);
    let head = format!(
        "POST / HTTP/1.1\r\nHost: {}\r\nContent-Length: {}\r\n\r\n",
        server.address,
        body.len()
    );
    let reply = raw(server.address, (head + &body).as_bytes());
    assert!(
        reply.is_empty() || reply.starts_with(b"HTTP/1.1 405"),
        "the rest is not waited for"
    );
}

#[test]
fn slow_writers_and_slow_readers_hold_nobody_up() {
    let site = Site::new();
    let server = Server::new(site.root(), &["--as-of", DAY]);
    server.get("/");
    let mut slow: Vec<_> = (0..100).map(|_| connect(server.address)).collect();
    let whole = format!("GET {PAGE} HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
    for (number, stream) in slow.iter_mut().enumerate() {
        // Half of them never end their request, the others never read.
        let sent = if number % 2 == 0 {
            whole.len() / 2
        } else {
            whole.len()
        };
        stream.write_all(&whole.as_bytes()[..sent]).expect("sent");
    }
    for _ in 0..20 {
        assert_eq!(server.get(PAGE).status, 200);
    }
    // The slow ones are waited for all the same: the first ends its request now.
    let rest = &whole.as_bytes()[whole.len() / 2..];
    slow[0].write_all(rest).expect("sent");
    let mut reply = [0; 12];
    slow[0].read_exact(&mut reply).expect("a reply");
    assert_eq!(&reply, b"HTTP/1.1 200");
}
