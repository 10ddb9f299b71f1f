//! What was typed and would be nowhere: every letter and figure of a passage is shown, or belongs to a link.

use std::ops::Range;

use super::shown::Shown;
use super::slips::{Slip, Slips};
use crate::diag::Code;

/// Reports each line of which something would not be shown. `definitions` are the addresses that stand apart from their
/// words, `[1]: https://...`, of those that some words use.
pub(super) fn report(shown: &Shown, definitions: Vec<Range<usize>>, slips: &mut Slips) {
    let mut accounted = shown.accounted.clone();
    accounted.extend(definitions);
    accounted.sort_by_key(|range| range.start);
    let mut at = 0;
    for range in accounted {
        if range.start > at {
            gap(shown.text, at..range.start, slips);
        }
        at = at.max(range.end);
    }
    if at < shown.text.len() {
        gap(shown.text, at..shown.text.len(), slips);
    }
}

fn gap(text: &str, range: Range<usize>, slips: &mut Slips) {
    let mut start = range.start;
    for line in text[range].split_inclusive('\n') {
        let typed = line.trim();
        if typed.contains(char::is_alphanumeric) {
            let at = start + line.len() - line.trim_start().len();
            let help = if typed.starts_with('[') && typed.contains("]:") {
                "a line that starts with `[words]:` is read as the address of a link: delete the brackets, or write `[words](https://www.example.gov.uk/)` in the sentence"
            } else {
                "delete it, or write it in the sentence"
            };
            let message = "this would not be shown anywhere";
            slips.add(Slip::new(
                Code::Markdown,
                at..at + typed.len(),
                message,
                help,
            ));
        }
        start += line.len();
    }
}
