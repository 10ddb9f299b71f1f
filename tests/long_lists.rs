//! A council with more measures than fit on a page: its long lists have parts, in which everything stands once.
#![allow(
    clippy::disallowed_methods,
    reason = "the test of a reader is shared with tests of files"
)]

mod reading;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use quarterdeck::build::{self, JudgedSite};
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::render::Output;
use quarterdeck::site::Options;
use quarterdeck::site::route::LinkStyle;
use quarterdeck::source::{SourcePath, SourceTree};
use reading::main_text;

const SITE: &str = "\
title: Example
organisation: Example Council
base_url: https://performance.example/
groups: [Adult care, Benefits, Housing, Parks]
governance_groups: [Parks]
";

const PLAN: &str = "\
title: Council plan
from: 2024-25 Q1
objectives:
  homes: { ref: Obj 1, title: Homes for everyone }
";

/// So many measures of each group.
const GROUPS: [(&str, usize); 4] = [
    ("Adult care", 90),
    ("Benefits", 80),
    ("Housing", 390),
    ("Parks", 60),
];

const SUBJECTS: [&str; 12] = [
    "Applications",
    "Bookings",
    "Calls",
    "Deliveries",
    "Enquiries",
    "Faults",
    "Grants",
    "Homes",
    "Inspections",
    "Journeys",
    "Key repairs",
    "Letters",
];

/// The council, without as many of the measures of Housing as are to be left out.
fn council(fewer: usize) -> SourceTree {
    let mut tree = SourceTree::default();
    let mut write = |path: String, text: String| {
        tree.insert(SourcePath::new(&path), text.into_bytes());
    };
    write("content/site.yaml".to_owned(), SITE.to_owned());
    write("content/plans/plan.yaml".to_owned(), PLAN.to_owned());
    let mut values = "quarter: 2024-25 Q1\npublish_on: already_public\nvalues:\n".to_owned();
    let groups = GROUPS.map(|(group, count)| {
        (
            group,
            if group == "Housing" {
                count - fewer
            } else {
                count
            },
        )
    });
    let groups = groups
        .iter()
        .flat_map(|(group, count)| vec![*group; *count]);
    for (number, group) in groups.enumerate() {
        let subject = SUBJECTS[number % SUBJECTS.len()];
        let id = format!("m{number}");
        let objective = if group == "Housing" {
            "objective: homes\n"
        } else {
            ""
        };
        let mut measure = format!(
            "ref: M{number}\ntitle: {subject} settled by team {number}\ngroup: {group}\n{objective}\
             unit: percent\nbetter: higher\nperiod: snapshot\n"
        );
        let target = "targets:\n      - { from: 2024-25 Q1, target: 90, tolerance: 85 }\n";
        let value = if number % 5 == 0 { 70 } else { 95 };
        // Every tenth is told by its members, which stand together and share their comments.
        if number % 10 == 0 {
            let member = |name: &str| format!("  {name}:\n    title: In the {name}\n    {target}");
            measure.push_str(&format!("members:\n{}{}", member("north"), member("south")));
            values.push_str(&format!(
                "  {id}: {{ members: {{ north: {value}, south: {value} }} }}\n"
            ));
        } else {
            measure.push_str(&target.replace("      -", "  -"));
            values.push_str(&format!("  {id}: {value}\n"));
        }
        write(format!("content/measures/{id}.yaml"), measure);
        let said = format!("Team {number} had a word to say of it. ").repeat(8);
        write(
            format!("content/commentary/2024-25-q1/measures/{id}.md"),
            said,
        );
    }
    // Two quarters before, so that there are figures enough for a chart.
    for (quarter, name) in [("2023-24 Q3", "2023-24-q3"), ("2023-24 Q4", "2023-24-q4")] {
        let before = values.replace("2024-25 Q1", quarter);
        let before = before.replace("publish_on: already_public", "background: true");
        write(format!("content/quarters/{name}.yaml"), before);
    }
    write("content/quarters/2024-25-q1.yaml".to_owned(), values);
    tree
}

