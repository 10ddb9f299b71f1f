//! What holds for every trend chart, and one small one to read.

mod any;
mod files;
mod narrow;
mod pictures;
mod reading;
mod scale;

use std::ops::Range;

use proptest::prelude::*;
use quarterdeck::chart::{
    Axis, AxisUnit, Benchmark, Chart, Drawing, GoalStep, Level, Line, Period, Point, RatedByPerson,
    SeriesBreak, Tone, TrendSpec, share_scale, trend,
};
use reading::{Bounds, Element, read};
use rust_decimal::Decimal;

/// Both drawings of a chart, read back, with their width and height.
fn drawings(chart: &Chart) -> [(Vec<Element>, f64, f64); 2] {
    [&chart.wide, &chart.narrow].map(|drawing| {
        let elements = read(drawing.svg().as_str());
        let (width, height) = size(&elements[0]);
        (elements, width, height)
    })
}

/// The width and the height of a drawing.
fn size(root: &Element) -> (f64, f64) {
    let numbers = root.get("viewBox").split(' ');
    let numbers: Vec<f64> = numbers.map(|n| n.parse().expect("a number")).collect();
    (numbers[2], numbers[3])
}

/// The columns that a drawing shows: the last of them, where it says that it shows no more.
fn columns(spec: &TrendSpec, drawing: &Drawing) -> Range<usize> {
    let due = due(spec);
    let start = drawing.excerpt.map_or(0, |excerpt| {
        assert_eq!(excerpt.all, due.len());
        due[excerpt.all - excerpt.shown]
    });
    start..spec.periods.len()
}

/// The columns in which anything is due.
fn due(spec: &TrendSpec) -> Vec<usize> {
    let periods = spec.periods.iter().enumerate();
    let due = periods.filter(|(_, period)| period.point != Point::NotDue);
    due.map(|(column, _)| column).collect()
}

fn has_figure(point: &Point) -> bool {
    matches!(point, Point::Value { .. })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_chart_is_drawn_if_there_are_three_figures_and_always_the_same(spec in any::spec()) {
        let figures = spec.periods.iter().filter(|p| has_figure(&p.point)).count();
        let chart = trend(&spec);
        prop_assert_eq!(chart.is_some(), figures >= 3);
        prop_assert_eq!(chart, trend(&spec));
    }

    #[test]
    fn drawings_are_markup_without_styles_and_nothing_in_them_leaves_overlaps_or_is_cut_short(spec in any::spec()) {
        for (elements, width, height) in trend(&spec).iter().flat_map(drawings) {
            for element in &elements {
                let allowed = ["class", "d", "x", "y", "text-anchor", "font-size", "id", "viewBox", "role", "aria-labelledby"];
                prop_assert!(element.names().all(|name| allowed.contains(&name)), "{element:?}");
                prop_assert!(!element.get("d").contains(['N', 'i', 'e']), "{element:?}");
                for (x, y) in element.places() {
                    prop_assert!((0.0..=width).contains(&x) && (0.0..=height).contains(&y), "{element:?}");
                }
            }
            let marks: Vec<Bounds> = marks(&elements).collect();
            let texts: Vec<_> = elements.iter().filter(|e| e.name == "text").collect();
            for (i, text) in texts.iter().enumerate() {
                let b = text.bounds();
                prop_assert!(b.left >= -0.1 && b.right <= width + 0.1, "{text:?} {b:?}");
                prop_assert!(b.top >= -0.1 && b.bottom <= height + 0.1, "{text:?} {b:?}");
                let hidden = marks.iter().find(|mark| mark.meets(&b));
                prop_assert!(hidden.is_none(), "{text:?} {b:?} on {hidden:?}");
                // Tenths are rounded away.
                let met = texts[i + 1..].iter().find(|other| b.grown(-0.05).meets(&other.bounds().grown(-0.05)));
                prop_assert!(met.is_none(), "{text:?} meets {met:?}");
                // No label of a line or a break.
                let may_be_cut = matches!(text.get("class"), "t-now" | "t-period" | "t-year" | "t-gap");
                prop_assert!(may_be_cut || !text.text.ends_with('…'), "{text:?}");
                // A year is right under its period.
                let is_under = |period: &&Element| period.get("class") == "t-period" && period.get("x") == text.get("x");
                prop_assert!(text.get("class") != "t-year" || texts.iter().any(is_under), "{text:?}");
            }
        }
    }

    #[test]
    fn every_point_is_drawn_with_the_shape_of_its_rating(spec in any::spec()) {
        let Some(chart) = trend(&spec) else { return Ok(()) };
        for ((elements, ..), drawing) in drawings(&chart).into_iter().zip([&chart.wide, &chart.narrow]) {
            let shown = &spec.periods[columns(&spec, drawing)];
            let rated = |wanted| shown.iter().filter(|p| match p.point {
                Point::Value { status, .. } | Point::RatedOnly { status, .. } => status == wanted,
                _ => false,
            }).count();
            for (class, count) in [
                ("mark good", rated(Tone::Good)),
                ("mark near", rated(Tone::Near)),
                ("mark bad", rated(Tone::Bad)),
                ("mark unrated", rated(Tone::None)),
                ("mark month", spec.latest.len()),
            ] {
                let marks = elements.iter().filter(|e| e.get("class") == class);
                let drawn: usize = marks.map(|e| e.get("d").matches('M').count()).sum();
                prop_assert_eq!(drawn, count, "{}", class);
            }
        }
    }

    #[test]
    fn the_last_period_and_the_last_figure_are_always_named(spec in any::spec()) {
        let Some(chart) = trend(&spec) else { return Ok(()) };
        for ((elements, ..), drawing) in drawings(&chart).into_iter().zip([&chart.wide, &chart.narrow]) {
            let named = |class| elements.iter().any(|e| e.get("class") == class);
            let period = spec.periods.last().is_some_and(|p| !p.short.trim().is_empty());
            prop_assert!(!period || named("t-period"));
            let last = spec.periods.iter().rev().find_map(|p| match &p.point {
                Point::Value { label, .. } => Some(label),
                _ => None,
            });
            let last = last.filter(|label| !label.trim().is_empty());
            let under = last.is_some_and(|last| drawing.named.iter().any(|n| &n.label == last));
            prop_assert_eq!(named("t-now") || under, last.is_some());
        }
    }
}

