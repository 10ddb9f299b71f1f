//! Diagnostics as a terminal shows them: rustc's own look, by `annotate-snippets`.

use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Severity, json};
use crate::source::characters::{is_hidden, one_line, visible};
use crate::source::{At, Place, SourcePath, SourceText};

/// Whether the text may hold colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// For a terminal.
    Ansi,
    /// For a file or a log.
    None,
}

/// The texts that diagnostics point into.
pub type Sources = BTreeMap<SourcePath, SourceText>;

/// Writes one diagnostic with its source line, what is wrong and what to type instead. Places must have been found:
/// what is still a node is shown as its file.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, colours: Colours) -> String {
    let renderer = match colours {
        Colours::Ansi => Renderer::styled(),
        Colours::None => Renderer::plain(),
    };
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(one_line(&diagnostic.message))
        .id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    for snippet in snippets(diagnostic, sources) {
        group = group.element(snippet);
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    let rendered = renderer.decor_style(DecorStyle::Ascii).render(&[group]);
    for_log(&without_hidden(&rendered))
}

/// The rendered text without what is still hidden in its source lines. The renderer has replaced the control characters
/// that it knows, so each escape character is one of its own colours; what it shows keeps its width.
fn without_hidden(rendered: &str) -> String {
    let shown = |c: char| {
        if is_hidden(c) && c != '\u{1b}' {
            char::REPLACEMENT_CHARACTER
        } else {
            c
        }
    };
    rendered.chars().map(shown).collect()
}

/// Our own lines as a log takes them, whatever they quote: none of them begins a command of a host, as `::error::` at the
/// start of a line does, and `##[group]` or `##vso[...]` anywhere. Every line keeps its width.
pub fn for_log(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let start = safe.len();
        let start_of_line = line.trim_start();
        // The renderer's own sign before a second file is none: the name of a command is no blank.
        let is_command = start_of_line.starts_with("::") && !start_of_line.starts_with("::: ");
        for c in line.chars() {
            let begins_a_command = match c {
                ':' => is_command && safe[start..].trim_start().is_empty(),
                '[' => json::is_after_two_hashes(&safe[start..]),
                _ => false,
            };
            match (begins_a_command, c) {
                (true, ':') => safe.push('.'),
                (true, _) => safe.push('('),
                (false, c) => safe.push(c),
            }
        }
    }
    safe
}

type Marked<'a> = Snippet<'a, annotate_snippets::Annotation<'a>>;

/// One snippet per file: a second place in the same file is marked beside the first.
fn snippets<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<Marked<'a>> {
    let mut snippets: Vec<(&SourcePath, Marked<'a>)> = Vec::new();
    let places = std::iter::once((&diagnostic.place, None, AnnotationKind::Primary)).chain(
        diagnostic
            .related
            .iter()
            .map(|(place, text)| (place, Some(one_line(text)), AnnotationKind::Context)),
    );
    for (place, label, kind) in places {
        let index = snippets
            .iter()
            .position(|(path, _)| *path == &place.path)
            .unwrap_or_else(|| {
                let text = sources.get(&place.path).map_or("", SourceText::as_str);
                let snippet = Snippet::source(text).path(one_line(place.path.as_str()));
                snippets.push((&place.path, snippet));
                snippets.len() - 1
            });
        let span = span_of(place, sources);
        let (path, snippet) = snippets.remove(index);
        let marked = snippet.annotation(kind.span(span).label(label));
        snippets.insert(index, (path, marked));
    }
    snippets.into_iter().map(|(_, snippet)| snippet).collect()
}

fn span_of(place: &Place, sources: &Sources) -> std::ops::Range<usize> {
    let Some(text) = sources.get(&place.path) else {
        return 0..0;
    };
    match place.at {
        At::Bytes { start, end } => text.clamp(&(start..end)),
        At::File | At::Node(_) => 0..0,
    }
}
