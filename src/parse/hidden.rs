//! Invisible characters, where they enter: in a file's name, in its text, and in the values of its YAML.

use super::encoding::{APPENDED, WIDE, wide};
use super::yaml::{Content, Node};
use crate::diag::{Code, Diagnostic, Fix};
use crate::source::characters::{
    Hidden, as_typed, ends_a_line, hidden, is_hidden, is_private, name, visible,
};
use crate::source::{NodeId, Place, SourcePath, SourceText};

/// So many are reported in one file: they come by the hundred, from one paste.
const REPORTED: usize = 10;

/// What programs put in place of a character that they could not read.
const LOST: char = char::REPLACEMENT_CHARACTER;

/// Returns what is wrong with the characters of a path. Names become addresses and are shown in messages and logs.
pub(super) fn in_name(path: &SourcePath) -> Option<Diagnostic> {
    let text = path.as_str();
    let odd = text.chars().find(|c| matches!(c, '\n' | '\t'));
    let first = odd.or_else(|| hidden(text).first().map(|found| found.first))?;
    let message = format!("the path of this file contains {}", name(first));
    let is_unseen = |c: char| is_hidden(c) || matches!(c, '\n' | '\t');
    let kept = text.replace(is_unseen, "");
    let help = format!("rename it `{kept}`, without the invisible characters");
    Some(Diagnostic::error(Code::HiddenCharacter, Place::file(path), message).help(help))
}

/// Returns every hidden character of a text, up to a number that a person can read.
pub(super) fn in_text(source: &SourceText) -> Vec<Diagnostic> {
    let text = source.as_str();
    let found = hidden(text);
    let mut problems: Vec<Diagnostic> = Vec::new();
    for found in found.iter().take(REPORTED) {
        if wide(&text.as_bytes()[found.start..]).is_some() {
            let before = text[..found.start].chars().next_back();
            let start = found.start - before.map_or(0, char::len_utf8);
            let line = text[found.start..].split('\n').next().unwrap_or_default();
            let place = Place::bytes(&source.path, start..found.start + line.len());
            problems.push(Diagnostic::error(Code::NotText, place, WIDE).help(APPENDED));
            return problems;
        }
        problems.push(problem(source, found));
    }
    let more = found.len().saturating_sub(REPORTED);
    if let Some(last) = problems.last_mut().filter(|_| more > 0) {
        last.message.push_str(&format!(", and {more} more below"));
    }
    problems
}

fn problem(source: &SourceText, found: &Hidden) -> Diagnostic {
    let text = source.as_str();
    let word = word_around(text, found);
    let name = name(found.first);
    let range = found.start..found.end;
    let pasted = "it was pasted from another program: delete it";
    let here = format!("there is {name} here, which is invisible");
    let (message, help) = match found.first {
        LOST => (
            "another program lost a character here and left a replacement character (U+FFFD)"
                .to_owned(),
            "type the character that belongs here".to_owned(),
        ),
        c if is_private(c) => (
            format!("there is {name} here, which only the program it came from can display"),
            "delete it and type what it was for: `- ` starts a list entry".to_owned(),
        ),
        c if ends_a_line(c) => {
            let help = format!("{pasted}, and start a new line or type a space");
            (here, help)
        }
        _ if word.is_empty() => (here, pasted.to_owned()),
        _ => {
            let message = format!("`{word}` contains {name}, which is invisible");
            (message, format!("{pasted}, or type `{word}` again"))
        }
    };
    let what = format!("delete {name}");
    let fix = can_be_taken_out(text, found).then(|| Fix::new(range.clone(), "", what));
    let place = Place::bytes(&source.path, range);
    Diagnostic::error(Code::HiddenCharacter, place, message)
        .help(help)
        .fix(fix)
}

/// The word that a hidden character is in or next to, as a reader sees it; empty if it is long.
fn word_around(text: &str, found: &Hidden) -> String {
    const LONGEST: usize = 40;
    let ends = |c: char| c.is_whitespace() || ",[]{}()\"'`".contains(c);
    let (before, after) = sides(text, found, ends);
    let word = format!("{before}{after}").replace(is_hidden, "");
    let word = word.trim_end_matches([':', ';', '.', '!', '?']);
    let short = Some(word).filter(|word| word.chars().count() <= LONGEST);
    short.unwrap_or_default().to_owned()
}

/// What comes directly before and after, up to a character that ends it.
fn sides<'t>(text: &'t str, found: &Hidden, ends: impl Fn(char) -> bool) -> (&'t str, &'t str) {
    let before = text[..found.start].rsplit(&ends).next();
    let after = text[found.end..].split(&ends).next();
    (before.unwrap_or_default(), after.unwrap_or_default())
}

/// Whether taking it out changes nothing that anybody reads: what is hidden is in a word of a sentence, and nowhere near a
/// figure, a day, an id, a word of a list or an address, which are left to their editor.
fn can_be_taken_out(text: &str, found: &Hidden) -> bool {
    let c = found.first;
    let stands_for_something = ends_a_line(c) || is_private(c) || matches!(c, LOST | '\u{fffc}');
    let is_letter = |c: char| c.is_alphabetic() || "-'’,.;!?\"".contains(c) || is_hidden(c);
    let (before, after) = sides(text, found, char::is_whitespace);
    let in_a_word = before.chars().chain(after.chars()).all(is_letter);
    let (before, after) = sides(text, found, |c| "\n:{}[],".contains(c));
    let sentence = visible(before) + &visible(after);
    !stands_for_something && in_a_word && super::slips::is_prose(&sentence)
}

/// Returns the first names that only look like the keyboard's own characters, which would be found nowhere: what is wrong,
/// and what to type.
pub(super) fn in_names(node: &Node) -> Vec<(NodeId, String, String)> {
    match &node.content {
        Content::Empty | Content::Scalar(_) => Vec::new(),
        Content::List(items) => items.iter().flat_map(in_names).collect(),
        Content::Map(entries) => {
            let found = entries.iter().flat_map(|entry| {
                let typed = as_typed(&entry.key).filter(|(meant, _)| !meant.contains(' '));
                let words = typed.map(|(meant, first)| not_typed(&meant, first));
                let found = words.map(|(message, help)| (entry.key_id, message, help));
                found.into_iter().chain(in_names(&entry.value))
            });
            found.take(REPORTED).collect()
        }
    }
}

/// Says that a value is not in the keyboard's own characters, and how to type it.
pub(super) fn not_typed(meant: &str, first: char) -> (String, String) {
    let name = name(first);
    let message = format!("`{meant}` contains {name}, which is not the keyboard character");
    (message, format!("type `{meant}` again on the keyboard"))
}
