//! Every word that a page says: one table for each language.
//!
//! A sentence is a text with named slots, `{figure}`, so that a language may put them in its own order. The English
//! table defines what there is; a second language is another `Words` value, and does not compile until it is whole.

mod en;
mod rules;
mod steps;
mod table;

pub use en::{EN, Words};
pub use rules::{RULES, RuleWords};
pub use steps::{STEPS, StepWords};

use crate::model::Language;

/// The table of a language. English stands in where there is none; `check` has warned of it.
pub fn of(_language: &Language) -> &'static Words {
    &EN
}

/// The rules in the words of a language.
pub fn rules_of(_language: &Language) -> &'static RuleWords {
    &RULES
}

/// A sentence about so many things, with the number in its slot `{count}`.
///
/// Its forms are parted by bars: for one and for several, or for none, one and several.
pub fn counted(sentence: &str, count: usize, slots: &[(&str, &str)]) -> String {
    let forms: Vec<&str> = sentence.split('|').collect();
    let form = match (forms.as_slice(), count) {
        ([none, _, _], 0) => none,
        ([one, _] | [_, one, _], 1) => one,
        (forms, _) => forms[forms.len() - 1],
    };
    let count = count.to_string();
    let mut all = vec![("count", count.as_str())];
    all.extend_from_slice(slots);
    fill(form, &all)
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
            assert_eq!(counted(sentence, count, &[("all", "9")]), said);
        }
    }
}
