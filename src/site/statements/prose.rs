//! Prose as plain text, one line for each paragraph, for comparing two editions.

use crate::model::{Embed, Fragment, Prose, Reference};

/// Returns the text of prose. Emphasis, headings, links and embedded figures keep a mark, so that changes to them show.
pub(super) fn plain(prose: &Prose) -> String {
    let mut text = String::new();
    // The targets of links that are not closed yet.
    let mut links = Vec::new();
    for fragment in &prose.fragments {
        match fragment {
            Fragment::Html(html) => add_markup(html.as_str(), &mut text, &mut links),
            Fragment::Link(Reference::Measure(id)) => links.push(format!("measure:{id}")),
            Fragment::Link(Reference::Objective(id)) => links.push(format!("objective:{id}")),
            Fragment::Link(Reference::Quarter(quarter)) => {
                links.push(format!("quarter:{}", quarter.slug()));
            }
            Fragment::Embed(embed, words) => {
                text.push_str(&format!("\n[{words}] ({})\n", target(embed)));
            }
        }
    }
    let lines = text.lines().map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

fn target(embed: &Embed) -> String {
    match embed {
        Embed::Chart(id) => format!("chart:{id}"),
        Embed::Tile(id, quarter) => format!("tile:{id}@{}", quarter.slug()),
        Embed::Summary(quarter) => format!("summary:{}", quarter.slug()),
        Embed::PerformingWell(_) => "highlights:performing_well".to_owned(),
        Embed::Improvement(_) => "highlights:improvement".to_owned(),
    }
}

fn add_markup(markup: &str, text: &mut String, links: &mut Vec<String>) {
    for (at, piece) in markup.split('<').enumerate() {
        let (tag, words) = match at {
            0 => ("", piece),
            _ => piece.split_once('>').unwrap_or((piece, "")),
        };
        match tag.split(' ').next().unwrap_or_default() {
            "a" => links.extend(tag.split('"').nth(1).map(str::to_owned)),
            "/a" => text.push_str(&format!(" ({})", links.pop().unwrap_or_default())),
            name => text.push_str(mark(name)),
        }
        // The Markdown parser escapes only these characters.
        let escaped = [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&#39;", "'"),
            ("&amp;", "&"),
        ];
        let words = escaped.iter().fold(words.to_owned(), |words, (from, to)| {
            words.replace(from, to)
        });
        text.push_str(&words);
    }
}

/// Returns the mark for a tag: `strong`, `/strong` or `br/`. Empty for no mark.
fn mark(tag: &str) -> &'static str {
    let closes = tag.starts_with('/');
    match tag.trim_matches('/') {
        "strong" | "b" => "**",
        "em" | "i" => "*",
        "code" => "`",
        "del" => "~~",
        "li" if !closes => "\n- ",
        "td" | "th" if closes => " | ",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !closes => "\n# ",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "br" | "p" | "tr" | "ul" | "ol"
        | "table" | "blockquote" | "pre" | "hr" => "\n",
        _ => "",
    }
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
