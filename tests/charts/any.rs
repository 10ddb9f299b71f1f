//! Any chart at all: short and long, flat and wild, with words of every length.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use quarterdeck::chart::{
    Axis, AxisUnit, Benchmark, Goal, GoalStep, LatestMonth, Level, Line, Period, Point,
    RatedByPerson, SeriesBreak, Tone, TrendSpec,
};

use super::{level, small};

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
        let level = move |part: f64| level(low + (high - low) * part);
        (0.0..=1.0).prop_map(level).boxed()
    })
}

/// Any text, as far as a program can hold it: several lines, marks of markup, control characters.
pub fn text() -> impl Strategy<Value = String> {
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

pub fn status() -> impl Strategy<Value = Tone> {
    select(vec![Tone::Good, Tone::Near, Tone::Bad, Tone::None])
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

prop_compose! {
    fn period(level: BoxedStrategy<Level>)(
        short in prop_oneof![Just("Apr–Jun".to_owned()), words(12)],
        year in words(5), long in words(20), point in point(level),
    ) -> Period {
        Period { short, year, long, point }
    }
}

prop_compose! {
    fn line(level: BoxedStrategy<Level>)(level in level, label in words(60), short in words(8)) -> Line {
        Line { level, label, short }
    }
}

prop_compose! {
    /// A goal whose steps follow one another or leave some periods out.
    fn goal(level: BoxedStrategy<Level>)(
        steps in vec((0..3_usize, 1..9_usize, line(level.clone()), option::of(line(level))), 0..4),
    ) -> Goal {
        let mut from = 0;
        let step = |(skipped, lasting, target, tolerance)| {
            let start = from + skipped;
            from = start + lasting;
            GoalStep { periods: start..from, target, tolerance }
        };
        steps.into_iter().map(step).collect()
    }
}

prop_compose! {
    fn month(level: BoxedStrategy<Level>)(
        level in level, label in words(10), long in words(20), is_joined in any::<bool>(),
    ) -> LatestMonth {
        LatestMonth { level, label, long, is_joined }
    }
}

prop_compose! {
    /// Another body's figure: of some periods, or of no year in particular.
    fn benchmark(level: BoxedStrategy<Level>)(
        periods in option::of((0..40_usize, 1..9_usize)), line in line(level),
    ) -> Benchmark {
        Benchmark { periods: periods.map(|(start, length)| start..start + length), line }
    }
}

prop_compose! {
    /// Any chart.
    pub fn spec()(level in levels())(
        title in text(), description in text(),
        unit in select(vec![AxisUnit::Percent, AxisUnit::Count, AxisUnit::Amount, AxisUnit::Pounds, AxisUnit::Score, AxisUnit::Duration]),
        decimals in 0..9_u32,
        periods in vec(period(level.clone()), 0..62),
        latest in vec(month(level.clone()), 0..5),
        goals in vec(goal(level.clone()), 0..3),
        benchmarks in vec(benchmark(level), 0..4),
        breaks in vec((0..62_usize, words(60)), 0..4),
        restarts in vec(0..62_usize, 0..4),
        (note, by_person, by_person_label) in (words(60), vec((0..62_usize, words(20)), 0..3), words(40)),
    ) -> TrendSpec {
        let breaks = breaks.into_iter().map(|(before, label)| SeriesBreak { before, label });
        let by_person = by_person.into_iter().map(|(period, reason)| RatedByPerson { period, reason });
        TrendSpec {
            title, description, periods, latest, goals, benchmarks, restarts, note, by_person_label,
            axis: Axis { unit, decimals, parts: super::in_seconds(), ..small().axis },
            breaks: breaks.collect(),
            by_person: by_person.collect(),
            ..small()
        }
    }
}
