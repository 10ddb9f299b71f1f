//! Themes: the built-in one, with a site's own files in place of the built-in ones.
//!
//! A site fills slots (`templates/slots/`), sets properties (`properties.css`) or replaces whole files. Loading a theme
//! checks it, and each problem is a [`Diagnostic`].

mod assembly;
mod assets;
mod difference;
mod engine;
mod files;
mod guide;
mod integrity;
mod lexer;
mod properties;
mod scan;
mod shape;
mod survey;
mod trial;
mod unused;

pub(crate) use difference::unified;
pub use files::built_in;
pub use guide::guide;
pub(crate) use survey::{BuiltInState, Replaced, Survey, is_kept_as_original, starter};

use std::collections::BTreeMap;

use super::RenderError;
use super::charts;
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::site::page::Page;
use crate::site::words::Words;
use crate::source::characters::{self, is_private, name};
use crate::source::{Place, SourcePath, SourceText, SourceTree, Unread, copy_of};
use assets::Assets;
use engine::{Engine, Failure};
use files::{BUILT_IN, DEFAULT, OwnFiles, PROPERTIES, STYLE, TEMPLATES};
use shape::Shapes;

/// A template.
#[derive(Debug, Clone)]
struct Template {
    path: SourcePath,
    /// The path below `templates/`, which other templates use.
    name: String,
    text: String,
    origin: Origin,
}

/// Where a file is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    BuiltIn,
    /// The site's theme.
    Own,
}

impl Template {
    fn is_own(&self) -> bool {
        self.origin == Origin::Own
    }
}

/// A theme that was read and checked.
#[derive(Debug, Clone)]
pub struct Theme {
    engine: Engine,
    words: &'static Words,
    assets: Assets,
    /// The site's own templates, by name.
    own: BTreeMap<String, Template>,
}

/// The name of a theme, and the place of that name in `site.yaml`.
#[derive(Debug, Clone)]
pub(crate) struct NamedTheme<'a> {
    /// A folder under `themes/`, or `default`.
    pub(crate) name: &'a str,
    /// The place for problems of the theme as a whole.
    pub(crate) place: Place,
}

impl Theme {
    /// Reads a theme: the built-in one, with the site's own files in place of those with the same path. Returns every problem,
    /// and no theme if one of them is an error.
    pub(crate) fn load(
        named: &NamedTheme,
        tree: &SourceTree,
        words: &'static Words,
    ) -> (Option<Self>, Vec<Diagnostic>) {
        let own = files::own(named.name, tree);
        if own.files.is_empty() && own.unpublished.is_empty() && named.name != DEFAULT {
            return (None, unknown(named, tree).into_iter().collect());
        }
        let mut problems = Vec::new();
        let templates = templates(named.name, &own, &mut problems);
        // A test checks the built-in files on their own.
        if templates.iter().any(Template::is_own) {
            problems.extend(scan::scan(&templates, &Shapes::new()));
        }
        let assets = Assets::new(assets(named.name, &own, &mut problems));
        problems.extend(links_to_renamed(&templates, &assets));
        let theme = if problems.iter().any(Diagnostic::is_error) {
            None
        } else {
            let engine = Engine::new(&templates, words, assets.names());
            engine
                .map_err(|errors| {
                    problems.extend(assembly::diagnostics(&errors, &templates, named));
                })
                .ok()
                .map(|engine| Self {
                    engine,
                    words,
                    assets,
                    own: own_templates(&templates),
                })
        };
        (theme, problems)
    }

    /// Returns a file of the theme by its published path.
    pub(super) fn asset(&self, path: &str) -> Option<&[u8]> {
        self.assets.get(path)
    }

