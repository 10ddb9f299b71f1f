//! What holds for the narrow drawing, and for what stands under a drawing.

use std::ops::Range;

use proptest::prelude::*;

use quarterdeck::chart::{
    Axis, AxisUnit, Benchmark, Excerpt, GoalStep, LatestMonth, Line, Period, Point, SeriesBreak,
    Tone, TrendSpec, trend,
};

use super::reading::{Element, read};
use super::{any, columns, drawings, has_figure, level, line, size, small};

/// The narrowest a drawing is shown, in CSS pixels: a screen of 320 less its margins, and where the page changes over.
const NARROWEST: f64 = 280.0;
const CHANGE_OVER: f64 = 640.0;

/// The most figures of a narrow drawing.
const MOST: usize = 12;

/// So many quarters up and down, rated in turn, with a target that changes, a neighbour and two months.
fn long(quarters: usize) -> TrendSpec {
    let statuses = [Tone::Good, Tone::Near, Tone::Bad];
    let small = small();
    let period = |n: usize| Period {
        short: "Apr–Jun".to_owned(),
        year: (2000 + n / 4).to_string(),
        long: format!("quarter {n}"),
        point: Point::Value {
            level: level([310_000.0, 295_000.0, 330_000.0, 312_500.0][n % 4]),
            label: "310,000".to_owned(),
            status: statuses[n % 3],
        },
    };
    let month = |label: &str| LatestMonth {
        level: level(305_000.0),
        label: label.to_owned(),
        long: label.to_owned(),
        is_joined: true,
    };
    let middle = quarters / 2;
    TrendSpec {
        axis: Axis {
            unit: AxisUnit::Count,
            ..small.axis
        },
        periods: (0..quarters).map(period).collect(),
        goals: vec![vec![
            earlier_target(0..middle),
            later_target(middle..quarters),
        ]],
        latest: vec![month("Apr 305,000"), month("May 305,000")],
        benchmarks: vec![Benchmark {
            periods: None,
            line: line(
                320_000.0,
                "Neighbouring counties with many words, 2022/23: 320,000",
            ),
        }],
        breaks: vec![SeriesBreak {
            before: quarters - 2,
            label: "counted anew".to_owned(),
        }],
        ..small
    }
}

fn earlier_target(periods: Range<usize>) -> GoalStep {
    GoalStep {
        periods,
        target: line(280_000.0, "target 280,000"),
        tolerance: None,
    }
}

fn later_target(periods: Range<usize>) -> GoalStep {
    GoalStep {
        periods,
        target: line(300_000.0, "target 300,000"),
        tolerance: None,
    }
}

/// The narrow drawing of a chart, as markup.
fn narrow(spec: &TrendSpec) -> String {
    let chart = trend(spec).expect("figures");
    chart.narrow.svg().as_str().to_owned()
}

#[test]
fn shapes_keep_their_size_on_a_phone_however_long_the_run() {
    for quarters in 4..=60 {
        let chart = trend(&long(quarters)).expect("figures");
        let elements = read(chart.narrow.svg().as_str());
        let (width, _) = size(&elements[0]);
        let quarters_only = elements
            .into_iter()
            .filter(|e| e.get("class") != "mark month");
        let marks: Vec<Element> = quarters_only.collect();
        let widths = super::marks(&marks).map(|mark| mark.right - mark.left);
        let least = widths.fold(f64::MAX, f64::min);
        let pixels = least * NARROWEST / width;
        assert!(pixels >= 10.0, "{quarters} quarters: {pixels} px");
    }
}

#[test]
fn letters_are_eleven_pixels_or_more_where_each_drawing_is_narrowest() {
    for quarters in [3, 12, 60] {
        let drawings = drawings(&trend(&long(quarters)).expect("figures"));
        for ((elements, width, _), pixels) in drawings.into_iter().zip([CHANGE_OVER, NARROWEST]) {
            let usual = elements[0].get("font-size").parse::<f64>().expect("a size");
            assert!(usual * pixels / width >= 11.0, "{:?}", elements[0]);
            let sizes = elements
                .iter()
                .filter(|e| e.name == "text")
                .map(|e| e.get("font-size"));
            for size in sizes.filter(|size| !size.is_empty()) {
                assert!(size.parse::<f64>().expect("a size") >= usual, "{size}");
            }
        }
    }
}

