//! Writes XML from a tree of elements, and checks whether a text is well-formed. No other module uses `quick_xml`.

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

/// Returns the name of the outermost element, or `None` if the text is not well-formed.
pub fn root_of(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    let (mut root, mut depth) = (None, 0_usize);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                is_whole(&start).then_some(())?;
                if depth == 0 && root.is_some() {
                    return None;
                }
                root.get_or_insert_with(|| start.local_name().as_ref().to_owned());
                depth += 1;
            }
            Event::Empty(start) => {
                is_whole(&start).then_some(())?;
                root.get_or_insert_with(|| start.local_name().as_ref().to_owned());
            }
            Event::End(_) => depth = depth.checked_sub(1)?,
            Event::Text(text) if depth == 0 && !text.trim().is_empty() => {
                return None;
            }
            Event::Eof => return root.filter(|_| depth == 0),
            _ => {}
        }
    }
}

/// Returns whether each attribute of a tag has its value in quotes. Attributes of the same name are allowed, because
/// finding them among many takes long.
fn is_whole(start: &BytesStart) -> bool {
    let mut attributes = start.attributes();
    attributes
        .with_checks(false)
        .all(|attribute| attribute.is_ok())
}

/// An element with attributes, and with elements or a text in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Element>,
    text: Option<String>,
}

impl Element {
    pub(super) fn new(name: &'static str) -> Self {
        Self {
            name,
            ..Self::default()
        }
    }

    pub(super) fn text(name: &'static str, text: impl Into<String>) -> Self {
        let text = Some(well_formed(text));
        Self {
            text,
            ..Self::new(name)
        }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, well_formed(value)));
        self
    }

    pub(super) fn holding(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children);
        self
    }

    pub(super) fn document(&self) -> Vec<u8> {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
        let declaration = BytesDecl::new("1.0", Some("utf-8"), None);
        // A vector takes whatever is written to it.
        let _ = writer.write_event(Event::Decl(declaration));
        let _ = self.write(&mut writer);
        let mut bytes = writer.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
        let attributes = self.attributes.iter();
        let attributes = attributes.map(|(name, value)| (*name, value.as_str()));
        let start = BytesStart::new(self.name).with_attributes(attributes);
        if self.children.is_empty() && self.text.is_none() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        if let Some(text) = &self.text {
            writer.write_event(Event::Text(BytesText::new(text)))?;
        }
        for child in &self.children {
            child.write(writer)?;
        }
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
}

/// Replaces the characters that XML does not allow. The writer escapes the others.
fn well_formed(text: impl Into<String>) -> String {
    let text: String = text.into();
    let is_unfit =
        |c: char| c.is_control() && !c.is_whitespace() || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.replace(is_unfit, "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_mean_something_to_xml_are_written_as_text() {
        let element = Element::new("a")
            .with("b", "\"1\" < 2")
            .holding([Element::text("c", "R&D <1%\0\u{1b}"), Element::new("d")]);
        let text = String::from_utf8(element.document()).expect("text");
        assert_eq!(
            text,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a b=\"&quot;1&quot; &lt; 2\">\n \
             <c>R&amp;D &lt;1%\u{fffd}\u{fffd}</c>\n <d/>\n</a>\n"
        );
    }
}
