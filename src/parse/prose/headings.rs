//! Where headings of a text stand in the page: none skips a level, whatever the author typed.

/// What a text stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Headings {
    /// The text is the page: its headings are of the second level and deeper.
    OfPage,
    /// The text is one of several that are the page together: its headings are those that were typed, from the second
    /// level on, because the one above may stand in another text.
    OfPassage,
    /// The text stands under a heading of the third level: its own are of the fourth and deeper.
    OfComment,
}

/// No heading is deeper in HTML.
const DEEPEST: u32 = 6;

/// The headings that the text is under, the outermost first.
pub(super) struct Outline {
    headings: Headings,
    /// As typed, and as shown.
    open: Vec<(u32, u32)>,
}

impl Outline {
    pub(super) fn new(headings: Headings) -> Self {
        Self {
            headings,
            open: Vec::new(),
        }
    }

    /// The level at which a heading is shown: one below the nearest one that is higher, so that readers who go from
    /// heading to heading never look for one that is not there.
    pub(super) fn enter(&mut self, typed: u32) -> u32 {
        while self.open.last().is_some_and(|(above, _)| *above >= typed) {
            self.open.pop();
        }
        let shown = match (self.open.last(), self.headings) {
            (Some((_, above)), _) => (above + 1).min(DEEPEST),
            (None, Headings::OfPage) => 2,
            (None, Headings::OfPassage) => typed.max(2),
            (None, Headings::OfComment) => 4,
        };
        self.open.push((typed, shown));
        shown
    }

    /// The level of the heading that was entered last.
    pub(super) fn shown(&self) -> u32 {
        self.open.last().map_or(DEEPEST, |(_, shown)| *shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(headings: Headings, typed: &[u32]) -> Vec<u32> {
        let mut outline = Outline::new(headings);
        typed.iter().map(|level| outline.enter(*level)).collect()
    }

    #[test]
    fn no_heading_skips_a_level() {
        let comment = Headings::OfComment;
        assert_eq!(shown(comment, &[1, 3, 3, 2, 1]), [4, 5, 5, 5, 4]);
        assert_eq!(shown(comment, &[3, 1]), [4, 4]);
        assert_eq!(shown(comment, &[1, 2, 3, 4]), [4, 5, 6, 6]);
        assert_eq!(shown(Headings::OfPage, &[3, 6, 2]), [2, 3, 2]);
    }

    #[test]
    fn a_passage_keeps_its_place_below_the_passages_before() {
        assert_eq!(shown(Headings::OfPassage, &[3]), [3]);
        assert_eq!(shown(Headings::OfPassage, &[1, 3]), [2, 3]);
    }
}
