//! Templates of a site that no page uses.

use std::collections::BTreeSet;

use super::lexer::{self, Token};
use super::shape::Shapes;
use super::{Origin, Template};
use crate::diag::{Code, Diagnostic, did_you_mean, one_of};
use crate::source::Place;

/// The folder of the slots, below `templates/`.
pub(super) const SLOTS: &str = "slots/";

/// Reports the site's templates that no page uses.
pub(super) fn unused_templates(templates: &[Template], shapes: &Shapes) -> Vec<Diagnostic> {
    let mut used: BTreeSet<String> = shapes
        .pages
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    let mut defining = BTreeSet::new();
    for template in templates {
        let Some(tokens) = lexer::read(&template.text) else {
            // A template with a syntax error may use any other.
            return Vec::new();
        };
        for three in tokens.windows(3) {
            if let [(Token::TagStart, _), (Token::Word(tag), _), (what, _)] = three {
                match (tag.as_str(), what) {
                    ("extends" | "include", Token::Text(name)) if *name != template.name => {
                        used.insert(name.clone());
                    }
                    ("component", _) => {
                        defining.insert(&template.name);
                    }
                    _ => {}
                }
            }
        }
    }
    let is_unused = |template: &&Template| {
        template.is_own() && !used.contains(&template.name) && !defining.contains(&template.name)
    };
    let unused = templates.iter().filter(is_unused);
    unused
        .map(|template| diagnostic(template, templates))
        .collect()
}

fn diagnostic(template: &Template, templates: &[Template]) -> Diagnostic {
    let is_slot = template.name.starts_with(SLOTS);
    let others: Vec<&str> = templates
        .iter()
        .filter(|other| other.origin == Origin::BuiltIn && other.name.starts_with(SLOTS) == is_slot)
        .map(|other| other.name.as_str())
        .collect();
    let near = did_you_mean(stem(&template.name), others.iter().map(|name| stem(name)));
    let meant = near.and_then(|near| others.iter().find(|other| stem(other) == near));
    let message = if is_slot {
        format!("there is no slot `{}`", stem(&template.name))
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
            template.name
        ),
    };
    Diagnostic::error(Code::StrayFile, Place::file(&template.path), message).help(help)
}

/// Returns the name of a template without its folder and ending.
fn stem(name: &str) -> &str {
    let name = name.strip_prefix(SLOTS).unwrap_or(name);
    name.strip_suffix(".html").unwrap_or(name)
}
