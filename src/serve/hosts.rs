//! The host names that the server answers to.
//!
//! Against DNS rebinding: a page of another site could be given a name that resolves to this machine, and read the preview.
//! So only names that always mean this machine are accepted.

use std::net::IpAddr;

/// Whether a `Host` is this server: `localhost` or one of its addresses, with any port.
pub(super) fn is_own(host: &str, own: &[IpAddr]) -> bool {
    let Some(name) = without_port(host) else {
        return false;
    };
    if name
        .strip_suffix('.')
        .unwrap_or(name)
        .eq_ignore_ascii_case("localhost")
    {
        return true;
    }
    let literal = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'))
        .unwrap_or(name);
    literal.parse::<IpAddr>().is_ok_and(|address| {
        let address = address.to_canonical();
        address.is_loopback() || own.iter().any(|own| own.to_canonical() == address)
    })
}

fn without_port(host: &str) -> Option<&str> {
    let end = host.rfind(']').map_or(0, |at| at + 1);
    match host[end..].find(':') {
        None => Some(host),
        Some(at) => {
            let (name, port) = host.split_at(end + at);
            let is_number = port[1..].bytes().all(|byte| byte.is_ascii_digit());
            is_number.then_some(name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn only_names_of_this_machine_are_accepted() {
        let own = ["192.168.1.5".parse().expect("an address")];
        let table = [
            ("localhost", true),
            ("LocalHost:1111", true),
            ("localhost.:1111", true),
            ("127.0.0.1", true),
            ("127.0.0.1:80", true),
            ("[::1]:1111", true),
            ("[::1]", true),
            ("192.168.1.5:1111", true),
            ("192.168.1.6:1111", false),
            ("evil.example", false),
            ("evil.example:1111", false),
            ("localhost.evil.example", false),
            ("127.0.0.1.evil.example", false),
            ("localhost:1111:1", false),
            ("localhost:evil", false),
            ("", false),
            ("[", false),
            ("]", false),
            ("[::1", false),
        ];
        for (host, answered) in table {
            assert_eq!(is_own(host, &own), answered, "{host:?}");
        }
    }
}
