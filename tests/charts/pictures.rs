//! What holds for every small picture, and one of each kind to read.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use quarterdeck::chart::picture::{self, Part, Shade, Variance, run};
use quarterdeck::chart::{Level, Point, Tone};
use quarterdeck::markup::Html;
use rust_decimal::Decimal;

use super::any::{self, status};
use super::reading::{Element, read};
use super::{level, size};

/// Any exact figure at all.
fn decimal() -> impl Strategy<Value = Level> {
    let any = (any::<i64>(), 0..28_u32).prop_map(|(digits, scale)| Decimal::new(digits, scale));
    let (zero, least) = (Decimal::ZERO, Decimal::new(1, 28));
    let ends = select(vec![
        Decimal::MAX,
        Decimal::MIN,
        zero,
        Decimal::ONE_HUNDRED,
        least,
    ]);
    prop_oneof![3 => any, 1 => ends].prop_map(Level::from)
}

fn percent(most: f64) -> impl Strategy<Value = f64> {
    prop_oneof![0.0..=most, (0.0..=most).prop_map(f64::round)]
}

/// A figure with its targets, in per cent.
#[derive(Debug)]
struct Percentages {
    figure: f64,
    targets: Vec<f64>,
}

impl Percentages {
    fn share(&self, status: Tone) -> Option<(Html, Option<Vec<f64>>)> {
        let targets: Vec<Level> = self.targets.iter().copied().map(level).collect();
        picture::share(level(self.figure), &targets, status)
    }
}

prop_compose! {
    fn percentages(most: f64)(
        figure in percent(most), targets in vec(percent(most), 0..3),
    ) -> Percentages {
        Percentages { figure, targets }
    }
}

prop_compose! {
    fn part()(size in decimal(), number in "[0-9,.%<&]{0,9}", place in 0..6_usize) -> Part {
        Part { size, number, shade: if place == 5 { Shade::Apart } else { Shade::of(place) } }
    }
}

prop_compose! {
    fn variance()(amount in decimal(), largest in decimal(), amber_up_to in proptest::option::of(decimal())) -> Variance {
        Variance { amount, largest, amber_up_to }
    }
}

/// Any picture that can be drawn.
fn any_picture() -> impl Strategy<Value = Html> {
    let kinds = prop_oneof![
        (percentages(100.0), status()).prop_map(|(one, status)| Some(one.share(status)?.0)),
        (percentages(10.0), status()).prop_map(|(one, status)| Some(one.share(status)?.0)),
        (vec(part(), 0..8), decimal(), status())
            .prop_map(|(all, whole, status)| picture::parts(&all, whole, status)),
        any::spec().prop_map(run),
        (variance(), status()).prop_map(|(one, status)| Some(picture::variance(&one, status))),
    ];
    kinds.prop_filter_map("not drawable", |picture| picture)
}

fn drawn(picture: &Html) -> Vec<Element> {
    read(picture.as_str())
}

/// A share as ten marks, even if it is few in a hundred: a target that is not is the last.
fn ten(mut one: Percentages) -> (Vec<Element>, Vec<f64>) {
    one.targets.push(100.0);
    let (picture, places) = one.share(Tone::Good).expect("a part of a hundred");
    (drawn(&picture), places.expect("ten marks"))
}

/// Of each outline of a class, its left and right edge.
fn spans(elements: &[Element], class: &str) -> Vec<(f64, f64)> {
    let paths = elements.iter().filter(|e| e.get("class") == class);
    let outlines = paths.flat_map(Element::outlines);
    outlines
        .map(|places| {
            let across = places.iter().map(|(x, _)| *x);
            let (left, right) = (across.clone().reduce(f64::min), across.reduce(f64::max));
            left.zip(right).expect("a place")
        })
        .collect()
}

