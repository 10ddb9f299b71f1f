//! Reads the properties that a stylesheet sets on `:root`, for the light and the dark scheme.

use std::ops::Range;

use super::super::lexer::Token;
use super::{OTHER_CHANGES, Problem};

/// A declaration, such as `--ink: #14202b;`.
#[derive(Debug, Clone)]
pub(super) struct Declaration<'t> {
    pub(super) name: Token<'t>,
    pub(super) value: Token<'t>,
    /// The comment after it.
    pub(super) about: &'t str,
}

/// The selector of dark colours: not of an embed, unless its address asks for them.
pub(super) const DARK_ROOT: &str = ":root:where(:not(:has(.embed:not(:target))))";
const OPEN_BRACE: &str = "this part is not closed";

/// The properties of a stylesheet.
#[derive(Debug, Default)]
pub(super) struct Sheet<'t> {
    /// On `:root`.
    pub(super) light: Vec<Declaration<'t>>,
    /// On `:root`, on dark screens.
    pub(super) dark: Vec<Declaration<'t>>,
    /// The end of the first `:root { }`.
    pub(super) light_end: Option<usize>,
    /// The end of the first part for dark screens.
    pub(super) dark_end: Option<usize>,
    /// Text that is not a declaration of a property.
    pub(super) unexpected: Vec<Problem>,
    text: &'t str,
    /// The text with other characters for comments and strings.
    plain: String,
}

impl<'t> Sheet<'t> {
    pub(super) fn read(text: &'t str) -> Self {
        let (plain, open_comment) = plain(text);
        let mut sheet = Self {
            text,
            plain,
            ..Self::default()
        };
        sheet.rules(0..text.len(), false);
        if let Some(at) = open_comment {
            // The brace that it hides is not reported as well.
            sheet
                .unexpected
                .retain(|(_, message, _)| message != OPEN_BRACE);
            sheet.report(
                at..at + 2,
                "this comment is not closed",
                "close it with `*/`",
            );
        }
        sheet
    }

    fn report(&mut self, span: Range<usize>, message: &str, help: &str) {
        let problem = (span, message.to_owned(), help.to_owned());
        self.unexpected.push(problem);
    }

    fn report_rule(&mut self, rule: Token<'t>) {
        let what = rule.text.lines().next().unwrap_or_default();
        let message = format!(
            "`{what}` cannot be used here: only `:root {{ }}` can, either by itself or for dark screens"
        );
        let help = if what.contains("dark") {
            "write `@media screen and (prefers-color-scheme: dark) { :root { ... } }`"
        } else {
            OTHER_CHANGES
        };
        self.report(rule.span(), &message, help);
    }

    /// Returns the text of a range, without comments and spaces around it.
    fn trimmed(&self, range: Range<usize>) -> Token<'t> {
        let inner = &self.plain[range.clone()];
        let at = range.start + inner.len() - inner.trim_start().len();
        let text = &self.text[at..at + inner.trim().len()];
        Token { text, at }
    }

    fn rules(&mut self, within: Range<usize>, is_dark: bool) {
        let mut at = within.start;
        while let Some(length) = self.plain[at..within.end].find(['{', '}', ';']) {
            let end = at + length;
            if !self.plain[end..].starts_with('{') {
                let part = self.trimmed(at..end + 1);
                self.report_rule(part);
                at = end + 1;
                continue;
            }
            let head = self.trimmed(at..end);
            let Some(close) = closing_brace(&self.plain[..within.end], end) else {
                return self.report(head.span(), OPEN_BRACE, "close it with `}`");
            };
            let plain = self.plain[head.span()].to_lowercase();
            match plain.split_whitespace().collect::<String>().as_str() {
                root if root == ":root" || is_dark && root == DARK_ROOT => {
                    self.declarations(end + 1..close, is_dark);
                    if !is_dark {
                        self.light_end.get_or_insert(close + 1);
                    }
                }
                "@mediascreenand(prefers-color-scheme:dark)"
                | "@media(prefers-color-scheme:dark)"
                    if !is_dark =>
                {
                    self.rules(end + 1..close, true);
                    self.dark_end.get_or_insert(close + 1);
                }
                _ => self.report_rule(head),
            }
            at = close + 1;
        }
        let rest = self.trimmed(at..within.end);
        if !rest.text.is_empty() {
            self.report_rule(rest);
        }
    }

    fn declarations(&mut self, within: Range<usize>, is_dark: bool) {
        let mut at = within.start;
        while at < within.end {
            let length = self.plain[at..within.end].find(';');
            let end = length.map_or(within.end, |length| at + length);
            let whole = self.trimmed(at..end);
            at = end + 1;
            let Some(colon) = self.plain[whole.span()].find(':') else {
                if !whole.text.is_empty() {
                    let message = "this is not a property with a value";
                    self.report(whole.span(), message, "write it as `--ink: #14202b;`");
                }
                continue;
            };
            let colon = whole.at + colon;
            let after = self.text.get(at..within.end).unwrap_or_default();
            let after = after.lines().next().unwrap_or_default().trim_start();
            let about = after
                .strip_prefix("/*")
                .and_then(|text| text.split_once("*/"));
            let declaration = Declaration {
                name: self.trimmed(whole.at..colon),
                value: self.trimmed(colon + 1..end),
                about: about.map_or("", |(about, _)| about.trim()),
            };
            if is_dark {
                self.dark.push(declaration);
            } else {
                self.light.push(declaration);
            }
        }
    }
}

/// Returns a text of the same length with spaces for comments and quotation marks for strings, and the start of a comment
/// that is not closed.
fn plain(text: &str) -> (String, Option<usize>) {
    let mut plain = text.as_bytes().to_vec();
    let mut open_comment = None;
    let mut at = 0;
    while let Some(found) = text[at..].find(['/', '"', '\'']) {
        let start = at + found;
        let length = match text.as_bytes()[start] {
            b'/' if !text[start..].starts_with("/*") => Some(1),
            b'/' => text[start + 2..].find("*/").map(|length| length + 4),
            quote => {
                let end = text[start + 1..].find(['\n', char::from(quote)]);
                end.map(|length| length + 2)
            }
        };
        at = length.map_or(text.len(), |length| start + length);
        if !text[start..].starts_with('/') {
            plain[start..at].fill(b'"');
        } else if text[start..].starts_with("/*") {
            plain[start..at].fill(b' ');
            open_comment = length.is_none().then_some(start);
        }
    }
    (String::from_utf8_lossy(&plain).into_owned(), open_comment)
}

/// Returns the position of the brace that closes the one at `open`.
fn closing_brace(plain: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let braces = plain[open..].match_indices(['{', '}']);
    for (at, brace) in braces {
        depth = if brace == "{" { depth + 1 } else { depth - 1 };
        if depth == 0 {
            return Some(open + at);
        }
    }
    None
}
