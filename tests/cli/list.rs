//! `list`: who owes what.

use crate::site::{MEASURE, SITE, Site};

/// A quarter that is out, one that is being collected, and the one after it.
fn site() -> Site {
    let site = Site::new();
    site.write(
        "content/site.yaml",
        &format!(
            "{SITE}reporting: {{ due_days: 60 }}\nvoices: {{ provider: {{ name: Provider }} }}\n"
        ),
    );
    let measure = |title: &str, more: &str| {
        MEASURE
            .replace("ref: A2\n", "")
            .replace("Assessments", title)
            + more
    };
    site.write(
        "content/measures/a2.yaml",
        &measure(
            "Assessments",
            "owner: Head of assessment\ngroup: Children\n",
        ),
    );
    site.write(
        "content/measures/visits.yaml",
        &measure("Visits", "reported: { from: 2016-17 Q1 }\n"),
    );
    site.write(
        "content/measures/survey.yaml",
        &measure("Surveys", "due: [Q4]\nreported: { from: 2016-17 Q4 }\n"),
    );
    site.write(
        "content/quarters/2016-17-q1.yaml",
        "publish_on: 2016-09-27\nvalues:\n  a2: 88\n  visits: { missing: not_collected, because: \"Nobody was there.\" }\n",
    );
    site.write(
        "content/commentary/2016-17-q1/measures/a2.provider.md",
        "Two teams were joined.\n",
    );
    site.write(
        "content/quarters/2016-17-q2.yaml",
        "quarter: 2016-17 Q2\nvalues:\n  a2: 91\n  visits:\n",
    );
    site
}

fn rows(site: &Site, args: &[&str]) -> Vec<String> {
    let (code, given) =
        site.given(&[&["list", "--format", "csv", "--quarter", "all"], args].concat());
    assert_eq!(code, 0, "{given}");
    let mut rows = given.lines().map(|row| {
        let cells: Vec<&str> = row.split(',').collect();
        [cells[0], cells[1], cells[7], cells[9]].join(" ")
    });
    assert_eq!(
        rows.next().as_deref(),
        Some("quarter measure state published")
    );
    rows.collect()
}

#[test]
fn every_figure_that_is_due_is_listed_by_where_it_stands() {
    let site = site();
    assert_eq!(
        rows(&site, &["--as-of", "2016-11-29"]),
        [
            "2016-17 Q1 visits missing 2016-09-27",
            "2016-17 Q1 a2 reported 2016-09-27",
            "2016-17 Q2 visits owed draft",
            "2016-17 Q2 a2 draft draft",
        ]
    );
    assert_eq!(
        rows(&site, &["--as-of", "2016-11-30"])[2],
        "2016-17 Q2 visits late draft",
        "sixty-one days after the quarter's end"
    );
    assert_eq!(
        rows(&site, &["--as-of", "2017-01-01", "--state", "owed"]),
        [
            "2016-17 Q3 visits owed not begun",
            "2016-17 Q3 a2 owed not begun"
        ],
        "the quarter after the last, once it has ended, without the annual one"
    );
}

#[test]
fn the_list_can_be_cut_down_to_what_one_person_owes() {
    let site = site();
    let day = ["--as-of", "2016-11-29"];
    let with = |args: &[&str]| rows(&site, &[args, &day].concat()).join("; ");
    assert_eq!(
        with(&["--state", "owed,missing"]),
        "2016-17 Q1 visits missing 2016-09-27; 2016-17 Q2 visits owed draft"
    );
    assert_eq!(
        with(&["--owner", "assess", "--without-comment"]),
        "2016-17 Q2 a2 draft draft"
    );
    assert_eq!(
        with(&["--group", "CHILD", "--state", "reported"]),
        "2016-17 Q1 a2 reported 2016-09-27"
    );
    let of_quarter = site
        .given(&["list", "--format", "csv", "--quarter", "2016-17-q1"])
        .1;
    assert_eq!(of_quarter.lines().count(), 3);
    assert_eq!(site.run(&["list", "--quarter", "spring"]).0, 2);
}

