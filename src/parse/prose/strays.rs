//! References and links that are none: a character is missing, too much or wrong, and Markdown shows them as text.

use std::ops::Range;

use super::shown::Shown;
use super::signs::is_figure_sign;
use super::slips::{Slip, Slips, near_after, near_before};
use crate::diag::{Code, Fix};
use crate::parse::reference::is_scheme;

/// Reports every reference and every address in brackets that would be shown as typed.
pub(super) fn report(shown: &Shown, slips: &mut Slips) {
    for word in words(shown.text) {
        if shown.is_link(word.start) {
            continue;
        }
        let found = Around::of(shown, &word).and_then(|around| around.slip(shown));
        if let Some(slip) = found {
            slips.add(slip);
        }
    }
}

/// The words that a reference or an address begins with, wherever they are typed.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    const LONGEST: usize = 10;
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find(|c: char| c.is_ascii_alphabetic())?;
            let length = text[start..].find(|c: char| !c.is_ascii_alphabetic());
            at = length.map_or(text.len(), |length| start + length);
            if at - start > LONGEST {
                continue;
            }
            let word = text[start..at].to_ascii_lowercase();
            if is_scheme(&word) || is_address(&word) {
                return Some(start..at);
            }
        }
    })
}

fn is_address(word: &str) -> bool {
    matches!(word, "http" | "https" | "www" | "mailto" | "file")
}

const OPENING: [char; 8] = [
    '(', '[', '{', '<', '\u{ff08}', '\u{ff3b}', '\u{ff5b}', '\u{3010}',
];
const CLOSING: [char; 7] = [
    ')', ']', '}', '\u{ff09}', '\u{ff3d}', '\u{ff5d}', '\u{3011}',
];

/// What separates brackets that were meant to be together, or keeps Markdown from reading them: spaces, a backslash, a
/// mark of code or of emphasis, a quotation mark.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\\' | '`' | '*' | '_' | '"' | '\'' | '\u{200b}' | '\u{feff}'
        )
}

/// What is typed around the first word of a reference or an address.
struct Around<'t> {
    word: &'t str,
    start: usize,
    /// The bracket right before it, and the one before that which would close the words.
    open: Option<(usize, char)>,
    close: Option<(usize, char)>,
    /// What is between the word and what it names.
    colon: &'t str,
    /// What it names, `a2@2016-06`, without the spaces around an `@`.
    id: String,
    end: usize,
    /// The bracket right behind it.
    closes: Option<(usize, char)>,
}

/// The last character of a text that is not only between others, with its byte.
fn last_sign(text: &str) -> Option<(usize, char)> {
    text.char_indices().rev().find(|(_, c)| !is_between(*c))
}

