//! The way through the data to a node: `targets[2016-17 Q1].tolerance`.

use super::{Content, Node};
use crate::source::NodeId;

/// The names from the root to a node; nothing for the root itself.
pub fn to(root: &Node, wanted: NodeId) -> Option<String> {
    match &root.content {
        Content::Map(entries) => entries.iter().find_map(|entry| {
            if entry.key_id == wanted || entry.value.id == wanted {
                return Some(entry.key.clone());
            }
            let rest = to(&entry.value, wanted)?;
            let point = if rest.starts_with('[') { "" } else { "." };
            Some(format!("{}{point}{rest}", entry.key))
        }),
        Content::List(items) => items.iter().enumerate().find_map(|(index, item)| {
            let name = format!(
                "[{}]",
                name_of(item).map_or(index.to_string(), str::to_owned)
            );
            if item.id == wanted {
                return Some(name);
            }
            let rest = to(item, wanted)?;
            let point = if rest.starts_with('[') { "" } else { "." };
            Some(format!("{name}{point}{rest}"))
        }),
        Content::Blank | Content::Scalar(_) => None,
    }
}

/// What an entry of a list is known by: what it says first, which stays when others are put in before it.
fn name_of(item: &Node) -> Option<&str> {
    match &item.content {
        Content::Scalar(text) => Some(text),
        Content::Map(entries) => entries.iter().find_map(|entry| name_of(&entry.value)),
        Content::List(_) | Content::Blank => None,
    }
}
