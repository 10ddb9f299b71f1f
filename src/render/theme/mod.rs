//! Themes: the one that is compiled in, and a site's own files over it, file by file.
//!
//! A site fills slots (`templates/slots/`), sets properties (`properties.css`), and only where that does not do it
//! takes a whole file over. Everything is checked when the theme is loaded: what is wrong is a [`Diagnostic`] in its
//! place, like everything else that is wrong with a site.

mod assets;
mod difference;
mod engine;
mod files;
mod fit;
mod guide;
mod lexer;
mod properties;
mod rehearsal;
mod scan;
mod shape;
mod strays;
mod survey;
mod whole;

pub use difference::unified;
pub use files::built_in;
pub use guide::guide;
pub use properties::Property;
pub use survey::{BuiltInState, Replaced, Survey, is_kept_as_original, starter};

use std::collections::BTreeMap;

use super::RenderError;
use super::charts;
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::site::page::Page;
use crate::site::words::Words;
use crate::source::characters::{self, is_private, name};
use crate::source::{Place, SourcePath, SourceText, SourceTree, Unread, copy_of};
use assets::Assets;
use engine::Engine;
use files::{BUILT_IN, DEFAULT, OwnFiles, PROPERTIES, STYLE, TEMPLATES};
use shape::Book;

/// A template's text, and whose it is.
#[derive(Debug, Clone)]
struct Source {
    /// Where a diagnostic finds it.
    path: SourcePath,
    /// What other templates call it: its path below `templates/`.
    name: String,
    text: String,
    whose: Whose,
}

/// Whose file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// Compiled into the program.
    BuiltIn,
    /// The site's own.
    Own,
}

impl Source {
    fn is_own(&self) -> bool {
        self.whose == Whose::Own
    }
}

/// A theme that was read, understood and checked.
#[derive(Debug, Clone)]
pub struct Theme {
    engine: Engine,
    words: &'static Words,
    assets: Assets,
    /// The site's own templates, by the names that the engine has for them.
    own: BTreeMap<String, Source>,
}

/// The theme that a site names, and where it names it.
#[derive(Debug, Clone)]
pub struct Named<'a> {
    /// A folder under `themes/`, or the default one.
    pub name: &'a str,
    /// In `site.yaml`.
    pub place: Place,
}

/// What loading a theme came to.
#[derive(Debug)]
pub struct Loaded {
    /// Nothing where there are errors.
    pub theme: Option<Theme>,
    /// Everything that is wrong with it.
    pub problems: Vec<Diagnostic>,
}

impl Theme {
    /// Reads a theme: the default one, with the site's own files in place of those of the same path.
    pub fn load(named: &Named, tree: &SourceTree, words: &'static Words) -> Loaded {
        let own = files::own(named.name, tree);
        if own.files.is_empty() && own.unpublished.is_empty() && named.name != DEFAULT {
            return Loaded {
                theme: None,
                problems: unknown(named, tree).into_iter().collect(),
            };
        }
        let mut problems = Vec::new();
        let sources = templates(named.name, &own, &mut problems);
        // What is compiled in is checked by a test; a site's file may not fit to it.
        if sources.iter().any(|source| source.whose == Whose::Own) {
            problems.extend(scan::scan(&sources, &Book::new()));
        }
        let assets = Assets::new(assets(named.name, &own, &mut problems));
        problems.extend(asked_for_by_path(&sources, &assets));
        let theme = if problems.iter().any(Diagnostic::is_error) {
            None
        } else {
            let understood = Engine::new(&sources, words, assets.names());
            understood
                .map_err(|misfits| problems.extend(fit::diagnostics(&misfits, &sources, named)))
                .ok()
                .map(|engine| Self {
                    engine,
                    words,
                    assets,
                    own: own_templates(&sources),
                })
        };
        Loaded { theme, problems }
    }

    /// A file beside the pages, by its published path.
    pub(super) fn asset(&self, path: &str) -> Option<&[u8]> {
        self.assets.get(path)
    }

    /// The files beside the pages, by their published paths.
    pub(super) fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets.iter()
    }

    /// The published path of each of them, by its path in the theme.
    pub(super) fn asset_names(&self) -> &BTreeMap<String, String> {
        self.assets.names()
    }

    /// Shows a page.
    pub(super) fn show(&self, page: &Page) -> Result<String, RenderError> {
        let charts = charts::draw(&page.collected.charts, self.words);
        let shown = self.engine.show(page, &charts);
        shown.map_err(|failure| RenderError {
            page: page.route.to_string(),
            message: failure.told,
        })
    }
}

