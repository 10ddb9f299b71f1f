//! Single values: figures, quarters, dates, words, ids, texts. Each says what to type where it cannot be read.

mod date;
mod figure;

pub use date::{
    date, date_of, date_words, month_of, near_month, near_quarter, quarter, quarter_number,
    quarter_of, quarter_of_slug, year,
};
pub use figure::{Amount, amount, count, count_if_any, decimal, is_qualified, not_a_number};

use std::fmt;

use serde::de::{DeserializeOwned, IntoDeserializer};

use super::address::{self, Wrong, base_address, web_address, wrong};
use super::fields::each_named;
use super::file::File;
use super::hidden::not_typed;
use super::reference;
use super::schema::{Leaf, Shape};
use super::yaml::{Content, Entry, Node};
use crate::diag::{Code, did_you_mean, one_of};
use crate::model::Text;
use crate::model::month_name;
use crate::source::characters::{as_typed, name, one_line};
use crate::source::is_reserved;

/// The text of a single value.
pub fn scalar<'n>(file: &File, node: &'n Node, what: &str) -> Option<&'n str> {
    if let Content::Scalar(text) = &node.content {
        return Some(text);
    }
    let message = format!("{what} must be a single value");
    let help = match node.content {
        Content::List(_) => "this is a list: write one value, without `- ` or [ ]",
        _ => "these are `name: value` lines: write the value only",
    };
    file.error(node.id, Code::WrongShape, message, help);
    None
}

/// A value in the keyboard's own characters, as an id, a word of a list, a day or a quarter is typed.
fn typed<'n>(
    file: &File,
    node: &'n Node,
    what: &str,
    code: Code,
    leaf: impl FnOnce() -> Leaf,
) -> Option<&'n str> {
    if file.asks(node, leaf) {
        return None;
    }
    let text = scalar(file, node, what)?;
    let Some((meant, first)) = as_typed(text) else {
        return Some(text);
    };
    let (message, help) = not_typed(&meant, first);
    file.error(node.id, code, message, help);
    None
}

/// A text of one language on one line, not empty: a title, a name, a reference.
pub fn plain(file: &File, node: &Node) -> Option<String> {
    let text = lines(file, node)?;
    let Some(end) = text.chars().find(|c| matches!(c, '\n' | '\t')) else {
        return Some(text);
    };
    let message = format!("this text is shown on one line, and contains {}", name(end));
    let help = format!("write it on one line: `{}`", one_line(&text));
    file.error(node.id, Code::HiddenCharacter, message, help);
    None
}

/// A text of one language, not empty, that may have several lines.
fn lines(file: &File, node: &Node) -> Option<String> {
    if file.asks(node, || Leaf::Text) {
        return None;
    }
    let text = scalar(file, node, "this text")?.trim();
    if text.is_empty() {
        let help = "type the text; if the field is optional, you can delete the whole line";
        file.error(node.id, Code::BlankValue, "this text is empty", help);
        return None;
    }
    if let Some(link) = reference::link_in(text) {
        let message = format!("`{link}` is Markdown, but this text is shown exactly as typed");
        let help =
            "write the words only; use links and checked figures in a comment, a report or a page";
        file.error(node.id, Code::Reference, message, help);
    }
    Some(text.to_owned())
}

/// A text that may have several lines, or `{ en: ..., cy: ... }`: one in each language. English must be among them: where
/// another is missing, it stands in its place.
pub fn text(file: &File, node: &Node) -> Option<Text> {
    in_languages(file, node, lines)
}

/// The same for a text on one line: a title or a name.
pub fn title(file: &File, node: &Node) -> Option<Text> {
    in_languages(file, node, plain)
}

