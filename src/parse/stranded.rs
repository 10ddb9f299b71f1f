//! Names that stand alone within braces: what a comma leaves behind when it splits a figure or a sentence.

use super::fields::is_empty;
use super::file::File;
use super::slips::curly_length;
use super::yaml::{Content, Entry};
use crate::diag::{Code, Diagnostic, Fix};

/// Whether an entry is a bare word without even a colon, which it can be within braces alone.
pub(super) fn is_stranded(file: &File, entry: &Entry) -> bool {
    if !is_empty(&entry.value) {
        return false;
    }
    let text = file.text_from(entry.key_id);
    let name = text.strip_prefix(['"', '\'']).unwrap_or(text);
    let after = name.strip_prefix(&entry.key);
    after.is_some_and(|after| !after.trim_start_matches(['"', '\'', ' ']).starts_with(':'))
}

/// Reports them: several in a row are one slip.
pub(super) fn report(file: &File, entries: &[Entry]) {
    let mut before = None;
    for run in entries.chunk_by(|a, b| is_stranded(file, a) == is_stranded(file, b)) {
        if is_stranded(file, &run[0]) {
            // Quotes that YAML does not know let the comma split what they stand round.
            let is_curly = |e: &Entry| curly_length(file.text_from(e.value.id), true).is_some();
            if !before.is_some_and(is_curly) {
                file.report(problem(file, before, run));
            }
        } else {
            before = run.last();
        }
    }
}

fn problem(file: &File, before: Option<&Entry>, run: &[Entry]) -> Diagnostic {
    let key = run[0].key.as_str();
    let problem = |code, message: String, help: String| {
        Diagnostic::error(code, file.place(run[0].key_id), message).help(help)
    };
    for (sign, what) in [
        (':', "there is no space after the colon"),
        ('=', "there is an equals sign where a colon should be"),
    ] {
        let Some((name, value)) = key.split_once(sign) else {
            continue;
        };
        let is_sign = |b: u8| b.is_ascii_alphanumeric() || b"-_".contains(&b);
        let is_name = name.bytes().all(is_sign) && !value.starts_with('/');
        let range = file.range_of(run[0].key_id, key).filter(|_| is_name);
        let fix = range.map(|range| {
            let at = range.start + name.len();
            Fix::new(at..at + 1, ": ", "put a colon and a space after the name")
        });
        let help = format!("write `{}: {}`", name.trim(), value.trim());
        return problem(Code::Syntax, what.to_owned(), help).fix(fix);
    }
    let Some((name, value)) = before.and_then(text_of) else {
        let message = format!("`{key}` has no value in these {{ }}");
        let help = "write it as `name: value`, or delete it";
        return problem(Code::CommaInBraces, message, help.to_owned());
    };
    let keys: Vec<&str> = run.iter().map(|entry| entry.key.as_str()).collect();
    let help = if is_number(value) && keys.iter().all(|key| is_number(key)) {
        format!("write {value}{}, without a comma", keys.concat())
    } else {
        let whole = format!("{value}, {}", keys.join(", ")).replace('"', "\\\"");
        format!("put the whole text in double quotes: {name}: \"{whole}\"")
    };
    let message = format!("a comma splits this line: `{key}` has no value");
    problem(Code::CommaInBraces, message, help)
}

fn text_of(entry: &Entry) -> Option<(&str, &str)> {
    match &entry.value.content {
        Content::Scalar(text) => Some((&entry.key, text)),
        _ => None,
    }
}

fn is_number(text: &str) -> bool {
    let signs = text.strip_prefix('-').unwrap_or(text);
    !signs.is_empty() && signs.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}
