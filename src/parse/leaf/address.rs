//! Fields that hold an address. What an address may be is in [`crate::parse::address`].

use super::scalar;
use crate::diag::Code;
use crate::parse::address::{self, Wrong, base_address, web_address, wrong};
use crate::parse::file::File;
use crate::parse::schema::Leaf;
use crate::parse::yaml::{Content, Node};

/// An address that a link can lead to.
pub fn url(file: &File, node: &Node) -> Option<String> {
    read(file, node, |typed| {
        web_address(typed).map(|()| typed.to_owned())
    })
}

/// The address of a site: see `base_address`.
pub fn base_url(file: &File, node: &Node) -> Option<String> {
    read(file, node, base_address)
}

/// An address in which `{path}` is the path of a file.
pub fn edit_url(file: &File, node: &Node) -> Option<String> {
    read(file, node, |typed| {
        let (start, rest) = typed.split_at(typed.find("{path}").unwrap_or(typed.len()));
        web_address(&format!("{start}{}", rest.replace("{path}", "path")))?;
        if start.matches('/').count() < 3 && !start.contains(['?', '#']) {
            let message = format!("`{typed}` has {{path}} in the site name");
            return wrong(message, "write {path} after the site name and a /");
        }
        Ok(typed.to_owned())
    })
}

/// Reads how readers get in touch: an e-mail address, the address of a page or a telephone number. One that is wrong is
/// reported and returned all the same, so that it is not reported as missing too.
pub fn contact(file: &File, node: &Node) -> Option<String> {
    if file.asks(node, || Leaf::Text) {
        return None;
    }
    let read = checked(file, node, |typed| {
        address::contact(typed).map(str::to_owned)
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
            file.error(node.id, Code::Setting, message, help);
            None
        }
    }
}
