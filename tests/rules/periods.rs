//! The periods that figures are for, which of two figures is rated, and margins.

use quarterdeck::build::{self, JudgedSite};
use quarterdeck::model::{MeasureId, Quarter};
use quarterdeck::site::Options;
use quarterdeck::site::phrases::steps::{self, Steps};

use crate::Answers;
use crate::site::{BEFORE, NOW, Site, entry, of, quarter, target};
use crate::table::Row;
use crate::words;

fn explained(judged: &JudgedSite, key: &str) -> Steps {
    let (report, assessment) = (&judged.report, &judged.assessment);
    steps::steps(report, assessment, &MeasureId::new("m"), quarter(key)).expect("a judged measure")
}

/// The period of the latest figure, as the title of the chart has it: "88 in April to June 2016: better than ...".
fn titled(judged: &JudgedSite) -> String {
    let options = Options::default();
    let output = build::output(judged, &options);
    let page = output.render("measures/m/index.html").expect("a page");
    let page = String::from_utf8(page.bytes).expect("text");
    let title = page.split("<figcaption><b>").nth(1);
    let title = title.and_then(|rest| rest.split("</b>").next());
    let title = title
        .expect("a chart")
        .replace("<span class=\"figure\">", "");
    let title = title.replace("</span>", "");
    let title = title.split(':').next().unwrap_or_default();
    let named = title.split_once(" (").map(|(_, period)| period);
    let named = named.and_then(|period| period.strip_suffix(')'));
    let period = named.or(title.split_once(" in ").map(|(_, period)| period));
    period.expect("a period").to_owned()
}

/// The period of the figure that the one now is compared with first.
fn compared_with(judged: &JudgedSite, key: &str) -> String {
    let leading = of(judged, key, "m").direction.leading().clone();
    if leading.change().is_none() {
        return format!("none: {}", words::travel(&leading));
    }
    let steps = explained(judged, key);
    let mut said = steps.steps.iter().map(|step| &step.sentences);
    let leads = said.find(|said| said.iter().any(|one| one.contains("shown first")));
    let (_, then) = leads.expect("a comparison")[0]
        .rsplit_once(" in ")
        .expect("a period");
    then.trim_end_matches('.').to_owned()
}

pub(crate) fn covered(row: &Row) -> Answers {
    let mut site = Site::new();
    site.measure(
        "m",
        &format!("{}; no_target: To be set", row.cell("measure")),
    );
    if let Some(earlier) = row.optional("earlier") {
        let (key, earlier) = earlier.split_once(": ").expect("a quarter and a figure");
        site.knows(key, entry(earlier).as_deref());
    }
    let key = row.cell("file");
    site.reports(key, entry(row.cell("now")).as_deref());
    let judged = site.judged().expect("a site");
    vec![
        ("figure is for", titled(&judged)),
        ("compared with", compared_with(&judged, key)),
    ]
}

pub(crate) fn rated(row: &Row) -> Answers {
    let rates = row.optional("rates").map_or(String::new(), |rates| {
        format!("; rates: {}", rates.replace(' ', "_"))
    });
    let mut site = Site::new();
    let target = target("2016-17 Q1", "90", None);
    site.measure("m", &format!("unit: {}{rates}; {target}", row.cell("unit")));
    let key = row.cell("file");
    site.reports(key, entry(row.cell("entry")).as_deref());
    let rating = match site.judged() {
        Ok(judged) => words::outcome(of(&judged, key, "m").current.outcome),
        Err(refused) => refused,
    };
    vec![("rating", rating)]
}

pub(crate) fn targets(row: &Row) -> Answers {
    let targets = row.cell("targets").split(", ").map(|target| {
        let (target, from) = target.split_once(" from ").expect("a quarter");
        format!("{{ from: {from}, target: {target} }}")
    });
    let targets = targets.collect::<Vec<_>>().join(", ");
    let mut site = Site::new();
    let measure = row.cell("measure");
    site.measure(
        "m",
        &format!("unit: percent; {measure}; targets: [{targets}]"),
    );
    let key = row.cell("file");
    site.reports(key, Some(row.cell("figure")));
    let judged = site.judged().expect("a site");
    let verdict = &of(&judged, key, "m").current;
    vec![(
        "held against",
        words::held_against(verdict.arithmetic.as_ref()),
    )]
}

pub(crate) fn margins(row: &Row) -> Answers {
    let mut site = Site::new();
    site.measure(
        "m",
        &format!("unit: percent; {}", target(BEFORE, "65", Some("55"))),
    );
    site.knows(BEFORE, entry(row.cell("before")).as_deref());
    site.reports(NOW, entry(row.cell("now")).as_deref());
    let judged = site.judged().expect("a site");
    let steps = explained(&judged, NOW);
    let said = |sentence: &str| {
        let mut all = steps.steps.iter().flat_map(|step| &step.sentences);
        let is_said = all.any(|one| one.contains(sentence));
        if is_said { "within the margin" } else { "-" }.to_owned()
    };
    vec![
        (
            "change",
            words::travel(of(&judged, NOW, "m").direction.leading()),
        ),
        (
            "said of the miss",
            said("The difference from the target is within"),
        ),
    ]
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The table of a measure's chart.
fn chart_table(judged: &JudgedSite, id: &str) -> String {
    let options = Options::default();
    let output = build::output(judged, &options);
    let page = output.render(&format!("measures/{id}/index.html"));
    let page = String::from_utf8(page.expect("a page").bytes).expect("text");
    let table = page.split("<table class=\"past\">").nth(1);
    let table = table.and_then(|rest| rest.split("</table>").next());
    table.expect("a table").to_owned()
}

#[test]
fn years_beside_a_measure_and_years_in_quarters_read_the_same() {
    let figures = [(2012, 70), (2013, 74), (2014, 73), (2015, 78)];
    for (first, month) in (1i16..).zip(MONTHS) {
        for lag in 0..3 {
            let late = if lag > 0 {
                format!("; lag: {lag}")
            } else {
                String::new()
            };
            let lines = format!(
                "period: annual; year_starts: {month}{late}; targets: [ {{ from: 2013-14 Q1, target: 74 }} ]"
            );
            let year = |year: i16| match first {
                1 => year.to_string(),
                _ => format!("{year}-{:02}", (year + 1) % 100),
            };
            let outturns =
                figures.map(|(of, value)| format!("{{ year: {}, value: {value} }}", year(of)));
            let mut site = Site::new();
            site.measure(
                "m",
                &format!("{lines}; outturns: [ {} ]", outturns.join(", ")),
            );
            site.measure("n", &lines);
            let latest = figures.len() - 1;
            for (at, (of, value)) in figures.into_iter().enumerate() {
                // The day before the year starts again.
                let start = jiff::civil::date(of + 1, i8::try_from(first).expect("a month"), 1);
                let end = Quarter::of(start.yesterday().expect("a day"));
                let reported = (0..lag).fold(end, |quarter, _| quarter.next());
                let state = if at == latest {
                    "publish_on: already_public"
                } else {
                    "background: true"
                };
                let entries = [("n".to_owned(), value.to_string())];
                site.quarter(&reported.to_string(), state, &entries);
            }
            let judged = site.judged().expect("a site");
            let (beside, typed) = (chart_table(&judged, "m"), chart_table(&judged, "n"));
            assert_eq!(beside, typed, "{month}, {lag} quarters late");
        }
    }
}
