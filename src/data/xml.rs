//! Texts in XML, and whether a text is well-formed XML. No other module uses `quick_xml`.

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

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

/// The first line of a document.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

/// Returns a text as it is written in an element or an attribute: characters that mean something to XML are escaped, and
/// those that it does not allow are replaced.
pub(super) fn escaped(text: &str) -> String {
    let is_unfit =
        |c: char| c.is_control() && !c.is_whitespace() || matches!(c, '\u{fffe}' | '\u{ffff}');
    escape(text.replace(is_unfit, "\u{fffd}")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_mean_something_to_xml_are_written_as_text() {
        let table = [
            ("\"1\" < 2", "&quot;1&quot; &lt; 2"),
            ("R&D <1%\0\u{1b}", "R&amp;D &lt;1%\u{fffd}\u{fffd}"),
        ];
        for (text, written) in table {
            assert_eq!(escaped(text), written);
        }
    }
}
