//! Slips of typing in YAML, and what to type instead.
//!
//! Small edits near the place where the parser stopped show what is wrong with a file that it refuses: see [`trials`].
//! What the parser reads as something else than was meant is found in the tree: see [`silent`].

mod edits;
mod escapes;
mod silent;
mod text;
mod trials;

pub(super) use escapes::TYPE_TWICE;
pub(super) use silent::silent;
pub(super) use text::{curly_length, is_odd_blank, is_prose};
pub(super) use trials::find;

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Fix};
use crate::source::{Place, SourceText};
use text::{in_quotes, is_curly, is_entry};

/// A slip at a range of a text.
struct Slip<'t> {
    source: &'t SourceText,
    range: Range<usize>,
}

impl<'t> Slip<'t> {
    fn shown(&self) -> &'t str {
        &self.source.as_str()[self.range.clone()]
    }

    fn after(&self) -> &'t str {
        &self.source.as_str()[self.range.end..]
    }

    fn problem(
        &self,
        code: Code,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Diagnostic {
        let place = Place::bytes(&self.source.path, self.range.clone());
        Diagnostic::error(code, place, message).help(help)
    }

    fn syntax(&self, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
        self.problem(Code::Syntax, message, help)
    }

    fn fix(&self, text: impl Into<String>, what: &str) -> Fix {
        Fix::new(self.range.clone(), text, what)
    }

    /// The edit that puts prose in double quotes. What may be a figure, a day or an id is left to its editor.
    fn quoted(&self, inner: &str) -> Option<Fix> {
        let is_clear = is_prose(inner) && !self.shown().contains(" #");
        is_clear.then(|| self.fix(in_quotes(inner), "put the text in double quotes"))
    }

    /// ` #` after unquoted text.
    fn cut(&self) -> Diagnostic {
        let message = "this text is cut off at the `#`: the rest is read as a YAML comment";
        let quoted = in_quotes(self.shown());
        let help = format!(
            "put the text in double quotes: {quoted}; if it is a comment for colleagues, put it on its own line"
        );
        self.problem(Code::CutText, message, help)
    }

    /// Unquoted text that starts with a character of YAML's own.
    fn bad_start(&self, first: char) -> Diagnostic {
        let message = format!("text that starts with `{first}` must be in quotes");
        self.must_be_quoted(&message, self.quoted(self.shown()))
    }

    fn must_be_quoted(&self, message: &str, fix: Option<Fix>) -> Diagnostic {
        let help = format!("put the text in double quotes: {}", in_quotes(self.shown()));
        self.problem(Code::Quoting, message, help).fix(fix)
    }

    /// `: ` inside unquoted text.
    fn colon_in_text(&self) -> Diagnostic {
        let (shown, message) = (self.shown(), "text that contains `: ` must be in quotes");
        if shown.starts_with('(') {
            let help = "put `name: value` pairs on one line in braces: { }";
            return self.problem(Code::Quoting, message, help);
        }
        let is_value = |value: &str| {
            let first = value.split_whitespace().next().unwrap_or_default();
            first.starts_with(|c: char| c.is_ascii_digit() || "\"{[-".contains(c))
        };
        let holds_entries = shown.split(": ").skip(1).any(is_value);
        let is_clear = !goes_on(self.after()) && !holds_entries;
        self.must_be_quoted(message, self.quoted(shown).filter(|_| is_clear))
    }

    /// `&name`, `*name` or `!tag`.
    fn anchor(&self, sign: char) -> Diagnostic {
        let message = format!(
            "YAML reads `{sign}` as an anchor, an alias or a tag, which cannot be used here"
        );
        let help = "write the value itself; if it is text, put it in double quotes";
        self.problem(Code::Anchor, message, help)
    }

    /// A quote at the end of unquoted text.
    fn stray_quote(&self, quote: char) -> Diagnostic {
        let (shown, inner) = (self.shown(), self.shown().trim_end_matches(quote));
        let (help, meant) = match quote {
            '\'' => ("delete it; if it is part of the text, put the text", shown),
            _ => ("delete it, or put the text", inner),
        };
        let help = format!("{help} in double quotes: {}", in_quotes(meant));
        // It may be a possessive: `the schools'`.
        let fix = self.quoted(inner).filter(|_| !shown.ends_with("s'"));
        let message = format!("this text ends with a `{quote}` but does not start with one");
        self.problem(Code::Quoting, message, help).fix(fix)
    }

    /// Quotes of a word processor around a text.
    fn curly(&self) -> Diagnostic {
        let shown = self.shown();
        let is_quote = |c: char| is_curly(c) || matches!(c, '"' | '\'');
        let inner = shown.trim_matches(is_quote);
        let is_closed = shown.chars().skip(1).last().is_some_and(is_quote);
        let help = if is_closed {
            format!("type straight quotes: {}", in_quotes(inner))
        } else {
            "type a straight quote instead, and one at the end of the whole text".to_owned()
        };
        // A single one before a comma may be an apostrophe: `the wards’, and others`.
        let may_go_on = shown.ends_with(['\'', '\u{2019}']) && goes_on(self.after());
        let fix = self.quoted(inner).filter(|_| is_closed && !may_go_on);
        let message = "curly quotes are read as part of the text: use straight quotes around it";
        self.problem(Code::Quoting, message, help).fix(fix)
    }

    /// `-entry` at the start of a line.
    fn dash_without_space(&self) -> Diagnostic {
        let entry = self.shown().trim_start_matches(['-', ' ']);
        let is_text = self.shown().len() == entry.len() + 1
            && entry.starts_with(|c: char| c.is_alphabetic() || c == '"');
        let at = self.range.start + 1;
        let fix = is_text.then(|| Fix::new(at..at, " ", "put a space after the dash"));
        let help = format!("write `- {entry}`");
        self.syntax("there is no space after the dash", help)
            .fix(fix)
    }

    /// A character of another program instead of a dash.
    fn odd_dash(&self) -> Diagnostic {
        let sign = self.shown();
        let message = format!("there is a `{sign}` where the dash of a list entry should be");
        self.syntax(message, "start each list entry with `- `")
            .fix(self.fix("-", "start the entry with a dash"))
    }

    /// A tab at the start of a line, and the spaces to put in place of all that the line is indented with.
    fn tab(&self, indent: Range<usize>, spaces: usize) -> Diagnostic {
        let fix = Fix::new(indent, " ".repeat(spaces), "indent the line with spaces");
        let message = "this line is indented with a tab";
        self.syntax(message, "indent with spaces, 2 for each level")
            .fix(fix)
    }

    /// A space that is not the one of the space bar.
    fn odd_blank(&self) -> Diagnostic {
        let message = "this looks like a space but is a different character";
        let help = "it was pasted from another program: delete it and type a space";
        let fix = self.fix(" ", "replace it with an ordinary space");
        self.syntax(message, help).fix(fix)
    }
}

/// Whether a comma follows that may be part of the text: no other entry comes after it.
fn goes_on(after: &str) -> bool {
    let next = after.trim_start().strip_prefix(',').map(str::trim_start);
    next.is_some_and(|next| !is_entry(next))
}
