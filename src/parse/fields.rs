//! Reading a map field by field. A field that no reader asks for is reported as unknown.

use std::collections::BTreeMap;

use super::file::{At, File};
use super::schema::{Field, Shape, Words};
use super::stranded;
use super::yaml::{Content, Entry, Node};
use crate::diag::{Code, Diagnostic, Fix, did_you_mean, one_of, only_meant};
use crate::source::NodeId;

/// A map whose fields are taken one after the other.
///
/// Every `take` names a field; [`Fields::finish`] reports the ones that no reader named, so the fields that exist are
/// written down once, in the reader itself.
pub struct Fields<'a> {
    file: &'a File,
    node: &'a Node,
    entries: &'a [Entry],
    asked: Vec<&'static str>,
    /// Fields whose names are no reader's own.
    others: Vec<NodeId>,
    /// Fields that must be there and are not.
    missing: Vec<&'static str>,
    /// What there could be, while readers are surveyed.
    surveyed: Vec<Field>,
    what: &'static str,
    /// How many problems the file had before the map.
    before: usize,
}

impl<'a> Fields<'a> {
    /// Takes a node that should be names with values; reports it where it is not, and names that stand twice.
    pub fn of(file: &'a File, node: &'a Node, what: &'static str) -> Option<Self> {
        let entries: &[Entry] = match (&node.content, file.survey()) {
            (Content::Map(_), Some(survey)) => survey.begin(what).then_some(&[])?,
            (_, Some(_)) => return None,
            (Content::Map(entries), None) => entries,
            (_, None) => {
                report_shape(file, node, &format!("write {what} as `name: value` lines"));
                return None;
            }
        };
        let before = file.so_far();
        report_entries(file, entries);
        Some(Self {
            before,
            file,
            node,
            entries,
            asked: Vec::new(),
            others: Vec::new(),
            missing: Vec::new(),
            surveyed: Vec::new(),
            what,
        })
    }

