//! References and links that are none: a character is missing, too much or wrong, and Markdown shows them as text.

use std::ops::Range;

use super::shown::Shown;
use super::signs::is_figure_sign;
use super::slips::{Slip, last_of, line_before, near_after, near_before};
use crate::diag::Fix;
use crate::parse::reference::is_scheme;

const LINK: &str = "this looks like a link but would be shown as typed";

const OPENING: [char; 8] = ['(', '[', '{', '<', '（', '［', '｛', '【'];
const CLOSING: [char; 7] = [')', ']', '}', '）', '］', '｝', '】'];

/// Finds every reference, every address in brackets and every bracket of a link that would be shown as typed.
pub(super) fn find(shown: &Shown) -> Vec<Slip> {
    const HELP: &str = "write `[words](https://www.example.gov.uk/)`, or `[words](measure:a2)` for a page of this site; if this is not a link, put a space or a backslash between the brackets";
    let words = words(shown.text).filter(|word| !shown.is_link(word.start));
    let around = words.filter_map(|word| Around::of(shown, &word));
    let mut found: Vec<Slip> = around.filter_map(|around| around.slip()).collect();
    let links = shown.links.iter();
    found.extend(links.filter_map(|link| beside(shown.text, link)));
    for joint in ["](", "][", "[["] {
        let places = shown.visible.match_indices(joint).map(|(at, _)| at);
        let broken = places.filter(|at| is_broken(shown.text, *at, joint));
        found.extend(broken.map(|at| Slip::new(at..at + joint.len(), LINK, HELP)));
    }
    found
}

/// The words that a reference or an address begins with, wherever they are typed.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let mut at = 0;
    let pieces = text.split_inclusive(move |c| !is_letter(c));
    pieces.filter_map(move |piece| {
        let start = at;
        at += piece.len();
        let word = piece.trim_end_matches(|c| !is_letter(c));
        let lower = word.to_ascii_lowercase();
        (is_scheme(&lower) || is_address(&lower)).then(|| start..start + word.len())
    })
}

fn is_address(word: &str) -> bool {
    matches!(word, "http" | "https" | "www" | "mailto" | "file")
}

/// What separates brackets that were meant to be together, or keeps Markdown from reading them: spaces, a backslash, a
/// mark of code or of emphasis, a quotation mark.
fn is_between(c: char) -> bool {
    c.is_whitespace() || "\\`*_\"'\u{200b}\u{feff}".contains(c)
}

/// What is typed around the first word of a reference or an address. Brackets are known by their bytes.
struct Around<'t, 's> {
    shown: &'s Shown<'t>,
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
    /// The words in the brackets before it, and where they begin.
    words: Option<(usize, &'t str)>,
}

/// The last character of a text that is not only between others, if it is one of these.
fn last_sign(text: &str, of: &[char]) -> Option<(usize, char)> {
    let sign = text.char_indices().rev().find(|(_, c)| !is_between(*c));
    sign.filter(|(_, c)| of.contains(c))
}

impl<'t, 's> Around<'t, 's> {
    fn of(shown: &'s Shown<'t>, range: &Range<usize>) -> Option<Self> {
        let text = shown.text;
        let before = near_before(text, range.start);
        if before.ends_with(|c: char| c.is_alphanumeric() || "-/.@".contains(c)) {
            return None;
        }
        let first = range.start - before.len();
        let open = last_sign(before, &OPENING);
        let inner = open.map_or(before, |(at, _)| &before[..at]);
        let close = last_sign(inner, &CLOSING);
        let after = near_after(text, range.end);
        let colon = colon(after);
        let behind = &after[colon.len()..];
        let id = &behind[..id_length(behind)];
        let end = range.end + colon.len() + id.len();
        let mut rest = behind[id.len()..].char_indices();
        let closes = rest.find(|(_, c)| !is_between(*c) && *c != '>');
        let closes = closes.filter(|(_, c)| CLOSING.contains(c));
        let close = close.map(|(at, sign)| (first + at, sign));
        Some(Self {
            shown,
            word: &text[range.clone()],
            start: range.start,
            open: open.map(|(at, sign)| (first + at, sign)),
            close,
            colon,
            id: id.split_whitespace().collect(),
            end,
            closes: closes.map(|(at, sign)| (end + at, sign)),
            words: close.and_then(|(at, _)| words_before(text, at)),
        })
    }

    fn slip(&self) -> Option<Slip> {
        if is_address(&self.word.to_ascii_lowercase()) {
            return self.address();
        }
        self.is_reference().then(|| self.reference())
    }

