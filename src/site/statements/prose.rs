//! Prose as plain text, one line for each paragraph, for comparing two editions.

use crate::model::{Embed, Fragment, Prose, Reference};

/// Returns the text of prose. Emphasis, headings, links and embedded figures keep a mark, so that changes to them show.
pub(super) fn plain(prose: &Prose) -> String {
    let mut writer = Writer::default();
    for fragment in &prose.fragments {
        match fragment {
            Fragment::Html(html) => writer.markup(html.as_str()),
            Fragment::Link(reference) => writer.links.push(named(reference)),
            Fragment::Embed(embed, words) => writer.embed(embed, words),
        }
    }
    let lines = writer.text.lines().map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

fn named(reference: &Reference) -> String {
    match reference {
        Reference::Measure(id) => format!("measure:{id}"),
        Reference::Objective(id) => format!("objective:{id}"),
        Reference::Quarter(quarter) => format!("quarter:{}", quarter.slug()),
    }
}

#[derive(Default)]
struct Writer {
    text: String,
    /// The targets of links that are not closed yet.
    links: Vec<String>,
}

impl Writer {
    fn markup(&mut self, markup: &str) {
        let mut rest = markup;
        while let Some((before, tag)) = rest.split_once('<') {
            self.words(before);
            let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
            self.tag(tag);
            rest = after;
        }
        self.words(rest);
    }

    /// Adds the text between tags. The Markdown parser escapes only these characters.
    fn words(&mut self, escaped: &str) {
        let text = escaped
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&");
        self.text.push_str(&text);
    }

    fn tag(&mut self, tag: &str) {
        let name = tag.split([' ', '/']).find(|part| !part.is_empty());
        let closes = tag.starts_with('/');
        match (name.unwrap_or_default(), closes) {
            ("strong" | "b", _) => self.text.push_str("**"),
            ("em" | "i", _) => self.text.push('*'),
            ("code", _) => self.text.push('`'),
            ("del", _) => self.text.push_str("~~"),
            ("li", false) => self.text.push_str("\n- "),
            ("td" | "th", true) => self.text.push_str(" | "),
            ("a", false) => self.links.push(attribute(tag, "href")),
            ("a", true) => {
                let to = self.links.pop().unwrap_or_default();
                self.text.push_str(&format!(" ({to})"));
            }
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => self.text.push_str("\n# "),
            ("br" | "p" | "tr" | "ul" | "ol" | "table" | "blockquote" | "pre" | "hr", _)
            | ("li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6", true) => self.text.push('\n'),
            _ => {}
        }
    }

    fn embed(&mut self, embed: &Embed, words: &str) {
        let what = match embed {
            Embed::Chart(id) => format!("chart:{id}"),
            Embed::Tile(id, quarter) => format!("tile:{id}@{}", quarter.slug()),
            Embed::Summary(quarter) => format!("summary:{}", quarter.slug()),
            Embed::PerformingWell(_) => "highlights:performing_well".to_owned(),
            Embed::Improvement(_) => "highlights:improvement".to_owned(),
        };
        self.text.push_str(&format!("\n[{words}] ({what})\n"));
    }
}

fn attribute(tag: &str, name: &str) -> String {
    let after = tag.split_once(&format!("{name}=\""));
    let value = after.and_then(|(_, rest)| rest.split_once('"'));
    value.map_or(String::new(), |(value, _)| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::Html;
    use crate::model::MeasureId;

    #[test]
    fn a_paragraph_is_a_line_and_emphasis_keeps_its_mark() {
        let html = |text: &str| Fragment::Html(Html::trusted(text.to_owned()));
        let prose = Prose {
            fragments: vec![
                html("<p>The <strong>trust&#39;s</strong> visits, see "),
                Fragment::Link(Reference::Measure(MeasureId::new("a2"))),
                html("assessments</a>.</p><ul><li>A&amp;E</li><li>1 &lt; 2</li></ul>"),
                Fragment::Embed(Embed::Chart(MeasureId::new("a2")), "Trend".to_owned()),
            ],
        };
        let expected = "The **trust's** visits, see assessments (measure:a2).\n- A&E\n- 1 < 2\n[Trend] (chart:a2)";
        assert_eq!(plain(&prose), expected);
    }
}