/// A file whose published name changes with its content cannot be asked for by the path that it has in the theme.
fn asked_for_by_path(sources: &[Source], assets: &Assets) -> Vec<Diagnostic> {
    let own = sources.iter().filter(|source| source.whose == Whose::Own);
    own.flat_map(|source| {
        let renamed = assets.names().iter().filter(|(path, name)| path != name);
        renamed.filter_map(|(path, _)| {
            let asked = format!("frame.root }}}}{path}");
            let at = source.text.find(&asked)? + asked.len() - path.len();
            let place = Place::bytes(&source.path, at..at + path.len());
            let message =
                format!("`{path}` is published under a name that changes with its content");
            let help = format!(
                "write {{{{ asset(path=\"{path}\") }}}} instead of {{{{ frame.root }}}}{path}"
            );
            Some(Diagnostic::error(Code::ThemePart, place, message).help(help))
        })
    })
    .collect()
}

/// What to say where a theme has no files; nothing where it has been said why they were not read.
fn unknown(named: &Named, tree: &SourceTree) -> Option<Diagnostic> {
    let name = named.name;
    let error = |message, help: &str| {
        Some(Diagnostic::error(Code::Theme, named.place.clone(), message).help(help))
    };
    match tree.why_unread(&SourcePath::new(&format!("themes/{name}"))) {
        Some(Unread::NotFetched) => {
            let message =
                format!("the theme `{name}` is a git submodule that has not been fetched");
            return error(
                message,
                "fetch it: git submodule update --init; in a workflow, check out with submodules",
            );
        }
        Some(Unread::NotNeeded) => {
            let message = format!("themes/{name} is a file, but a theme is a folder");
            return error(
                message,
                "name a folder under themes/, or write `theme: default`",
            );
        }
        Some(_) => return None,
        None => {}
    }
    let known: Vec<&str> = files::themes(tree)
        .into_iter()
        .chain([DEFAULT])
        .filter(|known| *known != name)
        .collect();
    let message = format!("there is no theme `{name}`: the folder themes/{name}/ does not exist");
    let help = match did_you_mean(name, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!(
            "write `theme: default`, or create a theme: quarterdeck theme take {PROPERTIES} --name {name}"
        ),
    };
    error(message, &help)
}

fn own_templates(sources: &[Source]) -> BTreeMap<String, Source> {
    let own = sources.iter().filter(|source| source.whose == Whose::Own);
    own.map(|source| (source.name.clone(), source.clone()))
        .collect()
}

fn path_of(theme: &str, below: &str) -> SourcePath {
    SourcePath::new(&format!("themes/{theme}/{below}"))
}

/// Returns a file's text, or what is wrong with it. Fonts of icons have characters of their own, which are allowed.
fn text_of(path: &SourcePath, bytes: &[u8]) -> Result<String, Box<Diagnostic>> {
    let error = |code, bytes, message: &str, help: &str| {
        let place = Place::bytes(path, bytes);
        Box::new(Diagnostic::error(code, place, message).help(help))
    };
    let text = SourceText::decode(path.clone(), bytes).map_err(|byte| {
        error(
            Code::NotText,
            byte..byte + 1,
            "this file is not UTF-8 text from here on",
            "save it as UTF-8 (in Notepad: Save as, Encoding, UTF-8)",
        )
    })?;
    let hidden = characters::hidden(text.as_str());
    match hidden.into_iter().find(|found| !is_private(found.first)) {
        None => Ok(text.as_str().to_owned()),
        Some(found) => Err(error(
            Code::HiddenCharacter,
            found.start..found.end,
            &format!("there is {} here, which is invisible", name(found.first)),
            "delete it, or write it as an entity, such as `&#x200b;`",
        )),
    }
}

/// Every template: the default ones, and the site's own in their place.
fn templates(theme: &str, own: &OwnFiles, problems: &mut Vec<Diagnostic>) -> Vec<Source> {
    let mut sources = BTreeMap::new();
    for (below, text) in BUILT_IN {
        if let Some(name) = below.strip_prefix(TEMPLATES) {
            let path = path_of("built-in", below);
            sources.insert(name, source(path, name, (*text).to_owned(), Whose::BuiltIn));
        }
    }
    for (below, bytes) in &own.files {
        let Some(name) = below.strip_prefix(TEMPLATES) else {
            continue;
        };
        if files::built_in(below).is_some_and(|text| text.as_bytes() == *bytes) {
            continue;
        }
        let path = path_of(theme, below);
        let text = text_of(&path, bytes);
        let text = text.unwrap_or_else(|problem| {
            problems.push(*problem);
            String::new()
        });
        let read = source(path, name, text, Whose::Own);
        if let Err(refusal) = engine::read(name, &read.text) {
            problems.push(syntax(&read, &refusal));
        }
        sources.insert(name, read);
    }
    sources.into_values().collect()
}