fn judged(tree: &SourceTree) -> Arc<JudgedSite> {
    let edition = Edition {
        as_of: "2024-12-01".parse().expect("a day"),
        drafts: DraftContent::LeftOut,
    };
    let reading = build::read(tree, &edition);
    let Some(judged) = reading.judged else {
        panic!("{:?}", reading.problems.first());
    };
    judged
}

/// The whole council, read once for all tests.
fn whole() -> &'static JudgedSite {
    static WHOLE: OnceLock<Arc<JudgedSite>> = OnceLock::new();
    WHOLE.get_or_init(|| judged(&council(0)))
}

fn options(links: LinkStyle) -> Options {
    Options {
        base_url: None,
        links,
    }
}

fn shown(output: &Output, path: &str) -> String {
    String::from_utf8(output.render(path).expect("a page").bytes).expect("text")
}

/// The pages that hold lists, by their paths: their first parts, and all others.
fn lists(output: &Output) -> BTreeMap<String, String> {
    let whole = [
        "measures/index.html",
        "measures/by/rating/index.html",
        "search/index.html",
        "objectives/homes/index.html",
        "2024-25/q1/objectives/homes/index.html",
        "2024-25/q1/measures/index.html",
        "2024-25/q1/performing-well/index.html",
        "2024-25/q1/improvement/index.html",
        "2024-25/q1/governance/index.html",
        "2024-25/q1/report/index.html",
    ];
    let paths = output
        .paths()
        .filter(|path| whole.contains(&path.as_str()) || path.contains("/part/"));
    paths
        .map(|path| (path.clone(), shown(output, &path)))
        .collect()
}

/// The part of a list that a page is, by the list's folder.
fn place(path: &str) -> (&str, usize) {
    let folder = path.trim_end_matches("/index.html");
    match folder.split_once("/part/") {
        Some((list, number)) => (list, number.parse().expect("a number")),
        None => (folder, 1),
    }
}

fn main_of(page: &str) -> &str {
    let after = page.split_once("<main").expect("a main").1;
    after.split_once("</main>").expect("its end").0
}

fn attributes<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let values = html.split(name).skip(1);
    values.map(|rest| rest.split('"').next().expect("a value"))
}

/// Where a link of a page leads: a path of the site, and a fragment.
fn target(from: &str, link: &str) -> (String, String) {
    let (address, fragment) = link.split_once('#').unwrap_or((link, ""));
    let mut folders: Vec<&str> = from.split('/').collect();
    if address.is_empty() {
        return (from.to_owned(), fragment.to_owned());
    }
    folders.pop();
    for step in address.split('/') {
        match step {
            ".." => drop(folders.pop()),
            "." | "" => {}
            step => folders.push(step),
        }
    }
    let path = folders.join("/");
    let path = match path.rsplit('/').next() {
        Some(name) if name.contains('.') => path,
        _ if path.is_empty() => "index.html".to_owned(),
        _ => format!("{path}/index.html"),
    };
    (path, fragment.to_owned())
}

#[test]
fn a_list_says_which_of_its_parts_this_is_and_where_the_others_are() {
    let judged = whole();
    let options = options(LinkStyle::Folder);
    let output = build::output(judged, &options);
    let text = main_text(&shown(&output, "measures/part/2/index.html"));
    let head: Vec<&str> = text
        .lines()
        .filter(|line| !line.is_empty())
        .take(8)
        .collect();
    assert_eq!(
        head,
        [
            "# Measures, part 2 of 4: Housing, M170 to M364",
            "All 4 parts of this list",
            "- Adult care to Benefits",
            "- Housing, M170 to M364",
            "- Housing, M365 to M559",
            "- Parks",
            "Figures are for April to June 2024 unless a row says otherwise.",
            "Show all measures",
        ]
    );
}