fn in_languages(
    file: &File,
    node: &Node,
    read: fn(&File, &Node) -> Option<String>,
) -> Option<Text> {
    let Content::Map(entries) = &node.content else {
        return read(file, node).map(|text| Text::new(&text));
    };
    if let Some(survey) = file.survey() {
        survey.note(Shape::Languages);
        return None;
    }
    if let Some(entry) = entries.iter().find(|entry| !is_language(&entry.key)) {
        report_no_language(file, entry);
        return None;
    }
    let texts = each_named(file, node, "text", None, |file, _, node| read(file, node));
    let Some(english) = texts.iter().position(|(language, _)| **language == "en") else {
        if entries.iter().all(|entry| entry.key != "en") {
            let message = "this text has no English version";
            let help = "add `en: \"...\"`, the language of every page";
            file.error(node.id, Code::MissingField, message, help);
        }
        return None;
    };
    Some(Text::new(&texts[english].1))
}

fn is_language(key: &str) -> bool {
    key.len() == 2 && key.bytes().all(|b| b.is_ascii_lowercase())
}

/// `- Source: the hospital` reads as a name with a value, and was meant as a sentence.
fn report_no_language(file: &File, entry: &Entry) {
    let key = &entry.key;
    let message = format!("`{key}` is read as a name and a value, but this should be text");
    let mut help = "put the text in double quotes".to_owned();
    if let Content::Scalar(value) = &entry.value.content {
        help += &format!(": \"{}\"", format!("{key}: {value}").replace('"', "\\\""));
    }
    file.error(entry.key_id, Code::Quoting, message, help);
}

/// One of certain words.
pub fn word<T: Copy>(words: &'static [(&'static str, T)]) -> impl Fn(&File, &Node) -> Option<T> {
    move |file, node| {
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let meaning = |typed: &str| words.iter().find(|(word, _)| *word == typed);
        one_word(file, node, &known, |typed| Some(meaning(typed)?.1))
    }
}

/// One of the words that an enum is read from.
pub fn choice<T: DeserializeOwned>(file: &File, node: &Node) -> Option<T> {
    let read = |typed: &str| T::deserialize(typed.into_deserializer());
    let known = read("").err().map_or(&[] as &[&str], |Known(words)| words);
    one_word(file, node, known, |typed| read(typed).ok())
}

/// The words that an enum is read from, which its reader names when it is given another one.
#[derive(Debug)]
struct Known(&'static [&'static str]);

impl std::error::Error for Known {}

impl fmt::Display for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&one_of(self.0.iter().copied()))
    }
}

impl serde::de::Error for Known {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(&[])
    }

    fn unknown_variant(_: &str, words: &'static [&'static str]) -> Self {
        Self(words)
    }
}

