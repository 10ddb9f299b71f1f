//! Changes of each kind, one at a time and in pairs, made and taken back: what must be recorded is reported once, by name, and
//! nothing else is; what the helps offer records it.

use std::collections::BTreeSet;
use std::thread;

use jiff::civil::{Date, date};
use quarterdeck::build::Session;
use quarterdeck::compare::{self, ChangedFact, Comparison, text};
use quarterdeck::diag::Diagnostic;
use quarterdeck::source::{SourcePath, SourceTree};

use crate::kinds::{Fate, Kind, base};
use crate::paste::paste;
use crate::{Read, site};

pub(crate) const AS_OF: Date = date(2016, 10, 31);

/// A comparison with one earlier site.
struct Since<'a> {
    session: &'a mut Session,
    before: &'a Read,
}

impl Since<'_> {
    fn errors(&mut self, after: &SourceTree) -> Vec<Diagnostic> {
        let now = Read::new(self.session, after, AS_OF);
        let found = compare::unrecorded(self.before.editions(), now.editions(), after, AS_OF);
        let all = now.reading.problems.into_iter().chain(found);
        all.filter(Diagnostic::is_error).collect()
    }

    /// Expects a problem for each name and no other, pastes what is offered, and expects none. Returns what is wrong.
    fn complaint(&mut self, after: &SourceTree, names: &[String]) -> Option<String> {
        let found = self.errors(after);
        let messages = || found.iter().map(|one| one.message.as_str());
        let unnamed = names
            .iter()
            .find(|name| !messages().any(|one| one.contains(*name)));
        let other = messages().find(|one| !names.iter().any(|name| one.contains(name)));
        if unnamed.is_some() || other.is_some() {
            let messages: Vec<&str> = messages().collect();
            return Some(format!("expected {names:?}, found {messages:#?}"));
        }
        let mut after = after.clone();
        if let Err(complaint) = record(&mut after, &found) {
            return Some(complaint);
        }
        let mut left = if found.is_empty() {
            Vec::new()
        } else {
            self.errors(&after)
        };
        // The ratings that follow from several changes are offered once all of them are recorded.
        let is_of_several = found.len() > 1;
        if is_of_several
            && left
                .iter()
                .all(|one| one.message.contains("no revision records"))
        {
            if let Err(complaint) = record(&mut after, &left) {
                return Some(complaint);
            }
            left = self.errors(&after);
        }
        let left: Vec<&str> = left.iter().map(|one| one.message.as_str()).collect();
        (!left.is_empty()).then(|| format!("left once it is recorded: {left:#?}"))
    }
}

/// Pastes what the helps offer.
fn record(after: &mut SourceTree, found: &[Diagnostic]) -> Result<(), String> {
    for one in found {
        let help = one.help.as_deref().unwrap_or_default();
        if let Some(quarter) =
            help.strip_prefix("add `because: \"...\"` to the target that starts in ")
        {
            give_reason(after, quarter);
            continue;
        }
        if !help.contains("add this ") {
            return Err(format!("nothing to paste: {help}"));
        }
        paste(after, help);
    }
    Ok(())
}

/// Types a reason beside the targets that start in a quarter.
fn give_reason(tree: &mut SourceTree, quarter: &str) {
    let start = format!("- {{ from: {quarter},");
    let files = tree.iter().filter_map(|(path, bytes)| {
        let text = String::from_utf8_lossy(bytes);
        let with_reason = text.replace(&start, &format!("{start} because: \"...\","));
        (with_reason != text).then(|| (path.clone(), with_reason))
    });
    for (path, text) in files.collect::<Vec<_>>() {
        tree.insert(path, text.into_bytes());
    }
}

fn changed(base: &SourceTree, kinds: &[&Kind]) -> Option<SourceTree> {
    let mut after = base.clone();
    let mut kinds = kinds.iter();
    kinds.all(|kind| kind.apply(&mut after)).then_some(after)
}

