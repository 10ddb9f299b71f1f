//! What the feed's entries say.

use super::words::fill;
use super::{PageSet, periods};
use crate::model::{Measure, Quarter};

/// "April to June 2016 (Quarter 1, 2016/17)".
pub fn quarter(pages: &PageSet, quarter: Quarter) -> String {
    periods::quarter_in_full(pages.context.words, quarter)
}

/// "A3 Single assessments: the figure for January to March 2016 was revised".
pub fn revision(pages: &PageSet, measure: &Measure, period: Quarter) -> String {
    let words = pages.context.words;
    let period = periods::quarter(words, period);
    let slots = [("measure", measure.title.as_str()), ("period", &*period)];
    fill(words.feed_revision, &slots)
}
