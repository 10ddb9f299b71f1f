//! Every word that a page says: one table for each language.
//!
//! A sentence is a text with named slots, `{figure}`, so that a language may put them in its own order. The English
//! table defines what there is; a second language is another `Words` value, and does not compile until it is whole.

mod en;
mod rules;
mod table;

pub use en::{EN, Words};
pub use rules::{RULES, RuleWords};

use crate::model::Language;

/// The table of a language. English stands in where there is none; `check` has warned of it.
pub fn of(_language: &Language) -> &'static Words {
    &EN
}

/// The rules in the words of a language.
pub fn rules_of(_language: &Language) -> &'static RuleWords {
    &RULES
}

/// Fills the slots of a sentence.
pub fn fill(sentence: &str, slots: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(sentence.len() + 32);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let value = slots.iter().find(|(slot, _)| *slot == name);
        debug_assert!(value.is_some(), "no value for {{{name}}} of {sentence:?}");
        filled.push_str(value.map_or("", |(_, value)| value));
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
    }
}
