//! What the public will see change: one change to the small site of the mistakes for each case, with everything that is
//! told of it, and nothing else.
//!
//! After a change of words, `UPDATE=1 cargo test --test changes` writes the expected parts anew: read them.
#![allow(clippy::disallowed_methods, reason = "a test reads its cases")]

#[path = "../mistakes/case.rs"]
mod case;
mod district;
mod fields;
mod harmless;
mod kinds;
mod pairs;
mod paste;
#[path = "../mistakes/site.rs"]
mod site;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use case::Case;
use jiff::civil::Date;
use paste::paste;
use quarterdeck::build::{self, JudgedSite, Reading, Session};
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::compare::{self, Comparison, SiteEditions, json, text};
use quarterdeck::diag::text::{Colours, render};
use quarterdeck::diag::{Code, Diagnostic};
use quarterdeck::site::Options;
use quarterdeck::site::route::LinkStyle;
use quarterdeck::source::SourceTree;
use serde_json::Value;

fn cases() -> Vec<Case> {
    Case::all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/changes/cases"))
}

fn edition(as_of: Date) -> Edition {
    Edition {
        as_of,
        drafts: DraftContent::LeftOut,
    }
}

/// A site as the public sees it, and with everything to come.
struct Read {
    reading: Reading,
    public: Arc<JudgedSite>,
    complete: Option<Arc<JudgedSite>>,
}

impl Read {
    fn new(session: &mut Session, tree: &SourceTree, as_of: Date) -> Self {
        let edition = edition(as_of);
        let reading = session.read(tree, &edition);
        let public = reading.comparable.clone();
        let public = public.unwrap_or_else(|| {
            let messages = reading.problems.iter().map(|one| &one.message);
            panic!("{:#?}", messages.collect::<Vec<_>>())
        });
        let drafts = DraftContent::AndAllToCome;
        let complete = session.read(tree, &Edition { drafts, ..edition });
        let complete = complete.comparable;
        Self {
            reading,
            public,
            complete,
        }
    }

    fn editions(&self) -> SiteEditions<'_> {
        SiteEditions {
            public: &self.public,
            complete: self.complete.as_ref().unwrap_or(&self.public),
        }
    }
}

fn compared(session: &mut Session, before: &SourceTree, case: &Case) -> (Comparison, Reading) {
    let (after, as_of) = case.done(before);
    let then = Read::new(session, before, as_of);
    let now = Read::new(session, &after, as_of);
    let comparison = compare::compare(Some(then.editions()), now.editions(), as_of);
    let found = compare::unrecorded(then.editions(), now.editions(), &after, as_of);
    let comparison = comparison.expect("the theme shows it");
    (comparison, now.reading.with_problems(found, &after))
}

/// All problems of a site, with what changed without a record.
fn problems_since(
    session: &mut Session,
    before: &SourceTree,
    after: &SourceTree,
    as_of: Date,
) -> Vec<Diagnostic> {
    let then = Read::new(session, before, as_of);
    let now = Read::new(session, after, as_of);
    let found = compare::unrecorded(then.editions(), now.editions(), after, as_of);
    now.reading.problems.into_iter().chain(found).collect()
}

/// The comparison, and below it what is wrong.
fn shown(comparison: &Comparison, reading: &Reading) -> String {
    let mut shown = text::render(comparison, "/");
    for problem in reading.problems.iter().filter(|problem| problem.is_error()) {
        shown.push('\n');
        for line in render(problem, &reading.sources, Colours::None).lines() {
            shown.push_str(&format!("{}\n", line.trim_end()));
        }
    }
    shown
}