/// The room that each point takes.
fn marks(elements: &[Element]) -> impl Iterator<Item = Bounds> {
    let marks = elements
        .iter()
        .filter(|e| e.get("class").starts_with("mark "));
    marks.flat_map(Element::outlines).map(|places| {
        let edge = |of: fn(&(f64, f64)) -> f64, pick: fn(f64, f64) -> f64| {
            places.iter().map(of).reduce(pick).expect("places")
        };
        Bounds {
            left: edge(|at| at.0, f64::min),
            right: edge(|at| at.0, f64::max),
            top: edge(|at| at.1, f64::min),
            bottom: edge(|at| at.1, f64::max),
        }
    })
}

fn level(value: f64) -> Level {
    let exact = Decimal::from_f64_retain(value);
    Level::from(exact.expect("a number that an exact figure can be"))
}

/// A line whose figure is the last word of its label.
fn line(value: f64, label: &str) -> Line {
    Line {
        level: level(value),
        label: label.to_owned(),
        short: label.rsplit(' ').next().unwrap_or_default().to_owned(),
    }
}

/// The parts of a duration in seconds.
fn in_seconds() -> Vec<(i64, String)> {
    [(3600, "h"), (60, "m"), (1, "s")]
        .map(|(size, short)| (size, short.to_owned()))
        .to_vec()
}

/// Re-referrals over four quarters, one of them missing, against a target that changes.
fn small() -> TrendSpec {
    let period = |short: &str, year: &str, point| Period {
        short: short.to_owned(),
        year: year.to_owned(),
        long: format!("{short} {year}"),
        point,
    };
    let value = |value, label: &str, status| Point::Value {
        level: level(value),
        label: label.to_owned(),
        status,
    };
    let gap = Point::Gap {
        shorthand: "[x]".to_owned(),
        reason: "the system changed".to_owned(),
    };
    let step = |periods, target, tolerance| GoalStep {
        periods,
        target,
        tolerance,
    };
    TrendSpec {
        id: "a1".to_owned(),
        title: "Re-referrals".to_owned(),
        description: "Rose from 20% to 28%, outside tolerance.".to_owned(),
        axis: Axis {
            unit: AxisUnit::Percent,
            decimals: 0,
            million: "m".to_owned(),
            billion: "bn".to_owned(),
            parts: Vec::new(),
            results: Vec::new(),
        },
        periods: vec![
            period("Jul–Sep", "2015", value(20.0, "20%", Tone::Good)),
            period("Oct–Dec", "2015", gap),
            period("Jan–Mar", "2016", value(26.0, "26%", Tone::Near)),
            period("Apr–Jun", "2016", value(28.0, "28%", Tone::Bad)),
        ],
        latest: vec![],
        goals: vec![vec![
            step(0..2, line(22.0, "target 22%"), None),
            step(
                2..4,
                line(24.0, "target 24%"),
                Some(line(26.0, "tolerance 26%")),
            ),
        ]],
        benchmarks: vec![],
        breaks: vec![],
        restarts: vec![],
        note: String::new(),
        by_person: vec![],
        by_person_label: String::new(),
        off_scale: "{line}, off this scale".to_owned(),
        beside: Default::default(),
        is_low: false,
    }
}