#[test]
fn the_latest_quarter_is_shown_in_columns() {
    let told = "\
2016-17 Q2 (draft): 1 owed, 1 draft

  owed   visits  Visits completed on time       no owner            no comment
  draft  a2      Assessments completed on time  Head of assessment  no comment
";
    assert_eq!(
        site().given(&["list", "--as-of", "2016-11-29"]),
        (0, told.to_owned())
    );
}

#[test]
fn json_has_the_columns_of_csv() {
    let site = site();
    let args = ["list", "--as-of", "2016-11-29", "--quarter", "2016-17-q1"];
    let json = site.given(&[&args[..], &["--format", "json"]].concat()).1;
    let rows: Vec<serde_json::Map<String, serde_json::Value>> =
        serde_json::from_str(&json).expect("JSON");
    assert_eq!(rows[0]["reason"], "Not collected: Nobody was there.");
    assert_eq!(rows[1]["comments"], "provider");
    let csv = site.given(&[&args[..], &["--format", "csv"]].concat()).1;
    let mut headings: Vec<&str> = csv.lines().next().expect("headings").split(',').collect();
    headings.sort_unstable();
    assert_eq!(rows[0].keys().collect::<Vec<_>>(), headings);
}

#[test]
fn a_broken_comment_keeps_nobody_from_the_list_and_a_broken_figure_does() {
    let site = site();
    let comment = "content/commentary/2016-17-q1/measures/a2.provider.md";
    site.write(comment, "It was [77%](value:a2) in time.\n");
    let (code, said) = site.run(&["list", "--as-of", "2016-12-01"]);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains(&format!("Left out {comment}: it has errors")),
        "{said}"
    );
    assert!(said.contains("late   visits"), "{said}");
    let (code, said) = site.run(&["new", "quarter", "--no-comments"]);
    assert_eq!((code, said.contains("Due 2 figures")), (0, true), "{said}");
    let quarter = "publish_on: 2016-09-27\nvalues:\n  a2: 1,843\n";
    site.write("content/quarters/2016-17-q1.yaml", quarter);
    let (code, said) = site.run(&["list"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("would look as if it was missing"), "{said}");
}

/// Nothing is never just nothing: what was looked for, and what there is.
#[test]
fn where_nothing_is_found_it_says_what_there_is() {
    let site = site();
    for (args, told) in [
        (
            &["--owner", "asessment"][..],
            "no owner has a name that contains `asessment`: did you mean `assessment`?",
        ),
        (
            &["--owner", "transport"],
            "no owner has a name that contains `transport`: there is Head of assessment",
        ),
        (
            &["--group", "Chidlren"],
            "no group has a name that contains `Chidlren`: did you mean `Children`?",
        ),
        (
            &["--quarter", "2019-20-q1"],
            "no figure is due in 2019-20 Q1: there are 2016-17 Q1 to 2016-17 Q2",
        ),
        (
            &["--quarter", "2016-17-q1,2019-20-q1"],
            "no figure is due in 2019-20 Q1: there are 2016-17 Q1 to 2016-17 Q2",
        ),
        (
            &["--state", "owed", "--quarter", "2016-17-q1"],
            "in 2016-17 Q1 figures have other states: 1 missing, 1 reported",
        ),
        (
            &["--state", "late,owed", "--owner", "assessment"],
            "Looked for figures that are `late` or `owed` with an owner whose name contains `assessment` in 2016-17 Q2",
        ),
    ] {
        let (code, said) = site.run(&[&["list", "--as-of", "2016-11-01"], args].concat());
        assert_eq!((code, said.contains(told)), (0, true), "{args:?}: {said}");
    }
    let (_, said) = site.run(&["list", "--as-of", "2016-11-01"]);
    assert!(
        !said.contains("Looked for") && !said.contains("But "),
        "{said}"
    );
}