fn one_word<T>(
    file: &File,
    node: &Node,
    known: &[&'static str],
    meaning: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let leaf = || Leaf::Word(known.to_vec());
    let typed = typed(file, node, "this word", Code::UnknownWord, leaf)?;
    let meant = meaning(typed);
    if meant.is_none() {
        let (message, help) = not_an_option(typed, known);
        file.error(node.id, Code::UnknownWord, message, help);
    }
    meant
}

/// Returns what to report of a word that is not one of those that a field can have.
pub(crate) fn not_an_option(typed: &str, known: &[&str]) -> (String, String) {
    let known = || known.iter().copied();
    let near = did_you_mean(typed, known()).filter(|near| denies(near) == denies(typed));
    let options = one_of(known());
    let help = match near {
        Some(meant) => format!("did you mean `{meant}`? It can be {options}"),
        None => format!("write {options}"),
    };
    let message = format!("`{typed}` is not one of the options for this field");
    (message, help)
}

/// `off_target` is near to `on_target` in spelling only.
fn denies(word: &str) -> bool {
    let starts = ["off", "not", "un", "no_"];
    starts.iter().any(|start| word.starts_with(start))
}

/// The name of a month, as a number from 1 to 12.
pub fn month_word(file: &File, node: &Node) -> Option<u8> {
    let numbers = 1..=12;
    let names: Vec<&str> = numbers.clone().map(month_name).collect();
    one_word(file, node, &names, |typed| {
        numbers.clone().find(|number| month_name(*number) == typed)
    })
}

/// `true` or `false`.
pub fn yes_or_no(file: &File, node: &Node) -> Option<bool> {
    word(&[("true", true), ("false", false)])(file, node)
}

/// Whether a text can be an id: it becomes an address, and a file's name.
pub fn is_id(text: &str) -> bool {
    let is_small = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let word = |part: &str| !part.is_empty() && part.bytes().all(is_small);
    text.split(['-', '_']).all(word) && !is_reserved(text)
}

/// An id that names something made elsewhere.
pub fn id(file: &File, node: &Node) -> Option<String> {
    typed(file, node, "an id", Code::BadId, || Leaf::Id).map(str::to_owned)
}

/// A rating, by its word in files.
pub fn rating(file: &File, node: &Node) -> Option<String> {
    let leaf = || Leaf::Rating;
    typed(file, node, "a rating", Code::UnknownWord, leaf).map(str::to_owned)
}

/// An address that a link can lead to.
pub fn url(file: &File, node: &Node) -> Option<String> {
    address(file, node, |typed| web_address(typed).map(str::to_owned))
}

/// The address of a site: see `base_address`.
pub fn base_url(file: &File, node: &Node) -> Option<String> {
    address(file, node, base_address)
}

/// An address in which `{path}` is the path of a file.
pub fn edit_url(file: &File, node: &Node) -> Option<String> {
    address(file, node, |typed| {
        let (start, rest) = typed.split_at(typed.find("{path}").unwrap_or(typed.len()));
        web_address(&format!("{start}{}", rest.replace("{path}", "path")))?;
        if start.matches('/').count() < 3 && !start.contains(['?', '#']) {
            let message = format!("`{typed}` has {{path}} in the site name");
            return wrong(message, "write {path} after the site name and a /");
        }
        Ok(typed.to_owned())
    })
}

fn address(
    file: &File,
    node: &Node,
    check: impl Fn(&str) -> Result<String, Wrong>,
) -> Option<String> {
    if file.asks(node, || Leaf::Address) {
        return None;
    }
    let report = |(message, help)| file.error(node.id, Code::Setting, message, help);
    let typed = scalar(file, node, "an address")?.trim();
    check(typed).map_err(report).ok()
}

/// Reads how readers get in touch: an e-mail address, the address of a page or a telephone number. One that is wrong is
/// reported and returned all the same, so that it is not reported as missing too.
pub fn contact(file: &File, node: &Node) -> Option<String> {
    if file.asks(node, || Leaf::Text) {
        return None;
    }
    let typed = scalar(file, node, "an address")?.trim();
    let read = address::contact(typed).unwrap_or_else(|(message, help)| {
        file.error(node.id, Code::Setting, message, help);
        typed
    });
    Some(read.to_owned())
}

/// Reads whom readers can ask: a contact, or the name of a team.
pub fn team_or_contact(file: &File, node: &Node) -> Option<String> {
    let is_name = |text: &str| {
        let has_letter = text.chars().any(char::is_alphabetic);
        has_letter && !text.contains(['@', '/']) && !text.trim_end_matches('.').contains('.')
    };
    match &node.content {
        Content::Scalar(text) if file.survey().is_none() && is_name(text) => plain(file, node),
        _ => contact(file, node),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_fit_for_addresses() {
        for id in ["a2", "scc-011b", "e20-22", "p2-obj1", "b13_home"] {
            assert!(is_id(id), "{id}");
        }
        for id in ["", "A2", "a--b", "-a", "a/b", "a b", "é", "..", "a.b"] {
            assert!(!is_id(id), "{id}");
        }
        for id in "con prn aux nul com1 com9 lpt1 lpt9".split(' ') {
            assert!(!is_id(id) && is_reserved(&id.to_uppercase()), "{id}");
            assert!(is_reserved(&format!("{id}.yaml")), "{id}");
            assert!(is_id(&crate::parse::id_like(id)), "{id}");
        }
        for id in ["com", "com0", "com10", "lpt", "console", "con-1", "null"] {
            assert!(is_id(id), "{id}");
        }
    }
}
