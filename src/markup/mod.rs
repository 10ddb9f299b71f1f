//! The type for trusted markup.
//!
//! A plain `String` is never markup. [`Html`] is created in three places only: by escaping (here), by the prose parser
//! and by the chart. So a page contains no markup that an editor typed as text.

use std::fmt;

/// HTML or SVG that is well formed and safe to print.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Html(String);

impl Html {
    /// Escapes a text, so that it appears as it was typed.
    pub fn text(text: &str) -> Self {
        let mut html = Self::default();
        html.push_text(text);
        html
    }

    /// Marks a string as trusted, if it was built from escaped pieces. Only the prose parser and the chart call this.
    pub(crate) fn trusted(markup: String) -> Self {
        Self(markup)
    }

    /// Returns the start tag of a link.
    pub(crate) fn link_start(href: &str) -> Self {
        Self(format!("<a href=\"{}\">", Self::text(href)))
    }

    /// Appends escaped text. Characters that XML does not allow, such as control characters, become U+FFFD, because one
    /// of them would make a whole SVG file unreadable.
    pub(crate) fn push_text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\t' | '\n' | '\r' => self.0.push(c),
                c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                    self.0.push(char::REPLACEMENT_CHARACTER);
                }
                _ => self.0.push(c),
            }
        }
    }

    pub(crate) fn push(&mut self, other: &Html) {
        self.0.push_str(&other.0);
    }

    /// Gives each heading of the second level an id, and adds the ids with the texts of the headings to `sections`.
    pub(crate) fn with_sections(&self, sections: &mut Vec<(String, String)>) -> Self {
        let mut parts = self.0.split("<h2>");
        let mut whole = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (heading, _) = part.split_once("</h2>").unwrap_or((part, ""));
            let id = format!("section-{}", sections.len() + 1);
            whole.push_str(&format!("<h2 id=\"{id}\">{part}"));
            sections.push((id, plain(heading)));
        }
        Self(whole)
    }

    /// Returns the markup as a string.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Elements within a line: their tags do not part words.
const INLINE: [&str; 9] = [
    "a", "abbr", "code", "del", "em", "s", "span", "strong", "sup",
];

/// Returns the text that readers see of markup, without tags.
pub(crate) fn plain(markup: &str) -> String {
    let mut text = String::new();
    let mut rest = markup;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name = tag.trim_start_matches('/').split([' ', '/']).next();
        if !name.is_some_and(|name| INLINE.contains(&name)) {
            text.push(' ');
        }
        rest = after;
    }
    text.push_str(rest);
    let signs = [
        ("&#39;", "'"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    let text = signs
        .iter()
        .fold(text, |text, (escaped, sign)| text.replace(escaped, sign));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl schemars::JsonSchema for Html {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Html".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "html" })
    }
}

#[cfg(test)]
mod tests {
    use super::{Html, plain};

    #[test]
    fn plain_text_has_what_readers_see() {
        let markup = "<p>Ten <em>per</em>cent,\n&amp; <a href=\"x\">more</a>.</p><ul><li>R&amp;lt;D</li></ul>";
        assert_eq!(plain(markup), "Ten percent, & more. R&lt;D");
    }

    #[test]
    fn sections_are_numbered_through_several_texts() {
        let mut sections = Vec::new();
        let texts = [
            "<p>a</p><h2>R&amp;D</h2><h3>b</h3>",
            "<h2>The <em>rest</em></h2>",
        ];
        let texts = texts.map(|text| Html(text.to_owned()).with_sections(&mut sections));
        assert_eq!(
            texts[1].as_str(),
            "<h2 id=\"section-2\">The <em>rest</em></h2>"
        );
        let expected = [("section-1", "R&D"), ("section-2", "The rest")];
        assert_eq!(
            sections,
            expected.map(|(id, text)| (id.to_owned(), text.to_owned()))
        );
    }

    #[test]
    fn text_is_shown_as_typed_and_never_as_markup() {
        let html = Html::text("<img src=\"x\" onerror='a=1'> & more");
        assert_eq!(
            html.as_str(),
            "&lt;img src=&quot;x&quot; onerror=&#39;a=1&#39;&gt; &amp; more"
        );
    }

    #[test]
    fn text_holds_nothing_that_xml_may_not_hold() {
        let html = Html::text("one\ntwo\u{0}\u{1b}\u{7f}\u{85}\u{fffe}");
        assert_eq!(
            html.as_str(),
            "one\ntwo\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}"
        );
    }
}
