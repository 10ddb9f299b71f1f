//! The two sizes that every chart is drawn in.

use super::lettering::Face;

/// One size of drawing. All lengths are in drawing units: CSS pixels where the drawing is shown at its own width.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    /// Ends its ids and its class.
    pub(super) name: &'static str,
    pub(super) width: f64,
    pub(super) height: f64,
    /// Where the labels of lines are.
    pub(super) labels: LabelsAt,
    /// The most periods that it shows.
    pub(super) most: usize,
    /// From the top of the sheet to the plot, where no label of a break stands between.
    pub(super) head: f64,
    /// The most lines that a break's label may take.
    pub(super) break_lines: usize,
    /// How far a lone mark reaches from its middle.
    pub(super) mark: f64,
    /// Which of the levels of other charts its scale holds.
    pub(super) beside: usize,
    /// Whether shapes show their words when they are pointed at: with a mouse, not with a thumb.
    pub(super) has_words: bool,
}

/// Where the labels of lines are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum LabelsAt {
    /// Next to the plot, each at the end of its line, in lines no wider than this.
    Edge(f64),
    /// In the plot, each along its line: a phone has no width to spare for a column of words.
    Lines,
}

impl Sheet {
    /// What a shape shows when it is pointed at, if it does.
    pub(super) fn says(&self, words: impl FnOnce() -> String) -> Option<String> {
        self.has_words.then(words)
    }
}

/// The usual letters, in both sizes.
pub(super) const TEXT: Face = Face::regular(13.0);
/// What should be read before the rest.
pub(super) const STRONG: Face = Face::bold(13.0);
/// The last figure.
pub(super) const NOW: Face = Face::bold(16.0);
/// Between a label and what it belongs to, in drawing units.
pub(super) const GAP: f64 = 6.0;
/// From the edge of the plot to the labels beside it: clear of the last mark.
pub(super) const ASIDE: f64 = 11.0;
/// Round the edge of the drawing.
pub(super) const EDGE: f64 = 2.0;

/// For pages of 640 pixels and more, where the letters are no smaller than 11 pixels.
pub(super) const WIDE: Sheet = Sheet {
    name: "wide",
    width: 720.0,
    height: 320.0,
    labels: LabelsAt::Edge(150.0),
    most: usize::MAX,
    head: 2.0 * GAP,
    break_lines: 2,
    mark: 6.5,
    beside: 0,
    has_words: true,
};

/// For a sheet of A4: no smaller letters, and four charts instead of three on each sheet.
pub(super) const LOW: Sheet = Sheet {
    height: 248.0,
    ..WIDE
};

/// For phones. At 280 pixels, a screen of 320 less its margins, the letters are still above 11 pixels.
///
/// Twelve quarters are three years, and the most whole years whose marks all keep their full size there: beside the
/// widest numbers of an axis and two months, a column is still 16 units and its mark 12.
pub(super) const NARROW: Sheet = Sheet {
    name: "narrow",
    width: 320.0,
    height: 320.0,
    labels: LabelsAt::Lines,
    most: 12,
    head: 4.0 * GAP,
    break_lines: 3,
    mark: 6.0,
    beside: 1,
    has_words: false,
};
