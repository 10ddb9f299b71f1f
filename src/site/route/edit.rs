//! Addresses for editing source files on the site's host.

use crate::model::Site;
use crate::source::SourcePath;

/// Returns the address for editing a file on the site's host. `None` if the site does not say where.
pub(crate) fn edit_address(site: &Site, path: &SourcePath) -> Option<String> {
    let url = site.edit_url.as_ref()?;
    Some(url.replace("{path}", &encoded(path.as_str())))
}

/// Encodes a path for an address: files in a quarter's folder may have any name.
fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn a_path_is_encoded_for_its_host() {
        let table = [
            (
                "content/quarters/2016-17-q1.yaml",
                "content/quarters/2016-17-q1.yaml",
            ),
            (
                "content/quarters/2016-17-q1/Roads & parks.yaml",
                "content/quarters/2016-17-q1/Roads%20%26%20parks.yaml",
            ),
            (
                "content/quarters/2016-17-q1/#4?.yaml",
                "content/quarters/2016-17-q1/%234%3F.yaml",
            ),
            (
                "content/quarters/2016-17-q1/ffyrdd-môr.yaml",
                "content/quarters/2016-17-q1/ffyrdd-m%C3%B4r.yaml",
            ),
        ];
        for (path, address) in table {
            assert_eq!(encoded(path), address);
        }
    }
}
