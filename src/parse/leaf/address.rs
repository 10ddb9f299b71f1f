//! Addresses: the one reader of every address that a page links to, whatever field or text it comes from.
//!
//! What is accepted is read in the same way by every browser: a scheme, a host of plain letters or in the form that begins
//! with `xn--`, a port, and a path. What browsers read differently, or show as something else, is refused.

use super::{problem, scalar};
use crate::diag::Code;
use crate::parse::file::File;
use crate::parse::schema::Leaf;
use crate::parse::yaml::{Content, Node};
use crate::source::characters::{hidden, name, on_keyboard, one_line};

/// What is wrong with an address, and what to type.
pub type Wrong = (String, String);

/// An address that a link can lead to.
pub fn url(file: &File, node: &Node) -> Option<String> {
    read(file, node, |typed| {
        web_address(typed).map(|()| typed.to_owned())
    })
}

/// The address of a site: see [`base_address`].
pub fn base_url(file: &File, node: &Node) -> Option<String> {
    read(file, node, base_address)
}

/// An address in which `{path}` stands for a file.
pub fn edit_url(file: &File, node: &Node) -> Option<String> {
    read(file, node, |typed| {
        let (start, rest) = typed.split_at(typed.find("{path}").unwrap_or(typed.len()));
        web_address(&format!("{start}{}", rest.replace("{path}", "path")))?;
        if start.matches('/').count() < 3 && !start.contains(['?', '#']) {
            let message = format!("`{typed}` has {{path}} in the name of the site");
            return wrong(
                message,
                "write {path} behind the name of the site, after a /",
            );
        }
        Ok(typed.to_owned())
    })
}

/// Where readers can write to: an e-mail address, or the address of a page. One that is wrong is reported, and is there all
/// the same: a contact is not missing then.
pub fn contact(file: &File, node: &Node) -> Option<String> {
    if file.asks(node, || Leaf::Text) {
        return None;
    }
    let read = checked(file, node, |typed| {
        if typed.contains("//") {
            return web_address(typed).map(|()| typed.to_owned());
        }
        email(typed.strip_prefix("mailto:").unwrap_or(typed)).map(str::to_owned)
    });
    read.or_else(|| match &node.content {
        Content::Scalar(typed) => Some(typed.clone()),
        _ => None,
    })
}

fn read<T>(file: &File, node: &Node, read: impl Fn(&str) -> Result<T, Wrong>) -> Option<T> {
    if file.asks(node, || Leaf::Address) {
        return None;
    }
    checked(file, node, read)
}

fn checked<T>(file: &File, node: &Node, read: impl Fn(&str) -> Result<T, Wrong>) -> Option<T> {
    match read(scalar(file, node, "an address")?.trim()) {
        Ok(read) => Some(read),
        Err((message, help)) => {
            problem(file, node, Code::Setting, message, help);
            None
        }
    }
}

fn wrong<T>(message: impl Into<String>, help: impl Into<String>) -> Result<T, Wrong> {
    Err((message.into(), help.into()))
}

/// Checks an address of the web.
///
/// # Errors
/// What is wrong, and what to type.
pub fn web_address(typed: &str) -> Result<(), Wrong> {
    let shown = one_line(typed);
    fit_characters(typed)?;
    let lower = typed.to_ascii_lowercase();
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| lower.starts_with(scheme));
    let Some(scheme) = scheme else {
        return wrong(format!("`{shown}` is not an address"), in_full(typed));
    };
    if !typed.starts_with(scheme) {
        let help = format!("write {scheme} in small letters");
        return wrong(format!("`{shown}` is not an address"), help);
    }
    let rest = &typed[scheme.len()..];
    let (site, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    check_site(site, scheme)?;
    check_path(rest)
}

