//! What runs at the head of a printed report.

use crate::model::Quarter;
use crate::site::PageSet;
use crate::site::page::paper;
use crate::site::phrases::periods;

/// Where it is, for each published quarter.
pub(super) fn quarters(pages: &PageSet) -> Vec<(Quarter, String)> {
    let quarters = pages.report().published().map(|report| report.quarter);
    quarters
        .map(|quarter| (quarter, paper::running_heads(quarter)))
        .collect()
}

/// Whose report it is and of when, on every printed page but the first.
pub(super) fn running_heads(pages: &PageSet, quarter: Quarter) -> String {
    let site = &pages.report().site;
    let whose = quoted(&format!(
        "{}: {}",
        site.organisation.as_str(),
        site.title.as_str()
    ));
    let when = quoted(&periods::quarter_in_full(pages.words(), quarter));
    format!(
        "@page {{ margin: 22mm 15mm 18mm; @top-left {{ content: {whose}; font: 8.5pt sans-serif; }} \
         @top-right {{ content: {when}; font: 8.5pt sans-serif; }} }}\n\
         @page :first {{ @top-left {{ content: none; }} @top-right {{ content: none; }} @bottom-right {{ content: none; }} }}\n"
    )
}

/// A text as a style sheet quotes it: whatever could end it early is written by its number.
fn quoted(text: &str) -> String {
    let quoted = text.chars().map(|c| match c {
        c if matches!(c, '"' | '\\' | '<') || c.is_control() => format!("\\{:x} ", u32::from(c)),
        c => c.to_string(),
    });
    format!("\"{}\"", quoted.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_end_its_quotes() {
        assert_eq!(
            quoted("The \"Trust\" \\ A<B"),
            r#""The \22 Trust\22  \5c  A\3c B""#
        );
    }
}