fn source(path: SourcePath, name: &str, text: String, whose: Whose) -> Source {
    Source {
        path,
        name: name.to_owned(),
        text,
        whose,
    }
}

fn syntax(source: &Source, refusal: &engine::Refusal) -> Diagnostic {
    let place = Place::bytes(&source.path, refusal.span.clone());
    let message = refusal.message.trim_end_matches('.');
    let (message, help) = if message == "Unexpected end of input" {
        let message = "this template ends before everything is closed".to_owned();
        let help = "each `{% if %}`, `{% for %}` and `{% block %}` needs its `{% endif %}`, `{% endfor %}` or `{% endblock %}`";
        (message, help)
    } else {
        let mut letters = message.chars();
        let first = letters.next().map(|first| first.to_ascii_lowercase());
        let message: String = first.into_iter().chain(letters).collect();
        let help =
            "use `{{ }}` to print and `{% %}` for control; compare it with a template that works";
        (format!("this template cannot be read: {message}"), help)
    };
    Diagnostic::error(Code::ThemeSyntax, place, message).help(help)
}

/// Everything that is published as it stands, and the one stylesheet with the site's properties in it.
fn assets(
    theme: &str,
    own: &OwnFiles,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Vec<u8>> {
    let built_in = BUILT_IN.iter().map(|(path, text)| (*path, text.as_bytes()));
    let own_files = own.files.iter().map(|(path, bytes)| (*path, *bytes));
    let mut assets: BTreeMap<String, Vec<u8>> = built_in
        .chain(own_files)
        .filter(|(path, _)| !path.starts_with(TEMPLATES) && *path != PROPERTIES)
        .map(|(path, bytes)| (path.to_owned(), bytes.to_vec()))
        .collect();
    misspelt(theme, own, problems);
    problems.extend(own.unpublished.iter().map(|path| unpublished(path)));
    problems.extend(not_whole(theme, own));
    if let Some(bytes) = own.files.get(PROPERTIES) {
        let path = path_of(theme, PROPERTIES);
        let style = String::from_utf8_lossy(&assets[STYLE]).into_owned();
        match text_of(&path, bytes) {
            Ok(text) => {
                problems.extend(properties::check(&path, &text, &style));
                let set = properties::set_into(&style, &text);
                assets.insert(STYLE.to_owned(), set.into_bytes());
            }
            Err(problem) => problems.push(*problem),
        }
    }
    assets
}

/// A file of a kind that themes do not publish.
fn unpublished(path: &SourcePath) -> Diagnostic {
    let help = match copy_of(path.file_name()) {
        Some((original, _)) => {
            format!("compare it with `{original}`, keep the correct content there, and delete this file")
        }
        None => "move it out of the theme, or save it as a kind of file that is published: stylesheets, scripts, pictures, fonts, PDF and text (docs/theme.md lists them)"
            .to_owned(),
    };
    Diagnostic::warning(Code::Asset, Place::file(path), "this file is not published").help(help)
}

/// Files that are not what their names say, or not to their end.
fn not_whole(theme: &str, own: &OwnFiles) -> Vec<Diagnostic> {
    let files = own.files.iter();
    files
        .filter_map(|(below, bytes)| {
            let whole::Fault { message, help } = whole::fault(below, bytes)?;
            let place = Place::file(&path_of(theme, below));
            Some(Diagnostic::error(Code::Asset, place, message).help(help))
        })
        .collect()
}

/// A stylesheet that is almost called `properties.css` would be published, and do nothing.
fn misspelt(theme: &str, own: &OwnFiles, problems: &mut Vec<Diagnostic>) {
    let known = [PROPERTIES, STYLE, "icon.svg"];
    for below in own.files.keys().filter(|below| !known.contains(below)) {
        if let Some(meant) = did_you_mean(below, known) {
            let message = "nothing uses this file";
            problems.push(
                Diagnostic::error(
                    Code::StrayFile,
                    Place::file(&path_of(theme, below)),
                    message,
                )
                .help(format!("rename it {meant}")),
            );
        }
    }
}

#[cfg(test)]
mod tests;
