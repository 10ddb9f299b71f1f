//! The fields of everything that templates are given, read from the schemas of the views.

use std::collections::{BTreeMap, BTreeSet};

use schemars::SchemaGenerator;
use serde_json::{Value, json};

use crate::render::charts::ChartView;
use crate::site::page::View;
use crate::site::part::frame::Frame;
use crate::site::words::Words;

/// The schemas of everything that templates are given.
#[derive(Debug)]
pub struct Shapes {
    /// The template of each page and the schema of its `view`.
    pub pages: Vec<(&'static str, Value)>,
    /// The values that every page is given: `frame`, `charts` and `w`.
    pub everywhere: Vec<(&'static str, Value)>,
    /// The kinds of the fields of each name.
    pub(super) kinds: BTreeMap<String, BTreeSet<Kind>>,
    definitions: BTreeMap<String, Value>,
}

const REFERENCE: &str = "#/$defs/";

/// Returns the schemas of everything that templates are given.
pub fn shapes() -> Shapes {
    Shapes::new()
}

impl Shapes {
    pub(super) fn new() -> Self {
        let mut generator = SchemaGenerator::default();
        let pages = View::shapes(&mut generator);
        let pages = pages.into_iter();
        let pages = pages.map(|(template, schema)| (template, schema.to_value()));
        let pages = pages.collect();
        let charts = generator.subschema_for::<BTreeMap<String, ChartView>>();
        let everywhere = vec![
            ("frame", generator.subschema_for::<Frame>().to_value()),
            ("charts", charts.to_value()),
            ("w", generator.subschema_for::<Words>().to_value()),
        ];
        let mut definitions = BTreeMap::new();
        for (name, mut schema) in generator.take_definitions(true) {
            for option in schema["oneOf"].as_array_mut().into_iter().flatten() {
                // The variants of an enum become records with names of their own.
                if let Some(kind) = option["properties"]["kind"]["const"].as_str() {
                    let name = format!("{name}/{kind}");
                    let reference = json!({ "$ref": format!("{REFERENCE}{name}") });
                    definitions.insert(name, std::mem::replace(option, reference));
                }
            }
            definitions.insert(name, schema);
        }
        let mut shapes = Self {
            pages,
            everywhere,
            kinds: BTreeMap::new(),
            definitions,
        };
        let mut kinds: BTreeMap<String, BTreeSet<Kind>> = BTreeMap::new();
        for (name, schema) in shapes.records().flat_map(|(_, record)| fields(record)) {
            let kind = kind_of(&shapes.options(schema));
            kinds.entry(name.to_owned()).or_default().insert(kind);
        }
        shapes.kinds = kinds;
        shapes
    }

    /// Returns the definitions with named fields, by their names.
    pub fn records(&self) -> impl Iterator<Item = (&str, &Value)> {
        let records = self.definitions.iter();
        let records = records.filter(|(_, schema)| schema["properties"].is_object());
        records.map(|(name, schema)| (name.as_str(), schema))
    }

    /// Returns the definition that a schema refers to, with its name.
    pub fn definition(&self, schema: &Value) -> Option<(&str, &Value)> {
        let name = schema["$ref"].as_str()?.strip_prefix(REFERENCE)?;
        let (name, schema) = self.definitions.get_key_value(name)?;
        Some((name, schema))
    }

    /// Returns the schemas that a value may have if it is present.
    pub(super) fn options<'s>(&'s self, schema: &'s Value) -> Vec<&'s Value> {
        match (self.definition(schema), alternatives(schema)) {
            (Some((_, definition)), _) => self.options(definition),
            (None, Some((options, _))) => options
                .into_iter()
                .flat_map(|one| self.options(one))
                .collect(),
            (None, None) => vec![schema],
        }
    }

    /// Describes a schema for the writer of a theme: "text", "list of texts", a link to its definition.
    pub fn describe(&self, schema: &Value) -> String {
        if let Some((name, definition)) = self.definition(schema) {
            if definition["properties"].is_object() {
                return format!("[{name}](#{})", name.to_lowercase().replace('/', ""));
            }
            return self.describe(definition);
        }
        match words(schema).as_slice() {
            [] => {}
            [only] => return format!("always `{only}`"),
            words => return format!("one of `{}`", words.join("`, `")),
        }
        if let Some((options, is_optional)) = alternatives(schema) {
            let options: Vec<String> = options.iter().map(|one| self.describe(one)).collect();
            let optional = if is_optional { ", or nothing" } else { "" };
            return format!("{}{optional}", options.join(" or "));
        }
        let described = match kind_of(&[schema]) {
            Kind::Html => "markup: print it with `| safe`".to_owned(),
            Kind::List => match self.describe(&schema["items"]).as_str() {
                "text" => "list of texts".to_owned(),
                "list of texts" => "list of lists of texts".to_owned(),
                each => format!("list of {each}"),
            },
            Kind::Map => format!("by key, {}", self.describe(&schema["additionalProperties"])),
            kind => kind.name().to_owned(),
        };
        if schema["type"].is_array() {
            described + ", or nothing"
        } else {
            described
        }
    }
}

/// Returns the alternatives of a schema other than null, and whether null is one of them.
fn alternatives(schema: &Value) -> Option<(Vec<&Value>, bool)> {
    let all = schema["anyOf"].as_array().or(schema["oneOf"].as_array())?;
    let present = all.iter().filter(|option| option["type"] != "null");
    let present: Vec<&Value> = present.collect();
    let is_optional = present.len() < all.len();
    Some((present, is_optional))
}

/// Returns the words that are the only values of a schema.
fn words(schema: &Value) -> Vec<&str> {
    if let Some(word) = schema.as_str().or(schema["const"].as_str()) {
        return vec![word];
    }
    let listed = schema["enum"].as_array().or(schema["oneOf"].as_array());
    listed.into_iter().flatten().flat_map(words).collect()
}

/// Returns the fields of a record. Those that are always present come first, in the order of their declaration.
pub fn fields(record: &Value) -> Vec<(&str, &Value)> {
    let required = record["required"].as_array().into_iter().flatten();
    let mut names: Vec<&str> = required.filter_map(Value::as_str).collect();
    let properties = record["properties"].as_object();
    for name in properties.into_iter().flat_map(serde_json::Map::keys) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let fields = names.into_iter();
    fields
        .map(|name| (name, &record["properties"][name]))
        .collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Text,
    /// Trusted markup. The engine treats it as text.
    Html,
    Number,
    Boolean,
    List,
    /// Named fields.
    Group,
    /// Values by key.
    Map,
    /// Not known, or one of several.
    Any,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "piece of markup",
            Self::Number => "number",
            Self::Boolean => "yes or no",
            Self::List => "list",
            Self::Group | Self::Map => "group of fields",
            Self::Any => "anything",
        }
    }
}

/// Returns the kind that all of some schemas without alternatives have.
pub(super) fn kind_of(options: &[&Value]) -> Kind {
    let mut kinds = options.iter().map(|schema| {
        let types = schema["type"].as_array();
        let present = types.and_then(|types| types.iter().find(|kind| **kind != "null"));
        match present.unwrap_or(&schema["type"]).as_str() {
            Some("string") if schema["format"] == "html" => Kind::Html,
            Some("string") => Kind::Text,
            Some("integer" | "number") => Kind::Number,
            Some("boolean") => Kind::Boolean,
            Some("array") => Kind::List,
            Some("object") if schema["properties"].is_object() => Kind::Group,
            Some("object") => Kind::Map,
            _ if !words(schema).is_empty() => Kind::Text,
            _ => Kind::Any,
        }
    });
    let first = kinds.next().unwrap_or(Kind::Any);
    if kinds.all(|kind| kind == first) {
        first
    } else {
        Kind::Any
    }
}
