//! What a stroke or a word is, rather than what colour it has.
//!
//! Plotters passes a colour to whatever draws. This chart has no colours: the stylesheet does. So the colour
//! that travels through plotters is the number of an [`Ink`], and the drawing writes its class.

use plotters::style::Color;
use plotters_backend::BackendColor;

macro_rules! inks {
    ($($(#[$doc:meta])* $name:ident => $class:literal),+ $(,)?) => {
        /// The role of a stroke, a shape or a word.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Ink { $($(#[$doc])* $name),+ }

        impl Ink {
            const ALL: &[Self] = &[$(Self::$name),+];

            /// The class that the stylesheet knows it by.
            pub(super) fn class(self) -> &'static str {
                match self { $(Self::$name => $class),+ }
            }
        }
    };
}

inks! {
    /// Never written.
    Invisible => "",
    /// A column without a figure.
    Gap => "gap",
    /// Between target and tolerance.
    Band => "band",
    /// A line across at a tick of the value axis.
    Grid => "grid",
    /// The line at zero.
    Zero => "zero",
    /// A short stroke under a column.
    Tick => "tick",
    /// The cut that says the axis does not start at zero.
    AxisCut => "axis-cut",
    /// Another body's figure.
    Benchmark => "benchmark",
    /// The tolerance.
    Tolerance => "tolline",
    /// The target.
    Target => "goalline",
    /// A break in the series.
    Break => "break",
    /// From the end of a line to a label that had to move.
    Leader => "leader",
    /// The figures, joined.
    Run => "run",
    /// The months after the last period, joined.
    Months => "months",
    /// A point that is good.
    Good => "mark good",
    /// A point that is near.
    Near => "mark near",
    /// A point that is bad.
    Bad => "mark bad",
    /// A point without a rating.
    Unrated => "mark unrated",
    /// A month after the last period.
    Month => "mark month",
    /// A number on the value axis.
    TickText => "t-tick",
    /// A period's name.
    PeriodText => "t-period",
    /// A year's name.
    YearText => "t-year",
    /// The shorthand of a missing figure.
    GapText => "t-gap",
    /// What changed at a break.
    BreakText => "t-break",
    /// The target's label.
    TargetText => "t-target",
    /// The label of a target that held before.
    EarlierText => "t-earlier",
    /// The tolerance's label.
    ToleranceText => "t-tolerance",
    /// A benchmark's label.
    BenchmarkText => "t-benchmark",
    /// A month's label.
    MonthText => "t-month",
    /// The last figure's label.
    NowText => "t-now",
    /// A mark of a small picture, to be filled.
    Empty => "empty",
    /// As much of it as the figure takes.
    Full => "full",
    /// The room round a tick.
    Halo => "halo",
    /// A tick at a target.
    Aim => "aim",
    /// A tick at a tolerance or a threshold.
    Slack => "slack",
    /// A figure that no line runs through.
    Lone => "lone",
    /// The first of the parts that make up a figure.
    ShadeFirst => "shade-1",
    /// The second.
    ShadeSecond => "shade-2",
    /// The third.
    ShadeThird => "shade-3",
    /// The fourth.
    ShadeFourth => "shade-4",
    /// A part of the whole that is not of the figure.
    Apart => "apart",
    /// The number in the first part.
    ShadeFirstText => "t-shade-1",
    /// The number in the second.
    ShadeSecondText => "t-shade-2",
    /// The number in the third.
    ShadeThirdText => "t-shade-3",
    /// The number in the fourth.
    ShadeFourthText => "t-shade-4",
    /// The number in a part that is not of the figure.
    ApartText => "t-apart",
}

impl Ink {
    /// The ink that a colour stands for.
    pub(super) fn of(colour: BackendColor) -> Self {
        let number = usize::from(colour.rgb.0);
        Self::ALL.get(number).copied().unwrap_or(Self::Invisible)
    }
}

impl Color for Ink {
    fn to_backend_color(&self) -> BackendColor {
        BackendColor {
            alpha: 1.0,
            rgb: (*self as u8, 0, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Color, Ink};

    #[test]
    fn every_ink_survives_its_way_through_plotters() {
        for &ink in Ink::ALL {
            assert_eq!(Ink::of(ink.to_backend_color()), ink);
        }
    }
}
