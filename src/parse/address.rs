//! Addresses: the one reader of every address that a page links to, whatever field, text or option it comes from.
//!
//! What is accepted is read in the same way by every browser: a scheme, a host of plain letters or in the form that begins
//! with `xn--`, a port, and a path. What browsers read differently, or show as something else, is refused.

#[cfg(test)]
mod tests;

use crate::source::characters::{hidden, name, on_keyboard, one_line};

/// What is wrong with an address, and what to type: the error of each check.
pub(crate) type Wrong = (String, String);

pub(super) fn wrong<T>(message: impl Into<String>, help: impl Into<String>) -> Result<T, Wrong> {
    Err((message.into(), help.into()))
}

/// Checks an address of the web, and returns it.
pub(crate) fn web_address(typed: &str) -> Result<&str, Wrong> {
    fit_characters(typed)?;
    let lower = typed.to_ascii_lowercase();
    let mut schemes = ["https://", "http://"].into_iter();
    let scheme = schemes.find(|scheme| lower.starts_with(scheme));
    let Some(rest) = scheme.and_then(|scheme| typed.strip_prefix(scheme)) else {
        let in_lower = scheme.map(|scheme| format!("write {scheme} in lower case"));
        let help = in_lower.unwrap_or_else(|| in_full(typed));
        return wrong(format!("`{}` is not an address", one_line(typed)), help);
    };
    let (site, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    check_site(site, scheme.unwrap_or_default())?;
    check_path(rest)?;
    Ok(typed)
}

/// Checks the address of a site, and returns it with a slash at its end. Pages are below it, so it is a folder: no query, no
/// place on a page, no file.
pub(crate) fn base_address(typed: &str) -> Result<String, Wrong> {
    web_address(typed)?;
    if let Some(at) = typed.find(['?', '#']) {
        let message = format!("`{typed}` is not the address of a folder");
        return wrong(message, format!("write `{}`", &typed[..at]));
    }
    let whole = typed.strip_suffix('/').unwrap_or(typed);
    let (_, site) = whole.split_once("//").unwrap_or_default();
    let mut folders = site.split('/').skip(1);
    let last = folders.clone().last().unwrap_or_default();
    let lower = last.to_lowercase();
    let mut endings = [".html", ".htm", ".php", ".aspx", ".xml"].iter();
    if endings.any(|ending| lower.ends_with(ending)) {
        let message =
            format!("`{typed}` is the address of a page, not of the folder that it is in");
        let folder = &whole[..whole.len() - last.len()];
        return wrong(message, format!("write `{folder}`"));
    }
    let is_sign = |b: u8| b.is_ascii_alphanumeric() || b"-._~%".contains(&b);
    let is_plain = |part: &str| {
        let is_up = matches!(&*part.to_lowercase().replace("%2e", "."), "" | "." | "..");
        !is_up && part.bytes().all(is_sign)
    };
    if !folders.all(is_plain) {
        let message = format!("`{typed}` cannot be the address of a site");
        let help =
            "use letters, digits and hyphens in its folders, without `..` or two slashes together";
        return wrong(message, help);
    }
    Ok(format!("{whole}/"))
}

/// What to type in place of something that has no scheme.
fn in_full(typed: &str) -> String {
    let is_web = |scheme: &str| ["https", "http"].contains(&scheme.to_ascii_lowercase().as_str());
    let rest = match typed.split_once(':') {
        Some((scheme, rest)) if is_web(scheme) => rest,
        _ => typed,
    };
    let rest = rest.trim_start_matches('/');
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.contains('.') && check_site(host, "https://").is_ok() {
        format!("write it in full: `https://{rest}`")
    } else {
        "write it in full, with https://".to_owned()
    }
}

/// Characters that a browser takes out, turns into others, or shows as others.
fn fit_characters(typed: &str) -> Result<(), Wrong> {
    const COPY: &str = "copy the address again from the browser's address bar";
    const SPACE: &str = "write %20 for a space in an address, or delete it";
    let shown = one_line(typed);
    if is_of_a_network(typed) {
        return wrong(
            format!("`{shown}` can only be opened inside the council's network"),
            "publish the file on the web and link to it there",
        );
    }
    let is_space = |c: char| c.is_whitespace() || c.is_control();
    let find = |is: fn(char) -> bool| typed.chars().find(|c| is(*c));
    let unseen = hidden(typed).first().map(|found| found.first);
    let odd = unseen.or_else(|| find(is_space));
    let (what, help) = match odd.or_else(|| find(|c| "\\\"<>^`{|}".contains(c))) {
        None => return Ok(()),
        Some(c) if unseen.is_some() => (format!("{}, which is invisible", name(c)), COPY),
        Some(' ') => ("a space".to_owned(), SPACE),
        Some(c) if is_space(c) => (name(c), SPACE),
        Some('\\') => ("a `\\`".to_owned(), "write / instead of each \\"),
        Some(c) => (format!("a `{c}`"), COPY),
    };
    wrong(format!("the address `{shown}` contains {what}"), help)
}

/// Whether an address is a file of a computer or a drive of a network: `file:`, `\\server\share`, `S:\folder`.
pub(crate) fn is_of_a_network(typed: &str) -> bool {
    let lower = typed.trim_start().to_ascii_lowercase();
    let (letter, rest) = lower.split_at_checked(1).unwrap_or_default();
    let is_drive = letter.bytes().all(|b| b.is_ascii_lowercase());
    let path = rest.strip_prefix(':').filter(|_| is_drive);
    let mut starts = ["\\", "file:", "smb:", "unc:"].iter();
    path.is_some_and(|path| path.is_empty() || path.starts_with(['\\', '/']))
        || starts.any(|start| lower.starts_with(start))
}

/// The name of the site and its port.
fn check_site(site: &str, scheme: &str) -> Result<(), Wrong> {
    if let Some((_, host)) = site.rsplit_once('@') {
        return wrong(
            format!("`{site}` has a user name before the @ and leads to `{host}`"),
            format!("if that is the site you mean, write the address without it: `{scheme}{host}`"),
        );
    }
    let with_port = site.rsplit_once(':');
    let host = with_port.map_or(site, |(host, _)| host);
    if host.is_empty() {
        return wrong(
            format!("`{scheme}` has no site name after it"),
            "write the whole address: https://www.example.gov.uk/",
        );
    }
    let is_port = |port: &str| {
        let number = port.parse::<u16>().ok();
        number.is_some_and(|number| number > 0 && number.to_string() == port)
    };
    if let Some((_, port)) = with_port.filter(|(_, port)| !is_port(port)) {
        return wrong(
            format!("`{port}` is not a port: ports are 1 to 65535"),
            format!("write `{scheme}{host}`, without a port"),
        );
    }
    check_host(host)
}

fn check_host(host: &str) -> Result<(), Wrong> {
    if let Some(c) = host.chars().find(|c| !c.is_ascii()) {
        let message = format!("the name of the site `{host}` contains {}", name(c));
        let ours = |c: char| c.is_ascii().then_some(c).or_else(|| on_keyboard(c));
        let typed: Option<String> = host.chars().map(ours).collect();
        let help = match typed {
            Some(typed) => format!("if that is the site you mean, write `{typed}`"),
            None => "copy the address from the browser's address bar, which gives the form that begins with `xn--`".to_owned(),
        };
        return wrong(message, help);
    }
    let is_sign = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    let is_label = |label: &str| {
        let is_bounded = !label.starts_with('-') && !label.ends_with('-');
        (1..=63).contains(&label.len()) && label.bytes().all(is_sign) && is_bounded
    };
    let last = host.rsplit('.').next().unwrap_or_default().to_lowercase();
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
        format!("`{host}` is not a site name"),
        "a site name has letters, digits and hyphens, with dots between them: www.example.gov.uk",
    )
}