#[test]
fn every_measure_stands_on_one_part_of_each_list() {
    let judged = whole();
    let options = options(LinkStyle::Folder);
    let output = build::output(judged, &options);
    let mut stands: BTreeMap<String, BTreeMap<String, BTreeSet<usize>>> = BTreeMap::new();
    let pages = lists(&output);
    for (path, page) in &pages {
        let (list, part) = place(path);
        // The first page of a report has the two lists, and its further pages all measures.
        if list.ends_with("/report") && part == 1 {
            continue;
        }
        // The two lists are one that is told apart by how measures do.
        let list = list
            .replace("performing-well", "lists")
            .replace("improvement", "lists");
        let part = if path.contains("improvement") {
            1_000 + part
        } else {
            part
        };
        for link in attributes(main_of(page), "<a href=\"") {
            let (to, _) = target(path, link);
            if let Some(id) = to.strip_prefix("measures/m") {
                let id = id.trim_end_matches("/index.html").to_owned();
                let parts = stands.entry(list.clone()).or_default();
                parts.entry(id).or_default().insert(part);
            }
        }
    }
    let all = 620;
    let expected = [
        ("2024-25/q1/governance", 60),
        ("2024-25/q1/lists", all),
        ("2024-25/q1/measures", all),
        ("2024-25/q1/objectives/homes", 390),
        ("2024-25/q1/report", all),
        ("measures", all),
        ("measures/by/rating", all),
        ("objectives/homes", 390),
        ("search", all),
    ];
    let found = stands
        .iter()
        .map(|(list, measures)| (list.as_str(), measures.len()));
    assert_eq!(found.collect::<Vec<_>>(), expected);
    for (list, measures) in &stands {
        for (measure, parts) in measures {
            assert_eq!(parts.len(), 1, "m{measure} in {list}: {parts:?}");
        }
    }
}

#[test]
fn a_long_report_has_each_chart_row_and_comment_once_on_pages_of_two_megabytes_at_most() {
    let judged = whole();
    let options = options(LinkStyle::Folder);
    let output = build::output(judged, &options);
    let pages = lists(&output);
    let report = pages
        .iter()
        .filter(|(path, _)| place(path).0 == "2024-25/q1/report");
    let report: Vec<&String> = report.map(|(_, page)| page).collect();
    assert!(report.len() > 3, "{}", report.len());
    for page in &report {
        assert!(page.len() < 2_500_000, "{}", page.len());
        assert!(!page.contains("chart-narrow"));
    }
    let whole = report.into_iter().cloned().collect::<String>();
    // A composite has a chart for each of its two members.
    assert_eq!(whole.matches("<svg class=\"chart ").count(), 620 + 62);
    for number in 0..620 {
        let said = format!("Team {number} had a word to say of it.");
        assert_eq!(whole.matches(&said).count(), 8, "{said}");
    }
}

#[test]
fn every_link_of_a_part_leads_somewhere_in_both_kinds_of_site() {
    let judged = whole();
    for links in [LinkStyle::Folder, LinkStyle::File] {
        let options = options(links);
        let output = build::output(judged, &options);
        let paths: BTreeSet<String> = output.paths().collect();
        let pages = lists(&output);
        for (path, page) in &pages {
            for link in attributes(page, "href=\"").filter(|link| !link.contains("://")) {
                let (to, fragment) = target(path, link);
                assert!(paths.contains(&to), "{path}: {link} leads to {to}");
                let Some(other) = pages.get(&to).filter(|_| !fragment.is_empty()) else {
                    continue;
                };
                let ids: Vec<&str> = attributes(other, " id=\"").collect();
                assert!(ids.contains(&&*fragment), "{path}: {link} is not on {to}");
            }
        }
    }
}

