//! The places of a file at which a finger can slip, read without the program's own readers: what is judged here must not
//! be judged by itself.
//!
//! The files of the sample sites are right, so this reads only what is right.

use std::ops::Range;

/// What stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// The name of a field.
    Key,
    /// A name that the site gives: of a measure, a part, an objective, a voice.
    Id,
    /// A day, a month, a quarter or a year.
    Date,
    /// What names something that stands elsewhere.
    Reference,
    /// A quotation mark, or the end of a text where one could be.
    Quote,
    /// The blanks before a line.
    Indent,
    /// Colons, dashes, commas, brackets, and the blanks that belong to them.
    Separator,
    /// One of a few words that a field takes.
    Word,
    /// A number.
    Figure,
    /// Anything that anybody may write.
    Text,
}

impl Kind {
    pub(crate) const ALL: [Self; 10] = [
        Self::Key,
        Self::Id,
        Self::Date,
        Self::Reference,
        Self::Quote,
        Self::Indent,
        Self::Separator,
        Self::Word,
        Self::Figure,
        Self::Text,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Key => "keys",
            Self::Id => "ids",
            Self::Date => "dates",
            Self::Reference => "references",
            Self::Quote => "quoting",
            Self::Indent => "indentation",
            Self::Separator => "separators",
            Self::Word => "words",
            Self::Figure => "figures",
            Self::Text => "texts",
        }
    }

    /// Whether a slip here must be told. Another figure or another text may be as right as the first.
    pub(crate) fn is_judged(self) -> bool {
        !matches!(self, Self::Figure | Self::Text)
    }
}

/// A place at which a finger can slip.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) range: Range<usize>,
}

/// Reads a YAML file, or a Markdown file with its head and its references.
pub(crate) fn of(path: &str, text: &str) -> Vec<Token> {
    if path.ends_with(".yaml") {
        return yaml(path, text, 0);
    }
    let mut tokens = Vec::new();
    let mut body = 0;
    if let Some(rest) = text.strip_prefix("---\n") {
        let head = rest.find("\n---\n").expect("a head is closed") + 1;
        tokens = yaml(path, &text[..4 + head], 4);
        body = 4 + head;
    }
    references(text, body, &mut tokens);
    tokens
}

fn yaml(path: &str, text: &str, start: usize) -> Vec<Token> {
    let mut reader = Reader {
        path,
        text,
        at: start,
        keys: Vec::new(),
        tokens: Vec::new(),
    };
    while reader.at < text.len() {
        reader.line();
    }
    reader.tokens
}

struct Reader<'t> {
    path: &'t str,
    text: &'t str,
    at: usize,
    /// The names that the place lies under, each with its column.
    keys: Vec<(usize, String)>,
    tokens: Vec<Token>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn to_line_end(&self) -> &str {
        self.rest().split('\n').next().unwrap_or_default()
    }

    fn push(&mut self, kind: Kind, length: usize) {
        let range = self.at..self.at + length;
        self.tokens.push(Token { kind, range });
        self.at += length;
    }

    fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches(' ').len();
    }

    fn skip_line(&mut self) {
        let length = self.to_line_end().len();
        self.at = (self.at + length + 1).min(self.text.len());
    }

    fn line(&mut self) {
        let line = self.to_line_end();
        let blanks = line.len() - line.trim_start().len();
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            self.skip_line();
            return;
        }
        let start = self.at;
        self.push(Kind::Indent, blanks);
        while self.rest().starts_with("- ") {
            self.push(Kind::Separator, 1);
            self.push(Kind::Separator, 1);
            self.skip_blanks();
        }
        let column = self.at - start;
        self.keys.retain(|(of, _)| *of < column);
        let depth = self.keys.len();
        if let Some(length) = key_length(self.to_line_end()) {
            self.key(length, column);
        }
        self.value(false);
        self.keys.truncate(depth + 1);
        self.skip_line();
    }

    /// A name, its colon and the blank after it.
    fn key(&mut self, length: usize, column: usize) {
        let name = self.rest()[..length].trim_matches(['"', '\'']).to_owned();
        let kind = self.kind_of_key(&name);
        self.push(kind, length);
        self.push(Kind::Separator, 1);
        if self.rest().starts_with(' ') {
            self.push(Kind::Separator, 1);
        }
        self.keys.push((column, name));
    }

    fn value(&mut self, within: bool) {
        self.skip_blanks();
        let line = self.to_line_end();
        match line.chars().next() {
            None | Some('#') => {}
            Some('{' | '[') => self.flow(),
            Some(quote @ ('"' | '\'')) => self.quoted(quote),
            Some('>' | '|') => panic!("{}: a text of several lines", self.path),
            Some(_) => self.plain(within),
        }
    }

    fn flow(&mut self) {
        let open = self.rest().as_bytes()[0];
        let depth = self.keys.len();
        self.push(Kind::Separator, 1);
        loop {
            self.skip_blanks();
            match self.rest().as_bytes()[0] {
                b'}' | b']' => break,
                b'\n' => self.at += 1,
                b',' => self.push(Kind::Separator, 1),
                b'#' => self.skip_line(),
                _ if open == b'{' => {
                    let length = self.rest().find(':').expect("a name has a colon");
                    self.key(length, usize::MAX);
                    self.value(true);
                    self.keys.truncate(depth);
                }
                _ => self.value(true),
            }
        }
        self.push(Kind::Separator, 1);
    }

    fn quoted(&mut self, quote: char) {
        let mut end = 1;
        while !self.rest()[end..].starts_with(quote) {
            if self.rest()[end..].starts_with('\\') {
                end += 1;
            }
            end += self.rest()[end..]
                .chars()
                .next()
                .expect("it is closed")
                .len_utf8();
        }
        let text = self.rest()[1..end].to_owned();
        let kind = self.kind_of_value(&text);
        self.push(Kind::Quote, 1);
        self.push(kind, end - 1);
        self.push(Kind::Quote, 1);
    }

    fn plain(&mut self, within: bool) {
        let line = self.to_line_end();
        let mut end = line.find(" #").unwrap_or(line.len());
        if within {
            end = line[..end].find([',', '}', ']']).unwrap_or(end);
        }
        let text = line[..end].trim_end().to_owned();
        let kind = self.kind_of_value(&text);
        self.tokens.push(Token {
            kind: Kind::Quote,
            range: self.at..self.at,
        });
        self.push(kind, text.len());
        self.tokens.push(Token {
            kind: Kind::Quote,
            range: self.at..self.at,
        });
    }

    fn kind_of_key(&self, name: &str) -> Kind {
        let of = self.keys.last().map_or("", |(_, key)| key.as_str());
        let names = [
            "values",
            "members",
            "parts",
            "voices",
            "priorities",
            "objectives",
            "add",
            "leave_out",
        ];
        if names.contains(&of) {
            Kind::Id
        } else if is_date(name) {
            Kind::Date
        } else {
            Kind::Key
        }
    }

    fn kind_of_value(&self, text: &str) -> Kind {
        let key = self.keys.last().map_or("", |(_, key)| key.as_str());
        match key {
            "publish_on" | "from" | "to" | "until" | "quarter" | "period" | "on" | "date"
            | "due" | "next" | "prepared" | "reviewed" | "tested" | "year"
                if is_date(text) =>
            {
                Kind::Date
            }
            "groups" => Kind::Id,
            "objective" | "group" | "governance_groups" | "rated_by" | "measure" | "priority"
            | "theme" => Kind::Reference,
            "publish_on" | "period" | "unit" | "better" | "rule" | "mark" | "missing"
            | "rating" | "direction" | "basis" | "in" | "kind" | "inherent" | "residual" | "of"
            | "compare_with" | "variance_on" | "languages" | "hosts" | "enforcement"
            | "background" | "draft" | "total" | "in_figure"
                if !is_figure(text) =>
            {
                Kind::Word
            }
            _ if is_figure(text) => Kind::Figure,
            _ => Kind::Text,
        }
    }
}

