//! Invisible characters, where they enter: in a file's name, in its text, and in the values of its YAML.

use super::encoding::{APPENDED, WIDE};
use super::slips::escapes::TYPE_TWICE;
use super::yaml::{Content, Entry, Node};
use crate::diag::{Code, Diagnostic, Fix};
use crate::source::characters::{
    Hidden, as_typed, ends_a_line, hidden, is_hidden, is_private, name, one_line, visible,
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
    let more = found.len().saturating_sub(REPORTED);
    let mut problems: Vec<Diagnostic> = Vec::new();
    for found in found.iter().take(REPORTED) {
        if is_utf_16(text, found.start) {
            let before = text[..found.start].chars().next_back();
            let start = found.start - before.map_or(0, char::len_utf8);
            let end = text[found.start..]
                .find('\n')
                .map_or(text.len(), |at| found.start + at);
            let place = Place::bytes(&source.path, start..end);
            problems.push(Diagnostic::error(Code::NotText, place, WIDE).help(APPENDED));
            return problems;
        }
        problems.push(problem(source, found));
    }
    if let Some(last) = problems.last_mut().filter(|_| more > 0) {
        last.message.push_str(&format!(", and {more} more below"));
    }
    problems
}

/// Whether each of the next characters has a null character next to it.
fn is_utf_16(text: &str, at: usize) -> bool {
    matches!(
        text.as_bytes()[at..],
        [0, 1..=255, 0] | [0, 1..=255, 0, 1..=255, ..]
    )
}

fn problem(source: &SourceText, found: &Hidden) -> Diagnostic {
    let text = source.as_str();
    let word = word_around(text, found);
    let name = name(found.first);
    let range = found.start..found.end;
    let what = format!("delete {name}");
    let (message, help) = if is_private(found.first) {
        (
            format!("there is {name} here, which only the program it came from can display"),
            "delete it and type what it was for: `- ` starts a list entry".to_owned(),
        )
    } else if found.first == LOST {
        (
            "another program lost a character here and left a replacement character (U+FFFD)"
                .to_owned(),
            "type the character that belongs here".to_owned(),
        )
    } else if ends_a_line(found.first) {
        (
            format!("there is {name} here, which is invisible"),
            "it was pasted from another program: delete it, and start a new line or type a space"
                .to_owned(),
        )
    } else if word.is_empty() {
        (
            format!("there is {name} here, which is invisible"),
            "it was pasted from another program: delete it".to_owned(),
        )
    } else {
        (
            format!("`{word}` contains {name}, which is invisible"),
            format!("it was pasted from another program: delete it, or type `{word}` again"),
        )
    };
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
    if word.chars().count() > LONGEST {
        return String::new();
    }
    word.to_owned()
}

/// What comes directly before and after, up to a character that ends it, on a stretch short enough to look at.
fn sides<'t>(text: &'t str, found: &Hidden, ends: impl Fn(char) -> bool) -> (&'t str, &'t str) {
    const LOOKED_AT: usize = 200;
    let (before, after) = (&text[..found.start], &text[found.end..]);
    let signs = before.chars().rev().take(LOOKED_AT);
    let length: usize = signs.take_while(|c| !ends(*c)).map(char::len_utf8).sum();
    let signs = after.chars().take(LOOKED_AT);
    let end: usize = signs.take_while(|c| !ends(*c)).map(char::len_utf8).sum();
    (&before[before.len() - length..], &after[..end])
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

/// What is wrong with the characters of a name or a value, and what to type.
pub(super) type Found = (NodeId, String, String);

/// Returns the first names and values with hidden characters: an escape made them, because the text itself has none. Also
/// names that only look like the keyboard's own characters, which would be found nowhere.
pub(super) fn in_values(node: &Node) -> Vec<Found> {
    let mut found = Vec::new();
    collect(node, &mut found);
    found.truncate(REPORTED);
    found
}

fn collect(node: &Node, found: &mut Vec<Found>) {
    match &node.content {
        Content::Blank => {}
        Content::Scalar(text) => found.extend(unseen(node.id, text)),
        Content::List(items) => items.iter().for_each(|item| collect(item, found)),
        Content::Map(entries) => {
            for entry in entries {
                found.extend(unseen(entry.key_id, &entry.key).or_else(|| look_alike(entry)));
                collect(&entry.value, found);
            }
        }
    }
}

fn unseen(id: NodeId, text: &str) -> Option<Found> {
    let first = hidden(text).first()?.first;
    let (text, name) = (one_line(text), name(first));
    let message = format!("`{text}` contains {name}, which is invisible");
    Some((id, message, TYPE_TWICE.to_owned()))
}

fn look_alike(entry: &Entry) -> Option<Found> {
    let (meant, first) = as_typed(&entry.key).filter(|(meant, _)| !meant.contains(' '))?;
    let (message, help) = not_typed(&meant, first);
    Some((entry.key_id, message, help))
}

/// Says that a value is not in the keyboard's own characters, and how to type it.
pub(super) fn not_typed(meant: &str, first: char) -> (String, String) {
    let name = name(first);
    let message = format!("`{meant}` contains {name}, which is not the keyboard character");
    (message, format!("type `{meant}` again on the keyboard"))
}
