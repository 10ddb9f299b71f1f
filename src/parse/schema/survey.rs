//! Asking the readers: one after the other is given a single value, a map and a list, and notes what it would take.

use std::cell::RefCell;

use super::document::Kind;
use crate::parse::draft::{MeasureDraft, PlanDraft, QuarterDraft, SiteDraft, head_fields};
use crate::parse::file::{At, File};
use crate::parse::yaml::{self, Content, Node};
use crate::source::{NodeId, SourcePath};

/// What may stand somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A single value.
    One(Leaf),
    /// A text in each language.
    Languages,
    /// Names with values of their own kind.
    Fields(String, Vec<Field>),
    /// The same map again, within itself.
    Again(String),
    /// A list, or a single one of it.
    List(Vec<Shape>),
    /// A map whose names are ids or keys, and whether a name may be left without a value.
    Named(String, Vec<Shape>, bool),
}

/// A single value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named as docs/content.md names it")]
pub enum Leaf {
    Text,
    Figure,
    /// A figure in a measure's unit: a number, a duration, a result in words, or "<5".
    Amount,
    Count,
    /// A whole number from 1.
    UpTo(u8),
    /// A state of one of the site's scales.
    Rating,
    Quarter,
    Day,
    Month,
    Year,
    Id,
    Address,
    Word(Vec<&'static str>),
}

/// A field that a reader asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it takes, each in its own shape.
    pub shapes: Vec<Shape>,
    /// Whether it must be there.
    pub required: bool,
}

#[derive(Debug, Default)]
pub struct Survey {
    noted: RefCell<Vec<Shape>>,
    /// The maps that are being read, from the outermost in.
    within: RefCell<Vec<String>>,
}

impl Survey {
    pub fn note(&self, shape: Shape) {
        let mut noted = self.noted.borrow_mut();
        if !noted.contains(&shape) {
            noted.push(shape);
        }
    }

    /// Begins a map, unless it is one that holds itself.
    pub fn begin(&self, what: &str) -> bool {
        if self.within.borrow().iter().any(|outer| outer == what) {
            self.note(Shape::Again(what.to_owned()));
            return false;
        }
        self.within.borrow_mut().push(what.to_owned());
        true
    }

    /// Ends a map, with the fields that its reader asked for.
    pub fn end(&self, what: &str, fields: Vec<Field>) {
        self.within.borrow_mut().pop();
        self.note(Shape::Fields(what.to_owned(), fields));
    }

    /// What a reader would take.
    pub fn shapes<T>(&self, file: &File, read: impl Fn(&File, &Node) -> Option<T>) -> Vec<Shape> {
        let before = self.noted.take();
        // One of each kind. Some readers tell two maps apart by a name that only one of them has.
        for text in ["''", "{}", "low: ''", "last_year: ''", "because: ''", "[]"] {
            let node = yaml::read(&file.source.with_text(text.to_owned())).ok();
            node.and_then(|node| read(file, &node));
        }
        self.noted.replace(before)
    }

    pub fn note_named<T>(
        &self,
        file: &File,
        what: &str,
        takes_empty: bool,
        read: impl Fn(&File, &At<String>, &Node) -> Option<T>,
    ) {
        let key = At {
            value: String::new(),
            node: NodeId::name(0),
        };
        let shapes = self.shapes(file, |file, node| read(file, &key, node));
        self.note(Shape::Named(what.to_owned(), shapes, takes_empty));
    }
}

/// What the reader of a kind of file takes.
pub fn shape(kind: Kind) -> Shape {
    let path = SourcePath::new("content/site.yaml");
    let file = File::surveyed(&path);
    let id = NodeId::value(0);
    let content = Content::Map(Vec::new());
    let node = Node { id, content };
    read(kind, &file, &node);
    let noted = file.survey().map(|survey| survey.noted.take());
    let shape = noted.unwrap_or_default().pop();
    shape.unwrap_or_else(|| Shape::Fields(kind.name().to_owned(), Vec::new()))
}

/// What the reader makes of it is of no interest: it has been asked.
fn read(kind: Kind, file: &File, node: &Node) {
    let quarter = crate::model::Quarter::new(2000, crate::model::QuarterNumber::Q1);
    match kind {
        Kind::Site => drop(SiteDraft::read(file, node)),
        Kind::Measure => drop(MeasureDraft::read(file, node, "")),
        Kind::Quarter => drop(QuarterDraft::read(file, node, quarter)),
        Kind::Plan => drop(PlanDraft::read(file, node, "")),
        Kind::Comment | Kind::Report | Kind::Question | Kind::Page => {
            drop(head_fields(file, node, kind));
        }
    }
}
