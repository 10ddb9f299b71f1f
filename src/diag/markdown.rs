//! The program's messages as Markdown. Text that an editor typed is escaped, so that none of it becomes markup.

use crate::source::characters::one_line;

/// Returns a message as one line of a table cell. Text between backticks becomes code, unless an editor's text could
/// contain a backtick.
pub(crate) fn cell(text: &str) -> String {
    let text = one_line(text);
    let parts: Vec<&str> = text.split('`').collect();
    let is_paired = parts.len() % 2 == 1;
    let inner = parts.get(1..parts.len() - 1).unwrap_or_default();
    if !is_paired || inner.iter().any(|part| part.is_empty()) {
        return escaped(&text);
    }
    let parts = parts.iter().enumerate().map(|(index, part)| {
        if index % 2 == 0 {
            escaped(part)
        } else {
            code(part)
        }
    });
    parts.collect()
}

pub(crate) fn plain(text: &str) -> String {
    escaped(&one_line(text))
}

/// Returns a path or a name as code on one line of a table. The fence is longer than any run of backticks in it.
pub fn code(text: &str) -> String {
    let text = one_line(text).replace('|', "\\|");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{text}{space}{fence}")
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        if "\\`*_[]<>&#~|".contains(sign) {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_an_editor_is_markup() {
        let table = [
            ("there is no `a2` here", "there is no `a2` here"),
            ("`a|b` # not", "`a\\|b` \\# not"),
            ("`x` <img> `y` is none", "`x` \\<img\\> `y` is none"),
            ("```<img>` is none", "\\`\\`\\`\\<img\\>\\` is none"),
            ("`\\` <b>` is none", "\\`\\\\\\` \\<b\\>\\` is none"),
            ("a\n# Heading\n::error::", "a \\# Heading ::error::"),
        ];
        for (text, shown) in table {
            assert_eq!(cell(text), shown, "{text}");
        }
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("a\n# b|c\u{1b}`"), "`` a # b\\|c<U+001B>` ``");
    }
}
