//! What a stroke or a word is, rather than what colour it has.

use super::spec::Tone;

macro_rules! inks {
    ($($name:ident => $class:literal, $look:literal;)+) => {
        /// The role of a stroke, a shape or a word. The table of classes in [`chart`](super) describes each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Ink { $($name),+ }

        impl Ink {
            const ALL: &[Self] = &[$(Self::$name),+];

            /// Returns its class, for the page's stylesheet.
            pub(super) fn class(self) -> &'static str {
                match self { $(Self::$name => concat!("class=\"", $class, "\"")),+ }
            }

            /// Returns its look in a file without a stylesheet, in the colours of the default theme.
            pub(super) fn look(self) -> &'static str {
                match self { $(Self::$name => $look),+ }
            }
        }
    };
}

inks! {
    Gap => "gap", r##"fill="#f3f6f8""##;
    Band => "band", r##"fill="#fdf2da""##;
    Grid => "grid", r##"stroke="#d3dae1""##;
    Zero => "zero", r##"stroke="#4c5b69""##;
    Tick => "tick", r##"stroke="#d3dae1" stroke-width="1.5""##;
    AxisCut => "axis-cut", r##"stroke="#4c5b69" stroke-width="1.5""##;
    Benchmark => "benchmark", r##"stroke="#4c5b69" stroke-width="2" stroke-dasharray=".1 5""##;
    Tolerance => "tolline", r##"stroke="#c07a00" stroke-width="1.5""##;
    Target => "goalline",
        r##"stroke="#14202b" stroke-width="1.75" stroke-dasharray="6 4" stroke-linecap="butt""##;
    Break => "break", r##"stroke="#4c5b69" stroke-width="1.5" stroke-dasharray="2 4""##;
    Leader => "leader", r##"stroke="#4c5b69" stroke-width=".75""##;
    Run => "run", r##"stroke="#12436d" stroke-width="2.5""##;
    Months => "months", r##"stroke="#12436d""##;
    Good => "mark good", r##"fill="#1d8a5a" stroke="#fff" stroke-width="1.25""##;
    Near => "mark near", r##"fill="#c07a00" stroke="#fff" stroke-width="1.25""##;
    Bad => "mark bad", r##"fill="#c8233d" stroke="#fff" stroke-width="1.25""##;
    Blue => "mark blue", r##"fill="#2f6fc0" stroke="#fff" stroke-width="1.25""##;
    Yellow => "mark yellow", r##"fill="#a38600" stroke="#fff" stroke-width="1.25""##;
    Purple => "mark purple", r##"fill="#7d47b5" stroke="#fff" stroke-width="1.25""##;
    Unrated => "mark unrated", r##"fill="#fff" stroke="#12436d" stroke-width="2.5""##;
    Month => "mark month", r##"fill="#fff" stroke="#12436d" stroke-width="1.5""##;
    Person => "by-person", r##"stroke="#14202b" stroke-width="1.5""##;
    TickText => "t-tick", r##"fill="#4c5b69""##;
    PeriodText => "t-period", r##"fill="#4c5b69""##;
    YearText => "t-year", r##"fill="#14202b" font-weight="600""##;
    GapText => "t-gap", r##"fill="#4c5b69""##;
    BreakText => "t-break", r##"fill="#4c5b69""##;
    TargetText => "t-target", r##"fill="#14202b" font-weight="600""##;
    EarlierText => "t-earlier", r##"fill="#4c5b69""##;
    ToleranceText => "t-tolerance", r##"fill="#4c5b69""##;
    BenchmarkText => "t-benchmark", r##"fill="#4c5b69""##;
    MonthText => "t-month", r##"fill="#14202b""##;
    NowText => "t-now",
        r##"fill="#14202b" font-weight="700" paint-order="stroke" stroke="#fff" stroke-width="4""##;
    NoteText => "t-note", r##"fill="#14202b" paint-order="stroke" stroke="#fff" stroke-width="4""##;
    // The rest are in small pictures only, which never leave their page.
    Empty => "empty", "";
    Full => "full", "";
    Halo => "halo", "";
    Slack => "slack", "";
    Lone => "lone", "";
    ShadeFirst => "shade-1", "";
    ShadeSecond => "shade-2", "";
    ShadeThird => "shade-3", "";
    ShadeFourth => "shade-4", "";
    Apart => "apart", "";
    ShadeFirstText => "t-shade-1", "";
    ShadeSecondText => "t-shade-2", "";
    ShadeThirdText => "t-shade-3", "";
    ShadeFourthText => "t-shade-4", "";
    ApartText => "t-apart", "";
}

impl Ink {
    /// How far a month's mark reaches, as a part of a period's.
    pub(super) const MONTH_REACH: f64 = 0.75;

    /// Returns the ink of a rating, which decides the shape too.
    pub(super) fn of_status(status: Tone) -> Self {
        match status {
            Tone::Good => Self::Good,
            Tone::Near => Self::Near,
            Tone::Bad => Self::Bad,
            Tone::Blue => Self::Blue,
            Tone::Yellow => Self::Yellow,
            Tone::Purple => Self::Purple,
            Tone::None => Self::Unrated,
        }
    }

    /// The ink of a number: `ink as u8`.
    pub(super) fn numbered(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Ink;

    #[test]
    fn every_ink_has_a_number() {
        for &ink in Ink::ALL {
            assert_eq!(Ink::numbered(ink as u8), Some(ink));
        }
    }

    #[test]
    fn the_colours_of_files_are_those_of_the_default_theme() {
        let style = include_str!("../../themes/default/style.css");
        for source in [include_str!("ink.rs"), include_str!("alone.rs")] {
            let colours = source.match_indices("\"#");
            let colours = colours.filter_map(|(at, _)| source.get(at + 1..at + 8));
            let is_colour =
                |text: &&str| text.chars().skip(1).all(|digit| digit.is_ascii_hexdigit());
            let colours: Vec<&str> = colours.filter(is_colour).collect();
            assert!(!colours.is_empty());
            for colour in colours {
                assert!(style.contains(&format!("{colour};")), "{colour}");
            }
        }
    }
}