    fn entry(&self, name: &str) -> Option<&'a Entry> {
        self.entries.iter().find(|entry| entry.key == name)
    }

    /// Where a field's name stands, or the map where there is no such field.
    pub fn place_of(&self, name: &str) -> NodeId {
        self.entry(name).map_or(self.node.id, |entry| entry.key_id)
    }

    /// Whether the field is names with values, or says nothing.
    pub fn is_map(&self, name: &str) -> bool {
        let is_map = |content: &Content| matches!(content, Content::Map(_) | Content::Empty);
        let entry = self.entry(name);
        entry.is_none_or(|entry| is_map(&entry.value.content))
    }

    /// Whether readers are asked which fields there are, instead of reading a file.
    pub fn is_surveyed(&self) -> bool {
        self.file.survey().is_some()
    }

    pub fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// A field that may be left out.
    pub fn optional<T>(
        &mut self,
        name: &'static str,
        read: impl Fn(&File, &Node) -> Option<T>,
    ) -> Option<T> {
        if let Some(survey) = self.file.survey() {
            let shapes = survey.shapes(self.file, &read);
            let required = false;
            self.surveyed.push(Field {
                name,
                shapes,
                required,
            });
            return None;
        }
        self.asked.push(name);
        let entry = self.entry(name)?;
        if is_empty(&entry.value) {
            report_empty(self.file, entry);
            return None;
        }
        read(self.file, &entry.value)
    }

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
        read: impl Fn(&File, &Node) -> Option<T>,
    ) -> Option<T> {
        if !self.has(name) {
            self.missing.push(name);
        }
        let value = self.optional(name, read);
        if let Some(field) = self.surveyed.last_mut() {
            field.required = true;
        }
        value
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
        let values = |file: &File, node: &Node| Some(each_named(file, node, name, None, &read));
        self.optional(name, values).unwrap_or_default()
    }

    /// Fields that no reader has asked for by name, each with a single value. A survey has them as one field, by this name.
    pub fn others<T>(
        &mut self,
        name: &'static str,
        read: impl Fn(&File, &Node) -> Option<T>,
    ) -> Vec<(At<String>, T)> {
        if self.is_surveyed() {
            self.optional(name, read);
            return Vec::new();
        }
        let mut others = Vec::new();
        for entry in self.entries {
            let is_single = matches!(entry.value.content, Content::Scalar(_));
            let is_asked = self.asked.contains(&entry.key.as_str());
            let is_meant = did_you_mean(&entry.key, self.missing.iter().copied()).is_some();
            if is_asked || is_meant || !is_single || stranded::is_stranded(self.file, entry) {
                continue;
            }
            self.others.push(entry.key_id);
            let (value, node) = (entry.key.clone(), entry.key_id);
            let read = read(self.file, &entry.value);
            others.extend(read.map(|read| (At { value, node }, read)));
        }
        others
    }

    /// Where the first name stands: a better place than the map itself.
    pub fn first_key(&self) -> NodeId {
        let first = self.entries.first();
        first.map_or(self.node.id, |entry| entry.key_id)
    }

    /// Reports the fields that no reader asked for, and those that are missing. Returns whether all of the map could be
    /// read.
    pub fn finish(self) -> bool {
        self.finish_with("")
    }

    /// The same, with what else an unknown field may have been meant for.
    pub fn finish_with(self, hint: &str) -> bool {
        if let Some(survey) = self.file.survey() {
            survey.end(self.what, self.surveyed);
            return false;
        }
        let is_stranded = |entry: &&Entry| stranded::is_stranded(self.file, entry);
        let is_unknown = |entry: &&Entry| {
            !self.asked.contains(&entry.key.as_str()) && !self.others.contains(&entry.key_id)
        };
        let unknown = self.entries.iter().filter(is_unknown);
        let (stranded, unknown): (Vec<&Entry>, Vec<&Entry>) = unknown.partition(is_stranded);
        let is_free = |name: &&str| !unknown.is_empty() && !self.has(name);
        let free: Vec<&str> = self.asked.iter().copied().filter(is_free).collect();
        let meant = unknown.iter();
        let meant = meant.map(|entry| did_you_mean(&entry.key, free.iter().copied()));
        let meant: Vec<Option<&str>> = meant.collect();
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for field in meant.iter().flatten() {
            *times.entry(field).or_default() += 1;
        }
        for (entry, meant) in unknown.iter().zip(meant) {
            let help = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => self.known_fields(hint),
            };
            let message = format!("there is no field `{}` here", entry.key);
            let place = self.file.place(entry.key_id);
            let problem = Diagnostic::error(Code::UnknownField, place, message).help(help);
            let fix = meant.filter(|meant| times[meant] == 1);
            let fix = fix.and_then(|meant| self.renamed(entry, meant));
            self.file.report(problem.fix(fix));
        }
        if stranded.is_empty() {
            let missing = self.missing.iter();
            for name in missing.filter(|name| !times.contains_key(*name)) {
                self.report_missing(name);
            }
        }
        self.file.is_whole_since(self.before)
    }

    /// The field under the name that was meant, where no other could be.
    fn renamed(&self, entry: &Entry, meant: &str) -> Option<Fix> {
        only_meant(&entry.key, self.asked.iter().copied()).filter(|only| *only == meant)?;
        let range = self.file.range_of(entry.key_id, &entry.key)?;
        let what = format!("change `{}` to `{meant}`", entry.key);
        Some(Fix::new(range, meant, what))
    }

    fn known_fields(&self, hint: &str) -> String {
        let fields = one_of(self.asked.iter().copied());
        match self.asked.as_slice() {
            [_] => format!("the only field here is {fields}{hint}"),
            _ => format!("the fields here are {fields}{hint}"),
        }
    }

    fn report_missing(&self, name: &str) {
        let example = Words::of(self.what, name).map_or("...", |words| words.example);
        let message = format!("`{name}` is missing");
        let help = format!("add a line such as `{name}: {example}`");
        self.file
            .error(self.first_key(), Code::MissingField, message, help);
    }
}

/// Reads a map of fields, and reports those that `read` did not ask for, or that are missing.
pub fn map<T>(
    file: &File,
    node: &Node,
    what: &'static str,
    read: impl FnOnce(&mut Fields) -> Option<T>,
) -> Option<T> {
    let mut fields = Fields::of(file, node, what)?;
    let value = read(&mut fields);
    fields.finish();
    value
}

