//! What names stand for where a tag is, and what the conditions round it say of them.

use super::shape::Shape;

/// One thing that is known.
#[derive(Debug, Clone)]
enum Entry {
    /// A name stands for this.
    Bound(String, Shape),
    /// Round this place, a condition says that the path is this.
    Known(String, Shape),
}

/// The names that a template or a component sees.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope<'a> {
    entries: Vec<Entry>,
    /// Where a component is called: what its `@` parameters are found in.
    outer: Option<&'a Scope<'a>>,
}

impl<'a> Scope<'a> {
    /// The scope of a component that is called from another.
    pub(super) fn within(outer: &'a Scope<'a>) -> Self {
        Self {
            entries: Vec::new(),
            outer: Some(outer),
        }
    }

    /// The same names, for later.
    pub(super) fn alone(&self) -> Scope<'static> {
        Scope {
            entries: self.entries.clone(),
            outer: None,
        }
    }

    pub(super) fn bind(&mut self, name: &str, shape: Shape) {
        self.entries.push(Entry::Bound(name.to_owned(), shape));
    }

    pub(super) fn know(&mut self, facts: Vec<(String, Shape)>) {
        let facts = facts.into_iter();
        self.entries
            .extend(facts.map(|(path, shape)| Entry::Known(path, shape)));
    }

    pub(super) fn mark(&self) -> usize {
        self.entries.len()
    }

    /// Forgets names and conditions: a loop is left.
    pub(super) fn leave(&mut self, mark: usize) {
        self.entries.truncate(mark);
    }

    /// Forgets conditions; what was set stays set, as in the engine.
    pub(super) fn leave_branch(&mut self, mark: usize) {
        let mut inside = self.entries.split_off(mark.min(self.entries.len()));
        inside.retain(|entry| matches!(entry, Entry::Bound(..)));
        self.entries.extend(inside);
    }

    /// What a path is, where a name or a condition says so. A name bound anew hides what was known of the old one.
    pub(super) fn find(&self, path: &str) -> Option<&Shape> {
        let root = path.split('.').next().unwrap_or(path);
        for entry in self.entries.iter().rev() {
            match entry {
                Entry::Known(known, shape) if known == path => return Some(shape),
                Entry::Bound(name, shape) if name == root => {
                    return (root == path).then_some(shape);
                }
                _ => {}
            }
        }
        None
    }

    /// What an `@` parameter of that name is given.
    pub(super) fn find_around(&self, name: &str) -> Option<&Shape> {
        self.find(name)
            .or_else(|| self.outer.and_then(|outer| outer.find_around(name)))
    }

    /// The names that can be used here.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .entries
            .iter()
            .filter_map(|entry| match entry {
                Entry::Bound(name, _) => Some(name.as_str()),
                Entry::Known(..) => None,
            })
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}
