//! References and links that are none: a character is missing, too much or wrong, and Markdown shows them as text.

use std::ops::Range;

use super::shown::Shown;
use super::signs::is_figure_sign;
use super::slips::{Slip, Slips, last_of, line_before, near_after, near_before};
use crate::diag::{Code, Fix};
use crate::parse::reference::is_scheme;

const LINK: &str = "this looks like a link but would be shown as typed";

const OPENING: [char; 8] = ['(', '[', '{', '<', '（', '［', '｛', '【'];
const CLOSING: [char; 7] = [')', ']', '}', '）', '］', '｝', '】'];

/// Finds every reference, every address in brackets and every bracket of a link that would be shown as typed.
pub(super) fn find(shown: &Shown, slips: &mut Slips) {
    const HELP: &str = "write `[words](https://www.example.gov.uk/)`, or `[words](measure:a2)` for a page of this site; if this is not a link, put a space or a backslash between the brackets";
    let mut add = |slip: Option<Slip>| {
        let code = Code::Reference;
        slips.add(slip.map(|slip| Slip { code, ..slip }));
    };
    for word in words(shown.text).filter(|word| !shown.is_link(word.start)) {
        add(Around::of(shown, word).and_then(|around| around.slip()));
    }
    for link in &shown.links {
        add(beside(shown.text, link));
    }
    for joint in ["](", "][", "[["] {
        for (at, _) in shown.visible.match_indices(joint) {
            let slip = Slip::new(at..at + joint.len(), LINK, HELP);
            add(is_broken(shown.text, at, joint).then_some(slip));
        }
    }
}