#[test]
fn each_kind_of_change_is_refused_until_it_is_recorded_or_needs_nothing() {
    let base = base(site::base());
    let session = &mut Session::default();
    let before = &Read::new(session, &base, AS_OF);
    assert!(Since { session, before }.errors(&base).is_empty());
    let mut complaints = Vec::new();
    for kind in Kind::all() {
        let after = changed(&base, &[&kind]).unwrap_or_else(|| panic!("{}", kind.name()));
        let is_asked = kind.names.iter().any(|names| !names.is_empty());
        assert_eq!(is_asked, kind.fate == Fate::Refused, "{}", kind.name());
        let complaint = Since { session, before }.complaint(&after, &kind.names[0]);
        complaints.extend(complaint.map(|why| format!("{}: {why}", kind.name())));
        let before = &Read::new(session, &after, AS_OF);
        let complaint = Since { session, before }.complaint(&base, &kind.names[1]);
        complaints.extend(complaint.map(|why| format!("back from {}: {why}", kind.name())));
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Each change that must be recorded is made together with a quarter of the others.
#[test]
fn pairs_of_changes_are_refused_until_both_are_recorded() {
    let base = base(site::base());
    let kinds: Vec<Kind> = Kind::all();
    let kinds: Vec<&Kind> = kinds
        .iter()
        .filter(|kind| kind.fate == Fate::Refused)
        .collect();
    let before = Read::new(&mut Session::default(), &base, AS_OF);
    let tried: usize = thread::scope(|scope| {
        let halves = [0, 1].map(|half| {
            let (base, kinds, before) = (&base, &kinds, &before);
            scope.spawn(move || {
                let session = &mut Session::default();
                let mut there = Since { session, before };
                let firsts = (0..kinds.len()).filter(|first| first % 2 == half);
                let pairs = firsts.flat_map(|first| {
                    let others =
                        (first + 1..kinds.len()).filter(move |other| (first + other) % 4 == 0);
                    others.map(move |other| [kinds[first], kinds[other]])
                });
                pairs
                    .filter(|pair| is_tried(&mut there, base, pair))
                    .count()
            })
        });
        halves.map(|half| half.join().expect("tried")).iter().sum()
    });
    let all = kinds.len() * (kinds.len() - 1) / 8;
    assert!(tried * 10 > all * 8, "{tried} of {all}");
}

/// Tries a pair of changes, unless both are of the same text or thing, or one is of the cases of a figure that the other
/// revises, which the revision of the figure explains.
fn is_tried(there: &mut Since, base: &SourceTree, pair: &[&Kind; 2]) -> bool {
    let [one, other] = pair;
    let of_cases = |name: &String| {
        ["`cohort` of", "`denominator` of"]
            .iter()
            .any(|of| name.starts_with(of))
    };
    let is_revised = |name: &String| name == "`visits` was published";
    let names = || pair.iter().flat_map(|kind| &kind.names[0]);
    let is_one = names().any(of_cases) && names().any(is_revised);
    // What is gone under its name is reported as such.
    let includes = |one: &Kind, other: &Kind| {
        let mut all = one.names[0].iter();
        all.any(|name| other.names[0].iter().any(|whole| whole.contains(name)))
    };
    let is_one = is_one || includes(one, other) || includes(other, one);
    let after = changed(base, pair).filter(|_| !is_one && !one.deletes_file_of(other));
    let Some(after) = after else {
        return false;
    };
    let names: Vec<String> = names().cloned().collect();
    let what = pair.map(Kind::name).join(" and ");
    let complaint = there.complaint(&after, &names);
    assert!(
        complaint.is_none(),
        "{what}: {}",
        complaint.unwrap_or_default()
    );
    true
}

fn comparison(before: &Read, after: &Read) -> Comparison {
    compare::content(Some(before.editions()), after.editions(), AS_OF)
}

/// Whether a councillor reads of it, by name.
fn is_shown(comparison: &Comparison) -> bool {
    let shown = text::render(comparison, "/");
    let mut titles = comparison.facts.iter().map(ChangedFact::title);
    titles.all(|title| {
        let name = title.split(" (").next().unwrap_or(title);
        shown.to_lowercase().contains(&name.to_lowercase())
    })
}

/// How many pages change.
fn pages(before: &Read, after: &Read) -> usize {
    let comparison = compare::compare(Some(before.editions()), after.editions(), AS_OF);
    comparison.expect("the theme shows it").pages.len()
}

/// What is listed of facts: what each is about, its values, and the ratings that differ because of it.
fn facts(comparison: &Comparison, is_back: bool) -> BTreeSet<String> {
    let turned = |one: &ChangedFact| {
        let sides = [one.was.clone(), one.now.clone()];
        let ratings = one.ratings.iter().map(|one| {
            let sides = [one.was, one.now];
            (one.holder.clone(), one.quarter, in_order(sides, is_back))
        });
        let ratings: Vec<_> = ratings.collect();
        format!(
            "{:?} {} {:?} {ratings:?}",
            one.holder,
            one.field,
            in_order(sides, is_back)
        )
    };
    comparison.facts.iter().map(turned).collect()
}

fn in_order<T>([was, now]: [T; 2], is_back: bool) -> [T; 2] {
    if is_back { [now, was] } else { [was, now] }
}

#[test]
fn what_is_listed_is_what_was_done_in_both_directions() {
    let base = base(site::base());
    let session = &mut Session::default();
    let before = Read::new(session, &base, AS_OF);
    let mut complaints = Vec::new();
    for kind in Kind::all() {
        let after = changed(&base, &[&kind]).expect("changed");
        let after = Read::new(session, &after, AS_OF);
        let (there, back) = (comparison(&before, &after), comparison(&after, &before));
        let is_listed = match kind.fate {
            Fate::Refused => kind.names[0].is_empty() || is_shown(&there),
            Fate::Listed => !there.changes.is_empty(),
            Fate::Shown => there.changes.is_empty() && pages(&before, &after) > 0,
            Fate::Unseen => there.changes.is_empty() && pages(&before, &after) == 0,
        };
        let facts_are = [facts(&there, false), facts(&back, true)];
        let are_right = match kind.fate {
            Fate::Refused => kind.names[0] != kind.names[1] || facts_are[0] == facts_are[1],
            _ => facts_are.iter().all(BTreeSet::is_empty),
        };
        let abouts = |comparison: &Comparison| {
            let changes = comparison.changes.iter();
            let abouts = changes.map(|one| (one.about.clone(), one.fields.len()));
            abouts.collect::<Vec<_>>()
        };
        if !is_listed || !are_right || abouts(&there) != abouts(&back) {
            let listed = [abouts(&there), abouts(&back)];
            complaints.push(format!("{}: {listed:#?} {facts_are:#?}", kind.name()));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Profiles before and after, and whether the change is refused. 2016-17 Q1 is published.
const SHARES: &[(&str, &str, bool)] = &[
    (
        "profile: { Q1: 100, Q2: 200 }",
        "profile: { Q1: 100, Q2: 200, Q3: 300 }",
        false,
    ),
    (
        "profile: { Q1: 100 }",
        "target: 400, profile: [100, 200, 300, 400]",
        false,
    ),
    (
        "target: 400, profile: { Q1: 100 }",
        "target: 400, profile: { Q1: 100, Q2: 200 }",
        false,
    ),
    (
        "profile: { Q1: 100, Q2: 200 }",
        "profile: { Q1: 100, Q2: 210 }",
        true,
    ),
    (
        "profile: { Q1: 100, Q2: 200 }",
        "profile: { Q1: 100 }",
        true,
    ),
    (
        "profile: { Q2: 200 }",
        "profile: { Q1: 100, Q2: 200 }",
        true,
    ),
    ("profile: { Q1: 100, Q2: 200 }", "target: 400", true),
    (
        "target: 400, profile: { Q1: 100 }",
        "target: 500, profile: { Q1: 100 }",
        true,
    ),
];

/// Saying of a quarter that is not published what was not said before takes nothing back.
#[test]
fn shares_of_later_quarters_can_be_added_and_nothing_else() {
    let base = base(site::base());
    let with = |target: &str| {
        let mut tree = base.clone();
        let path = SourcePath::new("content/measures/homes.yaml");
        let text = String::from_utf8_lossy(tree.get(&path).expect("homes")).into_owned();
        let typed = "target: 400, profile: [100, 200, 300, 400]";
        let edited = text.replace(typed, target);
        tree.insert(path, edited.into_bytes());
        tree
    };
    let session = &mut Session::default();
    for &(was, now, is_refused) in SHARES {
        let before = &Read::new(session, &with(was), AS_OF);
        let errors = Since { session, before }.errors(&with(now));
        let is_named = errors
            .iter()
            .any(|one| one.message.contains("`target` of `homes`"));
        assert_eq!(is_named, is_refused, "{was} => {now}: {errors:#?}");
        assert_eq!(
            errors.is_empty(),
            !is_refused,
            "{was} => {now}: {errors:#?}"
        );
    }
}
