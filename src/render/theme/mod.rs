//! Themes: the built-in one, with a site's own files in place of the built-in ones.
//!
//! A site fills slots (`templates/slots/`), sets properties (`properties.css`) or replaces whole files. Loading a theme
//! checks it, and each problem is a [`Diagnostic`].

mod assets;
mod engine;
mod errors;
mod files;
mod integrity;
mod lexer;
mod properties;
mod scan;
mod shape;
mod survey;

pub use files::built_in;
pub use properties::{Property, known as known_properties};
pub use shape::{Shapes, fields, shapes};
pub(crate) use survey::{
    BuiltInState, Replaced, Survey, is_kept_as_original, starter, starters, unified,
};

use std::collections::BTreeMap;

use super::RenderError;
use super::charts;
use crate::diag::{self, Code, Diagnostic, did_you_mean};
use crate::site::page::Page;
use crate::site::words::Words;
use crate::source::characters::{self, is_private, name};
use crate::source::{Place, SourcePath, SourceText, SourceTree, Unread, copy_of};
use assets::Assets;
use engine::{Engine, EngineError};
use files::{BUILT_IN, DEFAULT, OwnFiles, PROPERTIES, STYLE, TEMPLATES};

/// A template.
#[derive(Debug, Clone)]
struct Template {
    path: SourcePath,
    /// The path below `templates/`, which other templates use.
    name: String,
    text: String,
    is_own: bool,
    is_valid: bool,
}

/// A theme that was read and checked.
#[derive(Debug, Clone)]
pub struct Theme {
    engine: Engine,
    words: &'static Words,
    pub(super) assets: Assets,
    templates: Vec<Template>,
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
        if templates.iter().any(|template| template.is_own) {
            problems.extend(scan::scan(&templates, &Shapes::new()));
        }
        let assets = Assets::new(assets(named.name, &own, &mut problems));
        problems.extend(links_to_renamed(&templates, &assets));
        if problems.iter().any(Diagnostic::is_error) {
            return (None, problems);
        }
        match Engine::new(&templates, words, &assets.names) {
            Ok(engine) => {
                let theme = Self {
                    engine,
                    words,
                    assets,
                    templates,
                };
                (Some(theme), problems)
            }
            Err(errors) => {
                problems.extend(errors::assembly(&errors, &templates, named));
                (None, problems)
            }
        }
    }

    pub(super) fn render(&self, page: &Page, into: &mut Vec<u8>) -> Result<(), RenderError> {
        self.try_render(page, into).map_err(|error| {
            let report = error.report;
            format!(
                "the page {} cannot be shown by this theme: {report}",
                page.route
            )
        })
    }

    fn try_render(&self, page: &Page, into: &mut Vec<u8>) -> Result<(), EngineError> {
        let charts = charts::draw(&page.collected.charts, self.words);
        self.engine.render(page, &charts, into)
    }
}

/// Returns a similar name as a suggestion, or another help.
fn suggestion<'n>(name: &str, known: impl IntoIterator<Item = &'n str>, otherwise: &str) -> String {
    diag::suggestion(name, known).unwrap_or_else(|| otherwise.to_owned())
}

/// Reports links to files by their paths in the theme, if they are published under other names.
fn links_to_renamed(templates: &[Template], assets: &Assets) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for template in templates.iter().filter(|template| template.is_own) {
        for (path, _) in assets.names.iter().filter(|(path, name)| path != name) {
            let Some(at) = template.text.find(&format!("frame.root }}}}{path}")) else {
                continue;
            };
            let at = at + "frame.root }}".len();
            let place = Place::bytes(&template.path, at..at + path.len());
            let message =
                format!("`{path}` is published under a name that changes with its content");
            let help = format!(
                "write {{{{ asset(path=\"{path}\") }}}} instead of {{{{ frame.root }}}}{path}"
            );
            found.push(Diagnostic::error(Code::ThemePart, place, message).help(help));
        }
    }
    found
}

