//! The rules as tables that an officer can read: each row of the Markdown files in this folder becomes a small site,
//! which is read, checked and judged as any other.
//!
//! A row that does not hold is named with its table. Every table and every column must be used.
#![allow(clippy::disallowed_methods, reason = "a test reads its tables")]

mod actions;
mod aims;
mod changes;
mod counting;
mod kept;
mod lists;
mod money;
mod months;
mod movement;
mod periods;
mod pictures;
mod publication;
mod rating;
mod reporting;
mod revised;
mod scales;
mod scrutiny;
mod site;
mod table;
mod titles;
mod units;
mod words;

use table::{Row, Table};

/// The columns that a row answers, and what the program says.
type Answers = Vec<(&'static str, String)>;

/// What makes a site of a row and looks at what came of it.
type Judge = fn(&Row) -> Answers;

/// Every table: its file, its heading, and its judge. A file without headings has one table.
const TABLES: &[(&str, &str, Judge)] = &[
    ("rating", "Higher is better", rating::higher),
    ("rating", "Lower is better", rating::lower),
    ("rating", "Best between two figures", rating::between),
    (
        "rating",
        "Figures that the site works out",
        rating::computed,
    ),
    (
        "improvement",
        "Higher is better",
        rating::improvement_higher,
    ),
    ("improvement", "Lower is better", rating::improvement_lower),
    ("scales", "States by rule", scales::states),
    (
        "scales",
        "Running totals before the end of the year",
        scales::running,
    ),
    ("through-the-year", "", rating::through_the_year),
    (
        "targets",
        "Running totals before the end of the year",
        aims::before_the_end,
    ),
    (
        "targets",
        "Some quarters of a profile",
        aims::partial_profile,
    ),
    ("targets", "Typed with the figure", aims::with_the_figure),
    ("targets", "In words", aims::in_words),
    ("targets", "By a day", aims::by_a_day),
    ("targets", "From last year's figure", aims::from_last_year),
    (
        "targets",
        "From last year's figure of the year",
        aims::from_last_years_outturn,
    ),
    ("targets", "Lines beside a target", aims::beside),
    ("months", "The quarter and its months", months::of_a_quarter),
    ("people", "", rating::people),
    ("not-rated", "", rating::not_rated),
    ("forecast", "", rating::forecast),
    ("forecasts-kept", "Forecasts of a figure", kept::figures),
    ("forecasts-kept", "Promises to be on target", kept::promises),
    ("forecasts-kept", "How many were met", kept::tally),
    ("revisions", "Both ratings", revised::both_ratings),
    ("revisions", "The usual revision", revised::usual),
    (
        "revisions",
        "A change within the usual revision",
        revised::within,
    ),
    ("direction", "By polarity", movement::by_polarity),
    (
        "direction",
        "By the figures that are shown",
        movement::by_shown_figures,
    ),
    (
        "direction",
        "Where it cannot be told",
        movement::cannot_be_told,
    ),
    ("direction", "Which comparison leads", movement::leads),
    (
        "direction",
        "Over the latest three results",
        movement::over_three,
    ),
    (
        "direction",
        "A printed arrow that says what it compares with",
        movement::printed_on,
    ),
    (
        "hard-to-shift",
        "Quarter by quarter",
        movement::hard_to_shift,
    ),
    (
        "hard-to-shift",
        "Running totals, years and margins",
        movement::missed_again,
    ),
    ("roll-up", "", counting::roll_up),
    ("what-moved", "", counting::what_moved),
    ("objectives", "", counting::objectives),
    ("highlights", "", lists::highlights),
    ("actions", "", actions::overdue),
    ("risks", "How a risk has moved", actions::moved),
    ("risks", "The state of a score", actions::states),
    ("scrutiny", "", scrutiny::answers),
    ("money", "Budget and projection", money::projection),
    ("money", "A printed variance", money::printed),
    ("money", "Two printed variances", money::two_printed),
    ("money", "Savings", money::savings),
    ("money", "Services and their total", money::services),
    ("money", "Further columns and their total", money::columns),
    ("money", "In sentences", money::sentence),
    ("money", "A measure in pounds", pictures::pounds),
    ("rounding", "Typed", rating::typed),
    ("rounding", "Computed", rating::rounded),
    ("rounding", "Counts out of all", counting::shares),
    ("periods", "Which period", periods::covered),
    ("periods", "Which figure is rated", periods::rated),
    ("periods", "Which target", periods::targets),
    ("periods", "Margins", periods::margins),
    ("pictures", "", pictures::pictures),
    ("publication", "Quarters", publication::quarters),
    ("publication", "Targets", publication::targets),
    ("publication", "Revisions", publication::revisions),
    (
        "publication",
        "Two revisions of one figure",
        publication::two_revisions,
    ),
    ("publication", "Documents", publication::documents),
    ("publication", "Measures", publication::measures),
    ("reporting", "Days after the quarter's end", reporting::days),
    ("reporting", "What is expected next", reporting::next),
    (
        "reporting",
        "Quarters without a report",
        reporting::without_a_report,
    ),
    ("reporting", "Which figures came", reporting::figures),
    ("reporting", "The line under a heading", reporting::release),
    ("units", "Durations", units::durations),
    ("units", "Units of the council's own", units::own),
    ("units", "Money in thousands", units::thousands),
    ("units", "Results in words", units::results),
    ("units", "Numbers that are not told", units::not_told),
    ("units", "As printed", units::as_printed),
    ("units", "The usual range", units::range),
    ("chart-titles", "Quarter by quarter", titles::by_quarter),
    ("chart-titles", "Other periods", titles::by_period),
    ("changes", "New, removed and amended", changes::listed),
    (
        "changes",
        "Known before it was reported",
        changes::known_before,
    ),
    ("changes", "Under earlier targets", changes::earlier),
    (
        "reporting",
        "The page from one day to another",
        reporting::day_to_day,
    ),
];

/// What a row says that the program does not, and columns that nothing looks at.
fn complaints(table: &Table, judge: Judge) -> Vec<String> {
    let mut complaints = Vec::new();
    for row in &table.rows {
        for (column, said) in judge(row) {
            let expected = row.cell(column);
            if expected != said {
                complaints.push(format!(
                    "{row}\n    the table says that `{column}` is `{expected}`, and the program says `{said}`"
                ));
            }
        }
        for column in row.unused() {
            complaints.push(format!("{row}\n    nothing looks at `{column}`"));
        }
    }
    complaints
}

#[test]
fn every_row_of_every_table_holds() {
    let tables = table::all();
    let mut failed = Vec::new();
    for (file, heading, judge) in TABLES {
        let table = tables
            .iter()
            .find(|table| table.file == *file && table.heading == *heading)
            .unwrap_or_else(|| panic!("there is no table `{heading}` in {file}.md"));
        failed.extend(complaints(table, *judge));
    }
    assert!(failed.is_empty(), "\n{}\n", failed.join("\n"));
}

#[test]
fn every_table_is_judged_and_stands_under_a_sentence() {
    let tables = table::all();
    for table in &tables {
        let judged = TABLES
            .iter()
            .any(|(file, heading, _)| table.file == *file && table.heading == *heading);
        assert!(
            judged,
            "nothing judges {}.md, `{}`",
            table.file, table.heading
        );
        assert!(table.told, "{}.md begins without a sentence", table.file);
        assert!(
            !table.rows.is_empty(),
            "{}.md, `{}` is empty",
            table.file,
            table.heading
        );
    }
    assert_eq!(tables.len(), TABLES.len());
}

#[test]
fn a_row_that_does_not_hold_is_named() {
    let text = "# Rating\n\nA sentence.\n\n## Higher is better\n\n| target | tolerance | figure | rating | held against | remark |\n\
                |---|---|---|---|---|---|\n| 92 | 90 | 88 | on target | tolerance 90 | x |\n";
    let tables = table::read("rating", text);
    let complaints = complaints(&tables[0], rating::higher);
    assert_eq!(
        complaints,
        [
            "rating.md, Higher is better, row 1: 92 | 90 | 88 | on target | tolerance 90 | x\n    the table says that \
             `rating` is `on target`, and the program says `outside tolerance`",
            "rating.md, Higher is better, row 1: 92 | 90 | 88 | on target | tolerance 90 | x\n    nothing looks at `remark`",
        ]
    );
}
