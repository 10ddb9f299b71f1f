//! The survey as JSON Schema.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::survey::{Field, Leaf, Shape, shape};
use super::words::{Of, Words};
use crate::model::Scales;
use crate::parse::draft::Drafts;
use crate::parse::id_like;

/// The kinds of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is named as its folder or file")]
pub enum Kind {
    Site,
    Measure,
    Quarter,
    Plan,
    Comment,
    Report,
    Question,
    Page,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Site,
        Self::Measure,
        Self::Quarter,
        Self::Plan,
        Self::Comment,
        Self::Report,
        Self::Question,
        Self::Page,
    ];

    /// Its name, as commands and files of schemas have it.
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// The files that are of this kind, from the site's root. Of Markdown the schema is that of its head.
    pub fn files(self) -> &'static [&'static str] {
        self.row().2
    }

    /// What a file of this kind is called in messages, and the folder that it belongs in: of the settings, the file.
    pub(in crate::parse) fn home(self) -> (&'static str, &'static str) {
        let folder = self.files()[0].split('*').next();
        (self.row().1, folder.unwrap_or_default())
    }

    /// The folder below `content` and the ending of its files. `None` for the settings, which are in no folder.
    pub(in crate::parse) fn folder(self) -> Option<(&'static str, &'static str)> {
        let (folder, ending) = self.files()[0].rsplit_once("*.")?;
        Some((folder.split('/').nth(1)?, ending))
    }

    fn row(self) -> (&'static str, &'static str, &'static [&'static str]) {
        const QUARTERS: &[&str] = &["content/quarters/*.yaml", "content/quarters/*/*.yaml"];
        match self {
            Self::Site => ("site", "the site's settings", &["content/site.yaml"]),
            Self::Measure => ("measure", "a measure", &["content/measures/*.yaml"]),
            Self::Quarter => ("quarter", "a quarter's file", QUARTERS),
            Self::Plan => ("plan", "a plan", &["content/plans/*.yaml"]),
            Self::Comment => ("comment", "a comment", &["content/commentary/**/*.md"]),
            Self::Report => ("report", "a report", &["content/reports/*.md"]),
            Self::Question => (
                "question",
                "a question of a committee",
                &["content/scrutiny/*.md"],
            ),
            Self::Page => ("page", "a page", &["content/pages/*.md"]),
        }
    }
}

/// The ids of one site, as choices.
#[derive(Debug, Clone, Default)]
pub struct Choices(BTreeMap<Of, BTreeSet<String>>);

impl Choices {
    /// What a site's files name, whether or not all is well with them.
    pub fn of(drafts: &Drafts) -> Self {
        let mut choices = Self::default();
        for measure in &drafts.measures {
            choices.add(Of::Measures, measure.id.as_str());
            choices.add(Of::MeasuresAndMembers, measure.id.as_str());
            for (member, _) in &measure.members {
                let id = format!("{}.{}", measure.id, member.value);
                choices.add(Of::MeasuresAndMembers, &id);
            }
        }
        for (id, _) in drafts.plans.iter().flat_map(|plan| &plan.objectives) {
            choices.add(Of::Objectives, id);
        }
        for quarter in &drafts.quarters {
            choices.add(Of::Quarters, &quarter.quarter.to_string());
        }
        let site = drafts.site.as_deref();
        let built_in = Scales::default();
        for scale in built_in.iter() {
            choices.add(Of::Scales, &scale.id);
            for rating in &scale.ratings {
                choices.add(Of::Ratings, rating.id());
            }
        }
        for (id, states) in site.iter().flat_map(|site| &site.scales) {
            choices.add(Of::Scales, id);
            for (state, _) in states {
                choices.add(Of::Ratings, state);
            }
        }
        if let Some(site) = site {
            let voices = site.voices.iter().map(|(id, _)| (Of::Voices, &id.value));
            let groups = site.groups.iter().map(|group| (Of::Groups, &group.value));
            for (of, id) in voices.chain(groups) {
                choices.add(of, id);
            }
        }
        choices
    }

    fn add(&mut self, of: Of, id: &str) {
        self.0.entry(of).or_default().insert(id.to_owned());
    }

    /// The ids, if there are any: a site that has none yet leaves the choice open.
    fn get(&self, of: Of) -> Option<&BTreeSet<String>> {
        self.0.get(&of)
    }
}

/// The schema of a kind of file, with a site's own ids as choices.
pub fn schema(kind: Kind, choices: &Choices) -> Value {
    let mut writer = Writer::new(choices);
    let mut schema = writer.one(&shape(kind), Of::Anything);
    let title = format!("A quarterdeck {} file", kind.name());
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(title);
    if !writer.definitions.is_empty() {
        schema["$defs"] = Value::Object(writer.definitions);
    }
    schema
}

struct Writer<'a> {
    choices: &'a Choices,
    /// Maps that hold themselves.
    definitions: Map<String, Value>,
}

impl<'a> Writer<'a> {
    fn new(choices: &'a Choices) -> Self {
        Self {
            choices,
            definitions: Map::new(),
        }
    }