    /// Returns the files of the theme with their published paths.
    pub(super) fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets.iter()
    }

    /// Returns the published path of each file, by its path in the theme.
    pub(super) fn asset_names(&self) -> &BTreeMap<String, String> {
        self.assets.names()
    }

    /// Renders a page.
    pub(super) fn render(&self, page: &Page) -> Result<String, RenderError> {
        self.try_render(page).map_err(|failure| RenderError {
            page: page.route.to_string(),
            message: failure.message,
        })
    }

    fn try_render(&self, page: &Page) -> Result<String, Failure> {
        let charts = charts::draw(&page.collected.charts, self.words);
        self.engine.render(page, &charts)
    }
}

/// Reports links to files by their paths in the theme, if they are published under other names.
fn links_to_renamed(templates: &[Template], assets: &Assets) -> Vec<Diagnostic> {
    let own = templates.iter().filter(|template| template.is_own());
    own.flat_map(|template| {
        let renamed = assets.names().iter().filter(|(path, name)| path != name);
        renamed.filter_map(|(path, _)| {
            let link = format!("frame.root }}}}{path}");
            let at = template.text.find(&link)? + link.len() - path.len();
            let place = Place::bytes(&template.path, at..at + path.len());
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

/// Reports a theme without files. Returns `None` if another diagnostic explains why they were not read.
fn unknown(named: &NamedTheme, tree: &SourceTree) -> Option<Diagnostic> {
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

fn own_templates(templates: &[Template]) -> BTreeMap<String, Template> {
    let own = templates.iter().filter(|template| template.is_own());
    own.map(|template| (template.name.clone(), template.clone()))
        .collect()
}

fn path_of(theme: &str, below: &str) -> SourcePath {
    SourcePath::new(&format!("themes/{theme}/{below}"))
}

/// Decodes a text file. Invisible characters are an error, except private ones, which fonts of icons use.
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

/// Reads every template: the built-in ones, and the site's own in their place.
fn templates(theme: &str, own: &OwnFiles, problems: &mut Vec<Diagnostic>) -> Vec<Template> {
    let mut templates = BTreeMap::new();
    for (below, text) in BUILT_IN {
        if let Some(name) = below.strip_prefix(TEMPLATES) {
            let path = path_of("built-in", below);
            templates.insert(
                name,
                template(path, name, (*text).to_owned(), Origin::BuiltIn),
            );
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
        let read = template(path, name, text, Origin::Own);
        if let Err(error) = engine::check_syntax(name, &read.text) {
            problems.push(syntax_error(&read, &error));
        }
        templates.insert(name, read);
    }
    templates.into_values().collect()
}

fn template(path: SourcePath, name: &str, text: String, origin: Origin) -> Template {
    Template {
        path,
        name: name.to_owned(),
        text,
        origin,
    }
}

fn syntax_error(template: &Template, error: &engine::EngineError) -> Diagnostic {
    let place = Place::bytes(&template.path, error.span.clone());
    let message = error.message.trim_end_matches('.');
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

/// Returns the files that are published unchanged, and the stylesheet with the site's properties in it.
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
    problems.extend(damaged(theme, own));
    if let Some(bytes) = own.files.get(PROPERTIES) {
        let path = path_of(theme, PROPERTIES);
        let style = String::from_utf8_lossy(&assets[STYLE]).into_owned();
        match text_of(&path, bytes) {
            Ok(text) => {
                problems.extend(properties::check(&path, &text, &style));
                let merged = properties::merge(&style, &text);
                assets.insert(STYLE.to_owned(), merged.into_bytes());
            }
            Err(problem) => problems.push(*problem),
        }
    }
    assets
}

/// Reports a file of a kind that themes do not publish.
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

/// Reports files that are cut off or in another format than their names say.
fn damaged(theme: &str, own: &OwnFiles) -> Vec<Diagnostic> {
    let files = own.files.iter();
    files
        .filter_map(|(below, bytes)| {
            let integrity::Fault { message, help } = integrity::fault(below, bytes)?;
            let place = Place::file(&path_of(theme, below));
            Some(Diagnostic::error(Code::Asset, place, message).help(help))
        })
        .collect()
}

/// Reports a misspelt name such as `propertys.css`: nothing would use the file.
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
