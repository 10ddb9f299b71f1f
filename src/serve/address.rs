//! Percent-encoding of addresses.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// Characters that are encoded in the path of an address.
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

/// Decodes a text. Returns `None` if it is not UTF-8.
pub(super) fn decoded(text: &str) -> Option<String> {
    let decoded = percent_decode_str(text).decode_utf8().ok()?;
    Some(decoded.into_owned())
}

/// Encodes a path.
pub(super) fn encoded(path: &str) -> String {
    utf8_percent_encode(path, RESERVED).to_string()
}

/// Returns a value of a query, such as `page` in `page=%2F&x=1`.
pub(super) fn value(query: &str, name: &str) -> Option<String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let mut named = pairs.filter(|(key, _)| *key == name);
    decoded(named.next()?.1)
}

#[cfg(test)]
mod tests {
    use super::{decoded, encoded, value};

    #[test]
    fn an_encoded_path_is_decoded_to_the_same() {
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
