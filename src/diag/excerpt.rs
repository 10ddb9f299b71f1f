//! The part of a file that is shown with a problem: a few lines, even if the file or a line is very long.

use std::ops::Range;

use crate::source::{LineColumn, SourceText};

/// Places further apart than this, in lines, are shown in separate excerpts.
const FAR: usize = 400;
/// A line longer than this, in bytes, is shown only in part.
const WIDE: usize = 1_000;
/// How many bytes of a long line are shown on each side of a place. Twice as many are shown of the place itself.
const BESIDE: usize = 60;

/// Some lines of a file, or a part of one.
pub(super) struct Excerpt {
    pub(super) text: String,
    /// The line number of the first line, counted from 1.
    pub(super) line: usize,
    /// The index of each place in this excerpt, with its byte range in `text`.
    pub(super) spans: Vec<(usize, Range<usize>)>,
    /// The position of the place, if the excerpt starts in the middle of a line.
    pub(super) cut_at: Option<LineColumn>,
}

/// Returns excerpts that show some places of a file: a single one if all of them fit.
pub(super) fn excerpts(source: &SourceText, places: &[Range<usize>]) -> Vec<Excerpt> {
    let numbered: Vec<(usize, Range<usize>)> = places.iter().cloned().enumerate().collect();
    if let Some(excerpt) = whole(source, &numbered) {
        return vec![excerpt];
    }
    let each = numbered.into_iter().map(|place| {
        let alone = whole(source, std::slice::from_ref(&place));
        alone.unwrap_or_else(|| cut(source, place))
    });
    each.collect()
}

/// Returns the lines from the first place to the last, unless they are too many or too long.
fn whole(source: &SourceText, places: &[(usize, Range<usize>)]) -> Option<Excerpt> {
    let lines = places.iter().map(|(_, range)| source.lines_of(range));
    let lines = lines.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))?;
    let is_narrow = |line| source.line(line).len() <= WIDE;
    if lines.len() > FAR || !lines.clone().all(is_narrow) {
        return None;
    }
    let (start, end) = (
        source.line(lines.start).start,
        source.line(lines.end - 1).end,
    );
    let shifted = places
        .iter()
        .map(|(number, range)| (*number, range.start - start..range.end - start));
    Some(Excerpt {
        text: source.as_str()[start..end].to_owned(),
        line: lines.start + 1,
        spans: shifted.collect(),
        cut_at: None,
    })
}

/// Returns the part of a line around the start of a place.
fn cut(source: &SourceText, (number, range): (usize, Range<usize>)) -> Excerpt {
    let line = source.line(source.lines_of(&range).start);
    let shown = source.clamp(&(range.start.saturating_sub(BESIDE)..range.start + 3 * BESIDE));
    let shown = shown.start.max(line.start)..shown.end.min(line.end);
    let marked = source.clamp(&(range.start..range.end.min(range.start + 2 * BESIDE)));
    let text = source.as_str()[shown.clone()].trim_end();
    let dots = |is_cut| if is_cut { "..." } else { "" };
    let before = dots(shown.start > line.start);
    let shift = |byte: usize| (byte - shown.start).min(text.len()) + before.len();
    Excerpt {
        text: format!("{before}{text}{}", dots(shown.end < line.end)),
        line: source.line_column(range.start).line,
        spans: vec![(number, shift(marked.start)..shift(marked.end))],
        cut_at: Some(source.line_column(range.start)),
    }
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "one place, as a range")]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    fn source(text: &str) -> SourceText {
        SourceText::decode(SourcePath::new("a.yaml"), text.as_bytes()).expect("text")
    }

    fn shown(text: &str, places: &[Range<usize>]) -> Vec<(usize, String, Vec<String>)> {
        let excerpts = excerpts(&source(text), places).into_iter();
        excerpts
            .map(|excerpt| {
                let marked = excerpt.spans.iter();
                let marked = marked.map(|(_, span)| excerpt.text[span.clone()].to_owned());
                (excerpt.line, excerpt.text.clone(), marked.collect())
            })
            .collect()
    }

    #[test]
    fn places_near_to_one_another_are_shown_together() {
        let text = "a: 1\nb: 2\nc: 3\nd: 4\n";
        let expected = (
            2,
            "b: 2\nc: 3\n".to_owned(),
            vec!["c".to_owned(), "b: 2".to_owned()],
        );
        assert_eq!(shown(text, &[10..11, 5..9]), [expected]);
    }

    #[test]
    fn the_end_of_a_file_is_on_its_last_line() {
        let end = (1, "a: 1\n".to_owned(), vec![String::new()]);
        assert_eq!(shown("a: 1\n", &[5..5]), [end]);
        assert_eq!(
            shown("", &[0..0]),
            [(1, String::new(), vec![String::new()])]
        );
    }

    #[test]
    fn what_is_shown_does_not_grow_with_the_file() {
        let far = format!("a: 1\n{}a: 2\n", "x: é\n".repeat(5_000));
        let end = far.len() - 5;
        let texts: Vec<String> = shown(&far, &[end..end + 1, 0..1])
            .into_iter()
            .map(|(_, text, _)| text)
            .collect();
        assert_eq!(texts, ["a: 2\n", "a: 1\n"]);
        let wide = format!("{}a: 1, {}\n", "é".repeat(5_000), "ö".repeat(5_000));
        let [(1, text, marked)] = &shown(&wide, &[10_000..10_004])[..] else {
            panic!("one line is shown in one piece");
        };
        assert_eq!(marked, &["a: 1"]);
        assert!(
            text.len() < 6 * BESIDE && text.starts_with("...é") && text.ends_with("ö..."),
            "{text}"
        );
        let all = 0..far.len();
        assert!(shown(&far, &[all])[0].1.len() < 6 * BESIDE);
    }
}
