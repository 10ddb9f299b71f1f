//! Templates of a site's own that no page uses.

use std::collections::BTreeSet;

use super::lexer::{self, Token};
use super::shape::Book;
use super::{Source, Whose};
use crate::diag::{Code, Diagnostic, did_you_mean, one_of};
use crate::source::Place;

/// The folder of the parts that a site fills in, below `templates/`.
pub(super) const SLOTS: &str = "slots/";

/// Templates of the site's own that no page uses look published and are not.
pub(super) fn strays(sources: &[Source], book: &Book) -> Vec<Diagnostic> {
    let mut used: BTreeSet<String> = book
        .pages
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    let mut defining = BTreeSet::new();
    for source in sources {
        let Some(tokens) = lexer::read(&source.text) else {
            // A template that cannot be read may use any other.
            return Vec::new();
        };
        for three in tokens.windows(3) {
            if let [(Token::TagStart, _), (Token::Word(tag), _), (what, _)] = three {
                match (tag.as_str(), what) {
                    ("extends" | "include", Token::Text(name)) if *name != source.name => {
                        used.insert(name.clone());
                    }
                    ("component", _) => {
                        defining.insert(&source.name);
                    }
                    _ => {}
                }
            }
        }
    }
    let is_stray = |source: &&Source| {
        source.is_own() && !used.contains(&source.name) && !defining.contains(&source.name)
    };
    let strays = sources.iter().filter(is_stray);
    strays.map(|stray| unused(stray, sources)).collect()
}

fn unused(stray: &Source, sources: &[Source]) -> Diagnostic {
    let is_slot = stray.name.starts_with(SLOTS);
    let others: Vec<&str> = sources
        .iter()
        .filter(|other| other.whose == Whose::BuiltIn && other.name.starts_with(SLOTS) == is_slot)
        .map(|other| other.name.as_str())
        .collect();
    let meant = did_you_mean(stem(&stray.name), others.iter().map(|name| stem(name)));
    let meant = meant.and_then(|meant| others.iter().find(|other| stem(other) == meant));
    let message = if is_slot {
        format!("there is no slot `{}`", stem(&stray.name))
    } else {
        "no page uses this template".to_owned()
    };
    let help = match meant {
        Some(meant) => format!("rename it templates/{meant}"),
        None if is_slot => {
            format!(
                "the slots are {}",
                one_of(others.iter().map(|name| stem(name)))
            )
        }
        None => format!(
            "include it where you need it, with {{% include \"{}\" %}}, or delete it",
            stray.name
        ),
    };
    Diagnostic::error(Code::StrayFile, Place::file(&stray.path), message).help(help)
}

/// The part of a template's name that can be misspelt.
fn stem(name: &str) -> &str {
    let name = name.strip_prefix(SLOTS).unwrap_or(name);
    name.strip_suffix(".html").unwrap_or(name)
}
