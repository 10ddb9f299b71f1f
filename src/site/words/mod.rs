//! Every text of the program on a page: one table for each language.
//!
//! A sentence is a text with named slots, `{figure}`, so that a language may put them in its own order. The English
//! table defines what there is; a second language is another `Words` value, and does not compile until it is whole.

/// A table of words: each key with its English text.
macro_rules! words {
    (
        $(#[$about:meta])* $Table:ident as $english:ident $(with { $($field:ident: $Type:ty = $value:expr,)* })?;
        $($key:ident: $text:literal,)*
    ) => {
        $(#[$about])*
        #[allow(clippy::doc_markdown, reason = "the slots of sentences are not identifiers")]
        #[derive(schemars::JsonSchema, serde::Serialize)]
        pub struct $Table {
            $($(#[serde(skip)] #[schemars(skip)] pub(crate) $field: $Type,)*)?
            $(#[doc = concat!("`", $text, "`")] pub $key: &'static str,)*
        }

        // The thousand texts of a table are no help in a message.
        impl std::fmt::Debug for $Table {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($english))
            }
        }

        impl $Table {
            /// Returns the table with each of its own texts changed.
            #[allow(dead_code, reason = "the words about rules are about all measures")]
            pub(crate) fn changed(&self, change: &dyn Fn(&'static str) -> &'static str) -> Self {
                Self {
                    $($($field: self.$field,)*)?
                    $($key: change(self.$key),)*
                }
            }
        }

        /// The same in English.
        pub static $english: $Table = $Table { $($($field: $value,)*)? $($key: $text,)* };
    };
}

mod en;
mod yardsticks;

pub(crate) use yardsticks::for_yardstick;

pub use en::{EN, RULES, RuleWords, STEPS, StepWords, Words};

use crate::model::Language;

/// The languages of pages. The first is used for a site that names none of them.
static LANGUAGES: [&Words; 1] = [&EN];

/// Returns the words of a language, or English if there are none: `check` has reported that.
pub(crate) fn for_language(language: Option<&Language>) -> &'static Words {
    let code = language.map_or(EN.code, Language::as_str);
    let found = LANGUAGES.into_iter().find(|words| words.code == code);
    found.unwrap_or(&EN)
}

/// Returns a sentence about a number of things, with the number in its slot `{count}`.
///
/// The forms of a sentence are separated by bars, in the order of the plural rule of the language. A sentence may have one form more, which
/// comes first and is for no things at all.
pub(crate) fn counted(
    words: &Words,
    sentence: &str,
    count: usize,
    slots: &[(&str, &str)],
) -> String {
    let forms: Vec<&str> = sentence.split('|').collect();
    let form = match forms.len().checked_sub(words.plural.forms) {
        Some(1) if count == 0 => 0,
        Some(first) => first + (words.plural.form)(count),
        None => 0,
    };
    let form = forms.get(form).or(forms.last()).copied();
    let count = count.to_string();
    let mut all = vec![("count", count.as_str())];
    all.extend_from_slice(slots);
    fill(form.unwrap_or_default(), &all)
}

/// Returns a text as a part of an address: its letters and digits, others as hyphens.
pub(crate) fn slug(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_lowercase()
}

/// Fills the slots of a sentence. A slot such as `{rating:lower}` puts the first letter of its value in lower case, so that
/// a label fits into a sentence; a language that does not do so writes the slot without it.
pub(crate) fn fill(sentence: &str, slots: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(sentence.len() + 32);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (slot, after) = after.split_once('}').unwrap_or((after, ""));
        let (name, is_lower) = slot
            .strip_suffix(":lower")
            .map_or((slot, false), |name| (name, true));
        let value = slots.iter().find(|(slot, _)| *slot == name);
        debug_assert!(value.is_some(), "no value for {{{name}}} of {sentence:?}");
        let value = value.map_or("", |(_, value)| value);
        let mut letters = value.chars();
        match letters.next() {
            Some(first) if is_lower => {
                filled.extend(first.to_lowercase());
                filled.push_str(letters.as_str());
            }
            _ => filled.push_str(value),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_filled_by_name_and_values_are_left_as_they_are() {
        let sentence = "{b} before {a}.";
        assert_eq!(
            fill(sentence, &[("a", "{b}"), ("b", "88%")]),
            "88% before {b}."
        );
        let rating = [("rating", "On target, by Example Council")];
        assert_eq!(
            fill("Rated {rating:lower}.", &rating),
            "Rated on target, by Example Council."
        );
    }

    #[test]
    fn a_sentence_agrees_with_its_number() {
        let two = "{count} risk of {all}|{count} risks of {all}";
        let three = "no risk|{count} risk|{count} risks";
        let table = [
            (two, 0, "0 risks of 9"),
            (two, 1, "1 risk of 9"),
            (two, 2, "2 risks of 9"),
            (three, 0, "no risk"),
            (three, 1, "1 risk"),
            (three, 2, "2 risks"),
        ];
        for (sentence, count, said) in table {
            assert_eq!(counted(&EN, sentence, count, &[("all", "9")]), said);
        }
    }
}
