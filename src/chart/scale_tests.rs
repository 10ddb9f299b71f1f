use super::{Axis, AxisUnit, Level, Scale};

/// The numbers along the axis for these levels, from the bottom up.
fn axis(unit: AxisUnit, levels: &[f64]) -> String {
    axis_with(9, unit, levels)
}

/// The same for figures of so many decimals.
fn axis_with(decimals: u32, unit: AxisUnit, levels: &[f64]) -> String {
    let words = Axis {
        unit,
        decimals,
        million: "m".to_owned(),
        billion: "bn".to_owned(),
    };
    let levels = levels.iter().map(|&v| Level::new(v).expect("finite"));
    let scale = Scale::of(&words, levels).expect("levels");
    let labels: Vec<&str> = scale.ticks.iter().map(|t| &*t.label).collect();
    labels.join(" ")
}

#[test]
fn a_percentage_far_from_zero_shows_its_variation() {
    assert_eq!(
        axis(AxisUnit::Percent, &[79.0, 93.0, 92.0]),
        "75% 80% 85% 90% 95%"
    );
    assert_eq!(
        axis(AxisUnit::Percent, &[97.0, 100.0]),
        "94% 95% 96% 97% 98% 99% 100%"
    );
}

#[test]
fn a_percentage_with_room_to_spare_starts_at_zero() {
    assert_eq!(
        axis(AxisUnit::Percent, &[35.0, 82.0]),
        "0% 20% 40% 60% 80% 100%"
    );
    assert_eq!(
        axis(AxisUnit::Percent, &[0.02, 0.42]),
        "0% 0.1% 0.2% 0.3% 0.4% 0.5%"
    );
}

#[test]
fn a_percentage_passes_a_hundred_only_where_a_figure_does() {
    assert_eq!(
        axis(AxisUnit::Percent, &[100.0]),
        "94% 95% 96% 97% 98% 99% 100%"
    );
    assert_eq!(
        axis(AxisUnit::Percent, &[95.0, 112.0]),
        "90% 95% 100% 105% 110% 115%"
    );
}

#[test]
fn rates_and_counts_start_at_zero_and_counts_are_whole() {
    assert_eq!(
        axis(AxisUnit::Amount, &[0.02, 0.42]),
        "0 0.1 0.2 0.3 0.4 0.5"
    );
    assert_eq!(axis(AxisUnit::Count, &[1.0, 2.0]), "0 1 2");
    assert_eq!(axis(AxisUnit::Count, &[546.0]), "0 200 400 600");
    assert_eq!(axis(AxisUnit::Count, &[0.0]), "0 1");
}

#[test]
fn what_goes_below_zero_goes_on_both_sides_of_it() {
    assert_eq!(
        axis(AxisUnit::Pounds, &[-3687.0, 1200.0]),
        "−£4,000 −£3,000 −£2,000 −£1,000 £0 £1,000 £2,000"
    );
    assert_eq!(
        axis(AxisUnit::Score, &[-9.0, -8.0]),
        "−9.0 −8.8 −8.6 −8.4 −8.2 −8.0"
    );
}

#[test]
fn large_numbers_are_counted_in_millions() {
    assert_eq!(
        axis(AxisUnit::Pounds, &[80_175_000.0]),
        "£0 £20m £40m £60m £80m £100m"
    );
    assert_eq!(
        axis(AxisUnit::Pounds, &[1_200_000.0]),
        "£0 £0.5m £1.0m £1.5m"
    );
    assert_eq!(
        axis(AxisUnit::Pounds, &[1.2e12]),
        "£0 £500bn £1,000bn £1,500bn"
    );
    assert_eq!(
        axis(AxisUnit::Amount, &[7e16]),
        "0 20,000,000bn 40,000,000bn 60,000,000bn 80,000,000bn"
    );
}

#[test]
fn no_number_has_more_decimals_than_the_figures() {
    let table: [(AxisUnit, u32, &[f64], &str); 10] = [
        (
            AxisUnit::Amount,
            8,
            &[5e-8],
            "0 0.00000001 0.00000002 0.00000003 0.00000004 0.00000005",
        ),
        (AxisUnit::Amount, 8, &[1e-8], "0 0.00000001"),
        (
            AxisUnit::Score,
            8,
            &[-5e-8, 5e-8],
            "−0.00000006 −0.00000004 −0.00000002 0 0.00000002 0.00000004 0.00000006",
        ),
        (AxisUnit::Amount, 0, &[0.0], "0 1"),
        (AxisUnit::Score, 0, &[3.0, 3.0], "2 3 4"),
        (AxisUnit::Score, 1, &[3.1], "3.0 3.1 3.2"),
        (AxisUnit::Percent, 0, &[20.0, 21.0], "19% 20% 21% 22%"),
        (AxisUnit::Percent, 1, &[-0.4, 0.2], "−0.4% −0.2% 0% 0.2%"),
        (AxisUnit::Pounds, 2, &[0.2, 0.55], "£0 £0.20 £0.40 £0.60"),
        (AxisUnit::Pounds, 0, &[1.0, 2.0], "£0 £1 £2"),
    ];
    for (unit, decimals, levels, expected) in table {
        assert_eq!(axis_with(decimals, unit, levels), expected);
    }
}

#[test]
fn a_constant_far_from_zero_is_not_blown_up() {
    assert_eq!(
        axis(AxisUnit::Score, &[100_000.0, 100_001.0]),
        "96,000 98,000 100,000 102,000 104,000"
    );
}

#[test]
fn the_axis_says_whether_it_starts_at_zero() {
    let words = Axis {
        unit: AxisUnit::Percent,
        decimals: 0,
        million: "m".to_owned(),
        billion: "bn".to_owned(),
    };
    let includes_zero = |levels: &[f64]| {
        let levels = levels.iter().map(|&v| Level::new(v).expect("finite"));
        Scale::of(&words, levels).expect("levels").includes_zero()
    };
    assert!(includes_zero(&[0.0, 40.0]));
    assert!(!includes_zero(&[88.0, 92.0]));
}

#[test]
fn no_level_no_axis() {
    assert!(Level::new(f64::NAN).is_none());
    assert!(Level::new(f64::INFINITY).is_none());
    let words = Axis {
        unit: AxisUnit::Count,
        decimals: 0,
        million: String::new(),
        billion: String::new(),
    };
    assert!(Scale::of(&words, std::iter::empty()).is_none());
}