impl<'t> Around<'t> {
    fn of(shown: &Shown<'t>, range: &Range<usize>) -> Option<Self> {
        let text = shown.text;
        let before = near_before(text, range.start);
        if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '.' | '@')) {
            return None;
        }
        let first = range.start - before.len();
        let is_open = |sign: &(usize, char)| OPENING.contains(&sign.1);
        let open = last_sign(before).filter(is_open);
        let inner = open.map_or(before, |(at, _)| &before[..at]);
        let close = last_sign(inner).filter(|sign| CLOSING.contains(&sign.1));
        let after = near_after(text, range.end);
        let colon = colon(after);
        let behind = &after[colon.len()..];
        let id = &behind[..id_length(behind)];
        let end = range.end + colon.len() + id.len();
        let rest = &behind[id.len()..];
        let closes = rest
            .char_indices()
            .find(|(_, c)| !is_between(*c) && *c != '>');
        let closes = closes.filter(|sign| CLOSING.contains(&sign.1));
        let in_text = |(at, sign): (usize, char)| (first + at, sign);
        Some(Self {
            word: &text[range.clone()],
            start: range.start,
            open: open.map(in_text),
            close: close.map(in_text),
            colon,
            id: id.split_whitespace().collect(),
            end,
            closes: closes.map(|(at, sign)| (end + at, sign)),
        })
    }

    fn slip(&self, shown: &Shown) -> Option<Slip> {
        if is_address(&self.word.to_ascii_lowercase()) {
            return self.address(shown);
        }
        let text = shown.text;
        let has_colon = !self.colon.trim().is_empty();
        let is_tight = self.colon == ":" && !self.id.is_empty();
        let is_beside = |sign: Option<(usize, char)>| {
            sign.is_some_and(|(at, sign)| at + sign.len_utf8() == self.start)
        };
        let is_bracketed = is_beside(self.open)
            || is_beside(self.close)
            || self.closes.is_some_and(|(at, _)| at == self.end);
        let is_coded = is_coded(&self.id);
        let is_joined = self.open.is_some() && self.close.is_some();
        let is_reference = if is_tight && (is_bracketed || is_joined) {
            true
        } else if is_joined && self.is_together(text) {
            has_colon || matches!(self.close, Some((_, ']')))
        } else if is_joined {
            // `[88%] (value: a2)`, and not `[1] (target: met)`.
            let is_figure = self
                .shown_words(text)
                .is_some_and(|(_, words)| words.starts_with(is_figure_sign) && !is_note(words));
            if has_colon {
                is_coded || is_figure
            } else {
                is_coded && is_figure
            }
        } else if self.close.is_some() {
            has_colon && is_coded && self.closes.is_some()
        } else {
            // `88% (value: a2)`, and not `88% (target: met)`.
            let is_within = self.open.is_some() && self.closes.is_some();
            is_within && has_colon && is_coded && self.is_after_figure(text)
        };
        is_reference.then(|| self.reference(shown))
    }

    /// Whether the two brackets are typed one right after the other.
    fn is_together(&self, text: &str) -> bool {
        let (Some((close, sign)), Some((open, _))) = (self.close, self.open) else {
            return false;
        };
        text[close + sign.len_utf8()..open].is_empty()
    }

    fn is_after_figure(&self, text: &str) -> bool {
        let open = self.open.map_or(self.start, |(at, _)| at);
        let before = near_before(text, open).trim_end();
        before.ends_with(is_figure_sign)
    }

    /// The words in the brackets before it, and where they begin.
    fn shown_words(&self, text: &'t str) -> Option<(usize, &'t str)> {
        let (close, _) = self.close?;
        let before = near_before(text, close);
        let open = before.rfind(OPENING)?;
        let words = before[open..]
            .trim_start_matches(OPENING)
            .trim_end_matches('\\');
        let is_words = !words.is_empty() && !words.contains('\n') && !words.contains(CLOSING);
        is_words.then_some((close - before.len() + open, words))
    }

    fn reference(&self, shown: &Shown<'t>) -> Slip {
        let text = shown.text;
        let start = self.close.or(self.open).map_or(self.start, |(at, _)| at);
        let scheme = self.word.to_ascii_lowercase();
        let words = self.shown_words(text);
        let typed = |words: &str| format!("[{words}]({scheme}:{})", self.id);
        let (message, help) = if shown.is_code(self.start) {
            (
                "this reference is in code, so it would be shown as typed",
                "delete the backticks or the indent".to_owned(),
            )
        } else {
            let help = match words {
                Some((_, words)) if !self.id.is_empty() => format!("write `{}`", typed(words)),
                _ => "write `[words](measure:a2)`: the words in [ ], then the reference in ( )"
                    .to_owned(),
            };
            (
                "this looks like a reference but would be shown as typed",
                help,
            )
        };
        let slip = Slip::new(Code::Reference, start..self.end, message, &help);
        slip.fixed_by(self.spacing(shown, words.is_some()))
    }

    /// The edit, where only spaces keep it from being read.
    fn spacing(&self, shown: &Shown, has_words: bool) -> Option<Fix> {
        let ((close, ']'), (_, '('), (end, ')')) = (self.close?, self.open?, self.closes?) else {
            return None;
        };
        let typed = &shown.text[close + 1..end];
        let solid: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let meant = format!("({}:{}", self.word, self.id);
        let is_spacing = solid == meant
            && solid != typed
            && is_scheme(self.word)
            && has_words
            && !shown.text[..close].ends_with('\\')
            && !shown.is_code(close);
        is_spacing.then(|| Fix::new(close + 1..end, meant, "delete the spaces in the reference"))
    }

    /// An address with brackets around it that are not those of a link.
    fn address(&self, shown: &Shown) -> Option<Slip> {
        let text = shown.text;
        let is_www = self.word.eq_ignore_ascii_case("www");
        let rest = near_after(text, self.start + self.word.len());
        if !(is_www && rest.starts_with('.') || !is_www && rest.starts_with(':')) {
            return None;
        }
        let (close, sign) = match (self.close, self.open) {
            (Some(close), Some((_, '(' | '[' | '<' | '{')))
                if close.1 != ')' || self.is_together(text) =>
            {
                close
            }
            (Some((_, ')')), Some((_, '['))) => self.close?,
            // `<https://www.example.gov.uk/a b>`
            (None, Some(open @ (_, '<'))) => open,
            (Some(close), None) if close.1 == ']' && close.0 + 1 == self.start => close,
            // `[doc(https://www.example.gov.uk/)`: the words are never closed.
            (None, Some((at, '('))) => {
                let before = near_before(text, at);
                let line = before.rsplit('\n').next().unwrap_or_default();
                let open = line.rfind('[')?;
                let is_open = !line[open..].contains(']') && !line.ends_with(' ');
                is_open.then_some((at, '('))?
            }
            _ => return None,
        };
        if shown.is_link(close) {
            return None;
        }
        let (end, address) = address_in(text, self.start);
        let words = self.shown_words(text).map_or("words", |(_, words)| words);
        let spaced = address.contains(char::is_whitespace);
        let safe = percent_encoded(address);
        let help = if spaced {
            format!("write `[{words}]({safe})`: `%20` for each space in an address")
        } else {
            format!("write `[{words}]({safe})`")
        };
        let is_joined = sign == ']'
            && self.open.is_some_and(|(_, sign)| sign == '(')
            && text[end..].starts_with(')');
        let is_fixed = is_joined
            && self.shown_words(text).is_some()
            && matches!(self.word, "http" | "https")
            && !shown.is_code(close)
            && !address.contains(['"', '\\', '<', '\n']);
        let fix = is_fixed.then(|| {
            Fix::new(
                close + 1..end,
                format!("({safe}"),
                "delete the spaces in the link",
            )
        });
        let start = self.shown_words(text).map_or(close, |(start, _)| start);
        let message = "this looks like a link but would be shown as typed";
        Some(Slip::new(Code::Reference, start..end, message, &help).fixed_by(fix))
    }
}

