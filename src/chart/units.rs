//! Between the drawing's units and the whole numbers that plotters and lists count in.

/// Tenths of a drawing unit: plotters' pixels.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a drawing is some hundreds of units wide and high, and Rust's cast keeps to the ends"
)]
pub(super) fn tenths(units: f64) -> i32 {
    (units * 10.0).round() as i32
}

pub(super) fn units(tenths: i32) -> f64 {
    f64::from(tenths) / 10.0
}

pub(super) fn snapped(length: f64) -> f64 {
    units(tenths(length))
}

/// A number of things as a number to reckon with.
pub(super) fn count(things: usize) -> f64 {
    f64::from(u32::try_from(things).unwrap_or(u32::MAX))
}
