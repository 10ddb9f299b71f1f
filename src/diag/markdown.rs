//! Texts of ours in Markdown, so that no word of an editor's is taken for markup.

use super::listing::one_line;

/// A sentence of ours with an editor's words in it, on one line of a table. What stands between backticks is code and
/// left alone, but for the bar that would end the cell.
pub fn cell(text: &str) -> String {
    let text = one_line(text).replace('|', "\\|");
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escaped(&text);
    }
    let parts = parts.iter().enumerate().map(|(index, part)| {
        if index % 2 == 0 {
            escaped(part)
        } else {
            (*part).to_owned()
        }
    });
    parts.collect::<Vec<_>>().join("`")
}

/// An editor's words on one line, as they were typed.
pub fn plain(text: &str) -> String {
    escaped(&one_line(text)).replace('|', "\\|")
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        if "`*_[]<>&#~".contains(sign) {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    escaped
}
