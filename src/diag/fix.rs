//! An edit that fixes a problem, as data: the edges of the program decide whether to make it.

use std::ops::Range;

/// An edit of the file with the problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    pub(crate) range: Range<usize>,
    /// The replacement text.
    pub text: String,
    /// The edit as an instruction: "put a space after the colon".
    pub(crate) what: String,
}

impl Fix {
    /// Creates an edit that replaces a range of bytes with a text.
    pub fn new(range: Range<usize>, text: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            range,
            text: text.into(),
            what: what.into(),
        }
    }
}

/// Applies edits to a text. Of two edits that touch, only the first is applied.
/// Returns the new text and the edits that were applied.
pub fn apply<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> (String, Vec<&'f Fix>) {
    let fits = |fix: &&Fix| text.get(fix.range.clone()).is_some();
    let mut fixes: Vec<&Fix> = fixes.into_iter().filter(fits).collect();
    fixes.sort_by_key(|fix| (fix.range.start, fix.range.end));
    let mut made: Vec<&Fix> = Vec::new();
    for fix in fixes {
        if made
            .last()
            .is_none_or(|last| last.range.end < fix.range.start)
        {
            made.push(fix);
        }
    }
    let mut fixed = text.to_owned();
    for fix in made.iter().rev() {
        fixed.replace_range(fix.range.clone(), &fix.text);
    }
    (fixed, made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_edits_that_touch_the_first_is_made() {
        let fixes = [
            Fix::new(4..5, "X", "second"),
            Fix::new(0..2, "_", "first"),
            Fix::new(2..3, "?", "beside the first"),
            Fix::new(90..91, "!", "outside"),
        ];
        let (text, made) = apply("abcdef", &fixes);
        assert_eq!(text, "_cdXf");
        assert_eq!(made, [&fixes[1], &fixes[0]]);
    }
}
