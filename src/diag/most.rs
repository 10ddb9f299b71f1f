//! The limit on problems of one kind in one file. Thousands of them would cost time and memory in every format.

use std::collections::BTreeMap;

use super::{Code, Diagnostic, Severity};
use crate::source::{Place, SourcePath};

/// How many problems of one kind are listed for each file. One more says how many there are.
const LISTED: usize = 1_000;

/// Keeps the first problems of each kind in each file, in order.
///
/// The result is stable: a list that was cut before can have problems added and be passed again.
pub(crate) fn most(problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if problems.len() <= LISTED {
        return problems;
    }
    let mut times: BTreeMap<(SourcePath, Code, Severity), usize> = BTreeMap::new();
    let kind = |problem: &Diagnostic| (problem.place.path.clone(), problem.code, problem.severity);
    for problem in &problems {
        *times.entry(kind(problem)).or_default() += 1;
    }
    // The additional problem has the same kind, so it counts too.
    times.retain(|_, times| *times > LISTED + 1);
    let rest = times.iter().map(|((path, code, severity), times)| Diagnostic {
        severity: *severity,
        ..Diagnostic::error(*code, Place::file(path), format!("this file has {times} problems of this kind, and only the first {LISTED} are listed"))
            .help("correct these first; if they all have the same cause, look for it at the first one")
    });
    let rest: Vec<Diagnostic> = rest.collect();
    let mut left: BTreeMap<_, usize> = times.into_keys().map(|kind| (kind, LISTED)).collect();
    let is_kept = |problem: &Diagnostic| match left.get_mut(&kind(problem)) {
        None => true,
        Some(0) => false,
        Some(left) => {
            *left -= 1;
            true
        }
    };
    let kept: Vec<Diagnostic> = problems.into_iter().filter(is_kept).collect();
    rest.into_iter().chain(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(count: usize, code: Code) -> impl Iterator<Item = Diagnostic> {
        let path = SourcePath::new("a.yaml");
        (0..count).map(move |at| Diagnostic::error(code, Place::bytes(&path, at..at + 1), "no"))
    }

    #[test]
    fn of_thousands_of_one_kind_the_first_are_listed_and_the_rest_counted() {
        let all = problems(5_000, Code::Indentation)
            .chain(problems(7, Code::Syntax))
            .collect();
        let kept = most(all);
        assert_eq!(kept.len(), 1 + LISTED + 7);
        assert!(kept[0].message.contains("5000") && kept[0].is_error());
        assert_eq!(
            kept[1].place,
            Place::bytes(&SourcePath::new("a.yaml"), 0..1)
        );
        assert_eq!(most(kept.clone()), kept);
    }

    #[test]
    fn a_list_that_can_be_read_is_kept_whole() {
        let all: Vec<Diagnostic> = problems(LISTED, Code::Syntax)
            .chain(problems(LISTED, Code::Quoting))
            .collect();
        assert_eq!(most(all.clone()), all);
    }
}
