//! The shapes of the values that templates are given, made from the types of the views.

use std::collections::BTreeMap;

use schemars::{Schema, SchemaGenerator};
use serde_json::Value;

use crate::render::charts::ChartView;
use crate::site::page::View;
use crate::site::part::frame::Frame;
use crate::site::words::Words;

/// The shape of a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// Not known. Such a value is not checked.
    Any,
    /// A value or nothing.
    Optional(Box<Shape>),
    Text,
    /// One of these words.
    Word(Vec<String>),
    /// Trusted markup. The engine treats it as text.
    Html,
    Number,
    Boolean,
    List(Box<Shape>),
    /// Values by key.
    Map(Box<Shape>),
    /// Named fields: the name of a [`Record`].
    Record(String),
    /// One of several shapes.
    Choice(Vec<Shape>),
}

/// A named value of a record.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) shape: Shape,
    /// The description.
    pub(super) about: String,
}

/// Named fields that belong together.
#[derive(Debug, Clone, Default)]
pub(super) struct Record {
    /// The description.
    pub(super) about: String,
    /// In the order of their declaration.
    pub(super) fields: Vec<Field>,
}

impl Record {
    /// Returns a field by its name.
    pub(super) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// The shapes of everything that templates are given.
#[derive(Debug)]
pub(super) struct Shapes {
    /// The template of each page and the shape of its `view`.
    pub(super) pages: Vec<(&'static str, Shape)>,
    /// The values that every page is given: `frame`, `charts` and `w`.
    pub(super) everywhere: Vec<(&'static str, Shape)>,
    pub(super) records: BTreeMap<String, Record>,
}

impl Shapes {
    /// Reads the shapes from the types of the views.
    pub(super) fn new() -> Self {
        let mut generator = SchemaGenerator::default();
        let pages = View::shapes(&mut generator);
        let everywhere = [
            ("frame", generator.subschema_for::<Frame>()),
            (
                "charts",
                generator.subschema_for::<BTreeMap<String, ChartView>>(),
            ),
            ("w", generator.subschema_for::<Words>()),
        ];
        let definitions = generator.take_definitions(true);
        let mut reader = SchemaReader {
            definitions: &definitions,
            records: BTreeMap::new(),
        };
        let pages = pages
            .into_iter()
            .map(|(template, schema)| (template, reader.schema(schema)))
            .collect();
        let everywhere = everywhere.map(|(name, schema)| (name, reader.schema(schema)));
        Self {
            pages,
            everywhere: everywhere.into(),
            records: reader.records,
        }
    }

    /// Returns a record by its name.
    pub(super) fn record(&self, name: &str) -> Option<&Record> {
        self.records.get(name)
    }
}

/// Converts JSON schemas to shapes, each definition once.
struct SchemaReader<'a> {
    definitions: &'a serde_json::Map<String, Value>,
    records: BTreeMap<String, Record>,
}

impl SchemaReader<'_> {
    fn schema(&mut self, schema: Schema) -> Shape {
        self.shape(&schema.to_value(), "value")
    }

    /// Converts a schema. `within` names records that have no name of their own.
    fn shape(&mut self, schema: &Value, within: &str) -> Shape {
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.rsplit('/').next().unwrap_or_default();
            return self.definition(name);
        }
        if let Some(word) = schema["const"].as_str() {
            return Shape::Word(vec![word.to_owned()]);
        }
        if let Some(words) = schema["enum"].as_array() {
            return Shape::Word(words.iter().filter_map(text_of).collect());
        }
        for key in ["anyOf", "oneOf"] {
            if let Some(options) = schema[key].as_array() {
                return self.options(options, within);
            }
        }
        match &schema["type"] {
            Value::Array(types) => {
                let kind = types.iter().find(|kind| **kind != "null");
                let kind = kind.and_then(Value::as_str).unwrap_or_default();
                Shape::Optional(Box::new(self.shape_of_type(kind, schema, within)))
            }
            Value::String(kind) => self.shape_of_type(kind, schema, within),
            _ => Shape::Any,
        }
    }

    fn definition(&mut self, name: &str) -> Shape {
        let Some(schema) = self.definitions.get(name) else {
            return Shape::Any;
        };
        if schema["properties"].is_object() {
            self.record(name, schema)
        } else {
            self.shape(schema, name)
        }
    }

