//! Texts where they enter: a character that cannot be seen is refused wherever it is. Where they leave: see `tests/hostile.rs`.
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the sites it changes"
)]

use std::path::Path;
use std::sync::LazyLock;

use jiff::civil::date;
use quarterdeck::build::{self, Session};
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::diag::Code;
use quarterdeck::disk;
use quarterdeck::site::Options;
use quarterdeck::site::route::LinkStyle;
use quarterdeck::source::{SourcePath, SourceTree};
use quick_xml::Reader;
use quick_xml::events::Event;

const EDITION: Edition = Edition {
    as_of: date(2016, 10, 31),
    drafts: DraftContent::LeftOut,
};

/// A small site without any problem.
static SMALL: LazyLock<SourceTree> = LazyLock::new(|| {
    disk::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/build/sample")).expect("a site")
});

/// Characters that nobody can see, of each kind.
const HIDDEN: [char; 24] = [
    '\0',
    '\u{7}',
    '\u{8}',
    '\u{b}',
    '\u{c}',
    '\r',
    '\u{1b}',
    '\u{7f}',
    '\u{85}',
    '\u{9b}',
    '\u{ad}',
    '\u{61c}',
    '\u{200b}',
    '\u{200d}',
    '\u{200e}',
    '\u{202e}',
    '\u{2028}',
    '\u{2060}',
    '\u{2066}',
    '\u{feff}',
    '\u{fffc}',
    '\u{f0b7}',
    '\u{e0041}',
    '\u{10ffff}',
];

/// Where a character enters: a file, lines of it, and the same with `HERE` where the character comes.
const PLACES: [(&str, &str, &str); 15] = [
    (
        "content/measures/a2.yaml",
        "title: Assessments",
        "title: \"AssessHEREments",
    ),
    (
        "content/measures/a2.yaml",
        "objective: safe",
        "objective: saHEREfe",
    ),
    (
        "content/measures/a2.yaml",
        "unit: percent",
        "unit: percentHERE",
    ),
    ("content/measures/a2.yaml", "decimals: 1", "decimals: 1HERE"),
    ("content/measures/a2.yaml", "better:", "betterHERE:"),
    (
        "content/measures/a2.yaml",
        "from: 2015-16 Q4",
        "from: 2015-16HERE Q4",
    ),
    (
        "content/measures/a2.yaml",
        "ref: A2",
        "ref: A2   # a remHEREark",
    ),
    (
        "content/measures/delays.yaml",
        "unit: days",
        "unit: days\ndefinition: |\n  Days\n  ofHERE delay",
    ),
    (
        "content/site.yaml",
        "contact: performance@",
        "contact: performHEREance@",
    ),
    (
        "content/site.yaml",
        "base_url: https://performance",
        "base_url: https://performHEREance",
    ),
    (
        "content/quarters/2016-17-q1.yaml",
        "e1: 1843",
        "e1: 1843HERE",
    ),
    (
        "content/quarters/2016-17-q1.yaml",
        "  delays: 21",
        "  delHEREays: 21",
    ),
    (
        "content/quarters/2016-17-q1.yaml",
        "publish_on: 2016-09-27",
        "publish_on: 2016-09-HERE27",
    ),
    ("content/pages/about.md", "title: About", "title: AbHEREout"),
    (
        "content/pages/about.md",
        "Figures are",
        "Figures **arHEREe**",
    ),
];

fn changed(path: &str, old: &str, new: &str) -> SourceTree {
    let path = SourcePath::new(path);
    let text = String::from_utf8(SMALL.get(&path).expect("a file").to_vec()).expect("text");
    assert!(text.contains(old), "{path}: {old}");
    // A title that begins with a quote ends with one.
    let text = text.lines().map(|line| match line.contains(old) {
        true if new.contains('"') => format!("{}\"\n", line.replacen(old, new, 1)),
        true => format!("{}\n", line.replacen(old, new, 1)),
        false => format!("{line}\n"),
    });
    let mut tree = SMALL.clone();
    tree.insert(path, text.collect::<String>().into_bytes());
    tree
}