/// How many sides of so much the outlines of a class take together.
fn sides(elements: &[Element], class: &str, side: f64) -> f64 {
    let widths = spans(elements, class).into_iter();
    widths.map(|(left, right)| right - left).sum::<f64>() / side
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_picture_is_markup_without_styles_and_only_a_run_says_its_words(picture in any_picture()) {
        let elements = drawn(&picture);
        let (width, height) = size(&elements[0]);
        for element in &elements {
            let allowed = ["class", "d", "x", "y", "text-anchor", "font-size", "viewBox", "role", "aria-hidden"];
            prop_assert!(element.names().all(|name| allowed.contains(&name)), "{element:?}");
            prop_assert!(!element.get("d").contains(['N', 'i', 'e']), "{element:?}");
            for (x, y) in element.places() {
                prop_assert!((0.0..=width).contains(&x) && (0.0..=height).contains(&y), "{element:?}");
            }
            if element.name == "text" {
                let b = element.bounds();
                prop_assert!(b.left >= 0.0 && b.right <= width, "{element:?}");
            }
        }
        let is_run = elements[0].get("class").contains("sparkline");
        prop_assert_eq!(elements[0].get("role"), if is_run { "img" } else { "" });
        prop_assert_eq!(elements[0].get("aria-hidden"), if is_run { "" } else { "true" });
        for name in ["title", "desc"] {
            prop_assert_eq!(elements.iter().any(|e| e.name == name), is_run);
        }
    }

    #[test]
    fn ten_marks_are_filled_as_far_as_the_figure(one in percentages(100.0)) {
        let (figure, targets) = (one.figure, one.targets.len() + 1);
        let (elements, places) = ten(one);
        let filled = sides(&elements, "full", 16.0);
        prop_assert!((filled - figure / 10.0).abs() < 0.01, "{filled}");
        prop_assert_eq!(spans(&elements, "empty").len(), 10);
        prop_assert_eq!(places.len(), targets);
    }

    #[test]
    fn a_target_is_beyond_what_is_filled_if_the_figure_falls_short_of_it(figure in percent(100.0), target in percent(100.0)) {
        let (elements, places) = ten(Percentages { figure, targets: vec![target] });
        let end = spans(&elements, "full").last().map_or(1.0, |span| span.1);
        let place = places[0] / 100.0 * size(&elements[0]).0;
        // A tenth of a unit is what a drawing can tell apart.
        if figure < target {
            prop_assert!(end <= place + 0.1, "{end} {place}");
        } else if figure > target {
            prop_assert!(place <= end + 0.1, "{end} {place}");
        }
    }

    #[test]
    fn as_many_of_a_hundred_dots_are_filled_as_the_figure(one in percentages(10.0)) {
        let (picture, places) = one.share(Tone::Good).expect("few");
        prop_assert!(places.is_none());
        let elements = drawn(&picture);
        let filled = sides(&elements, "full", 5.8);
        prop_assert!((filled - one.figure).abs() < 0.1, "{filled}");
        let hollow = u32::try_from(spans(&elements, "empty").len()).expect("no more than a hundred");
        prop_assert!((f64::from(hollow) + one.figure.floor() - 100.0).abs() < 0.1, "{hollow}");
    }

    #[test]
    fn parts_stand_in_order_apart_from_one_another(parts in vec(part(), 0..8), whole in decimal()) {
        let sized = parts.iter().filter(|part| part.size > level(0.0)).count();
        let picture = picture::parts(&parts, whole, Tone::Good);
        prop_assert_eq!(picture.is_some(), sized > 0);
        let elements = picture.as_ref().map(drawn).unwrap_or_default();
        let paths = elements.iter().filter(|e| e.name == "path").flat_map(Element::outlines);
        let lefts: Vec<f64> = paths.filter_map(|places| places.first().map(|place| place.0)).collect();
        prop_assert_eq!(lefts.len(), sized);
        prop_assert!(lefts.windows(2).all(|pair| pair[0] < pair[1]), "{lefts:?}");
    }

    #[test]
    fn a_run_needs_two_figures_and_ends_in_the_shape_of_its_rating(spec in any::spec()) {
        let mut rated = spec.periods.iter().filter_map(|period| match period.point {
            Point::Value { status, .. } => Some(status),
            _ => None,
        });
        let (count, last) = (rated.clone().count(), rated.next_back());
        let picture = run(spec);
        prop_assert_eq!(picture.is_some(), count >= 2);
        let Some(picture) = picture else { return Ok(()) };
        let elements = drawn(&picture);
        let marks = elements.iter().filter(|e| e.get("class").starts_with("mark"));
        let marks: Vec<&str> = marks.map(|e| e.get("class")).collect();
        let expected = last.map(|status| match status {
            Tone::Good => "mark good",
            Tone::Near => "mark near",
            Tone::Bad => "mark bad",
            Tone::Blue => "mark blue",
            Tone::Yellow => "mark yellow",
            Tone::Purple => "mark purple",
            Tone::None => "mark unrated",
        });
        prop_assert_eq!(marks, expected.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn over_budget_lies_to_the_right_and_under_to_the_left(variance in variance(), status in status()) {
        let elements = drawn(&picture::variance(&variance, status));
        let zero = spans(&elements, "zero")[0].0;
        for (left, right) in spans(&elements, "full") {
            if variance.amount > level(0.0) {
                prop_assert!(left >= zero);
            } else {
                prop_assert!(right <= zero);
            }
        }
        let marks = elements.iter().filter(|e| e.get("class").starts_with("mark"));
        prop_assert_eq!(marks.count(), usize::from(status != Tone::None));
    }
}

#[test]
fn what_is_no_part_of_a_hundred_is_no_proportion() {
    let shown = |figure: f64, target: f64| {
        let (picture, _) = picture::share(level(figure), &[level(target)], Tone::Good)?;
        let class = drawn(&picture)[0].get("class").to_owned();
        Some(class.split(' ').nth(1).expect("a kind").to_owned())
    };
    assert_eq!(shown(88.0, 92.0), Some("proportion".to_owned()));
    assert_eq!(shown(2.1, 3.0), Some("dots".to_owned()));
    assert_eq!(shown(8.0, 12.0), Some("proportion".to_owned()));
    assert_eq!(shown(112.0, 92.0), None);
    assert_eq!(shown(-3.0, 0.0), None);
}

#[test]
fn a_small_variance_to_read() {
    let variance = Variance {
        amount: level(-40.0),
        largest: level(100.0),
        amber_up_to: Some(level(50.0)),
    };
    let picture = picture::variance(&variance, Tone::Good);
    insta::assert_snapshot!(picture.as_str(), @r#"
    <svg class="picture variance good" viewBox="0 0 180 20" aria-hidden="true"><path class="grid" d="M8 10H172"/>
    <path class="full" d="M90 6H57.2V14H90z"/>
    <path class="halo" d="M131 1V19"/>
    <path class="slack" d="M131 1V19"/>
    <path class="zero" d="M90 1V19"/>
    <path class="mark good" d="M51.7 10a5.5 5.5 0 0 1 11 0a5.5 5.5 0 0 1 -11 0z"/>
    </svg>
    "#);
}

#[test]
fn parts_to_read() {
    let part = |size: f64, place| Part {
        size: level(size),
        number: format!("{size}%"),
        shade: place,
    };
    let parts = vec![
        part(0.0, Shade::First),
        part(17.0, Shade::Second),
        part(79.0, Shade::Third),
        part(4.0, Shade::Apart),
    ];
    let picture = picture::parts(&parts, level(100.0), Tone::Bad).expect("parts");
    insta::assert_snapshot!(picture.as_str(), @r#"
    <svg class="picture parts bad" viewBox="0 0 200 26" aria-hidden="true"><path class="shade-2" d="M1 1H33.8V25H1z"/>
    <path class="shade-3" d="M36.3 1H188.8V25H36.3z"/>
    <path class="apart" d="M191.3 1H199V25H191.3z"/>
    <text class="t-shade-2" x="17.4" y="17.1" text-anchor="middle" font-size="11.5">17%</text>
    <text class="t-shade-3" x="112.5" y="17.1" text-anchor="middle" font-size="11.5">79%</text>
    </svg>
    "#);
}
