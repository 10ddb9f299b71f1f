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
    let encoded = path.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    });
    encoded.collect()
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn a_path_is_encoded_for_its_host() {
        let table = [
            ("2016-17-q1.yaml", "2016-17-q1.yaml"),
            ("q1/Roads & parks.yaml", "q1/Roads%20%26%20parks.yaml"),
            ("q1/#4?.yaml", "q1/%234%3F.yaml"),
            ("q1/ffyrdd-môr.yaml", "q1/ffyrdd-m%C3%B4r.yaml"),
        ];
        for (path, address) in table {
            assert_eq!(encoded(path), address);
        }
    }
}
