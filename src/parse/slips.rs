//! Slips that are silent in plain YAML, or that its parser reports in its own words: a light reading of the text,
//! sign by sign, that knows quotes, braces, comments and block texts, and nothing of what the values mean.

mod columns;
pub(super) mod escapes;
mod fix;
mod scanner;
mod signs;
mod words;

pub(super) use fix::is_prose;
pub(super) use words::problem;

use std::ops::Range;

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// ` #` after unquoted text.
    CutText,
    /// Unquoted text that begins with a sign of YAML's own.
    BadStart(char),
    /// `&name`, `*name` or `!tag`.
    Anchor(char),
    /// `: ` inside unquoted text.
    ColonInText,
    /// Text after the closing quote.
    AfterQuote,
    /// A quote at the end of unquoted text.
    StrayQuote(char),
    /// Quotes of another program round a text.
    CurlyQuote,
    /// An entry of a list that would become a part of the text before it, and the column that it belongs in.
    Folded(usize),
    /// A name without its colon.
    NoColon,
    /// The only line in an odd column, and the one that it may stand in with the same meaning.
    OddColumn(Option<usize>),
    /// A quote that is never closed.
    OpenQuote,
    /// A brace or bracket that is never closed.
    OpenBrace(char),
    /// One that closes nothing.
    ClosesNothing(char),
    /// One that closes one of the other kind.
    ClosesOther(char),
    /// Text after the closing brace.
    AfterBrace,
    /// Two entries within braces without a comma between them.
    NoComma,
    /// `-entry` at the start of a line.
    DashWithoutBlank,
    /// A sign of another program where a dash belongs.
    OddDash(char),
    /// A tab at the start of a line.
    Tab,
    /// A blank that is not the one of the space bar.
    OddBlank,
    /// An escape that is no readable text, and where its double quotes begin.
    Escape(usize),
    /// `---` or `...`: a second document.
    SecondDocument,
}

/// A slip and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// What went wrong.
    pub(super) slip: Slip,
    /// The text in question.
    pub(super) range: Range<usize>,
}

/// What the reading found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Scan {
    /// In the order of the text.
    pub(super) slips: Vec<Found>,
    /// From each outermost `{` or `[` to its end, in the order of the text.
    braces: Vec<Range<usize>>,
}

impl Scan {
    /// The tabs that lines are indented with.
    pub(super) fn tabs(&self) -> impl Iterator<Item = Range<usize>> {
        let tabs = self.slips.iter().filter(|found| found.slip == Slip::Tab);
        tabs.map(|found| found.range.clone())
    }

    /// Whether a slip may have changed what the file says. An odd column alone has not.
    pub(super) fn is_in_doubt(&self) -> bool {
        self.slips
            .iter()
            .any(|found| !matches!(found.slip, Slip::OddColumn(_)))
    }

    /// Whether a byte lies within `{ }` or `[ ]`.
    pub(super) fn in_braces(&self, byte: usize) -> bool {
        let before = self.braces.partition_point(|range| range.start <= byte);
        let last = before.checked_sub(1).map(|at| &self.braces[at]);
        last.is_some_and(|range| range.contains(&byte))
    }

    /// Whether there is a slip of a kind that begins at a byte.
    pub(super) fn has(&self, slip: Slip, byte: usize) -> bool {
        let before = self.slips.partition_point(|found| found.range.start < byte);
        let here = self.slips[before..].iter();
        here.take_while(|found| found.range.start == byte)
            .any(|found| found.slip == slip)
    }
}