    /// A map of fields: no others, unless they are ratings, and those that must be there.
    fn map(&mut self, what: &str, fields: &[Field]) -> Value {
        let mut properties = Map::new();
        let mut others = json!(false);
        for field in fields {
            let value = self.field(what, field);
            match self.choices.get(Of::Ratings) {
                _ if field.name != EACH_RATING => {
                    properties.insert(field.name.to_owned(), value);
                }
                Some(words) => {
                    properties.extend(words.iter().map(|word| (word.clone(), value.clone())));
                }
                None => others = value,
            }
        }
        let required = fields.iter().filter(|field| field.required);
        let required: Vec<&str> = required.map(|field| field.name).collect();
        json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": others,
        })
    }

    fn field(&mut self, what: &str, field: &Field) -> Value {
        let words = Words::of(what, field.name);
        let of = words.map_or(Of::Anything, |words| words.of);
        let mut schema = self.any(&field.shapes, of);
        if let Some(words) = words {
            schema["description"] = json!(words.text);
            schema["examples"] = json!([words.example.trim_matches('"')]);
        }
        schema
    }

    fn any(&mut self, shapes: &[Shape], of: Of) -> Value {
        let mut all: Vec<Value> = Vec::new();
        for shape in shapes {
            match shape {
                Shape::List(items) => {
                    let one = self.any(items, of);
                    all.push(one.clone());
                    all.push(json!({ "type": "array", "items": one }));
                }
                other => all.push(self.one(other, of)),
            }
        }
        match all.as_mut_slice() {
            [only] => only.take(),
            _ => json!({ "anyOf": all }),
        }
    }

    fn one(&mut self, shape: &Shape, of: Of) -> Value {
        match shape {
            Shape::One(leaf) => self.leaf(leaf, of),
            Shape::Languages => json!({
                "type": "object",
                "propertyNames": { "pattern": "^[a-z]{2}$" },
                "additionalProperties": { "type": SINGLE },
                "required": ["en"],
            }),
            Shape::Fields(what, fields) => {
                let map = self.map(what, fields);
                match self.definitions.get_mut(&id_like(what)) {
                    Some(definition) => {
                        *definition = map;
                        self.again(what)
                    }
                    None => map,
                }
            }
            Shape::Again(what) => self.again(what),
            Shape::List(_) => self.any(std::slice::from_ref(shape), of),
            Shape::Named(what, values, takes_empty) => self.named(what, values, *takes_empty, of),
        }
    }

    /// A map that holds itself, by its name.
    fn again(&mut self, what: &str) -> Value {
        let name = id_like(what);
        self.definitions.entry(name.clone()).or_insert(Value::Null);
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    /// A map by ids: its names are the site's own, where they are made elsewhere.
    fn named(&mut self, what: &str, values: &[Shape], takes_empty: bool, of: Of) -> Value {
        let mut value = self.any(values, Of::Anything);
        if takes_empty {
            value = json!({ "anyOf": [value, { "type": "null" }] });
        }
        let names = match (what, self.choices.get(of)) {
            ("months", _) => json!({ "pattern": MONTH }),
            ("profile", _) => json!({ "pattern": "^(Q[1-4]|[0-9]{4}-[0-9]{2} Q[1-4])$" }),
            ("results" | "columns" | "groups" | "sets", _) => json!({ "pattern": "\\S" }),
            (_, Some(ids)) => json!({ "enum": ids }),
            (_, None) => json!({ "pattern": ID }),
        };
        json!({ "type": "object", "propertyNames": names, "additionalProperties": value })
    }

    fn leaf(&self, leaf: &Leaf, of: Of) -> Value {
        let written = |pattern| json!({ "type": "string", "pattern": pattern });
        let either = |one, other, pattern| json!({ "type": [one, other], "pattern": pattern });
        match leaf {
            Leaf::Text | Leaf::Id | Leaf::Quarter if self.choices.get(of).is_some() => {
                json!({ "enum": self.choices.get(of) })
            }
            Leaf::Text => json!({ "type": SINGLE, "pattern": "\\S" }),
            Leaf::Figure => either("number", "string", "^-?[0-9]+(\\.[0-9]+)?$"),
            // Words that only the unit of the measure can tell: it refuses what is a number with other signs.
            Leaf::Amount => either("number", "string", "^-?[0-9]+(\\.[0-9]+)?$|[A-Za-z:]|^<"),
            Leaf::Count => {
                json!({ "type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]+$" })
            }
            Leaf::Rating => match self.choices.get(Of::Ratings) {
                Some(words) => json!({ "enum": words }),
                None => either("string", "integer", ID),
            },
            Leaf::UpTo(most) => json!({ "type": "integer", "minimum": 1, "maximum": most }),
            Leaf::Quarter => written("^[0-9]{4}-[0-9]{2} Q[1-4]$"),
            Leaf::Day => written(DAY),
            Leaf::Month => written(MONTH),
            Leaf::Year => either("integer", "string", "^[0-9]{4}(-[0-9]{2})?$"),
            Leaf::Id => either("string", "integer", ID),
            Leaf::Address => written("^https?://"),
            Leaf::Word(words) if words.contains(&"true") => json!({ "enum": [true, false] }),
            Leaf::Word(words) => json!({ "enum": words }),
        }
    }
}

/// What surveys call the fields that are named as ratings are.
pub(crate) const EACH_RATING: &str = "*";

/// Text needs no quotes, so what looks like a number may be one.
const SINGLE: [&str; 3] = ["string", "number", "boolean"];
const MONTH: &str = "^[0-9]{4}-(0[1-9]|1[0-2])$";
const DAY: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
const ID: &str = "^[a-z0-9]+([-_][a-z0-9]+)*$";
