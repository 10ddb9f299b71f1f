//! What a slip is called, and what to type instead.

use super::escapes;
use super::fix::fixed;
use super::{Found, Slip};
use crate::diag::{Code, Diagnostic};
use crate::source::{Place, SourcePath};

/// A slip as a diagnostic.
pub(in crate::parse) fn problem(path: &SourcePath, text: &str, found: &Found) -> Diagnostic {
    if let Slip::Escape(start) = found.slip {
        return escapes::problem(path, text, found, start);
    }
    let shown = &text[found.range.clone()];
    let (code, message) = message(found.slip);
    let place = Place::bytes(path, found.range.clone());
    let problem = match found.slip {
        Slip::OddColumn(_) => Diagnostic::warning(code, place, message),
        _ => Diagnostic::error(code, place, message),
    };
    let problem = problem.help(help(found.slip, shown));
    match fixed(found, text) {
        Some(fix) => problem.fix(fix),
        None => problem,
    }
}

const FOLDED: &str = "in this column, a list entry would become part of the text before it";
const ODD_COLUMN: &str = "this line is indented by an odd number of spaces, unlike the others";

fn message(slip: Slip) -> (Code, String) {
    let plain = |code, message: &str| (code, message.to_owned());
    match slip {
        Slip::CutText => plain(
            Code::CutText,
            "this text is cut off at the `#`: the rest is read as a YAML comment",
        ),
        Slip::BadStart(sign) => (
            Code::Quoting,
            format!("text that starts with `{sign}` must be in quotes"),
        ),
        Slip::Anchor(sign) => (
            Code::Anchor,
            format!(
                "YAML reads `{sign}` as an anchor, an alias or a tag, which cannot be used here"
            ),
        ),
        Slip::ColonInText => plain(Code::Quoting, "text that contains `: ` must be in quotes"),
        Slip::StrayQuote(quote) => (
            Code::Quoting,
            format!("this text ends with a `{quote}` but does not start with one"),
        ),
        Slip::CurlyQuote => plain(
            Code::Quoting,
            "curly quotes are read as part of the text: use straight quotes around it",
        ),
        Slip::NoColon => plain(
            Code::Syntax,
            "there is no colon after the name on this line",
        ),
        Slip::Folded(_) => plain(Code::Indentation, FOLDED),
        Slip::OddColumn(_) => plain(Code::Indentation, ODD_COLUMN),
        Slip::AfterQuote => plain(Code::Quoting, "the text continues after the closing quote"),
        Slip::OpenQuote => plain(Code::Quoting, "this quote is never closed"),
        Slip::OpenBrace(sign) => (Code::Syntax, format!("this `{sign}` is never closed")),
        Slip::ClosesNothing(sign) => (Code::Syntax, format!("this `{sign}` closes nothing")),
        Slip::ClosesOther(sign) => (
            Code::Syntax,
            format!("this `{sign}` closes a `{}`", other(sign)),
        ),
        Slip::AfterBrace => plain(Code::Syntax, "the line continues after its closing brace"),
        Slip::NoComma => plain(Code::Syntax, "there is no comma between these two entries"),
        Slip::DashWithoutBlank => plain(Code::Syntax, "there is no space after the dash"),
        Slip::OddDash(sign) => (
            Code::Syntax,
            format!("there is a `{sign}` where the dash of a list entry should be"),
        ),
        Slip::Tab => plain(Code::Syntax, "this line is indented with a tab"),
        Slip::OddBlank => plain(
            Code::Syntax,
            "this looks like a space but is a different character",
        ),
        Slip::Escape(_) => plain(Code::HiddenCharacter, escapes::NOT_TEXT),
        Slip::SecondDocument => plain(
            Code::Syntax,
            "`---` starts a second document, which would not be read",
        ),
    }
}

/// What opens where this should close.
fn other(sign: char) -> char {
    if sign == '}' { '[' } else { '{' }
}