/// Reads the text for slips.
pub(super) fn scan(text: &str) -> Scan {
    scanner::scan(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(text: &str) -> Vec<(Slip, &str)> {
        scan(text)
            .slips
            .into_iter()
            .map(|found| (found.slip, &text[found.range]))
            .collect()
    }

    #[test]
    fn what_a_parser_would_pass_over_or_say_in_its_own_words() {
        let table = [
            ("title: Plan action #4", Slip::CutText, "Plan action #4"),
            ("title: Plan action # 4", Slip::CutText, "Plan action # 4"),
            ("- Plan action #4", Slip::CutText, "Plan action #4"),
            (
                "title: % of children seen",
                Slip::BadStart('%'),
                "% of children seen",
            ),
            (
                "title: *All* children",
                Slip::BadStart('*'),
                "*All* children",
            ),
            ("title: @home", Slip::BadStart('@'), "@home"),
            (
                "note: \"Good\" cases rose",
                Slip::AfterQuote,
                "\"Good\" cases rose",
            ),
            ("note: one: two", Slip::ColonInText, "one: two"),
            ("note: \"never closed", Slip::OpenQuote, "\"never closed"),
            ("a: &base 1", Slip::Anchor('&'), "&base"),
            ("b: *base", Slip::Anchor('*'), "*base"),
            ("b: { x: *base }", Slip::Anchor('*'), "*base"),
            ("a: !secret x", Slip::Anchor('!'), "!secret"),
            ("a:\n\tb: 1", Slip::Tab, "\t"),
            ("a: 1\n---\nb: 2", Slip::SecondDocument, "---"),
            ("a: { t: % b, c: 1 }", Slip::BadStart('%'), "% b"),
            ("a: \"b\nc: \"d\"", Slip::OpenQuote, "\"b"),
            ("a: { b: 1\nc: 2", Slip::OpenBrace('{'), "{ b: 1"),
            ("a: { b: 1 } }", Slip::ClosesNothing('}'), "}"),
            ("a: [ b }", Slip::ClosesOther('}'), "}"),
            ("a: {path}/b", Slip::AfterBrace, "/b"),
            ("a: { b: 1 c: 2 }", Slip::NoComma, "1 c"),
            ("a: { b: \"x\" c: 2 }", Slip::NoComma, "c"),
            ("a:\n  -one\n", Slip::DashWithoutBlank, "-one"),
            ("a:\u{a0}1", Slip::OddBlank, "\u{a0}"),
            ("\u{a0} a: 1", Slip::OddBlank, "\u{a0}"),
            (r#"a: "S:\budget\new""#, Slip::Escape(3), r"\b"),
            (r#"a: "S:\new\old""#, Slip::Escape(3), r"\n"),
            (r#"a: "\\server\share""#, Slip::Escape(3), r"\s"),
            (r#"a: "\\server\new""#, Slip::Escape(3), r"\n"),
            (r#"a: "red \x1b[31m""#, Slip::Escape(3), r"\x1b"),
            (r#"{ a: "b\u200bc" }"#, Slip::Escape(5), r"\u200b"),
            (r#"a: "\ud800""#, Slip::Escape(3), r"\ud800"),
            (r#"a: "b\rc""#, Slip::Escape(3), r"\r"),
            (r#""a\0": b"#, Slip::Escape(0), r"\0"),
        ];
        for (text, slip, shown) in table {
            assert_eq!(slips(text), [(slip, shown)], "{text}");
        }
    }

    #[test]
    fn what_is_meant_as_it_stands_is_left_alone() {
        let table = [
            "title: Single assessments   # or a text in each language",
            "a1: 24 # one blank is enough after a figure",
            "title: \"Plan action #4: % of R&D *now*\"",
            "url: https://www.example.gov.uk/#top",
            "note: 'it''s # fine: here'",
            "note: |\n  % first\n  a: b: c #4\n  &x\nnext: 1",
            "list:\n  - note: >\n      \"x\" y\n    also: 2",
            "{ a: 1, b: [x, y], \"c\": 'd' }",
            "a: { note: \"one, two: three\" }",
            "range: E20-22\nday: -5\nwhen: 10:30",
            "# title: % of",
            "---\ntitle: x\n",
            "# A remark\n\n---\ntitle: x\n",
            "a: { b: one\n  two, c: 1 }",
            "a: \"one\n  two\"\nb: 'x'",
            "a: [ -1, - 2 ]\nb:\n  - -21\nc: -3",
            "a: 10\u{a0}000 people",
            r#"a: "one \"word\", a \\ and \xa3 \u00a340\n\nnext line\tafter\r\n \/\ \_""#,
            "a: \"one \\\n  two\"",
            r"a: 'S:\budget\new'",
            r"a: S:\budget\new",
        ];
        for text in table {
            assert_eq!(slips(text), [], "{text}");
        }
    }

    #[test]
    fn knows_what_lies_within_braces() {
        let text = "a: { b: [1] }\nc: 2";
        let scan = scan(text);
        assert!(scan.in_braces(9) && !scan.in_braces(14));
    }
}
