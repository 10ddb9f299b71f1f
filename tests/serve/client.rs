//! A small client: one request, one connection, so that what goes over the wire is known.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// Nothing takes so long, however busy the machine is.
pub(crate) const AT_MOST: Duration = Duration::from_secs(60);

/// What came back.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// By their names in small letters.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body without the line that only a served page has.
    pub(crate) fn without_script(&self) -> Vec<u8> {
        // A picture is no text.
        let Ok(text) = String::from_utf8(self.body.clone()) else {
            return self.body.clone();
        };
        let Some(start) = text.rfind("<script src=\"/-/quarterdeck/") else {
            return text.into_bytes();
        };
        let end = text[start..].find("</script>").expect("its end") + start + "</script>".len();
        format!("{}{}", &text[..start], &text[end..]).into_bytes()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

pub(crate) fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("the server accepts");
    stream.set_read_timeout(Some(AT_MOST)).expect("a time");
    stream.set_write_timeout(Some(AT_MOST)).expect("a time");
    stream
}

/// Sends these bytes, and reads what comes back until the server has done.
pub(crate) fn raw(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = connect(address);
    // A server may refuse, and close, before it has read everything.
    let _ = stream.write_all(bytes);
    let mut reply = Vec::new();
    let _ = stream.read_to_end(&mut reply);
    reply
}

/// Makes a request with these further lines of a head.
pub(crate) fn request(address: SocketAddr, method: &str, path: &str, lines: &[&str]) -> Reply {
    let host = if lines
        .iter()
        .any(|line| line.to_lowercase().starts_with("host:"))
    {
        String::new()
    } else {
        format!("Host: {address}\r\n")
    };
    let more: Vec<String> = lines.iter().map(|line| format!("{line}\r\n")).collect();
    let more = more.concat();
    let head = format!("{method} {path} HTTP/1.1\r\n{host}Connection: close\r\n{more}\r\n");
    parsed(&raw(address, head.as_bytes()))
}

pub(crate) fn parsed(reply: &[u8]) -> Reply {
    let end = reply.windows(4).position(|window| window == b"\r\n\r\n");
    let end = end.unwrap_or_else(|| panic!("a head: {:?}", String::from_utf8_lossy(reply)));
    let head = String::from_utf8_lossy(&reply[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1));
    let headers = lines.filter_map(|line| line.split_once(": "));
    Reply {
        status: status
            .and_then(|status| status.parse().ok())
            .expect("a status"),
        headers: headers
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect(),
        body: reply[end + 4..].to_vec(),
    }
}

/// An open page, as far as the server knows of it.
pub(crate) struct Open(BufReader<TcpStream>);

impl Open {
    pub(crate) fn page(address: SocketAddr, page: &str) -> Self {
        let mut stream = connect(address);
        let head = format!(
            "GET /-/quarterdeck/events?page={page} HTTP/1.1\r\nHost: {address}\r\nAccept: text/event-stream\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).expect("sent");
        Self(BufReader::new(stream))
    }

    /// The next message.
    pub(crate) fn hear(&mut self) -> serde_json::Value {
        let mut line = String::new();
        loop {
            line.clear();
            let read = self.0.read_line(&mut line).expect("a message in time");
            assert!(read > 0, "the server closed the connection");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).expect("a message");
            }
        }
    }
}

/// The version of a page, as it says itself.
pub(crate) fn version(reply: &Reply) -> String {
    let text = reply.text();
    let rest = text.split("data-page=\"").nth(1).expect("a version");
    rest.split('"').next().expect("its end").to_owned()
}

/// Asks again and again until there is an answer.
pub(crate) fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + AT_MOST;
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < end, "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