/// Checks the address of a site, and returns it with a slash at its end. Pages are below it, so it is a folder: no query, no
/// place on a page, no file.
///
/// # Errors
/// What is wrong, and what to type.
pub fn base_address(typed: &str) -> Result<String, Wrong> {
    web_address(typed)?;
    if let Some(at) = typed.find(['?', '#']) {
        let message = format!("`{typed}` is not the address of a folder");
        return wrong(message, format!("write `{}`", &typed[..at]));
    }
    let after_scheme = typed.find("//").map_or(0, |at| at + 2);
    let path = typed[after_scheme..]
        .split_once('/')
        .map_or("", |(_, path)| path);
    let folder = path.strip_suffix('/').unwrap_or(path);
    let last = folder.rsplit('/').next().unwrap_or_default();
    let is_page = [".html", ".htm", ".php", ".aspx", ".xml"].iter();
    if is_page
        .into_iter()
        .any(|ending| last.to_lowercase().ends_with(ending))
    {
        let message =
            format!("`{typed}` is the address of a page, not of the folder that it is in");
        let folder = &typed[..typed.len()
            - typed
                .trim_end_matches('/')
                .rsplit('/')
                .next()
                .map_or(0, str::len)];
        return wrong(message, format!("write `{folder}`"));
    }
    let is_plain = |part: &str| {
        !part.is_empty()
            && !matches!(part.to_lowercase().replace("%2e", ".").as_str(), "." | "..")
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-._~%".contains(&b))
    };
    if !folder.is_empty() && !folder.split('/').all(is_plain) {
        let message = format!("`{typed}` cannot be the address of a site");
        return wrong(
            message,
            "use letters, digits and hyphens in its folders, without `..` or two slashes together",
        );
    }
    Ok(if typed.ends_with('/') {
        typed.to_owned()
    } else {
        format!("{typed}/")
    })
}

/// What to type in place of something that has no scheme.
fn in_full(typed: &str) -> String {
    let rest = typed
        .split_once(':')
        .filter(|(scheme, _)| {
            scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
        })
        .map_or(typed, |(_, rest)| rest)
        .trim_start_matches('/');
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.contains('.') && check_site(host, "https://").is_ok() {
        format!("write it in full: `https://{rest}`")
    } else {
        "write it in full, with https://".to_owned()
    }
}

/// Characters that a browser takes out, turns into others, or shows as others.
fn fit_characters(typed: &str) -> Result<(), Wrong> {
    let shown = one_line(typed);
    if is_of_a_network(typed) {
        return wrong(
            format!("`{shown}` is a place that only people inside the council's network can open"),
            "publish the file on the web, and link to that address",
        );
    }
    if let Some(found) = hidden(typed).first() {
        return wrong(
            format!(
                "the address `{shown}` contains {}, which nobody can see",
                name(found.first)
            ),
            "copy the address again from the browser's address bar",
        );
    }
    if let Some(c) = typed.chars().find(|c| c.is_whitespace() || c.is_control()) {
        return wrong(
            format!("the address `{shown}` contains {}", name_of_space(c)),
            "write %20 for a space in an address, or take it out",
        );
    }
    match typed.chars().find(|c| "\\\"<>^`{|}".contains(*c)) {
        Some('\\') => wrong(
            format!("the address `{shown}` contains a `\\`"),
            "write / in place of each \\",
        ),
        Some(c) => wrong(
            format!("the address `{shown}` contains a `{c}`"),
            "copy the address again from the browser's address bar",
        ),
        None => Ok(()),
    }
}

fn name_of_space(c: char) -> String {
    if c == ' ' {
        "a space".to_owned()
    } else {
        name(c)
    }
}

/// Whether an address is a file of a computer or a drive of a network: `file:`, `\\server\share`, `S:\folder`.
pub fn is_of_a_network(typed: &str) -> bool {
    let lower = typed.trim_start().to_ascii_lowercase();
    let mut letters = lower.chars();
    let is_drive = letters.next().is_some_and(|c| c.is_ascii_lowercase())
        && letters.next() == Some(':')
        && matches!(letters.next(), Some('\\' | '/') | None);
    is_drive
        || lower.starts_with('\\')
        || ["file:", "smb:", "unc:"]
            .iter()
            .any(|scheme| lower.starts_with(scheme))
}

