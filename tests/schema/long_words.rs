//! In `tests/sites/long-words` every field that takes text has a word of 60 letters and an address of 120 characters, so that
//! the browser sees each of them wherever it appears.

use std::collections::BTreeMap;

use quarterdeck::disk;
use quarterdeck::parse::kind_of;
use quarterdeck::parse::schema::{Leaf, Shape, shape};
use serde_json::Value;

use super::{here, value};

/// The fields that cannot have both, each with the reason.
const NOT_BOTH: &[(&str, &str, &str)] = &[
    ("site.yaml", "contact", "one address"),
    ("`accessibility`", "contact", "one address"),
    ("a measure", "contact", "a team, or one address"),
    ("site.yaml", "licence", "given by its name and address"),
    ("a unit", "one", "a name, which has no address"),
    ("a unit", "many", "a name, which has no address"),
    ("a unit", "short", "a name, which has no address"),
    (
        "a unit",
        "results",
        "words of a list, which have no address",
    ),
    ("a revision", "was", "a figure, a rating or a size"),
    ("a revision", "now", "a figure, a rating or a size"),
];

/// What the texts of a field have: a long word, a long address.
type Found = BTreeMap<(String, &'static str), [bool; 2]>;

/// A field's shapes beside what a file has there, which may be nothing.
fn note(shapes: &[Shape], of: (&str, &'static str), value: Option<&Value>, found: &mut Found) {
    for shape in shapes {
        match (shape, value) {
            (Shape::One(Leaf::Text), _) => {
                let text = value.and_then(Value::as_str).unwrap_or_default();
                let [word, address] = found.entry((of.0.to_owned(), of.1)).or_default();
                *word |= text
                    .split(' ')
                    .any(|word| word.len() >= 60 && word.chars().all(char::is_alphabetic));
                *address |= text
                    .split(' ')
                    .any(|word| word.len() >= 120 && word.starts_with("https://"));
            }
            (Shape::Fields(what, fields), _) => {
                for field in fields {
                    let value = value.and_then(|value| value.get(field.name));
                    note(&field.shapes, (what, field.name), value, found);
                }
            }
            (Shape::List(shapes), Some(Value::Array(list))) => {
                for value in list {
                    note(shapes, of, Some(value), found);
                }
            }
            (Shape::Named(_, shapes, _), Some(Value::Object(map))) => {
                for value in map.values() {
                    note(shapes, of, Some(value), found);
                }
            }
            (Shape::List(shapes) | Shape::Named(_, shapes, _), _) => note(shapes, of, value, found),
            (Shape::One(_) | Shape::Languages | Shape::Again(_), _) => {}
        }
    }
}

#[test]
fn every_text_field_has_a_long_word_and_a_long_address() {
    let tree = disk::read(&here("tests/sites/long-words")).expect("a site");
    let mut found = Found::new();
    for (path, bytes) in tree.iter() {
        if let Some(kind) = kind_of(path) {
            note(
                &[shape(kind)],
                ("", ""),
                value(path, bytes).as_ref(),
                &mut found,
            );
        }
    }
    assert!(found.len() > 50, "{}", found.len());
    for (what, name, _) in NOT_BOTH {
        let both = found.insert(((*what).to_owned(), *name), [true; 2]);
        assert!(
            both.is_some_and(|both| both != [true; 2]),
            "{name} of {what} has both"
        );
    }
    let lacking: Vec<String> = found
        .iter()
        .filter(|(_, both)| **both != [true; 2])
        .map(|((what, name), [word, address])| {
            format!("{what}, {name}: word {word}, address {address}")
        })
        .collect();
    assert!(lacking.is_empty(), "{lacking:#?}");
}
