//! Each page's template with what it extends, and the blocks that it fills.

use super::findings::Complaint;
use super::library::Library;
use super::scope::Scope;
use super::shape::Shape;
use super::syntax::{Component, Name, Node};
use super::walk::{Blocks, Walk};
use crate::diag::{Code, Diagnostic, did_you_mean};

/// Walks through every page.
pub(super) fn walk(walk: &mut Walk) {
    for (template, view) in &walk.book.pages {
        let library = walk.library;
        let Some(chain) = library
            .find(template)
            .and_then(|start| chain(walk, library, start))
        else {
            continue;
        };
        walk.reached.extend(&chain);
        let blocks = blocks(walk, library, &chain);
        let root = chain.last().copied().unwrap_or_default();
        if let Some(body) = library.template(root).map(|template| &template.body) {
            walk.page(template, view.clone(), root, blocks, body);
        }
    }
}

/// A template and what it extends, itself first. Nothing where one of them cannot be read.
fn chain<'a>(walk: &mut Walk<'a>, library: &'a Library<'a>, start: usize) -> Option<Vec<usize>> {
    let mut chain = vec![start];
    let mut at = start;
    while let Some(parent) = &library.template(at)?.parent {
        walk.reached.insert(at);
        walk.here = at;
        let Some(next) = library.find(&parent.text) else {
            walk.unknown_template(parent);
            return None;
        };
        if chain.contains(&next) {
            let complaint = Complaint {
                code: Code::ThemePart,
                message: format!("{} extends itself, by way of this", parent.text),
                help: "extend \"base.html\"".to_owned(),
            };
            walk.tell(&parent.span, complaint);
            return None;
        }
        chain.push(next);
        at = next;
    }
    Some(chain)
}

/// What each block stands for. A block that nothing below has a place for would never be shown.
fn blocks<'a>(walk: &mut Walk<'a>, library: &'a Library<'a>, chain: &[usize]) -> Blocks<'a> {
    let mut blocks = Blocks::new();
    let mut own_names: Vec<Vec<&'a Name>> = Vec::new();
    for at in chain {
        let mut found = Vec::new();
        if let Some(template) = library.template(*at) {
            collect(&template.body, &mut found);
        }
        own_names.push(found.iter().map(|(name, _)| *name).collect());
        for (name, body) in found {
            blocks.entry(&*name.text).or_default().push((*at, body));
        }
    }
    for (depth, (at, names)) in chain.iter().zip(&own_names).enumerate() {
        let below = &own_names[depth + 1..];
        if below.is_empty() {
            continue;
        }
        for name in names {
            let has_place = below.iter().flatten().any(|other| other.text == name.text);
            if !has_place {
                let others: Vec<&str> = below.iter().flatten().map(|n| n.text.as_str()).collect();
                no_place(walk, library, &chain[depth..], *at, name, &others);
            }
        }
    }
    blocks
}

fn no_place<'a>(
    walk: &mut Walk<'a>,
    library: &'a Library<'a>,
    chain: &[usize],
    at: usize,
    name: &Name,
    others: &[&str],
) {
    let parent = chain.get(1).copied().unwrap_or(at);
    if library.is_own(at) {
        let message = format!("{} has no block `{}`", library.name(parent), name.text);
        let help = match did_you_mean(&name.text, others.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "a block takes the place of one that is there".to_owned(),
        };
        let place = library.place(at, &name.span);
        let told = Diagnostic::error(Code::ThemePart, place, message).help(help);
        return walk.findings.tell_diagnostic(told);
    }
    if let Some(own) = chain.iter().find(|at| library.is_own(**at)) {
        let message = format!(
            "this file has no block `{}`, so what the pages say would not be shown",
            name.text
        );
        let help = format!("write {{% block {} %}}{{% endblock %}}", name.text);
        let told = Diagnostic::error(Code::ThemePart, library.file(*own), message).help(help);
        walk.findings.tell_diagnostic(told);
    }
}

fn collect<'a>(nodes: &'a [Node], found: &mut Vec<(&'a Name, &'a [Node])>) {
    for node in nodes {
        match node {
            Node::Block(name, body) => {
                found.push((name, body));
                collect(body, found);
            }
            Node::If(branches, otherwise) => {
                for (_, body) in branches {
                    collect(body, found);
                }
                collect(otherwise, found);
            }
            Node::SetBlock(_, _, body) | Node::Filtered(_, body) | Node::Call(_, body) => {
                collect(body, found);
            }
            Node::Print(_) | Node::Set(..) | Node::For(..) | Node::Include(_) => {}
        }
    }
}

/// A component that nobody calls, given anything.
pub(super) fn component_alone<'a>(walk: &mut Walk<'a>, at: usize, component: &'a Component) {
    let mut around = Scope::default();
    for (name, shape) in &walk.book.everywhere {
        around.bind(name, shape.clone());
    }
    let mut scope = Scope::default();
    for parameter in &component.parameters {
        let shape = around.find(&parameter.name).cloned();
        scope.bind(&parameter.name, shape.unwrap_or(Shape::Any));
    }
    scope.bind("body", Shape::Printed);
    if let Some(rest) = &component.rest {
        scope.bind(rest, Shape::Any);
    }
    walk.here = at;
    walk.nodes(&component.body, &mut scope);
}