    fn is_reference(&self) -> bool {
        let has_colon = !self.colon.trim().is_empty();
        let is_tight = self.colon == ":" && !self.id.is_empty();
        let is_beside = |(at, sign): (usize, char)| at + sign.len_utf8() == self.start;
        let is_bracketed = self.open.is_some_and(is_beside)
            || self.close.is_some_and(is_beside)
            || self.closes.is_some_and(|(at, _)| at == self.end);
        let is_coded = is_coded(&self.id);
        if is_tight && (is_bracketed || self.open.and(self.close).is_some()) {
            return true;
        }
        match (self.open, self.close) {
            (None, None) => false,
            (Some(_), Some((_, sign))) if self.is_together() => has_colon || sign == ']',
            (Some(_), Some(_)) => {
                // `[88%] (value: a2)`, and not `[1] (target: met)`.
                let is_figure = |words: &str| words.starts_with(is_figure_sign) && !is_note(words);
                let is_figure = self.words.is_some_and(|(_, words)| is_figure(words));
                let signs = [has_colon, is_coded, is_figure];
                signs.into_iter().filter(|is_there| *is_there).count() > 1
            }
            (None, Some(_)) => has_colon && is_coded && self.closes.is_some(),
            // `88% (value: a2)`, and not `88% (target: met)`.
            (Some((at, _)), None) => {
                let before = near_before(self.shown.text, at).trim_end();
                let is_figure = before.ends_with(is_figure_sign);
                has_colon && is_coded && self.closes.is_some() && is_figure
            }
        }
    }

    /// Whether the two brackets are typed one right after the other.
    fn is_together(&self) -> bool {
        let ends = |(at, sign): (usize, char)| at + sign.len_utf8();
        self.close.map(ends) == self.open.map(|(at, _)| at)
    }

    fn reference(&self) -> Slip {
        let start = self.close.or(self.open).map_or(self.start, |(at, _)| at);
        let is_code = self.shown.is_code(self.start);
        let scheme = self.word.to_ascii_lowercase();
        let help = match self.words {
            _ if is_code => "delete the backticks or the indent".to_owned(),
            Some((_, words)) if !self.id.is_empty() => {
                format!("write `[{words}]({scheme}:{})`", self.id)
            }
            _ => "write `[words](measure:a2)`: the words in [ ], then the reference in ( )"
                .to_owned(),
        };
        let message = if is_code {
            "this reference is in code, so it would be shown as typed"
        } else {
            "this looks like a reference but would be shown as typed"
        };
        let mut slip = Slip::new(start..self.end, message, help);
        slip.fix = self.spacing();
        slip
    }

    /// The edit, where only spaces keep it from being read.
    fn spacing(&self) -> Option<Fix> {
        let ((close, ']'), (_, '('), (end, ')')) = (self.close?, self.open?, self.closes?) else {
            return None;
        };
        let text = self.shown.text;
        let typed = &text[close + 1..end];
        let solid: String = typed.split_whitespace().collect();
        let meant = format!("({}:{}", self.word, self.id);
        let is_spacing = solid == meant
            && solid != typed
            && is_scheme(self.word)
            && self.words.is_some()
            && !text[..close].ends_with('\\')
            && !self.shown.is_code(close);
        is_spacing.then(|| Fix::new(close + 1..end, meant, "delete the spaces in the reference"))
    }

