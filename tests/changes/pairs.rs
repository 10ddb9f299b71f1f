//! Published promises that change one at a time and in pairs: each is reported once, by name, and nothing else is; what the
//! helps offer records it.

use jiff::civil::{Date, date};
use quarterdeck::build::Session;
use quarterdeck::diag::Diagnostic;
use quarterdeck::source::{SourcePath, SourceTree};

use crate::{paste, problems_since, site};

const AS_OF: Date = date(2016, 10, 31);

/// A change of a file: the path, a text in it, the text in its place, and what the report names.
const CHANGES: &[(&str, &str, &str, &str)] = &[
    (
        "content/measures/delays.yaml",
        "target: 20",
        "target: 30",
        "`target` of `delays`",
    ),
    (
        "content/measures/delays.yaml",
        "unit: days",
        "unit: weeks",
        "`unit` of `delays`",
    ),
    (
        "content/measures/delays.yaml",
        "title: Days",
        "title: Nights",
        "`title` of `delays`",
    ),
    (
        "content/measures/a2.yaml",
        "tolerance: 90",
        "tolerance: 80",
        "`target` of `a2`",
    ),
    (
        "content/measures/a2.yaml",
        "set: contract",
        "set: national",
        "`set` of `a2`",
    ),
    (
        "content/measures/a2.yaml",
        "group: Children",
        "group: Council",
        "`group` of `a2`",
    ),
    (
        "content/measures/checks.yaml",
        "better: higher",
        "better: lower",
        "`better` of `checks`",
    ),
    (
        "content/measures/vacancies.yaml",
        "period: snapshot",
        "period: snapshot\nreported: { until: 2016-17 Q2 }",
        "`until` of `vacancies`",
    ),
    (
        "content/plans/2016-17.yaml",
        "Adults live well",
        "Adults live long",
        "`title` of the objective `well`",
    ),
    (
        "content/plans/2016-17.yaml",
        "from: 2016-17 Q1",
        "from: 2016-17 Q1\nto: 2016-17 Q4",
        "`to` of the plan `2016-17`",
    ),
    (
        "content/site.yaml",
        "amber_up_to: 250",
        "amber_up_to: 900",
        "`amber_up_to` of the site",
    ),
    (
        "content/quarters/2016-17-q1.yaml",
        "rating: red, direction",
        "rating: amber, direction",
        "`rating` of the objective `safe`",
    ),
    (
        "content/quarters/2016-17-q1.yaml",
        "forecast: 390",
        "forecast: 420",
        "`forecast` of `homes`",
    ),
    (
        "content/quarters/2016-17-q1.yaml",
        "on_target_by: 2016-17 Q3",
        "on_target_by: 2016-17 Q4",
        "`on_target_by` of `homes`",
    ),
    (
        "content/quarters/2016-17-q1.yaml",
        "estimate: 23829",
        "estimate: 23000",
        "`estimate` of \"Schools (capital)\"",
    ),
    (
        "content/quarters/2016-17-q1.yaml",
        "likelihood: 2, impact",
        "likelihood: 1, impact",
        "`residual` of \"Too few foster carers\"",
    ),
    (
        "content/quarters/2016-17-q1.yaml",
        "total: 9, green",
        "total: 8, green",
        "`total` of \"measures\"",
    ),
];

fn changed(tree: &mut SourceTree, (path, from, to, _): (&str, &str, &str, &str)) {
    let path = SourcePath::new(path);
    let text = tree
        .get(&path)
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let text = text.expect("a file of the site");
    assert!(text.contains(from), "{path} has no `{from}`");
    tree.insert(path, text.replacen(from, to, 1).into_bytes());
}

/// Makes the changes, expects a problem for each of them, pastes what is offered, and expects none.
fn is_refused_until_recorded(session: &mut Session, base: &SourceTree, made: &[usize]) {
    let mut after = base.clone();
    for at in made {
        changed(&mut after, CHANGES[*at]);
    }
    let errors = |session: &mut Session, tree: &SourceTree| -> Vec<Diagnostic> {
        let found = problems_since(session, base, tree, AS_OF);
        found.into_iter().filter(Diagnostic::is_error).collect()
    };
    let found = errors(session, &after);
    let names = made.iter().map(|at| CHANGES[*at].3);
    for name in names.clone() {
        assert!(
            found.iter().any(|one| one.message.contains(name)),
            "{name}: {found:#?}"
        );
    }
    let others = found
        .iter()
        .find(|one| !names.clone().any(|name| one.message.contains(name)));
    assert!(
        others.is_none(),
        "{:?}: {others:#?}",
        names.collect::<Vec<_>>()
    );
    for one in &found {
        paste(&mut after, one.help.as_deref().expect("a help"));
    }
    let left = errors(session, &after);
    assert!(
        left.is_empty(),
        "{:?}: {left:#?}",
        names.collect::<Vec<_>>()
    );
}

/// A promise that the small site does not make.
const PROMISED: (&str, &str, &str, &str) = (
    "content/quarters/2016-17-q1.yaml",
    "homes: { value: 96,",
    "homes: { value: 96, on_target_by: 2016-17 Q3,",
    "",
);

#[test]
fn every_change_of_a_promise_is_refused_until_it_is_recorded_alone_and_in_pairs() {
    let mut base = site::base();
    changed(&mut base, PROMISED);
    let mut session = Session::default();
    for one in 0..CHANGES.len() {
        is_refused_until_recorded(&mut session, &base, &[one]);
        for other in one + 1..CHANGES.len() {
            is_refused_until_recorded(&mut session, &base, &[one, other]);
        }
    }
}

#[test]
fn a_change_of_wording_alone_needs_no_record() {
    let base = site::base();
    let mut session = Session::default();
    for (path, from, to) in [
        (
            "content/measures/delays.yaml",
            "Days that a",
            "Days, that a",
        ),
        ("content/measures/delays.yaml", "target: 20", "target: 20.0"),
        (
            "content/measures/delays.yaml",
            "better: lower",
            "# Agreed in spring.\nbetter: lower",
        ),
        (
            "content/measures/a2.yaml",
            "set: contract",
            "set: contract\nowner: Head of intake",
        ),
        (
            "content/quarters/2016-17-q1.yaml",
            "owner: Head of homes",
            "owner: Head of housing",
        ),
        (
            "content/commentary/2016-17-q1/overview.md",
            "",
            "Another sentence.\n\n",
        ),
    ] {
        let mut after = base.clone();
        changed(&mut after, (path, from, to, ""));
        let found = problems_since(&mut session, &base, &after, AS_OF);
        let errors: Vec<&Diagnostic> = found.iter().filter(|one| one.is_error()).collect();
        assert!(errors.is_empty(), "{path}, {to}: {errors:#?}");
    }
}