#[test]
fn a_small_chart_on_a_phone() {
    let chart = trend(&small()).expect("figures");
    insta::assert_snapshot!(chart.narrow.svg().as_str(), @r##"
    <svg class="chart chart-narrow" viewBox="0 0 320 320" font-size="13" role="img" aria-labelledby="a1-narrow-title a1-narrow-desc">
    <title id="a1-narrow-title">Re-referrals</title>
    <desc id="a1-narrow-desc">Rose from 20% to 28%, outside tolerance.</desc>
    <path class="gap" d="M107.6 24H177.7V259.7H107.6z"/>
    <path class="band" d="M177.7 71.2H317.9V118.3H177.7z"/>
    <path class="grid" d="M37.6 259.7H317.9M37.6 212.6H317.9M37.6 165.5H317.9M37.6 118.3H317.9M37.6 71.2H317.9M37.6 24H317.9"/>
    <text class="t-tick" x="31.6" y="264.4" text-anchor="end">18%</text>
    <text class="t-tick" x="31.6" y="217.3" text-anchor="end">20%</text>
    <text class="t-tick" x="31.6" y="170.2" text-anchor="end">22%</text>
    <text class="t-tick" x="31.6" y="123" text-anchor="end">24%</text>
    <text class="t-tick" x="31.6" y="75.9" text-anchor="end">26%</text>
    <text class="t-tick" x="31.6" y="28.7" text-anchor="end">28%</text>
    <path class="axis-cut" d="M38.6 263.8L42.6 255.8M43.6 263.8L47.6 255.8"/>
    <path class="tick" d="M72.6 259.8V263.8M142.7 259.8V263.8M212.7 259.8V263.8M282.8 259.8V263.8"/>
    <path class="tolline" d="M177.7 71.2H317.9"/>
    <path class="goalline" d="M37.6 165.5H177.7V118.3H317.9"/>
    <path class="run" d="M212.7 71.2L282.8 24"/>
    <path class="mark good" d="M66.6 212.6a6 6 0 0 1 12 0a6 6 0 0 1 -12 0z"/>
    <path class="mark near" d="M212.7 64L219.9 71.2L212.7 78.4L205.5 71.2z"/>
    <path class="mark bad" d="M282.8 16.8L290 29.1H275.6z"/>
    <text class="t-now" x="277.9" y="45.5" font-size="16">28%</text>
    <text class="t-target" x="314.9" y="131.5" text-anchor="end">target 24%</text>
    <text class="t-earlier" x="174.7" y="159.7" text-anchor="end">target 22%</text>
    <text class="t-gap" x="142.7" y="282" text-anchor="middle">[x]</text>
    <text class="t-period" x="282.8" y="299.6" text-anchor="middle">Apr–Jun</text>
    <text class="t-period" x="212.7" y="299.6" text-anchor="middle">Jan–Mar</text>
    <text class="t-period" x="142.7" y="299.6" text-anchor="middle">Oct–Dec</text>
    <text class="t-period" x="72.6" y="299.6" text-anchor="middle">Jul–Sep</text>
    <text class="t-year" x="72.6" y="315.2" text-anchor="middle">2015</text>
    <text class="t-year" x="212.7" y="315.2" text-anchor="middle">2016</text>
    </svg>
    "##);
}

#[test]
fn what_is_said_of_the_last_figure_is_beside_it() {
    let note = "highest in 24 quarters";
    let spec = TrendSpec {
        note: note.to_owned(),
        ..small()
    };
    let chart = trend(&spec).expect("figures");
    let elements = read(chart.wide.svg().as_str());
    let named = |class| elements.iter().filter(move |e| e.get("class") == class);
    let figure = named("t-now").next().expect("a figure");
    let said: Vec<String> = named("t-note").map(Element::said).collect();
    assert_eq!(said.join(" "), note);
    let first = named("t-note").next().expect("a note");
    assert_eq!(first.get("x"), figure.get("x"));
    let apart = first.bounds().top - figure.bounds().bottom;
    assert!((0.0..6.0).contains(&apart), "{apart}");
}

#[test]
fn only_the_drawing_for_wide_pages_speaks_when_pointed_at() {
    let Chart { wide, narrow } = trend(&small()).expect("figures");
    let wide = wide.svg();
    for words in ["Apr–Jun 2016: 28%", "Oct–Dec 2015: the system changed"] {
        assert!(wide.as_str().contains(&format!("<title>{words}</title>")));
    }
    assert!(!narrow.svg().as_str().contains("<title>Apr"));
}

#[test]
fn the_line_stops_at_a_gap_and_at_a_break() {
    let runs = |spec: &TrendSpec| {
        let chart = trend(spec).expect("figures");
        let elements = read(chart.wide.svg().as_str());
        let run = elements.iter().find(|e| e.get("class") == "run");
        run.map_or(0, |e| e.get("d").matches('L').count())
    };
    let mut spec = small();
    assert_eq!(runs(&spec), 1);
    spec.periods[1].point = Point::NotDue;
    assert_eq!(runs(&spec), 2);
    spec.breaks = vec![SeriesBreak {
        before: 2,
        label: "Counted anew".to_owned(),
    }];
    assert_eq!(runs(&spec), 1);
}

#[test]
fn with_two_figures_there_is_no_chart() {
    let mut spec = small();
    assert!(trend(&spec).is_some());
    spec.periods.remove(3);
    assert!(trend(&spec).is_none());
}

/// Where a path with this class starts and ends across, in columns of a wide drawing of four.
fn columns_of(spec: &TrendSpec, class: &str) -> (f64, f64) {
    let chart = trend(spec).expect("figures");
    let elements = read(chart.wide.svg().as_str());
    let across = |class: &str| {
        let found = elements.iter().find(|e| e.get("class") == class);
        let places = found.expect("a line").places().into_iter().map(|(x, _)| x);
        (
            places.clone().fold(f64::MAX, f64::min),
            places.fold(f64::MIN, f64::max),
        )
    };
    let ((left, right), (start, end)) = (across("grid"), across(class));
    let column = (right - left) / 4.0;
    ((start - left) / column, (end - left) / column)
}

#[test]
fn another_bodys_figure_is_drawn_over_its_own_year() {
    let benchmark = |periods| TrendSpec {
        benchmarks: vec![Benchmark {
            periods,
            line: line(25.0, "England 25%"),
        }],
        ..small()
    };
    for (periods, (start, end)) in [(Some(1..3), (1.0, 3.0)), (None, (0.0, 4.0))] {
        let drawn = columns_of(&benchmark(periods), "benchmark");
        assert!(
            (drawn.0 - start).abs() < 0.01 && (drawn.1 - end).abs() < 0.01,
            "{drawn:?}"
        );
    }
}

#[test]
fn charts_beside_each_other_share_a_scale() {
    let rising = |by: f64| {
        let mut spec = small();
        for (period, times) in spec.periods.iter_mut().zip([1.0, 2.0, 3.0, 4.0]) {
            if let Point::Value { level, .. } = &mut period.point {
                *level = self::level(times * by);
            }
        }
        spec
    };
    let mut specs = [rising(10.0), rising(15.0)];
    let ticks = |spec: &TrendSpec| {
        drawings(&trend(spec).expect("figures")).map(|(elements, ..)| {
            let ticks = elements.iter().filter(|e| e.get("class") == "t-tick");
            ticks.map(Element::said).collect::<Vec<String>>()
        })
    };
    assert_ne!(ticks(&specs[0]), ticks(&specs[1]));
    assert!(share_scale(&mut specs.each_mut()));
    assert_eq!(ticks(&specs[0]), ticks(&specs[1]));
    // The small ones would be flat beside these.
    let mut specs = [rising(10.0), rising(900.0)];
    let own = specs.each_ref().map(ticks);
    assert!(!share_scale(&mut specs.each_mut()));
    assert_eq!(specs.each_ref().map(ticks), own);
}

#[test]
fn a_rating_that_a_person_gave_has_a_ring_and_is_explained() {
    let label = "Rated by a person";
    let reason = "Rated red by the council. Reason given: late";
    let spec = TrendSpec {
        by_person: vec![RatedByPerson {
            period: 2,
            reason: reason.to_owned(),
        }],
        by_person_label: label.to_owned(),
        ..small()
    };
    let Chart { wide, narrow } = trend(&spec).expect("figures");
    assert!(
        wide.svg()
            .as_str()
            .contains(&format!("<title>{reason}</title>"))
    );
    for drawing in [wide, narrow] {
        let elements = read(drawing.svg().as_str());
        let rings = elements.iter().filter(|e| e.get("class") == "by-person");
        assert_eq!(rings.count(), 1);
        assert!(drawing.named.iter().any(|named| named.label == label));
    }
}
