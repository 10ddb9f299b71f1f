//! The properties that a stylesheet sets on `:root`, by day and by night, each with its place.

use std::ops::Range;

/// One line: `--ink: #14202b;`
#[derive(Debug, Clone)]
pub(super) struct Declaration {
    pub(super) name: String,
    pub(super) name_span: Range<usize>,
    pub(super) value: String,
    pub(super) value_span: Range<usize>,
    /// The comment after it.
    pub(super) about: String,
}

/// Something else that stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stray {
    /// A rule or a part of one.
    Rule(Range<usize>),
    /// A { } or a comment that is not closed.
    Open(Range<usize>),
    /// A declaration without a colon.
    NoColon(Range<usize>),
}

/// What a stylesheet says of its properties.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    /// On `:root`.
    pub(super) light: Vec<Declaration>,
    /// On `:root`, on dark screens.
    pub(super) dark: Vec<Declaration>,
    /// After the first `:root { }`.
    pub(super) light_end: Option<usize>,
    /// After the first part for dark screens.
    pub(super) dark_end: Option<usize>,
    /// All else.
    pub(super) strays: Vec<Stray>,
}

impl Sheet {
    /// Reads a stylesheet.
    pub(super) fn read(text: &str) -> Self {
        let mut sheet = Self::default();
        sheet.rules(text, 0..text.len(), Scheme::Light);
        sheet
    }

    fn rules(&mut self, text: &str, within: Range<usize>, scheme: Scheme) {
        let mut at = within.start;
        loop {
            at = match skip_blank(text, at, within.end) {
                Ok(next) => next,
                Err(open) => return self.strays.push(Stray::Open(open)),
            };
            if at >= within.end {
                return;
            }
            let head_end = find_any(text, at, within.end, &['{', '}', ';']);
            let Some(head_end) = head_end.filter(|end| text[*end..].starts_with('{')) else {
                let end = head_end.map_or(within.end, |end| end + 1);
                self.strays.push(Stray::Rule(trimmed(text, at..end)));
                at = end;
                continue;
            };
            let head = trimmed(text, at..head_end);
            let Some(close) = matching(text, head_end, within.end) else {
                return self.strays.push(Stray::Open(head));
            };
            let body = head_end + 1..close;
            match (kind_of(&text[head.clone()]), scheme) {
                (Kind::Root, _) => {
                    self.declarations(text, body, scheme);
                    if scheme == Scheme::Light {
                        self.light_end.get_or_insert(close + 1);
                    }
                }
                (Kind::OnDarkScreens, Scheme::Light) => {
                    self.rules(text, body, Scheme::Dark);
                    self.dark_end.get_or_insert(close + 1);
                }
                _ => self.strays.push(Stray::Rule(head)),
            }
            at = close + 1;
        }
    }

    fn declarations(&mut self, text: &str, within: Range<usize>, scheme: Scheme) {
        let mut at = within.start;
        loop {
            let blank = at..within.end;
            at = match skip_blank(text, at, within.end) {
                Ok(next) => next,
                Err(open) => return self.strays.push(Stray::Open(open)),
            };
            self.tell_about(scheme, &text[blank.start..at]);
            if at >= within.end {
                return;
            }
            let end = find_any(text, at, within.end, &[';']).unwrap_or(within.end);
            let whole = trimmed(text, at..end);
            match text[whole.clone()].find(':') {
                Some(colon) => {
                    let name_span = trimmed(text, whole.start..whole.start + colon);
                    let value_span = trimmed(text, whole.start + colon + 1..whole.end);
                    let declaration = Declaration {
                        name: text[name_span.clone()].to_owned(),
                        value: text[value_span.clone()].to_owned(),
                        name_span,
                        value_span,
                        about: String::new(),
                    };
                    match scheme {
                        Scheme::Light => self.light.push(declaration),
                        Scheme::Dark => self.dark.push(declaration),
                    }
                }
                None if whole.is_empty() => {}
                None => self.strays.push(Stray::NoColon(whole)),
            }
            at = (end + 1).min(within.end);
        }
    }

    /// The comment on the line of a declaration says what it is for.
    fn tell_about(&mut self, scheme: Scheme, between: &str) {
        let line = between.split('\n').next().unwrap_or_default();
        let about = line
            .split_once("/*")
            .and_then(|(_, rest)| rest.split_once("*/"));
        let last = match scheme {
            Scheme::Light => self.light.last_mut(),
            Scheme::Dark => self.dark.last_mut(),
        };
        if let (Some((about, _)), Some(last)) = (about, last) {
            last.about = about.trim().to_owned();
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Light,
    Dark,
}

enum Kind {
    Root,
    OnDarkScreens,
    Other,
}

fn kind_of(head: &str) -> Kind {
    let plain: String = head
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    match plain.as_str() {
        ":root" => Kind::Root,
        "@mediascreenand(prefers-color-scheme:dark)" | "@media(prefers-color-scheme:dark)" => {
            Kind::OnDarkScreens
        }
        _ => Kind::Other,
    }
}

/// Past blanks and comments; where a comment is not closed, where it begins.
fn skip_blank(text: &str, from: usize, to: usize) -> Result<usize, Range<usize>> {
    let mut at = from;
    loop {
        let rest = &text[at..to];
        at += rest.len() - rest.trim_start().len();
        if !text[at..to].starts_with("/*") {
            return Ok(at);
        }
        match text[at + 2..to].find("*/") {
            Some(length) => at += length + 4,
            None => return Err(at..(at + 2).min(to)),
        }
    }
}

/// The first of some signs, outside quotes and comments.
fn find_any(text: &str, from: usize, to: usize, signs: &[char]) -> Option<usize> {
    let mut quote = None;
    let mut at = from;
    while at < to {
        let c = text[at..].chars().next()?;
        if quote.is_none() && text[at..to].starts_with("/*") {
            at = skip_blank(text, at, to).ok()?;
            continue;
        }
        match quote {
            Some(open) if c == open || c == '\n' => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            None if signs.contains(&c) => return Some(at),
            _ => {}
        }
        at += c.len_utf8();
    }
    None
}

/// Where the brace at `open` is closed.
fn matching(text: &str, open: usize, to: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = open;
    loop {
        at = find_any(text, at, to, &['{', '}'])?;
        if text[at..].starts_with('{') {
            depth += 1;
        } else {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
        at += 1;
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}
