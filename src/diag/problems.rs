//! The collector to which checks report.

use std::ops::Deref;

use super::Diagnostic;

/// Problems in the order in which they were reported.
///
/// A function that takes `&mut Problems` reports; a query does not. It dereferences to a slice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(Vec<Diagnostic>);

impl Problems {
    /// Adds a problem.
    pub fn report(&mut self, problem: Diagnostic) {
        self.0.push(problem);
    }

    /// Adds the problems that are not there yet. What is wrong with a field that several measures share is reported once.
    pub(crate) fn extend_with_new(&mut self, problems: Self) {
        for problem in problems {
            if !self.0.contains(&problem) {
                self.0.push(problem);
            }
        }
    }

    /// Removes and returns the problem at an index, which is then reported differently.
    pub(crate) fn remove(&mut self, index: usize) -> Diagnostic {
        self.0.remove(index)
    }

    /// Returns whether a problem stops the build.
    pub fn has_errors(&self) -> bool {
        self.has_errors_from(0)
    }

    /// Returns whether a problem stops the build, of those from an index on.
    pub(crate) fn has_errors_from(&self, index: usize) -> bool {
        self.0[index..].iter().any(Diagnostic::is_error)
    }
}

impl Deref for Problems {
    type Target = [Diagnostic];

    fn deref(&self) -> &[Diagnostic] {
        &self.0
    }
}

impl Extend<Diagnostic> for Problems {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, problems: T) {
        self.0.extend(problems);
    }
}

impl From<Vec<Diagnostic>> for Problems {
    fn from(problems: Vec<Diagnostic>) -> Self {
        Self(problems)
    }
}

impl From<Problems> for Vec<Diagnostic> {
    fn from(problems: Problems) -> Self {
        problems.0
    }
}

impl FromIterator<Diagnostic> for Problems {
    fn from_iter<T: IntoIterator<Item = Diagnostic>>(problems: T) -> Self {
        Self(problems.into_iter().collect())
    }
}

impl IntoIterator for Problems {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