#[test]
fn answers_that_are_due_to_committees_are_listed_with_whom_to_ask() {
    let site = site();
    let question = |name: &str, head: &str| {
        let text = format!("---\n{head}\n---\nThe question.\n");
        site.write(&format!("content/scrutiny/{name}.md"), &text);
    };
    question(
        "late",
        "kind: recommendation\ntitle: Report late assessments\nby: Scrutiny panel\nasked: 2016-09-10\nmeasures: a2",
    );
    question(
        "visits",
        "kind: question\ntitle: Why are visits not counted?\nby: Housing committee\nasked: 2016-09-12\nmeasures: visits",
    );
    question(
        "later",
        "kind: question\ntitle: Not asked yet\nby: Housing committee\nasked: 2016-12-12",
    );
    let answered = "---\nkind: question\ntitle: Why?\nby: Panel\nasked: 2016-09-10\nanswered: 2016-09-12\n---\nWhy?\n\n## Answer\nRain.\n";
    site.write("content/scrutiny/answered.md", answered);
    let listed = |args: &[&str]| {
        let args = [&["list", "--answers", "--as-of", "2016-12-01"], args].concat();
        let (code, given) = site.given(&args);
        assert_eq!(code, 0, "{given}");
        given
    };
    assert_eq!(
        listed(&[]),
        "  overdue  2016-11-10  Report late assessments      Scrutiny panel     Head of assessment
  waiting  no day set  Why are visits not counted?  Housing committee  no owner
"
    );
    assert_eq!(
        listed(&["--format", "csv", "--owner", "assessment"]),
        "state,due,kind,title,by,asked,measures,objectives,owner,file
overdue,2016-11-10,recommendation,Report late assessments,Scrutiny panel,2016-09-10,a2,,Head of assessment,content/scrutiny/late.md
"
    );
    let json = listed(&["--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(rows[1]["state"], "waiting");
    assert_eq!(rows[1]["due"], "");
    let args = [
        "list",
        "--answers",
        "--as-of",
        "2016-12-01",
        "--owner",
        "nobody",
    ];
    let (code, said) = site.run(&args);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("2 answers are due from other owners"),
        "{said}"
    );
    let (code, _) = site.run(&["list", "--answers", "--state", "late"]);
    assert_eq!(code, 2);
}

#[test]
fn a_spreadsheet_has_the_kind_the_contact_and_a_scale_other_than_the_usual_one() {
    let site = Site::new();
    let more = format!("{MEASURE}kind: users_view\ncontact: data@example.org\n");
    site.write("content/measures/a2.yaml", &more);
    let own = "ref: A3\ntitle: Visits\nunit: percent\nbetter: higher\nperiod: in_quarter\n\
               rule: improvement\nallow: { percent: 10 }\ntargets:\n  - { from: 2016-17 Q1, target: 92 }\n";
    site.write("content/measures/a3.yaml", own);
    site.write(
        "content/measures/a4.yaml",
        "title: Homes\nunit: count\nbetter: neither\nperiod: in_quarter\n",
    );
    let quarter =
        "quarter: 2016-17 Q1\npublish_on: 2016-09-27\nvalues:\n  a2: 88\n  a3: 90\n  a4: 7\n";
    site.write("content/quarters/2016-17-q1.yaml", quarter);
    let args = ["list", "--quarter", "2016-17-q1", "--format", "csv"];
    let (code, given) = site.given(&args);
    assert_eq!(code, 0, "{given}");
    let ends = given.lines().map(|row| {
        let cells: Vec<&str> = row.split(',').collect();
        [cells[1], cells[11], cells[12], cells[13]].join(" ")
    });
    let expected = [
        "measure kind scale contact",
        "a2 users_view  data@example.org",
        "a3  colours ",
        "a4   ",
    ];
    assert_eq!(ends.collect::<Vec<_>>(), expected);
}
