//! Each field of each file has a decision on what its change needs once it is published. A field that is new fails here until
//! somebody decides.

use std::collections::BTreeSet;

use quarterdeck::parse::schema::WORDS;

use crate::kinds::{Fate, Kind};

/// Fields whose change is refused until it is recorded: promises, descriptions and results.
const REFUSED: &[(&str, &str)] = &[
    (
        "site.yaml",
        "reporting finance scales tolerances rating_names risks",
    ),
    ("`tolerances`", "all groups sets"),
    ("a matrix of risks", "likelihood impact levels grid"),
    ("a state of a scale", "name counts_as look when"),
    ("a condition", "within better_by"),
    (
        "`rating_names`",
        "on_target within_tolerance outside_tolerance",
    ),
    ("`reporting`", "due_days"),
    ("`finance`", "amber_up_to in revenue capital savings"),
    (
        "a measure",
        "title objective group set unit per decimals better period targets_are rates months lag year_starts every reported due rule scale allow targets compare_with meaningful_change rated_by rebase benchmarks outturns baselines breaks definition source members parts",
    ),
    ("`reported`", "from until"),
    (
        "a target",
        "from target tolerance profile in_words by month beside",
    ),
    (
        "a target of a quarter",
        "target tolerance in_words month beside",
    ),
    ("a target from last year's figure", "last_year"),
    ("a target to be passed", "more_than less_than"),
    ("a line beside a target", "name value as_printed"),
    ("a unit", "one many short duration pounds results"),
    ("a target range", "low high"),
    ("a tolerance range", "low high"),
    ("a tolerance", "points percent"),
    (
        "a benchmark",
        "name rank period value as_printed of quartile publish_on",
    ),
    ("an outturn", "year value as_printed standing publish_on"),
    ("a baseline", "name value as_printed publish_on"),
    ("a break in the series", "from"),
    ("a part", "title in_figure"),
    ("a plan", "title from to priorities objectives"),
    ("a priority", "title"),
    ("an objective", "priority title"),
    (
        "a quarter",
        "publish_on values objectives highlights stated actions risks finance",
    ),
    (
        "an entry",
        "value as_printed year_to_date covers target margin forecast on_target_by months parts members cohort numerator denominator rating rated_by direction",
    ),
    ("a figure", "value"),
    ("a printed direction", "is on"),
    ("a stated total", "total *"),
    ("an objective's entry", "rating direction"),
    ("`highlights`", "performing_well improvement"),
    ("a list of highlights", "add leave_out"),
    (
        "an action",
        "title rating complete due first_due milestones",
    ),
    ("a milestone", "title rating due"),
    ("a risk", "title inherent residual target direction"),
    ("a risk's size", "likelihood impact"),
    (
        "a revenue row",
        "service budget projected gross net variance variance_on basis columns",
    ),
    ("a variance", "gross net"),
    (
        "a capital row",
        "budget estimate earlier_estimate actual columns",
    ),
    ("a savings row", "target projected columns"),
];

/// Fields that are refused as one of the above is: the same facts under other names.
const REFUSED_ALIKE: &[(&str, &str)] = &[
    // Another name is a thing that is gone and one that is new, and so is another group, plan or kind of total.
    ("a stated total", "of plan group set objective"),
    ("a capital row", "service"),
    ("a savings row", "service"),
    // Each is one of the counts.
    ("a stated total", "annual no_result no_target not_available"),
    // A published quarter that becomes a background quarter has no page any more.
    ("a quarter", "background"),
];

/// Fields whose change needs nothing, and is listed.
const LISTED: &[(&str, &str)] = &[
    (
        "site.yaml",
        "title organisation base_url voices groups contact licence notice",
    ),
    ("`licence`", "name"),
    ("a voice", "name body"),
    ("`reporting`", "next"),
    (
        "a measure",
        "ref also no_target notes kind owner contact assurance cost",
    ),
    ("a target", "set_by"),
    ("a target of a quarter", "set_by"),
    ("a break in the series", "because"),
    ("an objective", "ref"),
    ("a quarter", "challenges source"),
    ("a source", "title url"),
    ("an entry", "mark missing because note"),
    ("a figure", "mark"),
    ("a stated total", "note"),
    ("an objective's entry", "because"),
    ("an action", "ref plan measures objectives owner note"),
    ("a milestone", "note"),
    (
        "a risk",
        "ref kind mitigation owner measures objectives note",
    ),
    ("a challenge", "title actions measures objectives owner"),
    ("a revenue row", "note"),
    ("a capital row", "note"),
    ("a savings row", "note"),
    (
        "the head",
        "draft title to publish_on kind by asked measures objectives due answered decision paper",
    ),
];

