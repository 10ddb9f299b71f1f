//! A monthly measure in a real history: months are published one by one, and revised.

use crate::diff::{commit, git};
use crate::site::{SITE, Site};

const Q2: &str = "content/quarters/2016-17-q2.yaml";

fn quarter(days: &str, months: &str, revisions: &str) -> String {
    format!(
        "quarter: 2016-17 Q2\n{days}\nvalues:\n  gas: {{ months: {{ {months} }} }}\n{revisions}"
    )
}

fn history(make: &str) -> Site {
    let site = Site::new();
    site.write("content/site.yaml", SITE);
    let measure = format!(
        "title: Gas safety\nunit: percent\nbetter: higher\nperiod: snapshot\ndecimals: 1\nmonths: {make}\ntargets:\n  - {{ from: 2016-17 Q2, target: 99 }}\n"
    );
    site.write("content/measures/gas.yaml", &measure);
    let july = quarter(
        "publish_months: { 2016-07: 2016-08-20 }",
        "2016-07: 99.9",
        "",
    );
    site.write(Q2, &july.replace("values:\n", "values:\n  a2: 88\n"));
    git(&site, &["init", "--quiet", "--initial-branch", "main", "."]);
    commit(&site, "july");
    site
}

fn check(site: &Site, day: &str, text: &str) -> (i32, String) {
    site.write(Q2, &text.replace("values:\n", "values:\n  a2: 88\n"));
    site.run(&["check", "--changed-since", "HEAD", "--as-of", day])
}

const TWO: &str = "publish_months: { 2016-07: 2016-08-20, 2016-08: 2016-09-20 }";
const COMPLETE: &str =
    "publish_months: { 2016-07: 2016-08-20, 2016-08: 2016-09-20 }\npublish_on: 2016-10-20";

#[test]
fn a_month_that_is_added_and_a_quarter_that_becomes_complete_revise_nothing() {
    for make in ["last", "average", "typed"] {
        let site = history(make);
        let (code, said) = check(
            &site,
            "2016-09-21",
            &quarter(TWO, "2016-07: 99.9, 2016-08: 98", ""),
        );
        assert_eq!(code, 0, "{make}: {said}");
        commit(&site, "august");
        let mut complete = quarter(COMPLETE, "2016-07: 99.9, 2016-08: 98, 2016-09: 97.5", "");
        if make == "typed" {
            complete = complete.replace("{ months:", "{ value: 98.5, months:");
        }
        let (code, said) = check(&site, "2016-10-21", &complete);
        assert_eq!(code, 0, "{make}: {said}");
        commit(&site, "complete");
        let (code, said) = site.run(&["diff", "july", "--as-of", "2016-10-21"]);
        assert_eq!(code, 0, "{make}: {said}");
    }
}

