//! The numbers along the value axis.

use AxisUnit::{Amount, Count, Percent, Pounds, Score};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use quarterdeck::chart::{
    Axis, AxisUnit, Chart, Drawing, GoalStep, Line, Period, Point, Tone, TrendSpec, share_scale,
    trend,
};

use super::reading::{Element, read};
use super::{level, small};

/// A chart with an axis of so many decimals and nothing but these levels, each three times: fewer figures have no plot.
fn drawing(unit: AxisUnit, decimals: u32, levels: &[f64]) -> Option<Drawing> {
    trend(&spec(unit, decimals, levels)).map(|chart| chart.wide)
}

fn spec(unit: AxisUnit, decimals: u32, levels: &[f64]) -> TrendSpec {
    let period = |value: &f64| Period {
        short: "Apr–Jun".to_owned(),
        year: String::new(),
        long: String::new(),
        point: Point::Value {
            level: level(*value),
            label: String::new(),
            status: Tone::None,
        },
    };
    let axis = Axis {
        unit,
        decimals,
        ..small().axis
    };
    TrendSpec {
        axis,
        periods: [levels; 3].concat().iter().map(period).collect(),
        goals: vec![],
        ..small()
    }
}

/// The part of the height that the figures take, and whether the axis is marked as cut.
fn use_of(drawing: &Drawing) -> (f64, bool) {
    let elements = read(drawing.svg().as_str());
    let height = |class| {
        let found = elements
            .iter()
            .find(|e| e.get("class") == class)
            .expect("a line");
        let places = found.places().into_iter().map(|(_, y)| y);
        places.clone().fold(f64::MIN, f64::max) - places.fold(f64::MAX, f64::min)
    };
    let is_cut = elements.iter().any(|e| e.get("class") == "axis-cut");
    // Places are rounded to tenths.
    ((height("run") + 0.2) / height("grid"), is_cut)
}

/// The numbers along the axis of a drawing.
fn numbers(drawing: &Drawing) -> String {
    let elements = read(drawing.svg().as_str());
    let ticks = elements.iter().filter(|e| e.get("class") == "t-tick");
    let labels: Vec<String> = ticks.map(Element::said).collect();
    labels.join(" ")
}

/// Axes: the unit, the decimals of the figures, the figures, and the numbers along the axis.
const AXES: &[(AxisUnit, u32, &[f64], &str)] = &[
    // A percentage far from zero shows its variation.
    (Percent, 9, &[79.0, 93.0, 92.0], "75% 80% 85% 90% 95%"),
    (Percent, 9, &[97.0, 100.0], "96% 97% 98% 99% 100%"),
    // A percentage with room to spare starts at zero.
    (Percent, 9, &[35.0, 82.0], "0% 20% 40% 60% 80% 100%"),
    (Percent, 9, &[0.02, 0.42], "0% 0.1% 0.2% 0.3% 0.4% 0.5%"),
    // A percentage passes a hundred only where a figure does.
    (Percent, 9, &[100.0], "0% 20% 40% 60% 80% 100%"),
    (Percent, 9, &[95.0, 112.0], "90% 95% 100% 105% 110% 115%"),
    // Whatever has room to spare starts at zero, and counts are whole.
    (Amount, 9, &[0.02, 0.42], "0 0.1 0.2 0.3 0.4 0.5"),
    (Count, 9, &[1.0, 2.0], "0 1 2"),
    (Count, 9, &[546.0], "0 200 400 600"),
    (Count, 9, &[0.0], "0 1"),
    // What has none does not: days, counts, money.
    (Amount, 1, &[9.4, 11.8], "9.0 9.5 10.0 10.5 11.0 11.5 12.0"),
    (Count, 0, &[196.0, 231.0], "190 200 210 220 230 240"),
    (
        Pounds,
        2,
        &[3.2, 4.2],
        "£3.00 £3.20 £3.40 £3.60 £3.80 £4.00 £4.20",
    ),
    // What goes below zero goes on both sides of it.
    (
        Pounds,
        9,
        &[-3687.0, 1200.0],
        "−£4,000 −£3,000 −£2,000 −£1,000 £0 £1,000 £2,000",
    ),
    (Score, 9, &[-9.0, -8.0], "−9.0 −8.8 −8.6 −8.4 −8.2 −8.0"),
    // Large numbers are counted in millions.
    (Pounds, 9, &[80_175_000.0], "£0 £20m £40m £60m £80m £100m"),
    (Pounds, 9, &[1_200_000.0], "£0 £0.5m £1.0m £1.5m"),
    (Pounds, 9, &[1.2e12], "£0 £500bn £1,000bn £1,500bn"),
    (
        Amount,
        9,
        &[7e16],
        "0 20,000,000bn 40,000,000bn 60,000,000bn 80,000,000bn",
    ),
    // No number has more decimals than the figures.
    (
        Amount,
        8,
        &[5e-8],
        "0 0.00000001 0.00000002 0.00000003 0.00000004 0.00000005",
    ),
    (Amount, 8, &[1e-8], "0 0.00000001"),
    (
        Score,
        8,
        &[-5e-8, 5e-8],
        "−0.00000006 −0.00000004 −0.00000002 0 0.00000002 0.00000004 0.00000006",
    ),
    (Amount, 0, &[0.0], "0 1"),
    (Score, 0, &[3.0, 3.0], "0 1 2 3"),
    (Score, 1, &[3.1], "0 1 2 3 4"),
    (Percent, 0, &[20.0, 21.0], "19% 20% 21%"),
    (Percent, 1, &[-0.4, 0.2], "−0.4% −0.2% 0% 0.2%"),
    (Pounds, 2, &[0.2, 0.55], "£0 £0.20 £0.40 £0.60"),
    (Pounds, 0, &[1.0, 2.0], "£0 £1 £2"),
    // Noise far from zero is not blown up.
    (
        Score,
        9,
        &[100_000.0, 100_001.0],
        "98,500 99,000 99,500 100,000 100,500 101,000 101,500",
    ),
];