    /// An address with brackets around it that are not those of a link.
    fn address(&self) -> Option<Slip> {
        let text = self.shown.text;
        let is_www = self.word.eq_ignore_ascii_case("www");
        let sign = if is_www { '.' } else { ':' };
        if !text[self.start + self.word.len()..].starts_with(sign) {
            return None;
        }
        let close = match (self.close, self.open) {
            (Some((at, sign)), Some((_, open))) => {
                (sign != ')' || open == '[' || self.is_together()).then_some(at)?
            }
            // `<https://www.example.gov.uk/a b>`
            (None, Some((at, '<'))) => at,
            (Some((at, ']')), None) if at + 1 == self.start => at,
            // `[doc(https://www.example.gov.uk/)`: the words are never closed.
            (None, Some((at, '('))) => {
                let line = line_before(text, at);
                let open = line.rfind('[')?;
                let is_open = !line[open..].contains(']') && !line.ends_with(' ');
                is_open.then_some(at)?
            }
            _ => return None,
        };
        if self.shown.is_link(close) {
            return None;
        }
        let address = address_at(text, self.start);
        let end = self.start + address.len();
        let words = self.words.map_or("words", |(_, words)| words);
        let safe = address
            .trim()
            .replace(' ', "%20")
            .replace('(', "%28")
            .replace(')', "%29");
        let mut help = format!("write `[{words}]({safe})`");
        if address.contains(char::is_whitespace) {
            help += ": `%20` for each space in an address";
        }
        let start = self.words.map_or(close, |(start, _)| start);
        let mut slip = Slip::new(start..end, LINK, help);
        let is_fixed = matches!((self.close, self.open), (Some((_, ']')), Some((_, '('))))
            && text[end..].starts_with(')')
            && self.words.is_some()
            && matches!(self.word, "http" | "https")
            && !self.shown.is_code(close)
            && !address.contains(['"', '\\', '<', '\n']);
        slip.fix = is_fixed.then(|| {
            let what = "delete the spaces in the link";
            Fix::new(close + 1..end, format!("({safe}"), what)
        });
        Some(slip)
    }
}

/// The words in brackets that close at a byte, and where they begin.
fn words_before(text: &str, close: usize) -> Option<(usize, &str)> {
    let before = near_before(text, close);
    let open = before.rfind(OPENING)?;
    let words = before[open..]
        .trim_start_matches(OPENING)
        .trim_end_matches('\\');
    let is_words = !words.is_empty() && !words.contains('\n') && !words.contains(CLOSING);
    is_words.then_some((close - before.len() + open, words))
}

/// The colon behind the first word of a reference, in every way that it can be typed, with the spaces around it.
fn colon(after: &str) -> &str {
    const COLONS: [&str; 13] = [
        ":", "\\:", "\u{ff1a}", "\u{2236}", "\u{a789}", "\u{2d0}", "&#58;", "&#x3a;", "&#x3A;",
        "&colon;", "%3A", "%3a", ";",
    ];
    let sign = after.trim_start_matches(is_between);
    let behind = COLONS.iter().find_map(|colon| sign.strip_prefix(*colon));
    let behind = behind.unwrap_or(sign).trim_start_matches(is_between);
    &after[..after.len() - behind.len()]
}

/// Whether words are the mark of a note: `[1]`.
fn is_note(words: &str) -> bool {
    (1..=2).contains(&words.len()) && words.bytes().all(|b| b.is_ascii_digit())
}

/// How long the name of something is: `a2@2016-06`, also where spaces are around the `@`.
fn id_length(text: &str) -> usize {
    let is_id = |c: char| c.is_ascii_alphanumeric() || "-_.@".contains(c);
    let first = text.find(|c| !is_id(c)).unwrap_or(text.len());
    let behind = text[first..].trim_start_matches([' ', '\u{a0}']);
    let is_spaced = text.len() - behind.len() > first;
    if first > 0 && is_spaced && (text[..first].ends_with('@') || behind.starts_with('@')) {
        return text.len() - behind.len() + id_length(behind);
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
fn address_at(text: &str, start: usize) -> &str {
    let line = near_after(text, start).lines().next().unwrap_or_default();
    let mut depth = 0_usize;
    let closes = |sign: char| {
        let is_end = depth == 0 && matches!(sign, ')' | ']' | '>');
        depth = match sign {
            '(' => depth + 1,
            ')' => depth.saturating_sub(1),
            _ => depth,
        };
        is_end
    };
    let end = line.find(closes).or_else(|| line.find(char::is_whitespace));
    &line[..end.unwrap_or(line.len())]
}

/// Whether these are brackets of a link that was not read, whatever is in them.
fn is_broken(text: &str, at: usize, joint: &str) -> bool {
    let words = near_before(text, at).rsplit('[').next().unwrap_or_default();
    let after = near_after(text, at + joint.len());
    let (inner, behind) = after.split_once(']').unwrap_or((after, ""));
    match joint {
        // `[1][2]` are the marks of two notes.
        "][" => !(is_note(words) && is_note(inner)),
        "[[" => inner.starts_with(char::is_alphabetic) && behind.starts_with(']'),
        _ => true,
    }
}

/// A bracket too many right beside a link that was read.
fn beside(text: &str, read: &Range<usize>) -> Option<Slip> {
    /// So many bytes before it are looked at for where a bracket was opened.
    const SENTENCE: usize = 4000;
    let (before, after) = (
        last_of(text, read.start, SENTENCE),
        near_after(text, read.end),
    );
    let paragraph = before.rsplit("\n\n").next().unwrap_or_default();
    let rest = after.split("\n\n").next().unwrap_or_default();
    let (at, message) = if after.starts_with(')') && unclosed(paragraph.chars(), '(', ')') == 0 {
        (read.end, "there is an extra bracket after this link")
    } else if before.ends_with('[') && unclosed(rest.chars().rev(), ']', '[') == 0 {
        (read.start - 1, "there is an extra bracket before this link")
    } else if before.ends_with('!') && text[read.clone()].starts_with('!') {
        (read.start - 1, "there is an extra `!` before this picture")
    } else {
        return None;
    };
    Some(Slip::new(at..at + 1, message, "delete it"))
}

/// How many brackets are opened and never closed.
fn unclosed(signs: impl Iterator<Item = char>, open: char, close: char) -> usize {
    signs.fold(0, |depth: usize, sign| match sign {
        sign if sign == open => depth + 1,
        sign if sign == close => depth.saturating_sub(1),
        _ => depth,
    })
}