/// The colon behind the first word of a reference, in every way that it can be typed, with the spaces around it.
fn colon(after: &str) -> &str {
    const COLONS: [&str; 13] = [
        ":", "\\:", "\u{ff1a}", "\u{2236}", "\u{a789}", "\u{2d0}", "&#58;", "&#x3a;", "&#x3A;",
        "&colon;", "%3A", "%3a", ";",
    ];
    let blank = after.len() - after.trim_start_matches(is_between).len();
    let sign = COLONS
        .iter()
        .find(|colon| after[blank..].starts_with(**colon));
    let length = sign.map_or(0, |sign| sign.len());
    let behind = &after[blank + length..];
    let spaces = behind.len() - behind.trim_start_matches(is_between).len();
    &after[..blank + length + spaces]
}

/// Whether words are the mark of a note: `[1]`.
pub(super) fn is_note(words: &str) -> bool {
    (1..=2).contains(&words.len()) && words.bytes().all(|b| b.is_ascii_digit())
}

/// How long the name of something is: `a2@2016-06`, also where spaces are around the `@`.
fn id_length(text: &str) -> usize {
    let is_id = |c: char| c.is_ascii_alphanumeric() || "-_.@".contains(c);
    let length = |text: &str| text.find(|c| !is_id(c)).unwrap_or(text.len());
    let first = length(text);
    let behind = text[first..].trim_start_matches([' ', '\u{a0}']);
    let blank = text.len() - first - behind.len();
    let goes_on =
        first > 0 && blank > 0 && (text[..first].ends_with('@') || behind.starts_with('@'));
    if goes_on {
        return first + blank + id_length(behind);
    }
    text[..first].trim_end_matches('.').len()
}

/// Whether an id is one of letters with figures or hyphens, as those of measures are, and not `Q1`.
fn is_coded(id: &str) -> bool {
    let is_quarter = id.len() == 2 && id.to_ascii_lowercase().starts_with('q');
    let has_letter = id.contains(|c: char| c.is_ascii_alphabetic());
    has_letter && id.contains(|c: char| c.is_ascii_digit() || c == '-') && !is_quarter
}

/// An address as far as it was meant to go: to the bracket that closes the link, or to the space after it.
fn address_in(text: &str, start: usize) -> (usize, &str) {
    let line = near_after(text, start).lines().next().unwrap_or_default();
    let mut depth = 0_usize;
    let mut end = None;
    for (at, sign) in line.char_indices() {
        match sign {
            '(' => depth += 1,
            ')' | ']' | '>' if depth == 0 => {
                end = Some(at);
                break;
            }
            ')' => depth -= 1,
            _ => {}
        }
    }
    let end = end.unwrap_or_else(|| line.find(char::is_whitespace).unwrap_or(line.len()));
    (start + end, &text[start..start + end])
}

/// An address without what ends it in Markdown.
fn percent_encoded(address: &str) -> String {
    let trimmed = address.trim();
    trimmed
        .replace(' ', "%20")
        .replace('(', "%28")
        .replace(')', "%29")
}
