//! The one type for trusted markup.
//!
//! A plain `String` is never markup. [`Html`] is made in three places only: by escaping (here), by the
//! prose parser, and by the chart, so a page cannot hold what an editor did not mean as markup.

use std::fmt;

/// A piece of HTML or SVG that is well formed and safe to print as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Escapes text: what an editor typed appears as typed.
    pub fn text(text: &str) -> Self {
        let mut html = Self::default();
        html.push_text(text);
        html
    }

    /// Takes markup that its maker built from escaped pieces. Only the prose parser and the chart call this.
    pub(crate) fn trusted(markup: String) -> Self {
        Self(markup)
    }

    /// The beginning of a link. Its text and its end follow.
    pub(crate) fn link_start(href: &str) -> Self {
        Self(format!("<a href=\"{}\">", Self::text(href)))
    }

    /// Appends escaped text. What no XML may hold, such as a control character, becomes the character that stands for one
    /// that cannot be shown: one of them would make a whole drawing unreadable.
    pub fn push_text(&mut self, text: &str) {
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

    /// Appends markup.
    pub fn push(&mut self, other: &Html) {
        self.0.push_str(&other.0);
    }

    /// The markup as a string, to write it out.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for Html {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
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
    use super::Html;

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
