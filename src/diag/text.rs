//! Problems as a terminal shows them, in the style of rustc, by `annotate-snippets`.

use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::excerpt::{self, Excerpt};
use super::{Diagnostic, Severity, json};
use crate::source::characters::{is_hidden, one_line, visible};
use crate::source::{At, Place, SourcePath, SourceText};

/// Whether the output contains colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// Colours as ANSI escape codes, for a terminal.
    Ansi,
    /// No colours, for a file or a log.
    None,
}

/// The texts that diagnostics point into.
pub(crate) type Sources = BTreeMap<SourcePath, SourceText>;

/// Returns one problem with its source lines, message and help. A place that is still a node is shown as its file.
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
    for (origin, snippet) in snippets(diagnostic, sources) {
        group = match origin {
            Some(origin) => group.element(origin).element(snippet),
            None => group.element(snippet),
        };
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    let rendered = renderer.decor_style(DecorStyle::Ascii).render(&[group]);
    for_log(&rendered)
}

/// Replaces hidden characters that remain in source lines, and characters at which a host's log would start a command, such
/// as `::error::` at the start of a line, `##[group]` or `##vso[...]` anywhere. The width does not change.
pub(crate) fn for_log(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let start = safe.len();
        let start_of_line = line.trim_start();
        // The renderer prints `:::` and a space before a second file, which is not a command.
        let is_command = start_of_line.starts_with("::") && !start_of_line.starts_with("::: ");
        for c in line.chars() {
            let shown = match c {
                ':' if is_command && safe[start..].trim_start().is_empty() => '.',
                '[' if json::is_after_two_hashes(&safe[start..]) => '(',
                // The renderer has replaced control characters, so an escape character is part of its own colours.
                c if is_hidden(c) && c != '\u{1b}' => char::REPLACEMENT_CHARACTER,
                c => c,
            };
            safe.push(shown);
        }
    }
    safe
}

type Marked<'a> = Snippet<'a, annotate_snippets::Annotation<'a>>;

/// A place in a file with its label and the kind of its annotation.
type Labelled<'a> = (&'a Place, Option<&'a str>, AnnotationKind);

/// Returns the lines of each file in turn, with all places in one file marked together. An excerpt that starts in the
/// middle of a line has its own origin.
fn snippets<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
) -> Vec<(Option<Origin<'a>>, Marked<'a>)> {
    let related = diagnostic.related.iter();
    let related =
        related.map(|(place, text)| (place, Some(text.as_str()), AnnotationKind::Context));
    let mut files: Vec<(&SourcePath, Vec<Labelled>)> = Vec::new();
    for labelled in
        std::iter::once((&diagnostic.place, None, AnnotationKind::Primary)).chain(related)
    {
        let path = &labelled.0.path;
        match files.iter_mut().find(|(known, _)| *known == path) {
            Some((_, places)) => places.push(labelled),
            None => files.push((path, vec![labelled])),
        }
    }
    let excerpts = files.into_iter().flat_map(|(path, places)| {
        let spans: Vec<_> = places
            .iter()
            .map(|(place, ..)| span_of(place, sources))
            .collect();
        let excerpts = match sources.get(path) {
            Some(source) => excerpt::excerpts(source, &spans),
            None => excerpt::excerpts(&SourceText::decode_lossy(path.clone(), b""), &spans),
        };
        excerpts
            .into_iter()
            .map(move |excerpt| marked(path, excerpt, &places))
            .collect::<Vec<_>>()
    });
    excerpts.collect()
}

fn marked<'a>(
    path: &'a SourcePath,
    excerpt: Excerpt,
    places: &[Labelled<'a>],
) -> (Option<Origin<'a>>, Marked<'a>) {
    let mut snippet = Snippet::source(excerpt.text).line_start(excerpt.line);
    for (number, span) in excerpt.spans {
        let (_, label, kind) = &places[number];
        snippet = snippet.annotation(kind.span(span).label(label.map(one_line)));
    }
    match excerpt.cut_at {
        None => (None, snippet.path(one_line(path.as_str()))),
        Some(at) => {
            let origin = Origin::path(one_line(path.as_str()))
                .line(at.line)
                .char_column(at.column);
            (Some(origin), snippet)
        }
    }
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