#[test]
fn what_is_said_of_a_list_stands_on_its_first_part_alone() {
    let judged = whole();
    let options = options(LinkStyle::Folder);
    let output = build::output(judged, &options);
    let mut titles = BTreeSet::new();
    let sitemap = shown(&output, "sitemap.xml");
    let pages = lists(&output);
    let folders: Vec<(&str, usize)> = pages.keys().map(|path| place(path)).collect();
    for (path, page) in &pages {
        let (list, part) = place(path);
        let title = page.split_once("<title>").expect("a title").1;
        assert!(
            titles.insert(title.split_once("</title>").expect("its end").0),
            "{path}"
        );
        let address = format!(
            "https://performance.example/{}",
            path.trim_end_matches("index.html")
        );
        let canonical: Vec<&str> = attributes(page, "rel=\"canonical\" href=\"").collect();
        assert_eq!(canonical, [address.as_str()]);
        assert!(
            sitemap.contains(&format!("<loc>{address}</loc>")),
            "{address}"
        );

        let has_parts = folders.iter().filter(|(other, _)| *other == list).count() > 1;
        let all = page
            .split_once("class=\"list-parts\"")
            .map_or("", |(_, nav)| nav.split_once("</nav>").expect("its end").0);
        let current = usize::from(has_parts);
        assert_eq!(
            all.matches("aria-current=\"page\"").count(),
            current,
            "{path}"
        );
        let of_the_whole = [
            "class=\"findings\"",
            "<form ",
            "class=\"answer",
            "class=\"bar",
            "tally",
        ];
        let is_said = of_the_whole.iter().any(|what| main_of(page).contains(what));
        assert_eq!(is_said, part == 1, "{path}");
        if part > 1 {
            let way = target(
                path,
                attributes(page, "<ol>\n<li><a href=\"")
                    .last()
                    .expect("all parts"),
            );
            assert_eq!(way.0, format!("{list}/index.html"), "{path}");
        }
    }
    let search = folders.iter().filter(|(list, _)| *list == "search").count();
    assert_eq!(search, 2, "{folders:?}");
}

#[test]
fn parts_go_where_a_list_becomes_shorter() {
    let parts = |fewer: usize| {
        let judged = &judged(&council(fewer));
        let options = options(LinkStyle::Folder);
        let output = build::output(judged, &options);
        let parts = output
            .paths()
            .filter(|path| path.starts_with("measures/part/"));
        parts.collect::<Vec<_>>()
    };
    let path = |number: usize| format!("measures/part/{number}/index.html");
    assert_eq!(parts(0), [path(2), path(3), path(4)]);
    assert_eq!(parts(200), [path(2), path(3)]);
}

/// A site with 250 measures, each with a figure that was revised and a forecast.
fn revised_and_forecast() -> SourceTree {
    let mut tree = SourceTree::default();
    let mut write = |path: &str, text: &str| {
        tree.insert(SourcePath::new(path), text.as_bytes().to_vec());
    };
    write("content/site.yaml", SITE);
    let begin = |quarter| format!("quarter: {quarter}\npublish_on: already_public\nvalues:\n");
    let (mut first, mut second) = (begin("2023-24 Q3"), begin("2023-24 Q4"));
    let mut revisions = "revisions:\n".to_owned();
    for number in 100..350 {
        let path = format!("content/measures/m{number}.yaml");
        let measure = format!(
            "title: Team {number}\ngroup: Parks\nunit: score\nbetter: higher\nperiod: snapshot\n\
             no_target: To be set\n"
        );
        write(&path, &measure);
        first += &format!("  m{number}: {{ value: 2, forecast: 3 }}\n");
        second += &format!("  m{number}: 4\n");
        let day = 10 + number / 50;
        revisions += &format!(
            "  - {{ measure: m{number}, period: 2023-24 Q3, was: 1, now: 2, on: 2024-07-{day}, because: Late }}\n"
        );
    }
    write("content/quarters/2023-24-q3.yaml", &first);
    let second = second + &revisions;
    write("content/quarters/2023-24-q4.yaml", &second);
    tree
}

#[test]
fn every_revision_and_forecast_stands_on_one_part() {
    let judged = judged(&revised_and_forecast());
    let options = options(LinkStyle::Folder);
    let output = build::output(&judged, &options);
    let said = [
        ("revisions", "250 figures on this site have been revised"),
        ("forecasts", "250 of 250 forecasts were met."),
    ];
    for (list, said) in said {
        let first = format!("{list}/index.html");
        let further = format!("{list}/part/2/index.html");
        let pages = [first, further].map(|path| main_text(&shown(&output, &path)));
        assert!(
            pages[0].contains(said) && !pages[1].contains(said),
            "{list}"
        );
        for number in 100..350 {
            let row = format!("Team {number} / ");
            let times = pages.iter().map(|page| page.matches(&row).count());
            assert_eq!(times.sum::<usize>(), 1, "{list}: {row}");
        }
        let parts = output.paths().filter(|path| path.starts_with(list));
        assert_eq!(parts.count(), 2, "{list}");
    }
}
