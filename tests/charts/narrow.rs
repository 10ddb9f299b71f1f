//! What holds for the narrow drawing, and for what stands under a drawing.

use std::ops::Range;

use proptest::prelude::*;

use quarterdeck::chart::{
    Axis, AxisUnit, Benchmark, Excerpt, GoalStep, LatestMonth, Line, Period, Point, SeriesBreak,
    Tone, TrendSpec, trend,
};

use super::reading::{Element, read};
use super::{any, columns, drawings, has_figure, level, line, only, size, small};

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
    for quarters in [1, 12, 60] {
        let drawings = drawings(&trend(&long(quarters.max(3))).expect("figures"));
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
fn a_run_that_ends_in_gaps_goes_back_to_its_last_figure() {
    let mut spec = long(24);
    for period in &mut spec.periods[5..] {
        period.point = Point::Gap {
            shorthand: "[x]".to_owned(),
            reason: "never".to_owned(),
        };
    }
    let chart = trend(&spec).expect("figures");
    assert_eq!(chart.narrow.excerpt, Some(Excerpt { shown: 20, all: 24 }));
    spec.periods.drain(..4);
    spec.goals = vec![vec![earlier_target(0..8), later_target(8..20)]];
    spec.breaks[0].before = 18;
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

#[test]
fn a_single_figure_lies_on_a_scale_and_not_on_a_line_of_time() {
    let mut spec = small();
    spec.periods.drain(..3);
    spec.goals[0].drain(..1);
    spec.goals[0][0].periods = 0..1;
    let chart = trend(&spec).expect("figures");
    insta::assert_snapshot!(chart.narrow.svg().as_str(), @r##"
    <svg class="chart chart-narrow" viewBox="0 0 320 95.6" font-size="13" role="img" aria-labelledby="a1-narrow-title a1-narrow-desc">
    <title id="a1-narrow-title">Re-referrals</title>
    <desc id="a1-narrow-desc">Rose from 20% to 28%, outside tolerance.</desc>
    <path class="band" d="M73.5 18.6H188.8V70.6H73.5z"/>
    <path class="grid" d="M15.8 18.6V70.6M73.5 18.6V70.6M131.2 18.6V70.6M188.8 18.6V70.6M246.5 18.6V70.6M304.2 18.6V70.6"/>
    <path class="axis-cut" d="M23.8 74.6L27.8 66.6M28.8 74.6L32.8 66.6"/>
    <path class="zero" d="M15.8 70.6H304.2"/>
    <path class="goalline" d="M73.5 2V70.6"/>
    <path class="tolline" d="M188.8 2V70.6"/>
    <path class="mark bad" d="M304.2 47.8L311.4 60.1H297z"/>
    <text class="t-target" x="79.5" y="13.2">target 24%</text>
    <text class="t-tolerance" x="194.8" y="13.2">tolerance 26%</text>
    <text class="t-tick" x="15.8" y="86.8" text-anchor="middle">23%</text>
    <text class="t-tick" x="73.5" y="86.8" text-anchor="middle">24%</text>
    <text class="t-tick" x="131.2" y="86.8" text-anchor="middle">25%</text>
    <text class="t-tick" x="188.8" y="86.8" text-anchor="middle">26%</text>
    <text class="t-tick" x="246.5" y="86.8" text-anchor="middle">27%</text>
    <text class="t-tick" x="304.2" y="86.8" text-anchor="middle">28%</text>
    <text class="t-now" x="292.2" y="60.8" text-anchor="end" font-size="16">28%</text>
    </svg>
    "##);
}

/// The lines that hold in some columns: the last step of each goal, and the figures of other bodies.
fn lines<'s>(spec: &'s TrendSpec, columns: &Range<usize>) -> impl Iterator<Item = &'s Line> {
    let steps = spec.goals.iter().filter_map(|goal| goal.last());
    let start = columns.start;
    let steps = steps.filter(move |step| step.periods.end > start);
    let steps = steps.flat_map(|step| [Some(&step.target), step.tolerance.as_ref()]);
    let shown = only(spec).map_or(columns.clone(), |only| only..only + 1);
    let is_shown = move |own: &Range<usize>| own.start < shown.end && own.end > shown.start;
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
    fn a_narrow_drawing_shows_twelve_figures_at_most_or_goes_back_to_the_last(spec in any::spec()) {
        let Some(chart) = trend(&spec) else { return Ok(()) };
        let periods = &spec.periods[columns(&spec, &chart.narrow)];
        let figures = periods.iter().filter(|p| has_figure(&p.point)).count();
        prop_assert!(figures <= MOST);
    }
}