/// What nobody can see is one problem, at its place, with its number.
fn assert_named(tree: &SourceTree, c: char, what: &str) {
    let reading = build::read(tree, &EDITION);
    let number = format!("U+{:04X}", u32::from(c));
    let said: Vec<&str> = reading
        .problems
        .iter()
        .map(|p| p.message.as_str())
        .collect();
    assert_eq!(said.len(), 1, "{what} {number}: {said:?}");
    assert_eq!(
        reading.problems[0].code,
        Code::HiddenCharacter,
        "{what}: {said:?}"
    );
    assert!(said[0].contains(&number), "{what} {number}: {said:?}");
    assert!(reading.judged.is_none(), "{what} {number}");
}

#[test]
fn the_places_are_right_without_a_character() {
    for (path, old, new) in PLACES {
        let reading = build::read(&changed(path, old, &new.replace("HERE", "")), &EDITION);
        assert!(reading.problems.is_empty(), "{new}: {:?}", reading.problems);
    }
}

#[test]
fn what_nobody_can_see_is_refused_wherever_it_enters() {
    for (path, old, new) in PLACES {
        for c in HIDDEN {
            // At the end of a line, it is a part of the line's end.
            if c == '\r' && new.ends_with("HERE") {
                continue;
            }
            let tree = changed(path, old, &new.replace("HERE", &c.to_string()));
            assert_named(&tree, c, new);
        }
    }
}

#[test]
fn an_escape_makes_nothing_that_is_refused_as_a_character() {
    for c in HIDDEN {
        for (old, new) in [
            ("title: Assessments", "title: \"AssessHEREments"),
            ("objective: safe", "objective: \"saHEREfe"),
            ("better: higher", "\"betterHERE\": \"higher"),
        ] {
            let escape = format!("\\U{:08x}", u32::from(c));
            let tree = changed(
                "content/measures/a2.yaml",
                old,
                &new.replace("HERE", &escape),
            );
            assert_named(&tree, c, new);
        }
    }
}

#[test]
fn names_of_files_and_folders_can_be_seen() {
    for c in HIDDEN.into_iter().chain(['\n', '\t']) {
        for path in [
            "content/pages/abHEREout.md",
            "content/qHEREuarters/x.yaml",
            "themes/default/aHERE/b.txt",
        ] {
            let mut tree = SMALL.clone();
            tree.insert(
                SourcePath::new(&path.replace("HERE", &c.to_string())),
                b"x\n".to_vec(),
            );
            assert_named(&tree, c, path);
        }
    }
}

/// Texts of two lines where one is shown, and values of two lines.
const ON_ONE_LINE: [(&str, &str, &str); 11] = [
    (
        "content/measures/a2.yaml",
        "title: Assessments completed on time",
        "title: |\n  Two\n  lines",
    ),
    ("content/measures/a2.yaml", "ref: A2", "ref: |\n  A\n  2"),
    (
        "content/measures/a2.yaml",
        "group: Children",
        "group: |\n  Chil\n  dren",
    ),
    (
        "content/measures/a2.yaml",
        "objective: safe",
        "objective: |\n  sa\n  fe",
    ),
    (
        "content/measures/a2.yaml",
        "unit: percent",
        "unit: |\n  per\n  cent",
    ),
    (
        "content/site.yaml",
        "organisation: Example Council",
        "organisation: |\n  Example\n  Council",
    ),
    (
        "content/site.yaml",
        "licence: OGL-UK-3.0",
        "licence: |\n  OGL\n  3",
    ),
    (
        "content/measures/b8.yaml",
        "title:",
        "owner: |\n  Head\n  of care\ntitle:",
    ),
    (
        "content/measures/b8.yaml",
        "title:",
        "rated_by: |\n  x\n  ::add-mask::y\ntitle:",
    ),
    (
        "content/quarters/2016-17-q1.yaml",
        "  e1: 1843",
        "  e1: |\n    18\n    43",
    ),
    (
        "content/pages/about.md",
        "title: About this site",
        "title: |\n  About\n  this",
    ),
];

#[test]
fn a_text_that_is_shown_on_one_line_has_no_line_ends() {
    for (path, old, new) in ON_ONE_LINE {
        let reading = build::read(&changed(path, old, new), &EDITION);
        assert!(reading.judged.is_none(), "{new}");
    }
    let folded = changed(
        "content/measures/a2.yaml",
        "title: Assessments completed on time",
        "title: >\n  Two\n  lines",
    );
    assert!(build::read(&folded, &EDITION).problems.is_empty());
}

