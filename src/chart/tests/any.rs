//! Any chart at all: short and long, flat and wild, with words of every length.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::super::*;

/// Levels of one chart: of one size, so that a chart has something to show, or of any.
fn levels() -> impl Strategy<Value = BoxedStrategy<Level>> {
    let ranges = select(vec![
        (0.0, 1.0),
        (0.0, 100.0),
        (95.0, 100.0),
        (42.0, 42.0),
        (0.0, 0.0),
        (-50.0, 50.0),
        (-1e9, -9e8),
        (0.0, 3e7),
        (1e6, 1e6 + 1e-6),
        (-7e28, 7e28),
        (0.0, 1e-25),
    ]);
    ranges.prop_map(|(low, high)| {
        let level = move |part: f64| Level::new(low + (high - low) * part);
        (0.0..=1.0).prop_filter_map("not drawable", level).boxed()
    })
}

/// Any text, as far as a program can hold it: several lines, marks of markup, control characters.
pub(in crate::chart) fn text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        Just('\n'),
        Just('\r'),
        "[<>&\"']".prop_map(|c| c.chars().next().unwrap_or('<')),
        proptest::char::range('\0', '\u{9f}'),
        any::<char>(),
    ];
    let markup = select(vec![
        "</title>",
        "</desc>\n",
        "class=\"gap\"",
        "]]>",
        "<!--",
    ]);
    (vec(character, 0..30), markup).prop_map(|(text, markup)| {
        let text: String = text.into_iter().collect();
        format!("{text}{markup}\n{text}")
    })
}

fn words(most: usize) -> impl Strategy<Value = String> {
    proptest::string::string_regex(&format!("[a-zA-Z0-9 £%<&>\"'–ŵ数]{{0,{most}}}"))
        .expect("an expression")
}

pub(in crate::chart) fn status() -> impl Strategy<Value = PointStatus> {
    use PointStatus::{Bad, Good, Near, Unrated};
    select(vec![Good, Near, Bad, Unrated])
}

fn point(level: BoxedStrategy<Level>) -> impl Strategy<Value = Point> {
    prop_oneof![
        6 => (level, words(8), status())
            .prop_map(|(level, label, status)| Point::Value { level, label, status }),
        1 => (status(), words(20)).prop_map(|(status, reason)| Point::RatedOnly { status, reason }),
        2 => ("\\[[xcz]\\]", words(20))
            .prop_map(|(shorthand, reason)| Point::Gap { shorthand, reason }),
        1 => Just(Point::NotDue),
    ]
}

fn period(level: BoxedStrategy<Level>) -> impl Strategy<Value = Period> {
    let names = (prop_oneof![Just("Apr–Jun".to_owned()), words(12)], words(5));
    (names, words(20), point(level)).prop_map(|((short, year), long, point)| Period {
        short,
        year,
        long,
        point,
    })
}

fn line(level: BoxedStrategy<Level>) -> impl Strategy<Value = Line> {
    (level, words(60), words(8)).prop_map(|(level, label, short)| Line {
        level,
        label,
        short,
    })
}

/// A goal whose steps follow one another or leave some periods out.
fn goal(level: BoxedStrategy<Level>) -> impl Strategy<Value = Goal> {
    let tolerance = proptest::option::of(line(level.clone()));
    let step = (0..3_usize, 1..9_usize, line(level), tolerance);
    vec(step, 0..4).prop_map(|steps| {
        let mut from = 0;
        let step = |(skipped, lasting, target, tolerance)| {
            let start = from + skipped;
            from = start + lasting;
            GoalStep {
                periods: start..from,
                target,
                tolerance,
            }
        };
        Goal {
            steps: steps.into_iter().map(step).collect(),
        }
    })
}

fn month(level: BoxedStrategy<Level>) -> impl Strategy<Value = LatestMonth> {
    (level, words(10), words(20), any::<bool>()).prop_map(|(level, label, long, is_joined)| {
        LatestMonth {
            level,
            label,
            long,
            is_joined,
        }
    })
}

fn series_break() -> impl Strategy<Value = SeriesBreak> {
    (0..62_usize, words(60)).prop_map(|(before, label)| SeriesBreak { before, label })
}

/// Another body's figure: of some periods, or of no year in particular.
fn benchmark(level: BoxedStrategy<Level>) -> impl Strategy<Value = Benchmark> {
    let periods = proptest::option::of((0..40_usize, 1..9_usize));
    let periods = periods.prop_map(|of| of.map(|(start, length)| start..start + length));
    (periods, line(level)).prop_map(|(periods, line)| Benchmark { periods, line })
}

fn axis() -> impl Strategy<Value = Axis> {
    use AxisUnit::{Amount, Count, Percent, Pounds, Score};
    let unit = select(vec![Percent, Count, Amount, Pounds, Score]);
    (unit, 0..9_u32).prop_map(|(unit, decimals)| Axis {
        unit,
        decimals,
        million: "m".to_owned(),
        billion: "bn".to_owned(),
    })
}

/// Any chart.
pub(in crate::chart) fn spec() -> impl Strategy<Value = TrendSpec> {
    levels().prop_flat_map(|level| {
        let data = (
            vec(period(level.clone()), 0..62),
            vec(month(level.clone()), 0..5),
            vec(goal(level.clone()), 0..3),
            vec(benchmark(level), 0..4),
            (vec(series_break(), 0..4), vec(0..62_usize, 0..4)),
        );
        (data, axis(), text(), text()).prop_map(|(data, axis, title, description)| {
            let (periods, latest, goals, benchmarks, (breaks, restarts)) = data;
            TrendSpec {
                id: "any".to_owned(),
                title,
                description,
                axis,
                periods,
                latest,
                goals,
                benchmarks,
                breaks,
                restarts,
                table: Table::default(),
                height: Height::Usual,
            }
        })
    })
}