fn help(slip: Slip, shown: &str) -> String {
    let quoted = || format!("put the text in double quotes: {}", in_quotes(shown));
    let plain = |help: &str| help.to_owned();
    match slip {
        Slip::CutText => format!(
            "{}; if it is a comment for colleagues, put it on its own line",
            quoted()
        ),
        Slip::ColonInText if shown.starts_with('(') => {
            plain("put `name: value` pairs on one line in braces: { }")
        }
        Slip::BadStart(_) | Slip::ColonInText => quoted(),
        Slip::StrayQuote('\'') => format!("delete it; if it is part of the text, {}", quoted()),
        Slip::StrayQuote(quote) => format!(
            "delete it, or put the text in double quotes: {}",
            in_quotes(shown.trim_end_matches(quote))
        ),
        Slip::CurlyQuote if !is_closed_curly(shown) => {
            plain("type a straight quote instead, and one at the end of the whole text")
        }
        Slip::CurlyQuote => format!("type straight quotes: {}", in_quotes(without_curly(shown))),
        Slip::Folded(column) => format!("start it with {column} spaces"),
        Slip::NoColon => {
            let name = shown.trim_end_matches(|c: char| !c.is_alphanumeric());
            format!("write `{name}:`")
        }
        Slip::OddColumn(_) => plain("line it up with the lines around it: 2 spaces for each level"),
        Slip::Anchor(_) => plain("write the value itself; if it is text, put it in double quotes"),
        Slip::AfterQuote => format!(
            "put the whole text in double quotes: {}",
            in_quotes(without_quotes(shown))
        ),
        Slip::OpenQuote if shown.ends_with(['\u{201c}', '\u{201d}', '\u{2019}']) => {
            plain("the quote at the end is curly: type a straight quote")
        }
        Slip::OpenQuote => plain("put the closing quote at the end of the text"),
        Slip::OpenBrace('{') => plain("close it with } at the end of its entry"),
        Slip::OpenBrace(_) => plain("close it with ] at the end of the list"),
        Slip::ClosesNothing(_) => plain("delete it, or open one before it"),
        Slip::ClosesOther('}') => plain("close the [ with a ] first"),
        Slip::ClosesOther(_) => plain("close the { with a } first"),
        Slip::AfterBrace => {
            plain("put it inside the braces; if the whole line is text, put it in double quotes")
        }
        Slip::NoComma => no_comma(shown),
        Slip::DashWithoutBlank => format!("write `- {}`", shown.trim_start_matches('-')),
        Slip::OddDash(_) => plain("start each list entry with `- `"),
        Slip::Tab => plain("indent with spaces, 2 for each level"),
        Slip::OddBlank => plain("it was pasted from another program: delete it and type a space"),
        Slip::Escape(_) => plain(escapes::TYPE_TWICE),
        Slip::SecondDocument => plain("delete the line, or move the text after it to its own file"),
    }
}

/// `96 forecast` was meant as `96, forecast`; a longer text that a colon follows may be prose.
fn no_comma(shown: &str) -> String {
    match shown.rsplit_once(' ') {
        Some((value, name)) if value.ends_with(';') => {
            let value = value.trim_end_matches(';');
            format!("put a comma instead of the semicolon: write `{value}, {name}:`")
        }
        Some((value, name)) if !value.contains(' ') => {
            format!("write `{value}, {name}:`; if it is text with a colon, put it in double quotes")
        }
        Some((_, name)) => format!(
            "put a comma before `{name}`; if it is text with a colon, put it in double quotes"
        ),
        None => format!("put a comma before `{shown}`"),
    }
}

/// The text as it is typed within double quotes.
pub(super) fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether a quote stands at the other end, too.
pub(super) fn is_closed_curly(text: &str) -> bool {
    let mut signs = text.chars();
    signs.next().is_some()
        && signs
            .as_str()
            .ends_with(['"', '\'', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}'])
}

/// A text without the quotes that another program put round it.
pub(super) fn without_curly(text: &str) -> &str {
    text.trim_matches(|c| {
        matches!(
            c,
            '"' | '\'' | '\u{201c}'..='\u{201e}' | '\u{2018}' | '\u{2019}'
        )
    })
}

/// A text that was quoted, and quoted again inside, without its outer quotes.
pub(super) fn without_quotes(text: &str) -> &str {
    let quote = &text[..1];
    let inner = text
        .strip_prefix(quote)
        .and_then(|text| text.strip_suffix(quote));
    match inner {
        Some(inner) => inner,
        None => text,
    }
}
