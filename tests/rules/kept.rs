//! Forecasts and promises, and what came of them.

use quarterdeck::assess::forecasts::{Forecast, ForecastOutcome, Kept};
use quarterdeck::model::MeasureId;

use crate::Answers;
use crate::site::{BEFORE, LAST_YEAR, Site, entry, target};
use crate::table::Row;

const Q2: &str = "2015-16 Q2";
const Q3: &str = "2015-16 Q3";

fn outcome(forecasts: &[Forecast]) -> &'static str {
    match forecasts {
        [] => "none",
        [one] => match one.outcome {
            ForecastOutcome::Met(_) => "met",
            ForecastOutcome::Missed => "missed",
            ForecastOutcome::NotComparable => "not comparable",
            ForecastOutcome::NoResult => "no result",
            ForecastOutcome::NotDue => "not due",
        },
        _ => panic!("several forecasts"),
    }
}

/// Adds a quarter, unless it is still to come.
fn report(site: &mut Site, key: &str, cell: &str) {
    if cell != "not yet" {
        site.reports(key, entry(cell).as_deref());
    }
}

pub(crate) fn figures(row: &Row) -> Answers {
    let mut site = Site::new();
    let lines = match row.cell("better") {
        "neither" => "better: neither".to_owned(),
        way @ ("higher" | "lower") => format!("better: {way}; no_target: To be set"),
        band => format!("better: between; {}", target(LAST_YEAR, band, None)),
    };
    site.measure(
        "m",
        &format!("{lines}; unit: percent; reported: {{ from: 2015-16 Q1 }}"),
    );
    let (made_in, forecast) = (row.cell("made in"), row.cell("forecast"));
    for key in [LAST_YEAR, Q2, Q3] {
        let forecast = if key == made_in {
            format!("50, expected {forecast}")
        } else {
            "50".to_owned()
        };
        report(&mut site, key, &forecast);
    }
    let last = row.cell(BEFORE);
    if made_in == BEFORE {
        report(&mut site, BEFORE, &format!("{last}, expected {forecast}"));
    } else {
        report(&mut site, BEFORE, last);
    }
    let judged = site.judged().expect("a site");
    let forecasts = judged.assessment.forecasts(&MeasureId::new("m"));
    vec![("outcome", outcome(&forecasts).to_owned())]
}

pub(crate) fn promises(row: &Row) -> Answers {
    let mut site = Site::new();
    site.measure("m", &target(LAST_YEAR, "90", Some("85")));
    let by = row.cell("on target by");
    site.reports(
        LAST_YEAR,
        Some(&format!("{{ value: 80, on_target_by: {by} }}")),
    );
    for (key, column) in [(Q2, "15-16 Q2"), (Q3, "15-16 Q3"), (BEFORE, "15-16 Q4")] {
        let cell = match row.cell(column) {
            "rated green" => "80, rated green, because",
            cell => cell,
        };
        report(&mut site, key, cell);
    }
    let judged = site.judged().expect("a site");
    let forecasts = judged.assessment.forecasts(&MeasureId::new("m"));
    let said = match forecasts[0].outcome {
        ForecastOutcome::Met(quarter) => format!("kept in {quarter}"),
        _ => outcome(&forecasts).to_owned(),
    };
    vec![("outcome", said)]
}

pub(crate) fn tally(row: &Row) -> Answers {
    let mut site = Site::new();
    let (mut made, mut came, mut next) = (Vec::new(), Vec::new(), Vec::new());
    let promised = "{ value: 80, on_target_by: 2015-16 Q4 }";
    let words = match row.cell("what came of them") {
        "promise repeated, and missed" => vec!["promise repeated"],
        words => words.split(", ").collect(),
    };
    for (number, words) in words.into_iter().enumerate() {
        let id = format!("m{number}");
        let add = |entries: &mut Vec<_>, entry: &str| entries.push((id.clone(), entry.to_owned()));
        site.measure(&id, &target(LAST_YEAR, "90", Some("85")));
        let (forecast, result) = match words {
            "promise repeated" => (promised, "80"),
            "met" => ("{ value: 80, forecast: 85 }", "85"),
            "missed" => ("{ value: 80, forecast: 85 }", "84"),
            "no result" => (
                "{ value: 80, forecast: 85 }",
                "{ missing: not_available, because: Late }",
            ),
            "not due" => ("80", "{ value: 80, on_target_by: 2016-17 Q4 }"),
            other => panic!("no such forecast: {other}"),
        };
        add(&mut made, forecast);
        add(
            &mut next,
            if words == "promise repeated" {
                promised
            } else {
                "80"
            },
        );
        add(&mut came, result);
    }
    let lines = "publish_on: already_public";
    site.quarter(LAST_YEAR, lines, &made);
    site.quarter(Q2, lines, &next);
    site.quarter(Q3, lines, &next);
    site.quarter(BEFORE, lines, &came);
    let judged = site.judged().expect("a site");
    let all = judged.assessment.all_forecasts();
    let all: Vec<&Forecast> = all.iter().map(|(_, forecast)| forecast).collect();
    let kept = Kept::count(&all);
    vec![
        ("met", kept.met.to_string()),
        ("of", kept.of.to_string()),
        ("without a result", kept.without_result.to_string()),
    ]
}