fn key_length(line: &str) -> Option<usize> {
    if line.starts_with(['{', '[', '"', '\'', '#']) {
        return None;
    }
    let colon = line
        .find(": ")
        .or_else(|| line.strip_suffix(':').map(str::len))?;
    (!line[..colon].contains(" #")).then_some(colon)
}

fn is_figure(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || b"-.".contains(&b))
}

fn is_date(text: &str) -> bool {
    let form: String = text
        .chars()
        .map(|c| if c.is_ascii_digit() { '9' } else { c })
        .collect();
    let forms = [
        "9999",
        "9999-99",
        "9999-99-99",
        "9999-99 Q9",
        "9999-99-q9",
        "Q9",
    ];
    forms.contains(&form.as_str())
}

/// `[88%](value:a2@2016-06)`, and `![](chart:a2)`.
fn references(text: &str, body: usize, tokens: &mut Vec<Token>) {
    let schemes = [
        "measure:",
        "objective:",
        "quarter:",
        "value:",
        "target:",
        "chart:",
        "tile:",
        "summary:",
        "highlights:",
    ];
    for (middle, _) in text.match_indices("](").filter(|(at, _)| *at >= body) {
        let target = middle + 2;
        let Some(scheme) = schemes
            .iter()
            .find(|scheme| text[target..].starts_with(**scheme))
        else {
            continue;
        };
        let mut add = |kind, range: Range<usize>| {
            if !range.is_empty() {
                tokens.push(Token { kind, range });
            }
        };
        let open = text[..middle].rfind('[').expect("a link begins");
        let end = target + text[target..].find(')').expect("a link ends");
        let picture = usize::from(text[..open].ends_with('!'));
        add(Kind::Separator, open - picture..open);
        add(Kind::Separator, open..open + 1);
        add(Kind::Figure, open + 1..middle);
        add(Kind::Separator, middle..middle + 1);
        add(Kind::Separator, middle + 1..target);
        let colon = target + scheme.len() - 1;
        add(Kind::Reference, target..colon);
        add(Kind::Separator, colon..colon + 1);
        let (id, of) = text[colon + 1..end]
            .split_once('@')
            .unwrap_or((&text[colon + 1..end], ""));
        let at = colon + 1 + id.len();
        let kind = if is_date(id) {
            Kind::Date
        } else {
            Kind::Reference
        };
        add(kind, colon + 1..at);
        if !of.is_empty() {
            add(Kind::Separator, at..at + 1);
            add(Kind::Date, at + 1..end);
        }
        add(Kind::Separator, end..end + 1);
    }
}