/// The name of the site and its port.
fn check_site(site: &str, scheme: &str) -> Result<(), Wrong> {
    if let Some((_, host)) = site.rsplit_once('@') {
        return wrong(
            format!("`{site}` has a user name before its @, and leads to `{host}`"),
            format!(
                "write the address without it, if that is the site that is meant: `{scheme}{host}`"
            ),
        );
    }
    let (host, port) = match site.rsplit_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (site, None),
    };
    if host.is_empty() {
        return wrong(
            format!("`{scheme}` has no name of a site behind it"),
            "write the whole address: https://www.example.gov.uk/",
        );
    }
    if let Some(port) = port {
        let is_number = !port.starts_with('0') && port.bytes().all(|b| b.is_ascii_digit());
        if !is_number || port.parse::<u16>().is_err() {
            return wrong(
                format!("`{port}` is not a port: ports are 1 to 65535"),
                format!("write `{scheme}{host}`, without a port"),
            );
        }
    }
    check_host(host)
}

fn check_host(host: &str) -> Result<(), Wrong> {
    if let Some(c) = host.chars().find(|c| !c.is_ascii()) {
        let message = format!("the name of the site `{host}` contains {}", name(c));
        let typed: Option<String> = host
            .chars()
            .map(|c| {
                if c.is_ascii() {
                    Some(c)
                } else {
                    on_keyboard(c)
                }
            })
            .collect();
        let help = match typed {
            Some(typed) => format!("write `{typed}`, if that is the site that is meant"),
            None => "write its form that begins with `xn--`, as the browser's address bar gives it when copied".to_owned(),
        };
        return wrong(message, help);
    }
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = host
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    // A browser reads what ends in a number as the address of a machine, in several forms.
    let is_machine = last.bytes().all(|b| b.is_ascii_digit()) || last.starts_with("0x");
    let is_fit = if is_machine {
        host.parse::<std::net::Ipv4Addr>().is_ok()
    } else {
        host.len() <= 253 && host.split('.').all(is_label)
    };
    if is_fit {
        return Ok(());
    }
    wrong(
        format!("`{host}` is not the name of a site"),
        "a name is letters, digits and hyphens, with dots between them: www.example.gov.uk",
    )
}

