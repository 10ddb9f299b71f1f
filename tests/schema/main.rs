//! The schemas of files: they are what the readers take, they take what the sites hold, and they refuse what is typed
//! wrong in its shape.
#![allow(clippy::disallowed_methods, reason = "a test reads its sites")]

#[path = "../mistakes/case.rs"]
#[allow(dead_code, reason = "here the cases are read and not written")]
mod case;
mod long_words;
#[path = "../mistakes/site.rs"]
mod site;

use std::collections::BTreeSet;
use std::path::Path;

use case::Case;
use quarterdeck::build;
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::diag::Code;
use quarterdeck::disk;
use quarterdeck::parse::schema::{Choices, Field, Kind, Shape, WORDS, schema, shape};
use quarterdeck::parse::{self, kind_of};
use quarterdeck::source::{SourcePath, SourceTree};
use serde_json::{Value, json};

fn here(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The schemas of a site, each ready to be held against files.
struct Schemas(Vec<(Kind, jsonschema::Validator)>);

impl Schemas {
    fn of(tree: &SourceTree) -> Self {
        let choices = Choices::of(&parse::parse(tree).0);
        let all = Kind::ALL.into_iter().map(|kind| {
            let schema = schema(kind, &choices);
            assert!(
                jsonschema::draft202012::meta::is_valid(&schema),
                "{}",
                kind.name()
            );
            let validator = jsonschema::draft202012::new(&schema);
            (kind, validator.expect("a schema"))
        });
        Self(all.collect())
    }

    /// Everything that is refused in a file; nothing where no schema belongs to it.
    fn refused(&self, path: &SourcePath, bytes: &[u8]) -> Option<Vec<String>> {
        let kind = kind_of(path)?;
        let (_, validator) = self.0.iter().find(|(of, _)| *of == kind)?;
        let value = value(path, bytes)?;
        let errors = validator.iter_errors(&value);
        Some(
            errors
                .map(|error| format!("{path}{}: {error}", error.instance_path()))
                .collect(),
        )
    }
}

/// A file as an editor's program sees it: its YAML, or that of its head.
fn value(path: &SourcePath, bytes: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    if path.file_name().ends_with(".yaml") {
        return serde_yaml::from_str(&text).ok();
    }
    let head = text.strip_prefix("---\n")?.split_once("\n---\n")?.0;
    serde_yaml::from_str(head).ok()
}

/// Adds every field in a shape, with the map that it is in.
fn note_fields(shape: &Shape, asked: &mut BTreeSet<(String, &str)>) {
    let within = match shape {
        Shape::Fields(what, fields) => {
            asked.extend(fields.iter().map(|field| (what.clone(), field.name)));
            fields
                .iter()
                .flat_map(|field: &Field| &field.shapes)
                .collect()
        }
        Shape::List(shapes) | Shape::Named(_, shapes, _) => shapes.iter().collect(),
        Shape::One(_) | Shape::Languages | Shape::Again(_) => Vec::new(),
    };
    for shape in within {
        note_fields(shape, asked);
    }
}

#[test]
fn every_field_that_a_reader_asks_for_is_described_and_no_other() {
    let mut asked: BTreeSet<(String, &str)> = BTreeSet::new();
    for kind in Kind::ALL {
        note_fields(&shape(kind), &mut asked);
    }
    let described: BTreeSet<(String, &str)> = WORDS
        .iter()
        .map(|words| (words.what.to_owned(), words.name))
        .collect();
    assert_eq!(described.len(), WORDS.len(), "each once");
    let missing: Vec<_> = asked.difference(&described).collect();
    let left_over: Vec<_> = described.difference(&asked).collect();
    assert!(
        missing.is_empty() && left_over.is_empty(),
        "{missing:?} {left_over:?}"
    );
    assert!(asked.len() > 100, "{}", asked.len());
}

/// The other way round: what a schema names, a reader takes without a word about its name.
#[test]
fn no_reader_calls_a_field_of_its_schema_unknown() {
    let files = [
        (Kind::Site, "content/site.yaml"),
        (Kind::Measure, "content/measures/m.yaml"),
        (Kind::Quarter, "content/quarters/2016-17-q1.yaml"),
        (Kind::Plan, "content/plans/p.yaml"),
    ];
    for (kind, path) in files {
        let schema = schema(kind, &Choices::default());
        let root = schema["$ref"].as_str().map_or(&schema, |at| {
            schema
                .pointer(at.trim_start_matches('#'))
                .expect("a definition")
        });
        let fields = root["properties"].as_object().expect("fields");
        let names: Vec<&str> = fields.keys().map(String::as_str).collect();
        let text = names.join(": 1\n") + ": 1\n";
        let tree: SourceTree = [(path, text.as_str())].into_iter().collect();
        let (_, problems) = parse::parse(&tree);
        let unknown: Vec<_> = problems
            .iter()
            .filter(|p| p.code == Code::UnknownField)
            .collect();
        assert!(unknown.is_empty(), "{unknown:#?}");
    }
}

#[test]
fn every_file_of_every_site_is_taken() {
    let mut sites = vec![here(".")];
    let folder = |name: &str| std::fs::read_dir(here(name)).expect("a folder");
    let below = folder("tests/sites").chain(folder("tests/golden"));
    sites.extend(below.map(|entry| entry.expect("an entry").path()));
    let (mut held, mut refused) = (0, Vec::new());
    for root in sites {
        let Ok(tree) = disk::read(&root) else {
            continue;
        };
        let schemas = Schemas::of(&tree);
        for (path, bytes) in tree.iter() {
            if let Some(errors) = schemas.refused(path, bytes) {
                held += 1;
                refused.extend(
                    errors
                        .into_iter()
                        .map(|e| format!("{}: {e}", root.display())),
                );
            }
        }
    }
    assert!(held > 200, "{held} files");
    assert!(refused.is_empty(), "{refused:#?}");
}

/// Codes of what is wrong in its shape, whatever else the site says.
const OF_SHAPE: [Code; 8] = [
    Code::UnknownField,
    Code::MissingField,
    Code::BlankValue,
    Code::WrongShape,
    Code::NotAFigure,
    Code::UnknownWord,
    Code::NotAQuarter,
    Code::NotADate,
];

/// Mistakes of these codes that no schema of one file can see, by the reason.
const NOT_SEEN: &[(&str, &[&str])] = &[
    (
        "a day, a quarter and a year may look right and not be there",
        &[
            "dates/no-such-day",
            "dates/quarter-of-another-century",
            "dates/two-year-year",
            "dates/year-of-another-age",
            "files/quarter-named-otherwise",
        ],
    ),
    (
        "an editor's program reads these as numbers or as true before the schema sees them",
        &[
            "figures/plus-sign",
            "figures/plus-sign-before-a-figure",
            "figures/point-without-digits",
            "figures/scientific",
            "figures/spreadsheet-float",
            "figures/too-long",
            "words/background",
        ],
    ),
    (
        "a text that is a figure alone is a text all the same",
        &["measures/cost-as-a-figure"],
    ),
    (
        "a figure may be owed in a draft",
        &["figures/blank", "figures/tilde"],
    ),
    (
        "a figure may be a duration or a result in words, by the unit of its measure",
        &[
            "entries/month-that-is-not-told",
            "figures/about",
            "figures/duration-by-the-clock-in-days",
            "figures/duration-in-decimals",
            "figures/duration-of-another-part",
            "figures/duration-with-a-point",
            "figures/duration-with-too-many-minutes",
            "figures/duration-without-a-part",
            "figures/fewer-than-in-words",
            "figures/limit-of-the-year-so-far",
            "figures/millions-of-pounds",
            "figures/more-than-in-words",
            "figures/not-applicable",
            "figures/other-unit-of-time",
            "figures/result-misspelt",
            "figures/thousand-in-words",
            "figures/to-be-confirmed",
            "figures/unit-after-it",
            "figures/zero-cases-by-letter",
            "targets/to-be-confirmed",
        ],
    ),
    (
        "it depends on the measure that the entry is of",
        &[
            "entries/fraction-of-a-count",
            "entries/members-of-a-single-measure",
            "entries/one-figure-for-several-members",
            "entries/parts-of-a-measure-without-parts",
            "entries/unknown-member",
            "entries/unknown-part",
        ],
    ),
    (
        "each field is right, and they do not go together",
        &[
            "entries/as-printed-beside-a-figure",
            "entries/empty-braces",
            "entries/margin-below-zero",
            "entries/margin-without-a-figure",
            "entries/mark-without-a-figure",
            "entries/year-to-date-left-out",
            "measures/outturn-as-printed-and-a-figure",
            "entries/missing-and-a-figure",
            "entries/nothing-but-a-note",
            "entries/numerator-without-denominator",
            "entries/rater-without-a-rating",
            "measures/base-of-a-percentage",
            "measures/benchmark-of-nothing",
            "measures/improvement-without-allowance",
            "measures/members-and-parts",
            "measures/members-of-members",
            "measures/rate-without-base",
            "money/capital-without-amounts",
            "money/column-in-other-letters",
            "money/projection-alone",
            "money/two-variances-none-rated",
            "money/two-variances-not-stated",
            "money/variance-of-nothing",
            "money/variance-on-the-other-base",
            "plans/unknown-priority",
            "quarter/action-first-due-alone",
            "quarter/objective-says-nothing",
            "quarter/progress-on-an-unknown-challenge",
            "quarter/revision-of-a-month-without-figures",
            "site/change-of-a-misspelt-plan",
            "site/risk-matrix-in-two-ways",
            "targets/line-beside-without-a-value",
        ],
    ),
    (
        "a member may leave it to its measure, and both are read by one reader",
        &[
            "measures/period-left-out",
            "measures/polarity-left-out",
            "measures/targets-left-out",
            "measures/result-twice",
            "measures/result-with-a-comma",
            "measures/unit-left-out",
            "measures/unit-of-two-kinds",
        ],
    ),
    (
        "only the measure's unit tells which words are a figure",
        &[
            "targets/figure-with-its-day",
            "targets/more-than-in-words",
            "targets/more-than-last-year",
            "targets/to-be-confirmed",
            "targets/words-for-a-figure",
        ],
    ),
    (
        "a target may be a figure, words or a profile",
        &["targets/nothing-asked"],
    ),
    (
        "the states of a scale are the site's own",
        &["site/risk-matrix-with-an-unknown-state"],
    ),
];

#[test]
fn mistakes_of_shape_are_refused_where_a_schema_can_see_them() {
    let base = site::base();
    let schemas = Schemas::of(&base);
    let mut unseen = BTreeSet::new();
    let mut seen = 0;
    for case in Case::all(&here("tests/mistakes")) {
        let (tree, as_of) = case.done(&base);
        let drafts = DraftContent::LeftOut;
        let reading = build::read(&tree, &Edition { as_of, drafts });
        let of_shape = |code: Code| OF_SHAPE.contains(&code);
        let Some(problem) = reading.problems.iter().find(|p| of_shape(p.code)) else {
            continue;
        };
        let path = &problem.place.path;
        let Some(text) = reading.sources.get(path) else {
            continue;
        };
        if case.folder() == "theme" || case.folder() == "several" {
            continue;
        }
        match schemas.refused(path, text.as_str().as_bytes()) {
            None => {}
            Some(errors) if errors.is_empty() => {
                unseen.insert(case.name());
            }
            Some(_) => seen += 1,
        }
    }
    let known = NOT_SEEN.iter().flat_map(|(_, names)| *names);
    let known: BTreeSet<String> = known.map(|name| (*name).to_owned()).collect();
    assert_eq!(unseen, known);
    assert!(seen > 80, "{seen} mistakes");
}

#[test]
fn a_sites_own_ids_are_its_choices() {
    let base = site::base();
    let choices = Choices::of(&parse::parse(&base).0);
    let quarter = schema(Kind::Quarter, &choices);
    let names = &quarter["properties"]["values"]["propertyNames"]["enum"];
    assert!(
        names.as_array().expect("ids").contains(&json!("homes")),
        "{names}"
    );
    let measure = schema(Kind::Measure, &choices);
    let objective = &measure["$defs"]["a-measure"]["properties"]["objective"];
    assert_eq!(objective["anyOf"][0]["enum"], json!(["safe", "well"]));
    let of = |field: &str| measure["$defs"]["a-measure"]["properties"][field].clone();
    assert_eq!(of("rated_by")["enum"], json!(["council", "provider"]));
    let units = of("unit")["anyOf"][0]["enum"].clone();
    assert_eq!(units.as_array().expect("words").len(), 9);
    assert_eq!(of("title")["description"], "The measure's name.");
}