#[test]
fn the_last_quarter_and_its_year_are_in_the_middle_of_their_column() {
    let mut spec = long(12);
    spec.latest.clear();
    for (elements, ..) in drawings(&trend(&spec).expect("figures")) {
        let marks = super::marks(&elements).map(|mark| f64::midpoint(mark.left, mark.right));
        let last = marks.fold(0.0, f64::max);
        let named = elements.iter().filter(|e| e.get("class") == "t-period");
        let named = named.map(|e| e.get("x").parse::<f64>().expect("a place"));
        let named = named.fold(0.0, f64::max);
        assert!((last - named).abs() < 0.2, "{last} {named}");
    }
}

#[test]
fn a_long_run_ends_in_its_last_twelve_with_what_held_in_them() {
    let chart = trend(&long(24)).expect("figures");
    assert_eq!(chart.narrow.excerpt, Some(Excerpt { shown: 12, all: 24 }));
    assert_eq!(chart.wide.excerpt, None);
    let mut last = long(24);
    last.periods.drain(..12);
    last.goals = vec![vec![later_target(0..12)]];
    last.breaks[0].before = 10;
    assert_eq!(chart.narrow.svg().as_str(), narrow(&last));
}

#[test]
fn a_run_of_twelve_is_shown_whole_and_quarters_in_which_nothing_is_due_do_not_count() {
    let mut every_year = long(24);
    for (i, period) in every_year.periods.iter_mut().enumerate() {
        if i % 4 != 3 {
            period.point = Point::NotDue;
        }
    }
    for spec in [long(12), every_year] {
        assert_eq!(trend(&spec).expect("figures").narrow.excerpt, None);
    }
}

#[test]
fn a_run_that_ends_in_gaps_goes_back_to_its_last_three_figures() {
    let mut spec = long(24);
    for period in &mut spec.periods[5..] {
        period.point = Point::Gap {
            shorthand: "[x]".to_owned(),
            reason: "never".to_owned(),
        };
    }
    let chart = trend(&spec).expect("figures");
    assert_eq!(chart.narrow.excerpt, Some(Excerpt { shown: 22, all: 24 }));
    spec.periods.drain(..2);
    spec.goals = vec![vec![earlier_target(0..10), later_target(10..22)]];
    spec.breaks[0].before = 20;
    assert_eq!(chart.narrow.svg().as_str(), narrow(&spec));
}

#[test]
fn a_long_name_stands_whole_under_the_drawing_and_its_figure_at_the_line() {
    let chart = trend(&long(12)).expect("figures");
    let names = chart.narrow.named.iter().map(|named| &named.label);
    assert!(
        names
            .into_iter()
            .any(|name| name.starts_with("Neighbouring counties with many words"))
    );
    assert!(!chart.narrow.svg().as_str().contains("Neighbouring"));
}

/// The lines that hold in some columns: the last step of each goal, and the figures of other bodies.
fn lines<'s>(spec: &'s TrendSpec, columns: &Range<usize>) -> impl Iterator<Item = &'s Line> {
    let steps = spec.goals.iter().filter_map(|goal| goal.last());
    let start = columns.start;
    let steps = steps.filter(move |step| step.periods.end > start);
    let steps = steps.flat_map(|step| [Some(&step.target), step.tolerance.as_ref()]);
    let end = columns.end;
    let is_shown = move |own: &Range<usize>| own.start < end && own.end > start;
    let benchmarks = spec.benchmarks.iter();
    let benchmarks = benchmarks.filter(move |one| one.periods.as_ref().is_none_or(&is_shown));
    steps.flatten().chain(benchmarks.map(|one| &one.line))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_drawn_is_named_on_the_drawing_or_under_it(spec in any::spec()) {
        let Some(chart) = trend(&spec) else { return Ok(()) };
        for drawing in [&chart.wide, &chart.narrow] {
            let columns = columns(&spec, drawing);
            let elements = read(drawing.svg().as_str());
            let letters: String = elements.iter().filter(|e| e.name == "text").map(Element::said).collect();
            let letters: String = letters.chars().filter(|c| *c != ' ').collect();
            let lines = lines(&spec, &columns).map(|line| &line.label);
            let months = spec.latest.iter().map(|month| &month.label);
            for label in lines.chain(months).filter(|label| !label.trim().is_empty()) {
                let close: String = label.chars().filter(|c| *c != ' ').collect();
                let under = drawing.named.iter().any(|named| &named.label == label);
                prop_assert!(under || letters.contains(&close), "{label:?} in {letters:?}");
            }
        }
    }

    #[test]
    fn a_narrow_drawing_shows_three_to_twelve_figures(spec in any::spec()) {
        let Some(chart) = trend(&spec) else { return Ok(()) };
        let periods = &spec.periods[columns(&spec, &chart.narrow)];
        let figures = periods.iter().filter(|p| has_figure(&p.point)).count();
        prop_assert!((3..=MOST).contains(&figures));
    }
}