/// Escapes in a path: two digits after each %, and none of a control character.
fn check_path(path: &str) -> Result<(), Wrong> {
    for (at, _) in path.match_indices('%') {
        let digits = path.get(at + 1..at + 3).unwrap_or_default();
        let escape = u8::from_str_radix(digits, 16)
            .ok()
            .filter(|_| !digits.starts_with('+'));
        match escape {
            None => {
                let shown: String = path[at..].chars().take(3).collect();
                return wrong(
                    format!(
                        "`{shown}` in this address is not an escape: two digits come after a %"
                    ),
                    "write %25 for a %",
                );
            }
            Some(byte) if byte.is_ascii_control() => {
                return wrong(
                    format!("`%{digits}` in this address is a control character"),
                    "take it out",
                );
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Checks an e-mail address, and returns it.
///
/// # Errors
/// What is wrong, and what to type.
pub fn email(typed: &str) -> Result<&str, Wrong> {
    let is_box = |name: &str| {
        let fits = |b: u8| b.is_ascii_alphanumeric() || b"._-+'".contains(&b);
        !name.is_empty() && name.len() <= 64 && name.bytes().all(fits)
    };
    match typed.split_once('@') {
        Some((name, host)) if is_box(name) && host.contains('.') && check_host(host).is_ok() => {
            Ok(typed)
        }
        _ => wrong(
            format!("`{}` is not an e-mail address", one_line(typed)),
            "write one address alone, such as performance@example.gov.uk, or the address of a page with https://",
        ),
    }
}

/// Checks a telephone number behind `tel:`.
///
/// # Errors
/// What is wrong, and what to type.
pub fn telephone(typed: &str) -> Result<(), Wrong> {
    let digits = typed.strip_prefix('+').unwrap_or(typed);
    let is_fit = digits.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if is_fit && digits.bytes().filter(u8::is_ascii_digit).count() >= 3 {
        return Ok(());
    }
    wrong(
        format!("`tel:{}` is not a telephone number", one_line(typed)),
        "write it with digits alone, as tel:+441302736000",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_every_browser_reads_alike_are_taken() {
        for typed in [
            "https://www.example.gov.uk",
            "https://www.example.gov.uk/a/b.pdf?x=1&y=%20#top",
            "http://localhost:8080/",
            "https://EXAMPLE.gov.uk/Report_(final).pdf",
            "https://xn--gv-k1c.example/",
            "https://10.0.0.1:65535/x",
            "https://cy.example.org/wiki/Tŷ",
            "https://a.example/@user/~x/$,;:=+!*'",
        ] {
            assert_eq!(web_address(typed), Ok(()), "{typed}");
        }
    }

    #[test]
    fn addresses_that_lead_elsewhere_than_they_seem_to_are_refused() {
        for typed in [
            "",
            "www.example.gov.uk",
            "https://",
            "http:///x",
            "https:///example.gov.uk",
            "https:/example.gov.uk",
            "https:\\\\example.gov.uk",
            "https://gov.uk\\@evil.example/",
            "https://gov.uk@evil.example/",
            "https://gov.uk%40evil.example/",
            "https://user:pw@example.gov.uk/",
            "https://example.gov.uk:99999/",
            "https://example.gov.uk:0/",
            "https://example.gov.uk:/",
            "https://example.gov.uk:80a/",
            "https://exаmple.gov.uk/",
            "https://gov。uk/",
            "https://example.gov.uk\u{202e}/",
            "https://example.gov.uk/\u{200b}",
            "https://exam\tple.gov.uk/",
            "https://example.gov.uk/a b",
            "https://example.gov.uk/a\nb",
            "https://example.gov.uk/\"onclick=",
            "https://example.gov.uk/<x>",
            "https://example.gov.uk/%zz",
            "https://example.gov.uk/%+1",
            "https://example.gov.uk/%0d%0aX",
            "https://example.gov.uk/%",
            "https://.example.gov.uk/",
            "https://example..uk/",
            "https://example.gov.uk./",
            "https://-example.gov.uk/",
            "https://?x",
            "https://#x",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://1.2.3/",
            "https://256.1.1.1/",
            "https://[::1]/",
            "HTTPS://example.gov.uk/",
            "javascript:alert(1)",
            "//example.gov.uk/",
            "file:///S:/x",
            "\\\\server\\share\\x.xlsx",
            "S:\\x.xlsx",
            "ftp://example.gov.uk/",
        ] {
            assert!(web_address(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn the_address_of_a_site_is_a_folder() {
        let table = [
            ("https://example.gov.uk", Ok("https://example.gov.uk/")),
            (
                "https://example.gov.uk/a-b/",
                Ok("https://example.gov.uk/a-b/"),
            ),
            ("https://e.uk/~x", Ok("https://e.uk/~x/")),
            ("https://e.uk/x?y", Err("write `https://e.uk/x`")),
            ("https://e.uk/#y", Err("write `https://e.uk/`")),
            ("https://e.uk/a/index.html", Err("write `https://e.uk/a/`")),
            ("https://e.uk/Index.HTM/", Err("write `https://e.uk/`")),
        ];
        for (typed, meant) in table {
            let read = base_address(typed);
            let read = read.as_deref().map_err(|(_, help)| help.as_str());
            assert_eq!(read, meant, "{typed}");
        }
        for typed in [
            "https://e.uk//a",
            "https://e.uk/a/../b",
            "https://e.uk/%2e%2E/",
            "https://e.uk/a*b/",
            "https://e.uk/tŷ",
        ] {
            assert!(base_address(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_contact_is_one_address() {
        for typed in [
            "a@b.example",
            "first.last+x@mail.example.gov.uk",
            "o'neil@b.example",
        ] {
            assert_eq!(email(typed), Ok(typed));
        }
        for typed in [
            "",
            "a",
            "a@b",
            "@b.example",
            "a@b@c.example",
            "a@b.example?bcc=x",
            "a@b.example&cc=x",
            "a%0a@b.example",
            "a@b.example, c@d.example",
            "a@b.example;c@d.example",
            "A <a@b.example>",
            "a b@c.example",
            "a@exаmple.uk",
        ] {
            assert!(email(typed).is_err(), "{typed}");
        }
        assert!(telephone("+44-1302-736000").is_ok() && telephone("999;x").is_err());
    }
}
