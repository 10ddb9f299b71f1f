//! The templates of a theme, read, and what each gives to the others.

use std::collections::BTreeMap;
use std::ops::Range;

use super::parser;
use super::syntax::{Component, Template};
use crate::source::{Place, SourcePath};

/// A template's text, and whose it is.
#[derive(Debug, Clone)]
pub(in crate::render::theme) struct Source {
    /// Where a diagnostic finds it.
    pub(in crate::render::theme) path: SourcePath,
    /// What other templates call it: its path below `templates/`.
    pub(in crate::render::theme) name: String,
    /// Its text.
    pub(in crate::render::theme) text: String,
    /// Whose it is.
    pub(in crate::render::theme) whose: Whose,
    /// What the engine says against it, if anything: then it is not read.
    pub(in crate::render::theme) broken: bool,
}

/// Whose file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render::theme) enum Whose {
    /// Compiled into the program.
    BuiltIn,
    /// The site's own.
    Own,
}

/// A template that was read.
pub(super) struct Entry<'a> {
    pub(super) source: &'a Source,
    /// Nothing where the engine refuses it.
    pub(super) template: Option<Template>,
}

/// Every template of a theme.
pub(super) struct Library<'a> {
    pub(super) entries: Vec<Entry<'a>>,
    by_name: BTreeMap<&'a str, usize>,
}

impl<'a> Library<'a> {
    pub(super) fn new(sources: &'a [Source]) -> Self {
        let read = |source: &'a Source| Entry {
            source,
            template: (!source.broken)
                .then(|| parser::parse(&source.text))
                .flatten(),
        };
        let names = sources.iter().enumerate();
        Self {
            entries: sources.iter().map(read).collect(),
            by_name: names.map(|(at, source)| (&*source.name, at)).collect(),
        }
    }

    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.by_name.keys().copied()
    }

    pub(super) fn template(&self, at: usize) -> Option<&Template> {
        self.entries[at].template.as_ref()
    }

    pub(super) fn name(&self, at: usize) -> &'a str {
        &self.entries[at].source.name
    }

    pub(super) fn is_own(&self, at: usize) -> bool {
        self.entries[at].source.whose == Whose::Own
    }

    pub(super) fn place(&self, at: usize, span: &Range<usize>) -> Place {
        Place::bytes(&self.entries[at].source.path, span.clone())
    }

    pub(super) fn file(&self, at: usize) -> Place {
        Place::file(&self.entries[at].source.path)
    }

    /// Every component, with the template that defines it.
    pub(super) fn components(&self) -> impl Iterator<Item = (usize, &Component)> {
        self.entries.iter().enumerate().flat_map(|(at, entry)| {
            let template = entry.template.iter();
            template.flat_map(move |template| template.components.iter().map(move |c| (at, c)))
        })
    }

    pub(super) fn component(&self, name: &str) -> Option<(usize, &Component)> {
        self.components().find(|(_, c)| c.name.text == name)
    }

    /// Whether some template could not be read, so that what it defines is not known.
    pub(super) fn has_broken(&self) -> bool {
        self.entries.iter().any(|entry| entry.template.is_none())
    }
}