#[test]
fn every_change_is_told_and_nothing_else() {
    let update = std::env::var_os("UPDATE").is_some();
    let base = site::base();
    let mut complaints = Vec::new();
    // One session for all of them: what it has seen before may change nothing of what it tells.
    let mut session = Session::default();
    for case in cases() {
        if update {
            session = Session::default();
        }
        let (comparison, reading) = compared(&mut session, &base, &case);
        let shown = shown(&comparison, &reading);
        if shown == case.expected {
            continue;
        }
        if update {
            case.write_expected(&shown);
        } else {
            complaints.push(format!(
                "{}\n--- expected\n{}--- shown\n{shown}",
                case.name(),
                case.expected
            ));
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// The entries that the helps offer for everything that changed without a record are pasted as they are. Then nothing is
/// left to report.
#[test]
fn what_is_offered_for_unrecorded_changes_can_be_pasted() {
    let base = site::base();
    let mut ways = BTreeSet::new();
    for case in cases() {
        let mut session = Session::default();
        let (_, before) = compared(&mut session, &base, &case);
        let (mut after, as_of) = case.done(&base);
        let codes = [Code::UnrecordedRevision, Code::UnrecordedChange];
        let own = before
            .problems
            .iter()
            .filter(|one| codes.contains(&one.code));
        let helps: Vec<&str> = own.filter_map(|one| one.help.as_deref()).collect();
        if !helps.iter().any(|help| help.contains("add this ")) {
            continue;
        }
        for help in helps {
            ways.extend(paste(&mut after, help));
        }
        let mut found = problems_since(&mut session, &base, &after, as_of);
        // The ratings that follow from several changes are offered once all of them are recorded.
        let is_of_rating = |one: &Diagnostic| one.message.contains("no revision records");
        for one in found.iter().filter(|one| is_of_rating(one)) {
            ways.extend(paste(&mut after, one.help.as_deref().unwrap_or_default()));
        }
        if found.iter().any(is_of_rating) {
            found = problems_since(&mut session, &base, &after, as_of);
        }
        // A text that quotes the figure is another matter, and has its own message.
        let left = found.iter().filter(|one| one.code != Code::QuotedFigure);
        let left: Vec<&Diagnostic> = left.filter(|one| one.is_error()).collect();
        assert!(left.is_empty(), "{}: {left:#?}", case.name());
    }
    assert_eq!(
        ways.len(),
        3,
        "each way of writing a list is tried: {ways:?}"
    );
}

#[test]
fn the_way_back_tells_the_same_the_other_way_round() {
    let base = site::base();
    for case in cases().into_iter().step_by(4) {
        let (after, as_of) = case.done(&base);
        let mut session = Session::default();
        let mut said = |tree| {
            let said = session.read(tree, &edition(as_of)).comparable;
            said.unwrap_or_else(|| panic!("{} cannot be told", case.name()))
        };
        let (then, now) = (said(&base), said(&after));
        let there = compare::compare(Some((&*then).into()), (&*now).into(), as_of).expect("there");
        let back = compare::compare(Some((&*now).into()), (&*then).into(), as_of).expect("back");
        let turned: Vec<_> = there
            .changes
            .iter()
            .map(|change| (change.about.clone(), change.fields.len()))
            .collect();
        let seen: Vec<_> = back
            .changes
            .iter()
            .map(|change| (change.about.clone(), change.fields.len()))
            .collect();
        assert_eq!(turned, seen, "{}", case.name());
        let addresses = |comparison: &Comparison| {
            let pages = comparison.pages.iter();
            pages.map(|page| page.address.clone()).collect::<Vec<_>>()
        };
        assert_eq!(addresses(&there), addresses(&back), "{}", case.name());
    }
}

#[test]
fn json_is_what_its_schema_says_and_the_schema_is_published() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/changes.schema.json");
    let now = json::schema();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &now).expect("the schema can be written");
    }
    let published = std::fs::read_to_string(&path).expect("docs/changes.schema.json");
    assert_eq!(
        published, now,
        "UPDATE=1 cargo test --test changes writes it; a field that is gone or renamed breaks others' programs"
    );
    let schema: Value = serde_json::from_str(&now).expect("JSON");
    let mut session = Session::default();
    for case in cases() {
        let (comparison, _) = compared(&mut session, &site::base(), &case);
        let compared = json::Compared {
            before: "0123456789".to_owned(),
            after: None,
            as_of: "2016-10-31".to_owned(),
            drafts: false,
        };
        let told = json::render(&comparison, &compared, "/");
        let told: Value = serde_json::from_str(&told).expect("JSON");
        assert!(
            jsonschema::is_valid(&schema, &told),
            "{}: {told:#}",
            case.name()
        );
        let list = |name: &str| told[name].as_array().map_or(0, Vec::len);
        assert_eq!(list("changes"), comparison.changes.len());
        assert_eq!(list("pages"), comparison.pages.len());
        assert_eq!(list("revisions"), comparison.revised.len());
        assert_eq!(list("facts"), comparison.facts.len());
    }
}