#[test]
fn only_what_no_figure_or_id_depends_on_is_taken_out_by_fix() {
    let fixed = |path: &str, old: &str, new: &str| {
        let fixed = Session::default().fix(&changed(path, old, new), &EDITION);
        let text = fixed.tree.get(&SourcePath::new(path)).expect("the file");
        String::from_utf8(text.to_vec()).expect("text")
    };
    let about = fixed("content/pages/about.md", "Figures are", "Fig\u{ad}ures are");
    assert!(about.contains("Figures are"), "{about}");
    let source = fixed(
        "content/measures/delays.yaml",
        "unit: days",
        "unit: days\nsource: \"S:\\budget\\new",
    );
    assert!(source.contains("source: 'S:\\budget\\new'"), "{source}");
    for (path, old, new) in [
        (
            "content/quarters/2016-17-q1.yaml",
            "e1: 1843",
            "e1: 1843\u{200b}",
        ),
        (
            "content/quarters/2016-17-q1.yaml",
            "rating: outside_tolerance",
            "rating: outside_tolerance\u{200b}",
        ),
        (
            "content/quarters/2016-17-q1.yaml",
            "safe: { rating: red",
            "safe: { rating: red\u{200b}",
        ),
        (
            "content/quarters/2016-17-q1.yaml",
            "  delays: 21",
            "  del\u{ad}ays: 21",
        ),
        (
            "content/measures/a2.yaml",
            "objective: safe",
            "objective: sa\u{200b}fe",
        ),
        (
            "content/pages/about.md",
            "Figures are",
            "Figures of 18\u{200b}43 are",
        ),
        (
            "content/pages/about.md",
            "Figures are",
            "Figures are\u{2028}they",
        ),
    ] {
        assert!(fixed(path, old, new).contains(new), "{new}");
    }
}

#[test]
fn what_a_site_may_say_is_well_formed_in_every_file() {
    let said =
        "<b>R&D</b> \"a\" 'b' ]]> --> \\ </title> ::error:: ##[x] \u{1f468}\u{200d}\u{1f469} Tŷ";
    let quoted = said.replace('\\', "\\\\").replace('"', "\\\"");
    let mut tree = SMALL.clone();
    let mut add = |path: &str, old: &str, new: &str| {
        let path = SourcePath::new(path);
        let text = String::from_utf8(tree.get(&path).expect("a file").to_vec()).expect("text");
        assert!(text.contains(old), "{old}");
        tree.insert(path, text.replacen(old, new, 1).into_bytes());
    };
    let title = format!("title: \"{quoted}\"");
    add(
        "content/measures/a2.yaml",
        "title: Assessments completed on time",
        &title,
    );
    add("content/site.yaml", "title: Council performance", &title);
    add(
        "content/site.yaml",
        "organisation: Example Council",
        &format!("organisation: \"{quoted}\""),
    );
    let because = format!("because: \"{quoted}\\n\\n{quoted}\"");
    add(
        "content/quarters/2016-17-q1.yaml",
        "because: Late records",
        &because,
    );
    let reading = build::read(&tree, &EDITION);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    let judged = reading.judged.expect("a site");
    let options = Options {
        base_url: None,
        links: LinkStyle::Folder,
    };
    let output = build::output(&judged, &options);
    let (mut xml, mut raw) = (0, Vec::new());
    for path in output.paths() {
        let bytes = output.render(&path).expect("a file").bytes;
        let Ok(text) = std::str::from_utf8(&bytes) else {
            continue;
        };
        if text.contains(|c: char| c.is_control() && !c.is_ascii_whitespace()) {
            raw.push(path.clone());
        }
        if path.ends_with(".xml") || path.ends_with(".svg") {
            xml += 1;
            let mut reader = Reader::from_str(text);
            reader.config_mut().check_end_names = true;
            while reader
                .read_event()
                .unwrap_or_else(|error| panic!("{path}: {error}"))
                != Event::Eof
            {}
        }
    }
    assert!(xml > 5, "{xml} files of XML");
    assert_eq!(raw, Vec::<String>::new());
}
