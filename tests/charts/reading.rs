//! Reads a drawing back, knowing nothing of how it was made but the widths of characters.

use quarterdeck::chart::text_width;

/// A rectangle, in drawing units from the top left.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

impl Bounds {
    pub fn grown(self, by: f64) -> Self {
        Self {
            left: self.left - by,
            right: self.right + by,
            top: self.top - by,
            bottom: self.bottom + by,
        }
    }

    pub fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// An element of a drawing.
#[derive(Debug)]
pub struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    /// The text right inside it, as written.
    pub text: String,
}

impl Element {
    pub fn get(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(n, _)| n == name);
        found.map_or("", |(_, value)| value)
    }

    /// The text as it is read.
    pub fn said(&self) -> String {
        unescaped(&self.text)
    }

    fn number(&self, name: &str) -> f64 {
        self.get(name).parse().expect(name)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.attributes.iter().map(|(name, _)| &**name)
    }

    /// The room that a text takes.
    pub fn bounds(&self) -> Bounds {
        let size = match self.get("font-size") {
            "" => 13.0,
            written => written.parse().expect("a size"),
        };
        let is_bold = matches!(self.get("class"), "t-now" | "t-year" | "t-target");
        let width = text_width(&self.said(), size, is_bold);
        let left = match self.get("text-anchor") {
            "end" => self.number("x") - width,
            "middle" => self.number("x") - width / 2.0,
            _ => self.number("x"),
        };
        let baseline = self.number("y");
        Bounds {
            left,
            right: left + width,
            top: baseline - size * 0.75,
            bottom: baseline + size * 0.2,
        }
    }

    /// Every place that a path goes to.
    pub fn places(&self) -> Vec<(f64, f64)> {
        self.outlines().concat()
    }

    /// Every place that a path goes to, outline by outline.
    pub fn outlines(&self) -> Vec<Vec<(f64, f64)>> {
        let mut outlines: Vec<Vec<(f64, f64)>> = Vec::new();
        let (mut x, mut y) = (0.0, 0.0);
        for (letter, numbers) in commands(self.get("d")) {
            let mut places = Vec::new();
            match (letter, &numbers[..]) {
                ('M' | 'L', [a, b]) => (x, y) = (*a, *b),
                ('H', [a]) => x = *a,
                ('V', [b]) => y = *b,
                // No more than a quarter of a circle: it keeps between its ends.
                ('A', [.., to_x, to_y]) => (x, y) = (*to_x, *to_y),
                ('a', [r, _, _, _, _, dx, dy]) => {
                    places.extend([(x, y - r), (x, y + r)]);
                    (x, y) = (x + dx, y + dy);
                }
                _ => continue,
            }
            places.push((x, y));
            if letter == 'M' {
                outlines.push(Vec::new());
            }
            outlines.last_mut().expect("a start").extend(places);
        }
        outlines
    }
}

/// The commands of a path, each with its numbers.
fn commands(path: &str) -> Vec<(char, Vec<f64>)> {
    let parts = path.split_inclusive(|c: char| c.is_ascii_alphabetic());
    let commands = parts.scan('z', |letter, part| {
        let (numbers, next) = part.split_at(part.len() - 1);
        let numbers = numbers.split_whitespace();
        let numbers = numbers.map(|n| n.parse().expect("a number")).collect();
        let command = (*letter, numbers);
        *letter = next.chars().next().unwrap_or('z');
        Some(command)
    });
    commands.collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// Reads markup, and fails where it is not well formed.
pub fn read(markup: &str) -> Vec<Element> {
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    assert!(
        markup.chars().all(is_allowed),
        "a character that no XML may hold"
    );
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = markup;
    while let Some(start) = rest.find('<') {
        let (text, tag) = rest.split_at(start);
        assert!(!text.contains('>'), "a stray > in {text:?}");
        if let Some(&inside) = open.last() {
            elements[inside].text.push_str(text);
        }
        let (tag, after) = tag[1..].split_once('>').expect("a tag that ends");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            let closed = open.pop().expect("a tag to close");
            assert_eq!(elements[closed].name, name);
            continue;
        }
        let (tag, alone) = match tag.strip_suffix('/') {
            Some(tag) => (tag, true),
            None => (tag, false),
        };
        elements.push(element(tag));
        if !alone {
            open.push(elements.len() - 1);
        }
    }
    assert!(open.is_empty() && rest.is_empty(), "all closed");
    elements
}

fn element(tag: &str) -> Element {
    let (name, rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let parts: Vec<&str> = rest.split('"').collect();
    let pairs = parts.chunks_exact(2).map(|pair| {
        let name = pair[0].trim_start().strip_suffix('=');
        (name.expect("a quoted value").to_owned(), pair[1].to_owned())
    });
    let is_closed = parts.len() % 2 == 1 && parts.last().is_some_and(|rest| rest.trim().is_empty());
    assert!(is_closed, "a closed quote");
    Element {
        name: name.to_owned(),
        attributes: pairs.collect(),
        text: String::new(),
    }
}
