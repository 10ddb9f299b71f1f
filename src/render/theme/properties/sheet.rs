//! Reads the properties that a stylesheet sets on `:root`, for the light and the dark scheme.

use std::ops::Range;

/// A declaration, such as `--ink: #14202b;`.
#[derive(Debug, Clone)]
pub(super) struct Declaration {
    pub(super) name: String,
    pub(super) name_span: Range<usize>,
    pub(super) value: String,
    pub(super) value_span: Range<usize>,
    /// The comment after it.
    pub(super) about: String,
}

/// Text that is not a declaration of a property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unexpected {
    /// A rule or a part of one.
    Rule(Range<usize>),
    /// A brace or a comment that is not closed.
    Open(Range<usize>),
    /// A declaration without a colon.
    NoColon(Range<usize>),
}

/// The properties of a stylesheet.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    /// On `:root`.
    pub(super) light: Vec<Declaration>,
    /// On `:root`, on dark screens.
    pub(super) dark: Vec<Declaration>,
    /// The end of the first `:root { }`.
    pub(super) light_end: Option<usize>,
    /// The end of the first part for dark screens.
    pub(super) dark_end: Option<usize>,
    pub(super) unexpected: Vec<Unexpected>,
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
            at = match skip_space(text, at, within.end) {
                Ok(next) => next,
                Err(open) => return self.unexpected.push(Unexpected::Open(open)),
            };
            if at >= within.end {
                return;
            }
            let head_end = find_any(text, at, within.end, &['{', '}', ';']);
            let Some(head_end) = head_end.filter(|end| text[*end..].starts_with('{')) else {
                let end = head_end.map_or(within.end, |end| end + 1);
                self.unexpected
                    .push(Unexpected::Rule(trimmed(text, at..end)));
                at = end;
                continue;
            };
            let head = trimmed(text, at..head_end);
            let Some(close) = closing_brace(text, head_end, within.end) else {
                return self.unexpected.push(Unexpected::Open(head));
            };
            let body = head_end + 1..close;
            match (kind_of(&text[head.clone()]), scheme) {
                (RuleKind::Root, _) => {
                    self.declarations(text, body, scheme);
                    if scheme == Scheme::Light {
                        self.light_end.get_or_insert(close + 1);
                    }
                }
                (RuleKind::OnDarkScreens, Scheme::Light) => {
                    self.rules(text, body, Scheme::Dark);
                    self.dark_end.get_or_insert(close + 1);
                }
                _ => self.unexpected.push(Unexpected::Rule(head)),
            }
            at = close + 1;
        }
    }

    fn declarations(&mut self, text: &str, within: Range<usize>, scheme: Scheme) {
        let mut at = within.start;
        loop {
            let start = at;
            at = match skip_space(text, at, within.end) {
                Ok(next) => next,
                Err(open) => return self.unexpected.push(Unexpected::Open(open)),
            };
            self.describe_last(scheme, &text[start..at]);
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
                None => self.unexpected.push(Unexpected::NoColon(whole)),
            }
            at = (end + 1).min(within.end);
        }
    }

    /// Takes the comment on the line of a declaration as its description.
    fn describe_last(&mut self, scheme: Scheme, between: &str) {
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

enum RuleKind {
    Root,
    OnDarkScreens,
    Other,
}

fn kind_of(head: &str) -> RuleKind {
    let plain: String = head
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    match plain.as_str() {
        ":root" => RuleKind::Root,
        "@mediascreenand(prefers-color-scheme:dark)" | "@media(prefers-color-scheme:dark)" => {
            RuleKind::OnDarkScreens
        }
        _ => RuleKind::Other,
    }
}

/// Skips white space and comments. Returns the start of a comment that is not closed as an error.
fn skip_space(text: &str, from: usize, to: usize) -> Result<usize, Range<usize>> {
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

/// Finds the first of some characters outside quotes and comments.
fn find_any(text: &str, from: usize, to: usize, chars: &[char]) -> Option<usize> {
    let mut quote = None;
    let mut at = from;
    while at < to {
        let c = text[at..].chars().next()?;
        if quote.is_none() && text[at..to].starts_with("/*") {
            at = skip_space(text, at, to).ok()?;
            continue;
        }
        match quote {
            Some(open) if c == open || c == '\n' => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            None if chars.contains(&c) => return Some(at),
            _ => {}
        }
        at += c.len_utf8();
    }
    None
}

/// Returns the position of the brace that closes the one at `open`.
fn closing_brace(text: &str, open: usize, to: usize) -> Option<usize> {
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