    fn options(&mut self, options: &[Value], within: &str) -> Shape {
        let is_null = |option: &Value| option["type"] == "null";
        let mut shapes = Vec::new();
        for (index, option) in options.iter().filter(|o| !is_null(o)).enumerate() {
            let word = option["properties"]["kind"]["const"].as_str();
            let word = word.map_or_else(|| index.to_string(), str::to_owned);
            shapes.push(self.shape(option, &format!("{within}/{word}")));
        }
        let words: Option<Vec<String>> = shapes.iter().map(only_word).collect();
        let shape = match words {
            Some(words) if !words.is_empty() => Shape::Word(words),
            _ if shapes.len() == 1 => shapes.swap_remove(0),
            _ => Shape::Choice(shapes),
        };
        if options.iter().any(is_null) {
            Shape::Optional(Box::new(shape))
        } else {
            shape
        }
    }

    fn shape_of_type(&mut self, kind: &str, schema: &Value, within: &str) -> Shape {
        match kind {
            "string" if schema["format"] == "html" => Shape::Html,
            "string" => Shape::Text,
            "integer" | "number" => Shape::Number,
            "boolean" => Shape::Boolean,
            "array" => Shape::List(Box::new(self.shape(&schema["items"], within))),
            "object" if schema["properties"].is_object() => self.record(within, schema),
            "object" if schema["additionalProperties"].is_object() => {
                let each = self.shape(&schema["additionalProperties"], within);
                Shape::Map(Box::new(each))
            }
            _ => Shape::Any,
        }
    }

    /// Reads a record. Fields that are always present come first, in the order of their declaration.
    fn record(&mut self, name: &str, schema: &Value) -> Shape {
        let shape = Shape::Record(name.to_owned());
        if self.records.contains_key(name) {
            return shape;
        }
        self.records.insert(name.to_owned(), Record::default());
        let required = schema["required"].as_array();
        let mut names: Vec<String> = required.into_iter().flatten().filter_map(text_of).collect();
        let properties = schema["properties"].as_object();
        let others = properties.into_iter().flat_map(serde_json::Map::keys);
        for other in others {
            if !names.contains(other) {
                names.push(other.clone());
            }
        }
        let fields = names
            .into_iter()
            .map(|field| {
                let schema = &schema["properties"][&field];
                let shape = self.shape(schema, &format!("{name}/{field}"));
                let about = match only_word(&shape) {
                    Some(_) => "Which of its kinds it is.".to_owned(),
                    None => about(schema),
                };
                Field {
                    name: field,
                    shape,
                    about,
                }
            })
            .collect();
        let record = Record {
            about: about(schema),
            fields,
        };
        self.records.insert(name.to_owned(), record);
        shape
    }
}

fn about(schema: &Value) -> String {
    let about = schema["description"].as_str().unwrap_or_default();
    about.replace('\n', " ")
}

fn text_of(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn only_word(shape: &Shape) -> Option<String> {
    match shape {
        Shape::Word(words) if words.len() == 1 => words.first().cloned(),
        _ => None,
    }
}

/// Describes a shape for people.
pub(super) fn describe(shape: &Shape) -> String {
    match shape {
        Shape::Any => "anything".to_owned(),
        Shape::Optional(inner) => format!("{}, or nothing", describe(inner)),
        Shape::Text => "text".to_owned(),
        Shape::Word(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            match words.as_slice() {
                [only] => format!("always {only}"),
                _ => format!("one of {}", words.join(", ")),
            }
        }
        Shape::Html => "markup: print it with `| safe`".to_owned(),
        Shape::Number => "number".to_owned(),
        Shape::Boolean => "yes or no".to_owned(),
        Shape::List(each) => match &**each {
            Shape::Text => "list of texts".to_owned(),
            Shape::List(_) => "list of lists of texts".to_owned(),
            each => format!("list of {}", describe(each)),
        },
        Shape::Map(each) => format!("by key, {}", describe(each)),
        Shape::Record(name) => linked(name),
        Shape::Choice(options) => {
            let options: Vec<String> = options.iter().map(describe).collect();
            options.join(" or ")
        }
    }
}

fn linked(record: &str) -> String {
    format!("[{record}](#{})", record.to_lowercase().replace('/', ""))
}
