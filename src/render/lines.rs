//! Marks figures, so that no line ends within one, and very long words, so that a line can.
//!
//! Figures are in every part of a page: tables, tiles, sentences, comments. So they are found in the finished page. A
//! figure that a browser might split becomes `<span class="figure">`, with its sign and its unit. A word wider than a
//! phone, such as an address, becomes `<span class="long">`. A long figure also has a class for its length, `wide-8`,
//! `wide-14` or `wide-20`, which the stylesheet uses to give it more room or smaller letters.

/// Elements that are skipped: their content is not text, or has lines of its own.
const OPAQUE: [&str; 8] = [
    "script", "style", "svg", "pre", "textarea", "title", "select", "template",
];

/// The shortest word, in characters, that may be wider than a column on a phone.
const LONG_WORD: usize = 21;
/// The classes of figures, by their shortest length in characters.
const LONG_FIGURES: [(usize, &str); 4] = [
    (20, "figure wide-20"),
    (14, "figure wide-14"),
    (8, "figure wide-8"),
    (0, "figure"),
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Units of one word after a number.
const UNITS: [&str; 25] = [
    "%", "million", "billion", "trillion", "thousand", "m", "bn", "k", "p", "pence", "day", "days",
    "week", "weeks", "month", "months", "year", "years", "hour", "hours", "minute", "minutes",
    "point", "points", "miles",
];

/// Units of two words.
const LONG_UNITS: [(&str, &str); 6] = [
    ("per", "cent"),
    ("percentage", "point"),
    ("percentage", "points"),
    ("working", "day"),
    ("working", "days"),
    ("calendar", "days"),
];

/// Marks the figures and the long words of a page.
pub(super) fn mark_figures(page: &str) -> String {
    let mut out = String::with_capacity(page.len() + page.len() / 8);
    let start = page.find("<body").unwrap_or(0);
    out.push_str(&page[..start]);
    let mut rest = &page[start..];
    while let Some(at) = rest.find('<') {
        push_text(&rest[..at], &mut out);
        let (markup, after) = rest[at..].split_at(end_of_markup(&rest[at..]));
        out.push_str(markup);
        rest = after;
    }
    push_text(rest, &mut out);
    out
}

/// Returns the end of the tag, comment or opaque element at the start of a text.
fn end_of_markup(text: &str) -> usize {
    let after = |mark: &str| text.find(mark).map_or(text.len(), |at| at + mark.len());
    if text.starts_with("<!--") {
        return after("-->");
    }
    let name = text[1..].split(|c: char| !c.is_ascii_alphanumeric()).next();
    match OPAQUE.iter().find(|opaque| name == Some(**opaque)) {
        Some(opaque) => after(&format!("</{opaque}>")),
        None => end_of_tag(text),
    }
}

/// Returns the end of a tag: after the first `>` outside attributes.
fn end_of_tag(text: &str) -> usize {
    let mut quoted = None;
    for (at, c) in text.char_indices() {
        match quoted {
            Some(quote) if c == quote => quoted = None,
            None if c == '"' || c == '\'' => quoted = Some(c),
            None if c == '>' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Writes a text with its figures and long words marked.
fn push_text(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| !c.is_ascii_whitespace()) {
        let (space, words) = rest.split_at(at);
        out.push_str(space);
        let first = Word::first_of(words);
        let (class, length) = match group(words) {
            Some(Group::Date(length)) => ("figure", length),
            Some(Group::Figure(length)) => (class_of(&words[..length]), length),
            None if first.letters() >= LONG_WORD => ("long", first.whole.len()),
            None => ("", first.whole.len()),
        };
        let (marked, after) = words.split_at(length);
        if class.is_empty() {
            out.push_str(marked);
        } else {
            out.push_str(&format!("<span class=\"{class}\">{marked}</span>"));
        }
        rest = after;
    }
    out.push_str(rest);
}

fn class_of(figure: &str) -> &'static str {
    let letters = figure.chars().count();
    let class = LONG_FIGURES.iter().find(|(from, _)| letters >= *from);
    class.map_or("figure", |(_, class)| *class)
}

/// A word and the punctuation around it.
struct Word<'t> {
    whole: &'t str,
    core: &'t str,
    /// Whether punctuation follows, so that the next word is not part of the same figure.
    ends: bool,
}

impl<'t> Word<'t> {
    fn first_of(text: &'t str) -> Self {
        let end = text.find(|c: char| c.is_ascii_whitespace());
        let whole = &text[..end.unwrap_or(text.len())];
        let mut core = whole;
        let opening = ["(", "[", "\u{201c}", "\u{2018}", "&quot;", "&#39;", "~"];
        while let Some(inner) = opening.iter().find_map(|sign| core.strip_prefix(sign)) {
            core = inner;
        }
        let opened = core.len();
        let closing = [
            ".", ",", ";", ":", "!", "?", ")", "]", "\u{201d}", "\u{2019}", "&quot", "&#39",
        ];
        while let Some(inner) = closing.iter().find_map(|sign| core.strip_suffix(sign)) {
            core = inner;
        }
        Self {
            whole,
            core,
            ends: core.len() < opened,
        }
    }

    fn letters(&self) -> usize {
        self.whole.chars().count()
    }

    fn is(&self, word: &str) -> bool {
        self.core.eq_ignore_ascii_case(word)
    }

    fn is_month(&self) -> bool {
        MONTHS.iter().any(|month| self.is(month))
    }

    /// Whether it is a mark of official statistics, such as `[p]`.
    fn is_mark(&self) -> bool {
        self.whole.starts_with('[') && self.core.len() == 1
    }

    fn is_year(&self) -> bool {
        self.core.len() == 4 && self.core.bytes().all(|c| c.is_ascii_digit())
    }

    fn is_day(&self) -> bool {
        let number = self
            .core
            .trim_end_matches(|c: char| c.is_ascii_alphabetic());
        matches!(number.len(), 1 | 2) && number.bytes().all(|c| c.is_ascii_digit())
    }

    /// Whether it is a year such as `2016-17` or `2016/17`.
    fn is_financial_year(&self) -> bool {
        let year = self.core.split_once(['-', '/']);
        year.is_some_and(|(one, other)| {
            let digits = |text: &str| text.bytes().all(|c| c.is_ascii_digit());
            one.len() == 4 && other.len() == 2 && digits(one) && digits(other)
        })
    }

    fn is_quarter(&self) -> bool {
        matches!(self.core.as_bytes(), [b'Q' | b'q', b'1'..=b'4'])
    }

    /// Whether it is a number, such as `88%`, `−£1,008,000.55`, `£4.2m` or `5–10`.
    fn is_number(&self) -> bool {
        let is_sign = |c: char| matches!(c, '+' | '-' | '\u{2212}' | '±' | '£' | '$' | '€');
        let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '½' | '¼' | '¾');
        let digits = self.core.trim_start_matches(is_sign);
        let number = digits.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let suffix = &digits[number.len()..];
        let between = |c: char| matches!(c, '.' | ',' | ':' | '/' | '%' | '\u{2013}');
        digits.starts_with(is_digit)
            && number
                .chars()
                .all(|c| is_digit(c) || is_sign(c) || between(c))
            && (suffix.is_empty() || UNITS.contains(&suffix) || suffix == "pp")
    }

    /// Whether a browser might split it: after a sign or a dash, or because it is long.
    fn may_split(&self) -> bool {
        let signs = ['-', '+', '\u{2212}', '\u{2013}', '±'];
        self.core.contains(signs) || class_of(self.core) != "figure"
    }

    /// Whether it is the short name of a quarter, such as `Apr–Jun`.
    fn is_months(&self) -> bool {
        let is_short = |name: &str| {
            name.len() == 3
                && MONTHS
                    .iter()
                    .any(|m| m.get(..3) == Some(&name.to_ascii_lowercase()))
        };
        let months = self.core.split_once('\u{2013}');
        months.is_some_and(|(first, last)| is_short(first) && is_short(last))
    }
}

