//! Addresses as they travel: the one door to percent-encoding.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What must not stand in the path of an address.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What was meant; nothing where it is no text.
pub(super) fn decoded(text: &str) -> Option<String> {
    let decoded = percent_decode_str(text).decode_utf8().ok()?;
    Some(decoded.into_owned())
}

/// A path as it travels.
pub(super) fn encoded(path: &str) -> String {
    utf8_percent_encode(path, RESERVED).to_string()
}

/// A value of a query: `page` in `page=%2F&x=1`.
pub(super) fn value(query: &str, name: &str) -> Option<String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let mut named = pairs.filter(|(key, _)| *key == name);
    decoded(named.next()?.1)
}

#[cfg(test)]
mod tests {
    use super::{decoded, encoded, value};

    #[test]
    fn a_path_comes_back_as_it_went() {
        let path = "/caf\u{e9} 100%?/a2/";
        assert_eq!(decoded(&encoded(path)).as_deref(), Some(path));
        assert_eq!(decoded("%ff"), None, "no text");
        assert_eq!(decoded("100%").as_deref(), Some("100%"));
    }

    #[test]
    fn values_of_a_query_are_found_by_name() {
        let query = "a=1&page=%2Fmeasures%2Fa2%2F&b";
        assert_eq!(value(query, "page").as_deref(), Some("/measures/a2/"));
        assert_eq!(value(query, "b"), None);
    }
}