#[test]
fn nothing_changes_where_nothing_was_done() {
    let (comparison, _) = compared(&mut Session::default(), &site::base(), &Case::of_nothing());
    assert!(comparison.is_empty());
    assert_eq!(
        text::render(&comparison, "/"),
        "Nothing changes for the public.\n"
    );
}

/// Every text of a site is a word of its own. Those of `unseen/` belong to what the public does not see yet, or never will.
fn words() -> SourceTree {
    [
        ("content/site.yaml", "title: Ztitle\norganisation: Zorganisation\nvoices:\n  one: { name: Zspeaker }\n  two: { name: Zheading, body: Zrater }\n  three: { name: Unvoice, body: Unbody }\ngroups: [Zgroup, Ungroup, Zmember]\ngovernance_groups: [Ungroup]\nnotice: Znotice\ncontact: zcontact@example.org\nlicence: Zlicence\nfinance: { amber_up_to: 70707 }\nreporting: { due_days: 77, next: 2018-03-09 }\n"),
        ("content/plans/now.yaml", "title: Zplan\nfrom: 2016-17 Q1\npriorities: { p: { title: Zpriority }, q: { title: Unpriority } }\nobjectives:\n  now: { ref: Zobjref, priority: p, title: Zobjective }\n"),
        ("content/plans/later.yaml", "title: Unplan\nfrom: 2016-17 Q2\npriorities: { p: { title: Unprior } }\nobjectives:\n  later: { priority: p, title: Unobjective }\n"),
        ("content/measures/a.yaml", "ref: Zref\nalso: [Zalso]\ntitle: Zmeasure\nobjective: now\ngroup: Zgroup\nset: zset\nunit: percent\nbetter: higher\nperiod: in_quarter\ntargets:\n  - { from: 2016-17 Q1, target: 92, tolerance: 90, set_by: Zsetter }\n  - { from: 2016-17 Q2, target: 97.75, set_by: Unsetter }\nbreaks:\n  - { from: 2016-17 Q2, because: Unbreak }\nbenchmarks: [{ name: Zbenchmark, period: 2015-16, value: 81.5, quartile: Zquartile }]\noutturns: [{ year: 2015-16, value: 70.25, standing: Zstanding }]\nbaselines: [{ name: Zbaseline, value: 61.25 }]\nnotes: [Zmeasurenote]\ndefinition: Zdefinition\nsource: Zsource\nowner: Zowner\n"),
        ("content/measures/b.yaml", "title: Zwhole\ngroup: Zmember\nunit: percent\nbetter: higher\nperiod: in_quarter\nmembers:\n  m: { title: Zmem, no_target: Znotarget }\n  n: { title: Zmemnew, no_target: Znonew }\n"),
        ("content/measures/c.yaml", "title: Unmeasure\nref: Unref\nobjective: later\ngroup: Ungroup\nset: unset\nunit: count\nbetter: neither\nperiod: in_quarter\nowner: Unowner\nsource: Unsource\n"),
        ("content/measures/d.yaml", "title: Zrated\ngroup: Zgroup\nunit: score\nbetter: higher\nperiod: in_quarter\nrule: editorial\nrated_by: two\n"),
        ("content/measures/e.yaml", "title: Zparts\ngroup: Zgroup\nunit: percent\nbetter: higher\nperiod: in_quarter\nno_target: Zparttarget\nparts: { x: Zpart, y: Zother }\n"),
        ("content/quarters/2015-16-q4.yaml", "background: true\nsource: { title: Unsourced, url: \"https://unsourced.example/\" }\nvalues:\n  a: { value: 80.5 }\n  e: { missing: not_collected, because: Zpastgap, note: Unnote }\n"),
        ("content/quarters/2016-17-q1.yaml", "publish_on: 2016-09-27\nsource: { title: Zsourced, url: \"https://zsourced.example/\" }\nvalues:\n  a: { value: 91, note: Znote, forecast: 91.5, months: { 2016-05: 90.25 } }\n  b: { members: { m: 4.5, n: { missing: not_collected, because: Zgap } } }\n  d: { rating: amber, because: Zbecause, direction: worsened }\n  e: { value: 60, parts: { x: 40.5, y: 59.5 } }\nobjectives:\n  now: { rating: amber, because: Zobjbecause }\nfinance:\n  in: thousands\n  savings: [{ target: 27.5, projected: 18.5, note: Zsaving }]\nrisks: [{ title: Zrisk, kind: corporate, residual: red, mitigation: [Zmitigation], owner: Zrisker, note: Zrisknote }]\nactions: [{ plan: Zactions, title: Zaction, rating: amber, due: 2016-12, note: Zactionnote }]\nchallenges: [{ title: Zchallenge, actions: [Zchallenged] }]\nstated: [{ of: measures, group: Zgroup, total: 7, note: Zstated }]\nhighlights: { improvement: { add: { e: Zadded } } }\nrevisions: [{ measure: a, period: 2015-16 Q4, was: 79.5, now: 80.5, on: 2016-09-27, because: Zrevised }]\n"),
        ("content/quarters/2016-17-q2.yaml", "source: { title: Undraft }\nvalues:\n  a: { value: 95.75, note: Unnoted }\n  b: { members: { m: 5.5, n: 6.25 } }\n  c: { value: 70702, note: Uncount }\n  d: { rating: red, because: Unbecause, rated_by: three }\n  e: { value: 61.25, parts: { x: 40.25, y: 59.75 } }\nrisks: [{ title: Unrisk, kind: corporate, residual: red, owner: Unrisker }]\n"),
        ("content/commentary/2016-17-q1/measures/a.one.md", "Zcomment.\n"),
        ("content/commentary/2016-17-q1/overview.md", "---\ndraft: true\n---\nUnoverview.\n"),
        ("content/commentary/2016-17-q2/measures/a.three.md", "Uncomment.\n"),
        ("content/reports/2016-10-10-panel.md", "---\ntitle: Zreport\nto: Zpanel\ndate: 2016-10-10\n---\n1. Zparagraph.\n"),
        ("content/reports/2018-10-10-panel.md", "---\ntitle: Unreport\nto: Unpanel\ndate: 2018-10-10\n---\n1. Unparagraph.\n"),
        ("content/pages/about.md", "---\ntitle: Zpage\n---\nZtext.\n"),
        ("content/pages/later.md", "---\ntitle: Unpage\npublish_on: 2018-10-10\n---\nUntext.\n"),
    ]
    .into_iter()
    .collect()
}