/// Text that stays on one line, by its length in bytes.
enum Group {
    Figure(usize),
    Date(usize),
}

/// Returns the figure or the date at the start of a text, with its sign and unit. `None` if there is none, or no browser
/// would split it.
fn group(text: &str) -> Option<Group> {
    let mut words = Words { text, length: 0 };
    let first = words.next()?;
    let next = words.clone().next().filter(|_| !first.ends);
    let is_dated = |next: Word<'_>| {
        first.is_day() && next.is_month()
            || first.is_months() && next.is_year()
            || first.is_financial_year() && next.is_quarter()
            || first.is_quarter() && next.is_financial_year()
    };
    if next.is_some_and(is_dated) {
        words.next();
        return Some(Group::Date(words.length));
    }
    if first.is_months() {
        return Some(Group::Date(words.length));
    }
    if !first.is_number() {
        return None;
    }
    let alone = words.length;
    if !first.ends {
        words.read_unit();
    }
    let is_group = words.length > alone || first.may_split();
    is_group.then_some(Group::Figure(words.length))
}

/// The words of a text, and the length of those that were read.
#[derive(Clone)]
struct Words<'t> {
    text: &'t str,
    length: usize,
}

impl<'t> Words<'t> {
    fn next(&mut self) -> Option<Word<'t>> {
        let rest = &self.text[self.length..];
        let space = rest.find(|c: char| !c.is_ascii_whitespace())?;
        let word = Word::first_of(&rest[space..]);
        self.length += space + word.whole.len();
        Some(word)
    }

    /// Reads the next words if they are a unit, and the mark after it.
    fn read_unit(&mut self) {
        let mut ahead = self.clone();
        if let Some(one) = ahead.next() {
            let mut further = ahead.clone();
            let other = further.next().filter(|_| !one.ends);
            let is_long = |other: &Word<'_>| {
                let unit = LONG_UNITS
                    .iter()
                    .any(|unit| one.is(unit.0) && other.is(unit.1));
                unit || one.is("per") && other.is_number()
            };
            if UNITS.iter().any(|unit| one.is(unit)) {
                *self = ahead;
                if one.ends {
                    return;
                }
            } else if let Some(other) = other.filter(is_long) {
                *self = further;
                if other.ends {
                    return;
                }
            }
        }
        let mut ahead = self.clone();
        if ahead.next().is_some_and(|word| word.is_mark()) {
            *self = ahead;
        }
    }
}

#[cfg(test)]
#[path = "lines_tests.rs"]
mod tests;