/// The words that a reference or an address begins with, wherever they are typed.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_sign = |c: char| !c.is_ascii_alphabetic();
    let mut end = 0;
    text.split_inclusive(is_sign).filter_map(move |piece| {
        let start = end;
        end += piece.len();
        let word = piece.trim_end_matches(is_sign);
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
    closes: Option<usize>,
    /// The words in the brackets before it, and where they begin.
    words: Option<(usize, &'t str)>,
}

/// The last character before a byte that is not only between others, if it is one of these.
fn sign_before(text: &str, byte: usize, of: &[char]) -> Option<(usize, char)> {
    let near = near_before(text, byte);
    let mut signs = near.char_indices().rev();
    let (at, sign) = signs.find(|(_, c)| !is_between(*c))?;
    of.contains(&sign).then_some((byte - near.len() + at, sign))
}

impl<'t, 's> Around<'t, 's> {
    fn of(shown: &'s Shown<'t>, Range { start, end }: Range<usize>) -> Option<Self> {
        let text = shown.text;
        let before = near_before(text, start);
        if before.ends_with(|c: char| c.is_alphanumeric() || "-/.@".contains(c)) {
            return None;
        }
        let open = sign_before(text, start, &OPENING);
        let close = sign_before(text, open.map_or(start, |(at, _)| at), &CLOSING);
        let after = near_after(text, end);
        let colon = colon(after);
        let behind = &after[colon.len()..];
        let (id, rest) = behind.split_at(id_length(behind));
        let word = &text[start..end];
        let end = end + colon.len() + id.len();
        let closes = rest.find(|c| !is_between(c) && c != '>');
        let closes = closes.filter(|at| rest[*at..].starts_with(CLOSING));
        Some(Self {
            shown,
            word,
            start,
            open,
            close,
            colon,
            id: id.split_whitespace().collect(),
            end,
            closes: closes.map(|at| end + at),
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
        let text = self.shown.text;
        let has_colon = !self.colon.trim().is_empty();
        let is_tight = self.colon == ":" && !self.id.is_empty();
        let is_beside = |(at, sign): (usize, char)| at + sign.len_utf8() == self.start;
        let is_bracketed = self.open.is_some_and(is_beside)
            || self.close.is_some_and(is_beside)
            || self.closes == Some(self.end)
            || self.open.and(self.close).is_some();
        // `[88%] (value: a2)` and `88% (value: a2)`, but not `[1] (target: met)` or `88% (target: met)`.
        let is_figure = |(_, words): (usize, &str)| words.starts_with(is_figure_sign);
        let is_named = is_coded(&self.id) && (has_colon || self.words.is_some_and(is_figure));
        let follows_figure = |(at, _)| near_before(text, at).trim_end().ends_with(is_figure_sign);
        is_tight && is_bracketed
            || self.is_together() && (has_colon || matches!(self.close, Some((_, ']'))))
            || is_named && self.close.is_some() && (self.open.is_some() || self.closes.is_some())
            || is_named && self.closes.is_some() && self.open.is_some_and(follows_figure)
    }

    /// Whether the two brackets are typed one right after the other.
    fn is_together(&self) -> bool {
        let behind = self.close.map(|(at, sign)| at + sign.len_utf8());
        behind.is_some() && behind == self.open.map(|(at, _)| at)
    }

    fn reference(&self) -> Slip {
        let start = self.close.or(self.open).map_or(self.start, |(at, _)| at);
        let scheme = self.word.to_ascii_lowercase();
        let is_code = self.shown.is_code(self.start);
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
        let meant = format!("({}:{}", self.word, self.id);
        slip.fix = self.closes.and_then(|end| {
            let what = "delete the spaces in the reference";
            let (start, typed) = self.spaced(end).filter(|_| is_scheme(self.word))?;
            let solid: String = typed.split_whitespace().collect();
            let is_spacing = solid == meant && solid != typed;
            is_spacing.then(|| Fix::new(start..end, meant, what))
        });
        slip
    }

    /// What is typed from behind the words to the bracket that closes it, where only spaces can keep it from being read.
    fn spaced(&self, end: usize) -> Option<(usize, &'t str)> {
        let ((close, ']'), (_, '(')) = (self.close?, self.open?) else {
            return None;
        };
        let text = self.shown.text;
        let is_plain = text[end..].starts_with(')')
            && self.words.is_some()
            && !text[..close].ends_with('\\')
            && !self.shown.is_code(close);
        is_plain.then_some((close + 1, &text[close + 1..end]))
    }

    /// An address with brackets around it that are not those of a link.
    fn address(&self) -> Option<Slip> {
        let text = self.shown.text;
        let is_www = self.word.eq_ignore_ascii_case("www");
        let sign = if is_www { '.' } else { ':' };
        if !text[self.start + self.word.len()..].starts_with(sign) {
            return None;
        }
        let at = match (self.close, self.open) {
            (Some((at, sign)), Some((_, open)))
                if sign != ')' || open == '[' || self.is_together() =>
            {
                at
            }
            // `<https://www.example.gov.uk/a b>`
            (None, Some((at, '<'))) => at,
            (Some((at, ']')), None) if at + 1 == self.start => at,
            // `[doc(https://www.example.gov.uk/)`: the words are never closed.
            (None, Some((at, '('))) => {
                let line = line_before(text, at);
                let (_, words) = line.rsplit_once('[')?;
                (!words.contains(']') && !line.ends_with(' ')).then_some(at)?
            }
            _ => return None,
        };
        if self.shown.is_link(at) {
            return None;
        }
        let address = address_at(text, self.start);
        let safe = address.trim().replace(' ', "%20");
        let safe = safe.replace('(', "%28").replace(')', "%29");
        let (start, words) = self.words.unwrap_or((at, "words"));
        let mut help = format!("write `[{words}]({safe})`");
        if address.contains(char::is_whitespace) {
            help += ": `%20` for each space in an address";
        }
        let end = self.start + address.len();
        let mut slip = Slip::new(start..end, LINK, help);
        let is_web = matches!(self.word, "http" | "https");
        let is_spacing = is_web && !address.contains(['"', '\\', '<', '\n']);
        slip.fix = self.spaced(end).filter(|_| is_spacing).map(|(start, _)| {
            let what = "delete the spaces in the link";
            Fix::new(start..end, format!("({safe}"), what)
        });
        Some(slip)
    }
}

/// The words in brackets that close at a byte, and where they begin.
fn words_before(text: &str, close: usize) -> Option<(usize, &str)> {
    let before = near_before(text, close);
    let open = before.rfind(OPENING)?;
    let words = before[open..].trim_start_matches(OPENING);
    let words = words.trim_end_matches('\\');
    let is_words = !words.is_empty() && !words.contains('\n') && !words.contains(CLOSING);
    is_words.then_some((close - before.len() + open, words))
}

/// The colon behind the first word of a reference, in every way that it can be typed, with the spaces around it.
fn colon(after: &str) -> &str {
    const COLONS: &str =
        ": \\: \u{ff1a} \u{2236} \u{a789} \u{2d0} &#58; &#x3a; &#x3A; &colon; %3A %3a ;";
    let sign = after.trim_start_matches(is_between);
    let mut colons = COLONS.split(' ');
    let behind = colons.find_map(|colon| sign.strip_prefix(colon));
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
    let end = line.find(|sign| match sign {
        ')' | ']' | '>' if depth == 0 => true,
        _ => {
            depth += usize::from(sign == '(');
            depth -= usize::from(sign == ')');
            false
        }
    });
    let end = end.or_else(|| line.find(char::is_whitespace));
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
    let before = last_of(text, read.start, SENTENCE);
    let after = near_after(text, read.end);
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
