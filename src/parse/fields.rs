//! Reading a map field by field. What nobody asked for is unknown, and says so.

use super::file::{At, File, is_blank};
use super::yaml::{Content, Entry, Node};
use crate::diag::{Code, Diagnostic, did_you_mean, one_of};
use crate::source::NodeId;

/// A map whose fields are taken one after the other.
///
/// Every `take` names a field; [`Fields::finish`] reports the ones that nobody named, so the fields that exist are
/// written down once, in the reader itself.
pub struct Fields<'a> {
    file: &'a File,
    node: &'a Node,
    entries: &'a [Entry],
    asked: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// Takes a node that should be names with values; reports it where it is not, and names that stand twice.
    pub fn of(file: &'a File, node: &'a Node, what: &str) -> Option<Self> {
        let Content::Map(entries) = &node.content else {
            report_shape(
                file,
                node,
                &format!("{what} is written as names with values"),
            );
            return None;
        };
        report_duplicates(file, entries);
        Some(Self {
            file,
            node,
            entries,
            asked: Vec::new(),
        })
    }

    /// The node itself.
    pub fn node(&self) -> NodeId {
        self.node.id
    }

    /// The entry of a field, whatever it holds.
    fn entry(&mut self, name: &'static str) -> Option<&'a Entry> {
        self.asked.push(name);
        self.entries.iter().find(|entry| entry.key == name)
    }

    /// Where a field's name stands, or the map where there is no such field.
    pub fn place_of(&self, name: &str) -> NodeId {
        self.entries
            .iter()
            .find(|entry| entry.key == name)
            .map_or(self.node.id, |entry| entry.key_id)
    }

    /// Whether the field is there.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == name)
    }

    /// A field that may be left out.
    pub fn optional<T>(
        &mut self,
        name: &'static str,
        read: impl Fn(&File, &Node) -> Option<T>,
    ) -> Option<T> {
        let entry = self.entry(name)?;
        if is_blank(&entry.value) {
            self.file.report_blank(name, entry.key_id);
            return None;
        }
        read(self.file, &entry.value)
    }

    /// A field that may be left out, with its place.
    pub fn optional_at<T>(
        &mut self,
        name: &'static str,
        read: impl Fn(&File, &Node) -> Option<T>,
    ) -> Option<At<T>> {
        self.optional(name, at(read))
    }

    /// A field that must be there.
    pub fn required<T>(
        &mut self,
        name: &'static str,
        example: &str,
        read: impl Fn(&File, &Node) -> Option<T>,
    ) -> Option<T> {
        if !self.has(name) {
            let near = did_you_mean(name, self.entries.iter().map(|entry| entry.key.as_str()));
            let help = match near {
                Some(near) if !self.asked.contains(&near) => {
                    format!("did you mean `{name}` where it says `{near}`?")
                }
                _ => format!("add a line such as `{name}: {example}`"),
            };
            self.file.report(
                Diagnostic::error(
                    Code::MissingField,
                    self.file.place(self.first_key()),
                    format!("`{name}` is missing"),
                )
                .help(help),
            );
        }
        self.optional(name, read)
    }

    /// A list; left out, it is empty. A single value is taken as a list of one.
    pub fn list<T>(
        &mut self,
        name: &'static str,
        read: impl Fn(&File, &Node) -> Option<T>,
    ) -> Vec<T> {
        self.optional(name, |file, node| Some(each(file, node, &read)))
            .unwrap_or_default()
    }

    /// A map whose names are ids or keys; left out, it is empty.
    pub fn named<T>(
        &mut self,
        name: &'static str,
        read: impl Fn(&File, &At<String>, &Node) -> Option<T>,
    ) -> Vec<(At<String>, T)> {
        self.optional(name, |file, node| Some(each_named(file, node, name, &read)))
            .unwrap_or_default()
    }

    fn first_key(&self) -> NodeId {
        self.entries
            .first()
            .map_or(self.node.id, |entry| entry.key_id)
    }

    /// Reports the fields that nobody asked for.
    pub fn finish(self) {
        for entry in self.entries {
            if !self.asked.contains(&entry.key.as_str()) {
                self.report_unknown(entry);
            }
        }
    }

    fn report_unknown(&self, entry: &Entry) {
        if is_blank(&entry.value) && self.file.in_braces(entry.key_id) {
            self.file.report_blank(&entry.key, entry.key_id);
            return;
        }
        let free = self.asked.iter().copied().filter(|name| !self.has(name));
        let help = match did_you_mean(&entry.key, free) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("the fields here are {}", one_of(self.asked.iter().copied())),
        };
        let message = format!("there is no field `{}` here", entry.key);
        self.file.report(
            Diagnostic::error(Code::UnknownField, self.file.place(entry.key_id), message)
                .help(help),
        );
    }
}

/// A reader that keeps the place.
pub fn at<T>(read: impl Fn(&File, &Node) -> Option<T>) -> impl Fn(&File, &Node) -> Option<At<T>> {
    move |file, node| {
        let value = read(file, node)?;
        let node = node.id;
        Some(At { value, node })
    }
}

/// Reads each value of a list; a single value is a list of one.
pub fn each<T>(file: &File, node: &Node, read: impl Fn(&File, &Node) -> Option<T>) -> Vec<T> {
    match &node.content {
        Content::List(items) => items
            .iter()
            .filter_map(|item| {
                if is_blank(item) {
                    file.report_blank("-", item.id);
                    return None;
                }
                read(file, item)
            })
            .collect(),
        Content::Blank => Vec::new(),
        _ => read(file, node).into_iter().collect(),
    }
}

/// Reads each value of a map by its name. An empty `{}` is a map of nothing.
pub fn each_named<T>(
    file: &File,
    node: &Node,
    what: &str,
    read: impl Fn(&File, &At<String>, &Node) -> Option<T>,
) -> Vec<(At<String>, T)> {
    let Content::Map(entries) = &node.content else {
        report_shape(
            file,
            node,
            &format!("`{what}` is written as names with values"),
        );
        return Vec::new();
    };
    report_duplicates(file, entries);
    entries
        .iter()
        .filter_map(|entry| {
            if is_blank(&entry.value) {
                file.report_blank(&entry.key, entry.key_id);
                return None;
            }
            let key = At {
                value: entry.key.clone(),
                node: entry.key_id,
            };
            let value = read(file, &key, &entry.value)?;
            Some((key, value))
        })
        .collect()
}

/// Reports a value of the wrong shape.
pub fn report_shape(file: &File, node: &Node, message: &str) {
    let help = match node.content {
        Content::List(_) => "here it is a list; take the `- ` away",
        Content::Map(_) => "here it is names with values; write the value alone",
        Content::Scalar(_) | Content::Blank => "here it is a single value",
    };
    file.report(Diagnostic::error(Code::WrongShape, file.place(node.id), message).help(help));
}

fn report_duplicates(file: &File, entries: &[Entry]) {
    for (index, entry) in entries.iter().enumerate() {
        if let Some(first) = entries[..index].iter().find(|e| e.key == entry.key) {
            file.report(
                Diagnostic::error(
                    Code::DuplicateKey,
                    file.place(entry.key_id),
                    format!("`{}` stands here twice", entry.key),
                )
                .related(file.place(first.key_id), "first here")
                .help("keep one of the two"),
            );
        }
    }
}