/// What is new is told in words that a page shows.
#[test]
fn nothing_is_told_that_the_site_does_not_show() {
    let as_of: Date = "2017-10-01".parse().expect("a day");
    let reading = Session::default().read(&words(), &edition(as_of));
    let now = reading.comparable.clone();
    let now = now.unwrap_or_else(|| {
        panic!(
            "{:#?}",
            reading
                .problems
                .iter()
                .filter(|p| p.is_error())
                .map(|p| (&p.place.path, &p.message))
                .collect::<Vec<_>>()
        )
    });
    let options = Options {
        base_url: None,
        links: LinkStyle::Folder,
    };
    let output = build::output(&now, &options);
    let shown: Vec<String> = output
        .paths()
        .map(|path| output.render(&path).expect("a page").bytes)
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect();
    let comparison = compare::compare(None, (&*now).into(), as_of).expect("the theme shows it");
    let compared = json::Compared {
        before: String::new(),
        after: None,
        as_of: as_of.to_string(),
        drafts: false,
    };
    let told = text::render(&comparison, "/") + &json::render(&comparison, &compared, "/");
    let words: BTreeSet<&str> = told
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .map(|word| word.trim_matches('.'))
        .filter(|word| {
            let is_figure = word.contains('.') && word.starts_with(|c: char| c.is_ascii_digit());
            is_figure || word.starts_with(['Z', 'U', 'z'])
        })
        .collect();
    assert!(words.len() > 40, "{words:?}");
    let unseen: Vec<&&str> = words
        .iter()
        .filter(|word| !shown.iter().any(|page| page.contains(**word)))
        .collect();
    assert!(unseen.is_empty(), "{unseen:?}");
}

#[test]
fn without_a_site_before_everything_is_new() {
    let base = site::base();
    let as_of = Case::of_nothing().done(&base).1;
    let said = Session::default().read(&base, &edition(as_of)).comparable;
    let comparison = compare::compare(None, (&*said.expect("told")).into(), as_of).expect("shown");
    assert!(!comparison.is_empty() && comparison.revised.is_empty());
    let added = |change: &compare::Change| change.kind == compare::ChangeKind::Added;
    assert!(comparison.changes.iter().all(added));
}
