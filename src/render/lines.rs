//! Marks figures, so that no line ends within one, and very long words, so that a line can.
//!
//! Figures are in every part of a page: tables, tiles, sentences, comments. So they are found in the finished page. A
//! figure that a browser might split becomes `<span class="figure">`, with its sign and its unit. A word wider than a
//! phone, such as an address, becomes `<span class="long">`. A long figure also has a class for its length, `wide-8`,
//! `wide-14` or `wide-20`, which the stylesheet uses to give it more room or smaller letters.

/// Returns the end tag of an element that is skipped, because its content is not text or has lines of its own.
fn end_of_opaque(element: &str) -> Option<&'static str> {
    Some(match element {
        "script" => "</script>",
        "style" => "</style>",
        "svg" => "</svg>",
        "pre" => "</pre>",
        "textarea" => "</textarea>",
        "title" => "</title>",
        "select" => "</select>",
        "template" => "</template>",
        _ => return None,
    })
}

/// The shortest word, in characters, that may be wider than a column on a phone.
const LONG_WORD: usize = 21;
/// The shortest figure, in characters, that may be split because it is long.
const SHORTEST_LONG_FIGURE: usize = 8;
/// The classes of figures, by their shortest length in characters.
const LONG_FIGURES: [(usize, &str); 4] = [
    (20, "figure wide-20"),
    (14, "figure wide-14"),
    (SHORTEST_LONG_FIGURE, "figure wide-8"),
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

/// Punctuation that may be around a figure.
const OPENING: [&str; 7] = ["(", "[", "\u{201c}", "\u{2018}", "&quot;", "&#39;", "~"];
const CLOSING: [&str; 12] = [
    "&quot;", "&#39;", ".", ",", ";", ":", "!", "?", ")", "]", "\u{201d}", "\u{2019}",
];

/// Marks the figures and the very long words in the body of a page.
pub fn mark_figures(page: &str) -> String {
    let mut out = Vec::new();
    mark(page, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

/// Writes a page with the figures and the very long words in its body marked.
pub(super) fn mark(page: &str, out: &mut Vec<u8>) {
    let mut at = page.find("<body").unwrap_or(0);
    let mut marker = Marker {
        page,
        written: 0,
        out,
    };
    let start_of_markup = |text: &str| text.bytes().position(|c| c == b'<');
    while let Some(length) = start_of_markup(&page[at..]) {
        marker.mark_text(at, at + length);
        at += length;
        at += end_of_markup(&page[at..]);
    }
    marker.mark_text(at, page.len());
    marker.write_until(page.len());
}

/// Returns the end of the tag, comment or opaque element at the start of a text.
fn end_of_markup(text: &str) -> usize {
    let after = |mark: &str| text.find(mark).map_or(text.len(), |at| at + mark.len());
    if text.starts_with("<!--") {
        return after("-->");
    }
    let mut name = text[1..].bytes();
    let length = name.position(|c| !c.is_ascii_alphanumeric());
    let name = &text[1..=length.unwrap_or(text.len() - 1)];
    end_of_opaque(name).map_or_else(|| end_of_tag(text), after)
}

/// Returns the end of a tag: after the first `>` outside attributes.
fn end_of_tag(text: &str) -> usize {
    let mut quoted = None;
    for (at, c) in text.bytes().enumerate() {
        match quoted {
            Some(quote) if c == quote => quoted = None,
            None if c == b'"' || c == b'\'' => quoted = Some(c),
            None if c == b'>' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// A page, of which some is written.
struct Marker<'p> {
    page: &'p str,
    written: usize,
    out: &'p mut Vec<u8>,
}

impl Marker<'_> {
    fn write_until(&mut self, end: usize) {
        let bytes = &self.page.as_bytes()[self.written..end];
        self.out.extend_from_slice(bytes);
        self.written = end;
    }

    fn mark_text(&mut self, start: usize, end: usize) {
        let text = &self.page[start..end];
        if !may_be_marked(text) {
            return;
        }
        let words = Word::all(text);
        let mut rest = &words[..];
        while let Some(first) = rest.first() {
            let figure = figure(rest);
            let (words, others) = rest.split_at(figure.map_or(1, |(words, _)| words));
            rest = others;
            let end = words
                .last()
                .map_or(first.at, |last| last.at + last.whole.len());
            let marked = &text[first.at..end];
            let class = match figure {
                Some((_, true)) => "figure",
                Some(_) => class_of(marked),
                None if marked.len() >= LONG_WORD && marked.chars().count() >= LONG_WORD => "long",
                None => continue,
            };
            self.write_until(start + first.at);
            for part in ["<span class=\"", class, "\">"] {
                self.out.extend_from_slice(part.as_bytes());
            }
            self.write_until(start + end);
            self.out.extend_from_slice(b"</span>");
        }
    }
}

/// Whether a figure, a date or a long word may be in a text. Most texts have none: a glance at their letters tells.
fn may_be_marked(text: &str) -> bool {
    if may_hold_figure(text) {
        // A short number on its own is not split.
        let is_simple = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'.' | b',' | b'%');
        return text.len() >= SHORTEST_LONG_FIGURE || !text.bytes().all(is_simple);
    }
    let mut words = text.split_ascii_whitespace();
    text.len() >= LONG_WORD && words.any(|word| word.len() >= LONG_WORD)
}

/// Whether a figure or a date may start in a text: each has a digit, a fraction or a dash in its first word.
fn may_hold_figure(text: &str) -> bool {
    text.bytes().any(|c| c.is_ascii_digit() || !c.is_ascii())
}

fn class_of(figure: &str) -> &'static str {
    let letters = figure.chars().count();
    let class = LONG_FIGURES.iter().find(|(from, _)| letters >= *from);
    class.map_or("figure", |(_, class)| *class)
}

/// Finds the figure or the date at the start of some words, with its sign and unit. Returns how many words it has, and
/// whether it is a date. `None` if there is none, or no browser would split it.
fn figure(words: &[Word]) -> Option<(usize, bool)> {
    let (first, rest) = words.split_first()?;
    if !may_hold_figure(first.whole) {
        return None;
    }
    if !first.ends && rest.first().is_some_and(|next| first.is_dated_by(next)) {
        return Some((2, true));
    }
    if first.is_months() {
        return Some((1, true));
    }
    let parts = length_of_duration(words);
    if parts > 1 {
        return Some((parts, false));
    }
    let unit = if first.ends { 0 } else { length_of_unit(rest) };
    let is_figure = first.is_number() && (unit > 0 || first.may_split());
    is_figure.then_some((1 + unit, false))
}

/// Returns how many words a duration such as `1h 4m 30s` has at the start of some words.
fn length_of_duration(words: &[Word]) -> usize {
    let mut parts = 0;
    let mut last = None;
    for word in words {
        let part = word.part_of_duration();
        if part.is_none() || part <= last {
            break;
        }
        parts += 1;
        last = part;
        if word.ends {
            break;
        }
    }
    parts
}

/// Returns how many words the unit and the mark at the start of some words have.
fn length_of_unit(words: &[Word]) -> usize {
    let (unit, ends) = match words {
        [one, ..] if UNITS.iter().any(|unit| one.is(unit)) => (1, one.ends),
        [one, other, ..] if !one.ends && one.is_unit_with(other) => (2, other.ends),
        _ => (0, false),
    };
    let is_marked = !ends && words.get(unit).is_some_and(Word::is_mark);
    unit + usize::from(is_marked)
}

/// A word and the punctuation around it.
struct Word<'t> {
    at: usize,
    whole: &'t str,
    core: &'t str,
    /// Whether punctuation follows, so that the next word is not part of the same figure.
    ends: bool,
}

impl<'t> Word<'t> {
    fn all(text: &'t str) -> Vec<Self> {
        let mut end = 0;
        let words = text.split_ascii_whitespace().map(|whole| {
            let spaces = text[end..].bytes().take_while(u8::is_ascii_whitespace);
            let at = end + spaces.count();
            end = at + whole.len();
            let mut core = whole;
            // Most words have no punctuation.
            let is_plain = |c: char| c.is_ascii_alphanumeric();
            while !core.starts_with(is_plain)
                && let Some(inner) = OPENING.iter().find_map(|sign| core.strip_prefix(sign))
            {
                core = inner;
            }
            let opened = core.len();
            while !core.ends_with(is_plain)
                && let Some(inner) = CLOSING.iter().find_map(|sign| core.strip_suffix(sign))
            {
                core = inner;
            }
            let ends = core.len() < opened;
            Self {
                at,
                whole,
                core,
                ends,
            }
        });
        words.collect()
    }

    /// Returns which part of a duration it is, from the largest: `4m` is 1.
    fn part_of_duration(&self) -> Option<usize> {
        let number = self.core.trim_start_matches(['-', '\u{2212}']);
        let digits = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let is_number = |c: char| c.is_ascii_digit() || c == '.';
        let is_duration =
            digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(is_number);
        let part = ["h", "m", "s"]
            .iter()
            .position(|part| *part == &number[digits.len()..]);
        part.filter(|_| is_duration)
    }

    fn is(&self, word: &str) -> bool {
        self.core.eq_ignore_ascii_case(word)
    }

    /// Whether it is a unit together with the next word.
    fn is_unit_with(&self, next: &Self) -> bool {
        let mut units = LONG_UNITS.iter();
        units.any(|(one, other)| self.is(one) && next.is(other))
            || self.is("per") && next.is_number()
    }

    /// Whether it is a mark of official statistics, such as `[p]`.
    fn is_mark(&self) -> bool {
        self.whole.starts_with('[') && self.core.len() == 1
    }

    /// Whether it is a date together with the next word, such as `30 July` or `2016-17 Q1`.
    fn is_dated_by(&self, next: &Self) -> bool {
        let is_month = || MONTHS.iter().any(|month| next.is(month));
        self.is_day() && is_month()
            || self.is_months() && is_digits(next.core, 4)
            || self.is_financial_year() && next.is_quarter()
            || self.is_quarter() && next.is_financial_year()
    }

    fn is_day(&self) -> bool {
        let number = self
            .core
            .trim_end_matches(|c: char| c.is_ascii_alphabetic());
        is_digits(number, 1) || is_digits(number, 2)
    }

    /// Whether it is a year such as `2016-17` or `2016/17`.
    fn is_financial_year(&self) -> bool {
        let year = self.core.split_once(['-', '/']);
        year.is_some_and(|(one, other)| is_digits(one, 4) && is_digits(other, 2))
    }

    fn is_quarter(&self) -> bool {
        matches!(self.core.as_bytes(), [b'Q' | b'q', b'1'..=b'4'])
    }

    /// Whether it is a number, such as `88%`, `−£1,008,000.55`, `£4.2m` or `5–10`.
    fn is_number(&self) -> bool {
        let is_sign = |c: char| matches!(c, '+' | '-' | '\u{2212}' | '±' | '£' | '$' | '€');
        let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '½' | '¼' | '¾');
        let between = |c: char| matches!(c, '.' | ',' | ':' | '/' | '%' | '\u{2013}');
        let digits = self.core.trim_start_matches(is_sign);
        let number = digits.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let suffix = &digits[number.len()..];
        digits.starts_with(is_digit)
            && number
                .chars()
                .all(|c| is_digit(c) || is_sign(c) || between(c))
            && (matches!(suffix, "" | "pp") || UNITS.contains(&suffix))
    }

    /// Whether a browser might split it: after a sign or a dash, or because it is long.
    fn may_split(&self) -> bool {
        let signs = ['-', '+', '\u{2212}', '\u{2013}', '±'];
        self.core.contains(signs) || class_of(self.core) != "figure"
    }

    /// Whether it is the short name of a quarter, such as `Apr–Jun`.
    fn is_months(&self) -> bool {
        let is_short = |name: &str| {
            let name = name.to_ascii_lowercase();
            name.len() == 3 && MONTHS.iter().any(|month| month.starts_with(&name))
        };
        let months = self.core.split_once('\u{2013}');
        months.is_some_and(|(first, last)| is_short(first) && is_short(last))
    }
}

fn is_digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|c| c.is_ascii_digit())
}