/// Fields that change how pages look, or that are no part of what is published.
const FREE: &[(&str, &str)] = &[
    // How the site is made, and where it is.
    (
        "site.yaml",
        "languages order governance_groups theme edit_url accessibility whole_reports earlier_targets embeds hosts",
    ),
    ("`licence`", "url"),
    (
        "`accessibility`",
        "run_by contact response_days prepared reviewed tested tested_by compliance problems burden out_of_scope enforcement",
    ),
    ("`whole_reports`", "from"),
    // A row of money is marked as a total.
    ("a revenue row", "total"),
    ("a capital row", "total"),
    // Rules for those who write. A figure that is withdrawn because of one is revised.
    ("a measure", "disclosure range"),
    ("a range", "low high"),
    ("`disclosure`", "suppress_below"),
    // They must agree with the measure, or with the name of the file.
    ("a target", "period"),
    ("an entry", "period"),
    ("a quarter", "quarter"),
    // What they say is over when the quarter is complete, and no earlier quarter is compared.
    ("a quarter", "publish_months"),
    // Progress is added quarter by quarter, and is listed with the challenges.
    ("a quarter", "progress"),
    ("progress", "challenge from done"),
    // Of which day and quarter a report is, which its file's name says too.
    ("the head", "date quarter"),
];

/// The records themselves, and the reasons beside what changed.
const RECORDS: &[(&str, &str)] = &[
    ("site.yaml", "changes"),
    ("a measure", "changes"),
    ("a plan", "changes"),
    ("a quarter", "revisions"),
    ("`reported`", "because decided"),
    ("a target", "because decided"),
    ("a target of a quarter", "because decided"),
    ("`decided`", "on by paper"),
    (
        "a change of a measure",
        "member field from was now on because decided",
    ),
    (
        "a change of a plan",
        "objective field from was now on because decided",
    ),
    (
        "a change of the site",
        "measure plan field from was now on because decided",
    ),
    (
        "a revision",
        "measure objective money risk action stated field period was now on because decided",
    ),
];

fn names(fields: &[(&str, &str)]) -> Vec<String> {
    let names = fields.iter().flat_map(|(map, names)| {
        let names = names.split(' ');
        names.map(move |name| format!("{map} / {name}"))
    });
    names.collect()
}

#[test]
fn each_field_has_a_decision() {
    let decided = [REFUSED, REFUSED_ALIKE, LISTED, FREE, RECORDS]
        .map(names)
        .concat();
    let all: BTreeSet<&str> = decided.iter().map(String::as_str).collect();
    assert_eq!(all.len(), decided.len(), "a field has one decision");
    let fields = WORDS
        .iter()
        .map(|one| format!("{} / {}", one.what, one.name));
    let fields: Vec<String> = fields.collect();
    let fields: BTreeSet<&str> = fields.iter().map(String::as_str).collect();
    let undecided: Vec<_> = fields.difference(&all).collect();
    let unknown: Vec<_> = all.difference(&fields).collect();
    assert!(
        undecided.is_empty(),
        "decide what a change of these needs, and try it in kinds.txt: {undecided:?}"
    );
    assert!(unknown.is_empty(), "there are no such fields: {unknown:?}");
}

#[test]
fn each_field_that_is_refused_or_listed_is_tried() {
    for (fields, fate) in [(REFUSED, Fate::Refused), (LISTED, Fate::Listed)] {
        let kinds = Kind::all().into_iter().filter(|kind| kind.fate == fate);
        let tried: BTreeSet<String> = kinds.flat_map(|kind| kind.fields).collect();
        let untried: Vec<String> = names(fields)
            .into_iter()
            .filter(|name| !tried.contains(name))
            .collect();
        assert!(untried.is_empty(), "{fate:?}: {untried:?}");
    }
}
