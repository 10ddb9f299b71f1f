//! The way through the data to a node: `targets[2016-17 Q1].tolerance`.

use super::{Content, Node};
use crate::source::NodeId;

/// So many characters of a name are shown: what an entry of a list says first may be a whole text.
const LONGEST: usize = 200;

/// Names the field that a node is in, whatever line it is on, from the root; `None` for the root itself.
pub fn to(root: &Node, wanted: NodeId) -> Option<String> {
    if root.id == wanted {
        return None;
    }
    let mut trail = String::new();
    let mut node = root;
    while node.id != wanted {
        match &node.content {
            Content::Map(entries) => {
                let at = holder(entries, |entry| entry.key_id <= wanted)?;
                let entry = entries.get(at)?;
                if node.id != root.id {
                    trail.push('.');
                }
                trail.push_str(short(&entry.key));
                if entry.key_id == wanted {
                    break;
                }
                node = &entry.value;
            }
            Content::List(items) => {
                let at = holder(items, |item| item.id <= wanted)?;
                node = items.get(at)?;
                let index = at.to_string();
                let name = name_of(node).map_or(index.as_str(), short);
                trail.push_str(&format!("[{name}]"));
            }
            Content::Empty | Content::Scalar(_) => return None,
        }
    }
    Some(trail)
}

/// Which of the parts of a node holds another node. Nodes are numbered in the order of the text, so it is the last one
/// that does not begin behind it.
fn holder<T>(parts: &[T], begins_before: impl Fn(&T) -> bool) -> Option<usize> {
    parts.partition_point(begins_before).checked_sub(1)
}

/// What an entry of a list is known by: what it says first, which stays when others are put in before it.
fn name_of(item: &Node) -> Option<&str> {
    match &item.content {
        Content::Scalar(text) => Some(text),
        Content::Map(entries) => entries.iter().find_map(|entry| name_of(&entry.value)),
        Content::List(_) | Content::Empty => None,
    }
}

fn short(name: &str) -> &str {
    let end = name.char_indices().nth(LONGEST);
    end.map_or(name, |(end, _)| &name[..end])
}