#[test]
fn the_numbers_along_an_axis_are_round_and_show_what_matters() {
    for (unit, decimals, levels, expected) in AXES {
        let drawing = drawing(*unit, *decimals, levels).expect("levels");
        assert_eq!(numbers(&drawing), *expected);
    }
}

/// Axes of durations: the sizes of their parts in the smallest, the figures, and the numbers along the axis.
type Durations<'t> = &'t [(&'t [(i64, &'t str)], &'t [f64], &'t str)];

const DURATIONS: Durations = &[
    (
        SECONDS,
        &[320.0, 265.0, 280.0],
        "4m 15s 4m 30s 4m 45s 5m 5m 15s 5m 30s",
    ),
    (SECONDS, &[20.0, 95.0], "0 30s 1m 1m 30s 2m"),
    (SECONDS, &[3000.0, 9000.0], "0 30m 1h 1h 30m 2h 2h 30m"),
    (
        SECONDS,
        &[360_000.0, 900_000.0],
        "0 50h 100h 150h 200h 250h",
    ),
    (SECONDS, &[4.2, 9.5], "0 2s 4s 6s 8s 10s"),
    (SECONDS, &[0.4, 0.9], "0 0.2s 0.4s 0.6s 0.8s 1.0s"),
    (SECONDS, &[-70.0, 45.0], "−1m 30s −1m −30s 0 30s 1m"),
    (
        MINUTES,
        &[401.0, 350.0, 420.0],
        "5h 30m 5h 45m 6h 6h 15m 6h 30m 6h 45m 7h",
    ),
    (
        DAYS,
        &[340.0, 300.0, 284.0],
        "11d 12h 12d 12d 12h 13d 13d 12h 14d 14d 12h",
    ),
    (DAYS, &[10.0, 700.0], "0 10d 20d 30d"),
];

const SECONDS: &[(i64, &str)] = &[(3600, "h"), (60, "m"), (1, "s")];
const MINUTES: &[(i64, &str)] = &[(60, "h"), (1, "m")];
const DAYS: &[(i64, &str)] = &[(24, "d"), (1, "h")];

#[test]
fn the_numbers_along_an_axis_of_durations_are_whole_parts() {
    let printed = DURATIONS.iter().map(|(parts, levels, _)| {
        let mut spec = spec(AxisUnit::Duration, 1, levels);
        let parts = parts.iter();
        let parts = parts.map(|(size, short)| (*size, (*short).to_owned()));
        spec.axis.parts = parts.collect();
        numbers(&trend(&spec).expect("levels").wide)
    });
    let expected: Vec<&str> = DURATIONS.iter().map(|(.., expected)| *expected).collect();
    assert_eq!(printed.collect::<Vec<_>>(), expected);
}