#[test]
fn a_published_month_changes_with_one_revision_which_the_message_offers() {
    let site = history("last");
    let (_, said) = check(&site, "2016-08-30", &quarter(TWO, "2016-07: 99.8", ""));
    let offered =
        "{ measure: gas, period: 2016-07, was: 99.9, now: 99.8, on: 2016-08-30, because: \"...\" }";
    assert!(
        said.contains("as 99.9 for 2016-07 and is now 99.8"),
        "{said}"
    );
    assert!(said.contains(offered), "{said}");
    let complete = "2016-07: 99.9, 2016-08: 98, 2016-09: 97.5";
    check(&site, "2016-10-21", &quarter(COMPLETE, complete, ""));
    commit(&site, "complete");

    // The last month is the quarter's figure, and needs no second entry.
    let revised = "2016-07: 99.9, 2016-08: 98, 2016-09: 97";
    let (code, said) = check(&site, "2016-10-25", &quarter(COMPLETE, revised, ""));
    let offered =
        "{ measure: gas, period: 2016-09, was: 97.5, now: 97, on: 2016-10-25, because: \"...\" }";
    assert_eq!((code, said.matches("error[").count()), (1, 1), "{said}");
    assert!(said.contains(offered), "{said}");
    let revisions = format!("revisions:\n  - {offered}\n").replace("...", "Counted twice.");
    let recorded = quarter(COMPLETE, revised, &revisions);
    let (code, said) = check(&site, "2016-10-25", &recorded);
    assert_eq!(code, 0, "{said}");
    let (_, said) = site.run(&["diff", "HEAD", "--as-of", "2016-10-25"]);
    assert!(said.contains("figure: 97.5% -> 97% [r]"), "{said}");

    // Before its day the site shows the figure before.
    let (_, said) = site.run(&["explain", "gas", "2016-17-q2", "--as-of", "2016-10-24"]);
    assert!(said.contains("97.5%"), "{said}");

    // Several months of one entry, as the list of them is typed in full.
    commit(&site, "revised");
    let again = recorded.replace("2016-08: 98,", "2016-08: 98.2,");
    let (code, said) = check(&site, "2016-10-26", &again);
    assert_eq!(code, 1, "{said}");
    let whole = format!(
        "{again}  - {{ measure: gas, field: months, period: 2016-17 Q2, was: \"2016-07 99.9, 2016-08 98, 2016-09 97\", now: \"2016-07 99.9, 2016-08 98.2, 2016-09 97\", on: 2016-10-26, because: Late returns }}\n"
    );
    let (code, said) = check(&site, "2016-10-26", &whole);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn a_revision_of_a_quarter_in_progress_is_of_its_months() {
    let site = history("last");
    let revision = |period: &str| {
        format!(
            "revisions:\n  - {{ measure: gas, period: {period}, was: 99.9, now: 98, on: 2016-09-20, because: Late }}\n"
        )
    };
    let months = "2016-07: 98";
    let (_, said) = check(
        &site,
        "2016-09-21",
        &quarter(TWO, months, &revision("2016-17 Q2")),
    );
    assert!(said.contains("write it: `period: 2016-07`"), "{said}");
    let (code, said) = check(
        &site,
        "2016-09-21",
        &quarter(TWO, months, &revision("2016-07")),
    );
    assert_eq!(code, 0, "{said}");
    // It is public from its own day, although its quarter is not complete.
    let (_, said) = site.run(&["explain", "gas", "2016-17-q2", "--as-of", "2016-09-21"]);
    assert!(said.contains("98%"), "{said}");
    let (_, said) = site.run(&["explain", "gas", "2016-17-q2", "--as-of", "2016-09-19"]);
    assert!(said.contains("99.9%"), "{said}");
}

#[test]
fn a_quarter_in_progress_is_listed_explained_and_continued_by_its_months() {
    let site = history("average");
    let (_, said) = check(
        &site,
        "2016-09-21",
        &quarter(TWO, "2016-07: 99.9, 2016-08: 98", ""),
    );
    assert!(said.contains("no problems"), "{said}");
    let day = ["--as-of", "2016-09-21"];
    let (_, said) = site.run(&[&["list"][..], &day].concat());
    assert!(said.contains("2016-17 Q2 (public to 2016-08)"), "{said}");
    assert!(said.contains("reported  gas"), "{said}");
    // September has ended, and has no figure yet.
    let (_, said) = site.run(&["list", "--as-of", "2016-10-03"]);
    assert!(
        said.contains("owed   gas") || said.contains("owed      gas") || said.contains("owed  gas"),
        "{said}"
    );
    let (_, said) = site.run(&[&["explain", "gas"][..], &day].concat());
    assert!(said.contains("98%, the figure of August 2016"), "{said}");
    let (_, said) = site.run(&[&["explain", "gas", "2016-07"][..], &day].concat());
    assert!(
        said.contains("July 2016") && said.contains("99.9%"),
        "{said}"
    );
    let (code, said) = site.run(&[&["explain", "gas", "2016-06"][..], &day].concat());
    assert!(code != 0 && said.contains("2016-17-q1"), "{said}");
    let (_, said) = site.run(&[&["build", "--dry-run"][..], &day].concat());
    assert!(!said.contains("whole reports"), "{said}");
    let (_, said) = site.run(&[&["build"][..], &day].concat());
    assert!(!said.contains("whole reports"), "{said}");
    let (code, said) = site.run(&["new", "quarter", "2016-17-q3"]);
    assert_eq!(code, 0, "{said}");
    let text =
        std::fs::read_to_string(site.path("content/quarters/2016-17-q3.yaml")).expect("a file");
    assert!(text.contains("98% in 2016-08"), "{text}");
    assert!(
        text.contains("months: { 2016-10: , 2016-11: , 2016-12: }"),
        "{text}"
    );
    assert!(
        text.contains("# publish_months: { 2016-10: 2016-11-20 }"),
        "{text}"
    );

    let complete = quarter(COMPLETE, "2016-07: 99.9, 2016-08: 98, 2016-09: 97.5", "");
    check(&site, "2016-10-21", &complete);
    let (_, said) = site.run(&["explain", "gas", "2016-17-q2", "--as-of", "2016-10-21"]);
    assert!(said.contains("The average of its three months"), "{said}");
}

#[test]
fn a_published_month_is_withdrawn_and_published_again_with_a_reason() {
    let site = history("last");
    // The only month of its measure: the entry is gone with it.
    let empty = format!("quarter: 2016-17 Q2\n{TWO}\nvalues:\n");
    let (code, said) = check(&site, "2016-09-21", &empty);
    let offered = "{ measure: gas, period: 2016-07, was: 99.9, on: 2016-09-21, because: \"...\" }";
    assert_eq!((code, said.matches("error[").count()), (1, 1), "{said}");
    assert!(said.contains(offered), "{said}");
    let withdrawn =
        format!("{empty}revisions:\n  - {offered}\n").replace("...", "The log was lost.");
    let (code, said) = check(&site, "2016-09-21", &withdrawn);
    assert_eq!(code, 0, "{said}");
    let (_, said) = site.run(&["diff", "HEAD", "--as-of", "2016-09-21"]);
    assert!(said.contains("The log was lost."), "{said}");
    let (_, said) = site.run(&["explain", "gas", "2016-07", "--as-of", "2016-09-20"]);
    assert!(said.contains("99.9%, the figure of one month"), "{said}");
    commit(&site, "withdrawn");

    // The quarter's file and that of the next one each have a revision of the same month.
    let found = "  - { measure: gas, period: 2016-07, now: 99, on: 2016-10-20, because: The log was found. }\n";
    let again = withdrawn.replace(
        "revisions:",
        "  gas: { months: { 2016-07: 99 } }\nrevisions:",
    );
    let (code, said) = check(&site, "2016-10-21", &again);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("without `was`"), "{said}");
    let (code, said) = check(&site, "2016-10-21", &format!("{again}{found}"));
    assert_eq!(code, 0, "{said}");
    let later = format!(
        "quarter: 2016-17 Q3\npublish_on: 2017-01-20\nvalues:\n  a2: 88\n  gas: 98\nrevisions:\n{found}"
    );
    site.write(
        "content/quarters/2016-17-q3.yaml",
        &later.replace("2016-10-20", "2017-01-20"),
    );
    let (code, said) = check(&site, "2017-01-21", &again);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn a_published_record_stays() {
    let site = history("last");
    let measure = std::fs::read_to_string(site.path("content/measures/gas.yaml")).expect("a file");
    let changed = measure.replace("target: 99", "target: 98")
        + "changes:\n  - { field: target, from: 2016-17 Q2, was: 99, now: 98, on: 2016-08-21, because: Misprinted }\n";
    site.write("content/measures/gas.yaml", &changed);
    let revision = "revisions:\n  - { measure: gas, period: 2016-07, was: 99.9, now: 99.8, on: 2016-08-21, because: Late }\n";
    check(
        &site,
        "2016-08-30",
        &quarter(TWO, "2016-07: 99.8", revision),
    );
    commit(&site, "recorded");
    site.write(
        "content/measures/gas.yaml",
        &measure.replace("target: 99", "target: 98"),
    );
    let (code, said) = check(&site, "2016-08-30", &quarter(TWO, "2016-07: 99.8", ""));
    assert_eq!((code, said.matches("error[").count()), (1, 2), "{said}");
    for entry in [
        "- { field: target, from: 2016-17 Q2, was: 99, now: 98, on: 2016-08-21, because: Misprinted }",
        "- { measure: gas, period: 2016-07, was: 99.9, now: 99.8, on: 2016-08-21, because: Late }",
    ] {
        assert!(said.contains(entry), "{said}");
    }
}

#[test]
fn targets_of_months_are_added_before_they_are_published_or_with_a_reason() {
    let site = history("last");
    let path = "content/measures/gas.yaml";
    let measure = std::fs::read_to_string(site.path(path)).expect("a file");
    let since = |months: &str, target: &str| {
        let row = format!("{{ from: 2016-17 Q2, {target}{months} }}");
        site.write(
            path,
            &measure.replace("{ from: 2016-17 Q2, target: 99 }", &row),
        );
        check(&site, "2016-08-30", &quarter(TWO, "2016-07: 99.9", ""))
    };
    // The message names the month, and offers the change.
    let (code, said) = since(", month: { 2016-07: 99.95, 2016-08: 98 }", "target: 99");
    assert_eq!((code, said.matches("error[").count()), (1, 1), "{said}");
    let named = "the target of `gas` for 2016-07 was added as 99.95, after the month was published";
    assert!(
        said.contains(named) && !said.contains("for 2016-08 was"),
        "{said}"
    );
    assert!(
        said.contains("was: 99, now: \"99, months 2016-07 99.95, 2016-08 98\""),
        "{said}"
    );
    let (code, said) = since(", month: { 2016-08: 98 }", "target: 99");
    assert_eq!(code, 0, "{said}");

    // A target of months alone, before that of the quarter is known.
    let (code, said) = since("month: { 2016-07: 99 }", "tolerance: { points: 1 }, ");
    assert_eq!(code, 1, "{said}");
    site.run(&["explain", "gas", "2016-07", "--as-of", "2016-08-30"]);
    commit(&site, "months");
    let (code, said) = since(
        ", month: { 2016-07: 99 }",
        "tolerance: { points: 1 }, target: 98",
    );
    assert_eq!(code, 0, "{said}");
    let (code, said) = since(
        "month: { 2016-07: 99, 2016-08: 97 }",
        "tolerance: { points: 1 }, ",
    );
    assert_eq!(code, 0, "{said}");
    let (code, said) = since("month: { 2016-07: 98 }", "tolerance: { points: 1 }, ");
    assert!(
        code == 1 && said.contains("2016-07 was published as 99 and is now 98"),
        "{said}"
    );
}
