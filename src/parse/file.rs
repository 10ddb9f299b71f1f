//! One YAML file while it is read: its text, and every problem found so far.

use std::cell::{Cell, RefCell};
use std::ops::{Deref, Range};

use super::hidden;
use super::schema::{Leaf, Shape, Survey};
use super::slips;
use super::syntax;
use super::yaml::{self, Content, Node};
use crate::diag::{Code, Diagnostic};
use crate::source::{NodeId, Place, SourcePath, SourceText};

/// A value and the node it was read from. Two are equal when they say the same; where they stand is another matter.
#[derive(Debug, Clone, Copy)]
pub struct At<T> {
    pub(crate) value: T,
    pub(crate) node: NodeId,
}

impl<T> At<T> {
    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> At<U> {
        let (value, node) = (change(self.value), self.node);
        At { value, node }
    }

    /// The same place, with the value borrowed.
    pub fn as_ref(&self) -> At<&T> {
        let (value, node) = (&self.value, self.node);
        At { value, node }
    }
}

impl<T: PartialEq> PartialEq for At<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for At<T> {}

impl<T> Deref for At<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A file's text and what is wrong with it. Readers share it and add to its problems.
#[derive(Debug)]
pub struct File {
    pub(super) source: SourceText,
    /// Whether a slip of typing may have changed what the file says.
    in_doubt: Cell<bool>,
    problems: RefCell<Vec<Diagnostic>>,
    survey: Option<Survey>,
}

impl File {
    /// Takes a YAML text, or the YAML head of a Markdown file.
    pub fn new(source: SourceText) -> Self {
        Self {
            source,
            in_doubt: Cell::default(),
            problems: RefCell::default(),
            survey: None,
        }
    }

    /// An invented file: its readers are asked which fields they accept. See [`super::schema`].
    pub fn surveyed(path: &SourcePath) -> Self {
        Self {
            survey: Some(Survey::default()),
            ..Self::new(SourceText::decode_lossy(path.clone(), b""))
        }
    }

    pub fn survey(&self) -> Option<&Survey> {
        self.survey.as_ref()
    }

    /// Whether readers are only asked what they would take: a single value then notes what it is.
    pub fn asks(&self, node: &Node, leaf: impl FnOnce() -> Leaf) -> bool {
        let Some(survey) = &self.survey else {
            return false;
        };
        if matches!(node.content, Content::Scalar(_)) {
            survey.note(Shape::One(leaf()));
        }
        true
    }

    pub fn path(&self) -> &SourcePath {
        &self.source.path
    }

    pub fn report(&self, problem: Diagnostic) {
        self.problems.borrow_mut().push(problem);
    }

    /// Reports what is wrong at a node, and what to type instead.
    pub fn error(
        &self,
        node: NodeId,
        code: Code,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.report(Diagnostic::error(code, self.place(node), message).help(help));
    }

    /// How many problems it has so far, to compare with later.
    pub fn so_far(&self) -> usize {
        self.problems.borrow().len()
    }

    /// Whether everything that was typed since then could be read. What could not is reported where it is, once;
    /// nothing else may be concluded from what is then not there.
    pub fn is_whole_since(&self, then: usize) -> bool {
        // What a slip of typing did to the rest of the file cannot be known.
        self.so_far() == then && !self.in_doubt.get()
    }

    pub fn text_from(&self, node: NodeId) -> &str {
        &self.source.as_str()[node.start()..]
    }

    /// The bytes of a name or a word that stands as it is, without quotes.
    pub fn range_of(&self, node: NodeId, word: &str) -> Option<Range<usize>> {
        let is_there = self.text_from(node).starts_with(word);
        is_there.then(|| node.start()..node.start() + word.len())
    }

    pub fn place(&self, node: NodeId) -> Place {
        Place::node(self.path(), node)
    }

    pub fn into_problems(self) -> Vec<Diagnostic> {
        self.problems.into_inner()
    }

    /// Reads the tree of a file that must say something.
    pub fn whole_tree(&self) -> Option<Node> {
        let tree = self.tree()?;
        if tree.content == Content::Empty {
            let place = Place::file(self.path());
            let help = "write the content, or delete the file; lines that begin with # are comments and do not count";
            let problem = Diagnostic::error(Code::BlankValue, place, "this file is empty");
            self.report(problem.help(help));
            return None;
        }
        Some(tree)
    }

    /// Reads the tree, and reports what YAML reads as something else than was meant.
    pub fn tree(&self) -> Option<Node> {
        let read = yaml::read(&self.source).map_err(|error| syntax::problem(&self.source, &error));
        let tree = read.map_err(|problem| self.report(problem)).ok()?;
        let slips = slips::silent(&self.source, &tree);
        // What an anchor or an escape made goes nowhere.
        let unfit = [Code::Anchor, Code::HiddenCharacter];
        let is_fit = !slips.iter().any(|slip| unfit.contains(&slip.code));
        self.in_doubt.set(slips.iter().any(Diagnostic::is_error));
        self.problems.borrow_mut().extend(slips);
        if !is_fit {
            return None;
        }
        let found = hidden::in_names(&tree);
        let is_fit = found.is_empty();
        for (node, message, help) in found {
            self.error(node, Code::HiddenCharacter, message, help);
        }
        is_fit.then_some(tree)
    }
}