#[test]
fn an_axis_of_results_has_all_of_them() {
    let mut spec = spec(AxisUnit::Results, 0, &[1.0, 2.0]);
    spec.axis.results = ["Inadequate", "Good", "Outstanding"]
        .map(str::to_owned)
        .to_vec();
    let drawing = trend(&spec).expect("levels").wide;
    assert_eq!(numbers(&drawing), "Inadequate Good Outstanding");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn figures_take_two_fifths_of_the_height_or_more(
        low in 0.0..1000.0_f64, spread in 0.02..3.0_f64, size in select(vec![0.01, 1.0, 1e6]),
        unit in select(vec![Percent, Amount, Count, Pounds, Score]),
    ) {
        let (low, high) = (low * size, low * size * (1.0 + spread));
        // Whole numbers leave no choice of a scale where they are few.
        prop_assume!(unit != Count || high - low > 10.0);
        let drawing = drawing(unit, 9, &[low, high]).expect("levels");
        let (part, is_cut) = use_of(&drawing);
        prop_assert!(part >= 0.4, "{}", numbers(&drawing));
        prop_assert_eq!(is_cut, !drawing.includes_zero);
    }

    #[test]
    fn so_do_those_of_members_on_each_sheet(
        lows in vec(0.0..1000.0_f64, 2..5), spread in 0.02..3.0_f64, old in 1.0..50.0_f64,
        unit in select(vec![Percent, Amount, Pounds, Score]),
    ) {
        let mut specs: Vec<TrendSpec> = lows
            .iter()
            .map(|low| spec(unit, 9, &[*low, low * (1.0 + spread)]))
            .collect();
        // Figures of long ago, which a phone does not show.
        let mut long = spec(unit, 9, &[lows[0], lows[0] * (1.0 + spread)]);
        let recent = [long.periods.clone(), long.periods.clone(), long.periods.clone()].concat();
        if let Point::Value { level, .. } = &mut long.periods[0].point {
            *level = self::level(lows[0] * old);
        }
        long.periods.extend(recent);
        specs.push(long);
        share_scale(&mut specs.iter_mut().collect::<Vec<_>>());
        for spec in &specs {
            let Chart { wide, narrow } = trend(spec).expect("figures");
            for drawing in [wide, narrow] {
                let (part, is_cut) = use_of(&drawing);
                prop_assert!(part >= 0.4, "{}", numbers(&drawing));
                prop_assert_eq!(is_cut, !drawing.includes_zero);
            }
        }
    }
}

#[test]
fn a_tolerance_is_left_out_where_the_figures_take_enough_of_the_height_only_then() {
    let numbers_with = |tolerance: f64| {
        let line = |value: f64, label: &str| Line {
            level: level(value),
            label: label.to_owned(),
            short: String::new(),
        };
        let step = GoalStep {
            periods: 0..6,
            target: line(95.0, "target 95%"),
            tolerance: Some(line(tolerance, "tolerance")),
        };
        let spec = TrendSpec {
            goals: vec![vec![step]],
            ..spec(Percent, 1, &[93.0, 91.2])
        };
        let drawing = trend(&spec).expect("figures").narrow;
        let (part, _) = use_of(&drawing);
        let named: Vec<String> = drawing.named.iter().map(|n| n.label.clone()).collect();
        let named = named.join("; ");
        (numbers(&drawing), part, named)
    };
    let (axis, part, named) = numbers_with(90.0);
    assert_eq!(
        axis,
        "90.5% 91.0% 91.5% 92.0% 92.5% 93.0% 93.5% 94.0% 94.5% 95.0%"
    );
    assert!(part >= 0.4, "{part}");
    assert_eq!(named, "tolerance, off this scale");
    // This one costs nothing.
    let (axis, _, named) = numbers_with(91.0);
    assert_eq!(
        axis,
        "90.5% 91.0% 91.5% 92.0% 92.5% 93.0% 93.5% 94.0% 94.5% 95.0%"
    );
    assert_eq!(named, "");
}

#[test]
fn the_axis_says_whether_it_starts_at_zero() {
    let includes_zero = |levels: &[f64]| {
        let drawing = drawing(Percent, 0, levels);
        drawing.expect("levels").includes_zero
    };
    assert!(includes_zero(&[0.0, 40.0]));
    assert!(!includes_zero(&[88.0, 92.0]));
}

#[test]
fn no_level_no_axis() {
    assert!(drawing(Count, 0, &[]).is_none());
}