/// Escapes in a path: two digits after each %, and none of a control character.
fn check_path(path: &str) -> Result<(), Wrong> {
    for (at, _) in path.match_indices('%') {
        let digits = path.get(at + 1..at + 3).unwrap_or_default();
        let is_number = digits.bytes().all(|b| b.is_ascii_hexdigit());
        let byte = u8::from_str_radix(digits, 16).ok().filter(|_| is_number);
        if byte.is_some_and(|byte| byte.is_ascii_control()) {
            let message = format!("`%{digits}` in this address is a control character");
            return wrong(message, "delete it");
        } else if byte.is_none() {
            let shown: String = path[at..].chars().take(3).collect();
            let message =
                format!("`{shown}` in this address is not valid: a % needs two digits after it");
            return wrong(message, "write %25 to show a %");
        }
    }
    Ok(())
}

/// Checks an e-mail address, and returns it.
pub(crate) fn email(typed: &str) -> Result<&str, Wrong> {
    let is_box = |name: &str| {
        let fits = |b: u8| b.is_ascii_alphanumeric() || b"._-+'".contains(&b);
        // Dots separate words: https://www.rfc-editor.org/rfc/rfc5322#section-3.2.3
        let is_of_words = name.split('.').all(|word| !word.is_empty());
        is_of_words && name.len() <= 64 && name.bytes().all(fits)
    };
    match typed.split_once('@') {
        Some((name, host)) if is_box(name) && host.contains('.') && check_host(host).is_ok() => {
            Ok(typed)
        }
        _ => wrong(
            format!("`{}` is not an e-mail address", one_line(typed)),
            "write one address only, such as performance@example.gov.uk, or the address of a page with https://",
        ),
    }
}

/// Returns how readers get in touch: an e-mail address without `mailto:`, the address of a page, or a telephone number.
pub(crate) fn contact(typed: &str) -> Result<&str, Wrong> {
    let digits = typed.replace([' ', '(', ')'], "");
    if telephone(&digits).is_ok() {
        return Ok(typed);
    }
    if typed.contains("//") {
        return web_address(typed);
    }
    email(typed.strip_prefix("mailto:").unwrap_or(typed))
}

/// Checks a telephone number behind `tel:`, and returns it.
pub(crate) fn telephone(typed: &str) -> Result<&str, Wrong> {
    let digits = typed.strip_prefix('+').unwrap_or(typed);
    let is_fit = digits.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if is_fit && digits.bytes().filter(u8::is_ascii_digit).count() >= 3 {
        return Ok(typed);
    }
    wrong(
        format!("`tel:{}` is not a telephone number", one_line(typed)),
        "write only digits: tel:+441302736000",
    )
}