/// A reader that keeps the place.
pub fn at<T>(read: impl Fn(&File, &Node) -> Option<T>) -> impl Fn(&File, &Node) -> Option<At<T>> {
    move |file, node| {
        let (value, node) = (read(file, node)?, node.id);
        Some(At { value, node })
    }
}

/// Reads each value of a list; a single value is a list of one.
pub fn each<T>(file: &File, node: &Node, read: impl Fn(&File, &Node) -> Option<T>) -> Vec<T> {
    if let Some(survey) = file.survey() {
        survey.note(Shape::List(survey.shapes(file, &read)));
        return Vec::new();
    }
    if are_named(node) {
        let message = "this must be a list, with each entry on its own line after a dash";
        let help = "start each entry with `- ` instead of a name";
        file.error(node.id, Code::WrongShape, message, help);
        return Vec::new();
    }
    let one = |item: &Node| {
        if is_empty(item) {
            let help = "type the entry, or delete the `- `";
            file.error(item.id, Code::BlankValue, "this list entry is empty", help);
            return None;
        }
        read(file, item)
    };
    match &node.content {
        Content::List(items) => items.iter().filter_map(one).collect(),
        Content::Empty => Vec::new(),
        _ => read(file, node).into_iter().collect(),
    }
}

/// Whether this is a map of maps, where a list of maps was meant.
fn are_named(node: &Node) -> bool {
    let Content::Map(entries) = &node.content else {
        return false;
    };
    let is_map = |entry: &Entry| matches!(entry.value.content, Content::Map(_));
    !entries.is_empty() && entries.iter().all(is_map)
}

/// Reads each value of a map by its name. An empty `{}` is a map of nothing. A name without a value is reported, or added
/// to those in `empty`.
pub fn each_named<T>(
    file: &File,
    node: &Node,
    what: &str,
    mut empty: Option<&mut Vec<At<String>>>,
    read: impl Fn(&File, &At<String>, &Node) -> Option<T>,
) -> Vec<(At<String>, T)> {
    if let Some(survey) = file.survey() {
        survey.note_named(file, what, empty.is_some(), &read);
        return Vec::new();
    }
    let Content::Map(entries) = &node.content else {
        let message = format!("write `{what}` as `name: value` lines");
        report_shape(file, node, &message);
        return Vec::new();
    };
    report_entries(file, entries);
    let mut values = Vec::new();
    for entry in entries {
        let (value, node) = (entry.key.clone(), entry.key_id);
        let key = At { value, node };
        if !is_empty(&entry.value) {
            values.extend(read(file, &key, &entry.value).map(|value| (key, value)));
        } else if let Some(empty) = &mut empty {
            empty.extend((!stranded::is_stranded(file, entry)).then_some(key));
        } else {
            report_empty(file, entry);
        }
    }
    values
}

pub fn is_empty(node: &Node) -> bool {
    node.content == Content::Empty
}

fn report_empty(file: &File, entry: &Entry) {
    if !stranded::is_stranded(file, entry) {
        let message = format!("`{}` has no value", entry.key);
        let help = "type the value, or delete the line";
        file.error(entry.key_id, Code::BlankValue, message, help);
    }
}

fn report_entries(file: &File, entries: &[Entry]) {
    report_duplicates(file, entries);
    stranded::report(file, entries);
}

/// Reports what should be names with values.
fn report_shape(file: &File, node: &Node, message: &str) {
    let help = match node.content {
        Content::List(_) => "this is a list: write `name: value` instead of each `- `",
        _ => "this is a single value: write `name: value`",
    };
    file.error(node.id, Code::WrongShape, message, help);
}

fn report_duplicates(file: &File, entries: &[Entry]) {
    let mut seen: BTreeMap<&str, &Entry> = BTreeMap::new();
    for entry in entries {
        let first = *seen.entry(&entry.key).or_insert(entry);
        if first.key_id != entry.key_id {
            let message = format!("`{}` appears twice", entry.key);
            let problem = Diagnostic::error(Code::DuplicateKey, file.place(entry.key_id), message)
                .related(file.place(first.key_id), "first here");
            file.report(problem.help("delete one of them"));
        }
    }
}