/// Reports a theme without files. Returns `None` if another diagnostic explains why they were not read.
fn unknown(named: &NamedTheme, tree: &SourceTree) -> Option<Diagnostic> {
    let name = named.name;
    let (message, help) = match tree.why_unread(&SourcePath::new(&format!("themes/{name}"))) {
        Some(Unread::NotFetched) => (
            format!("the theme `{name}` is a git submodule that has not been fetched"),
            "fetch it: git submodule update --init; in a workflow, check out with submodules"
                .to_owned(),
        ),
        Some(Unread::NotNeeded) => (
            format!("themes/{name} is a file, but a theme is a folder"),
            "name a folder under themes/, or write `theme: default`".to_owned(),
        ),
        Some(_) => return None,
        None => {
            let known = files::themes(tree).into_iter().chain([DEFAULT]);
            let otherwise = format!(
                "write `theme: default`, or create a theme: quarterdeck theme take {PROPERTIES} --name {name}"
            );
            (
                format!("there is no theme `{name}`: the folder themes/{name}/ does not exist"),
                suggestion(name, known.filter(|known| *known != name), &otherwise),
            )
        }
    };
    Some(Diagnostic::error(Code::Theme, named.place.clone(), message).help(help))
}

fn path_of(theme: &str, below: &str) -> SourcePath {
    SourcePath::new(&format!("themes/{theme}/{below}"))
}

/// Decodes a text file. Invisible characters are an error, except private ones, which fonts of icons use.
fn text_of(path: &SourcePath, bytes: &[u8]) -> Result<String, Box<Diagnostic>> {
    let (code, span, message, help) = match SourceText::decode(path.clone(), bytes) {
        Err(byte) => (
            Code::NotText,
            byte..byte + 1,
            "this file is not UTF-8 text from here on".to_owned(),
            "save it as UTF-8 (in Notepad: Save as, Encoding, UTF-8)",
        ),
        Ok(text) => {
            let mut hidden = characters::hidden(text.as_str()).into_iter();
            match hidden.find(|found| !is_private(found.first)) {
                None => return Ok(text.as_str().to_owned()),
                Some(found) => (
                    Code::HiddenCharacter,
                    found.start..found.end,
                    format!("there is {} here, which is invisible", name(found.first)),
                    "delete it, or write it as an entity, such as `&#x200b;`",
                ),
            }
        }
    };
    Err(Box::new(
        Diagnostic::error(code, Place::bytes(path, span), message).help(help),
    ))
}

fn templates(theme: &str, own: &OwnFiles, problems: &mut Vec<Diagnostic>) -> Vec<Template> {
    let mut templates: BTreeMap<&str, Template> = files::built_in_templates()
        .map(|(name, text)| (name, template("built-in", name, text.to_owned())))
        .collect();
    for (below, bytes) in &own.files {
        let Some(name) = below.strip_prefix(TEMPLATES) else {
            continue;
        };
        if built_in(below).is_some_and(|text| text.as_bytes() == *bytes) {
            continue;
        }
        let mut read = template(theme, name, String::new());
        read.is_own = true;
        match text_of(&read.path, bytes) {
            Ok(text) => read.text = text,
            Err(problem) => problems.push(*problem),
        }
        if let Some(error) = engine::syntax_error(name, &read.text) {
            read.is_valid = false;
            problems.push(errors::syntax(&read, &error));
        }
        templates.insert(name, read);
    }
    templates.into_values().collect()
}

/// Returns a built-in template, or one that may become the site's own.
fn template(theme: &str, name: &str, text: String) -> Template {
    Template {
        path: path_of(theme, &format!("{TEMPLATES}{name}")),
        name: name.to_owned(),
        text,
        is_own: false,
        is_valid: true,
    }
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
    problems.extend(own.files.keys().filter_map(|below| misspelt(theme, below)));
    problems.extend(own.unpublished.iter().map(|path| unpublished(path)));
    for (below, bytes) in &own.files {
        if let Some((message, help)) = integrity::fault(below, bytes) {
            let place = Place::file(&path_of(theme, below));
            problems.push(Diagnostic::error(Code::Asset, place, message).help(help));
        }
    }
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

/// Reports a misspelt name such as `propertys.css`: nothing would use the file.
fn misspelt(theme: &str, below: &str) -> Option<Diagnostic> {
    let known = [PROPERTIES, STYLE, "icon.svg"];
    let meant = did_you_mean(below, known).filter(|_| !known.contains(&below))?;
    let place = Place::file(&path_of(theme, below));
    let problem = Diagnostic::error(Code::StrayFile, place, "nothing uses this file");
    Some(problem.help(format!("rename it {meant}")))
}
