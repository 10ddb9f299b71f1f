//! Themes: the one that is compiled in, and a site's own files over it, file by file.

use std::collections::BTreeMap;
use std::fmt;

use tera::{Context, Tera};

use super::RenderError;
use super::charts;
use crate::site::Page;
use crate::site::words::Words;
use crate::source::SourceTree;

macro_rules! built_in {
    ($($path:literal),* $(,)?) => {
        /// The default theme's files, by their paths below it.
        const DEFAULT: &[(&str, &str)] =
            &[$(($path, include_str!(concat!("../../themes/default/", $path)))),*];
    };
}

built_in![
    "icon.svg",
    "style.css",
    "templates/404.html",
    "templates/actions.html",
    "templates/base.html",
    "templates/challenges.html",
    "templates/components.html",
    "templates/finance.html",
    "templates/governance.html",
    "templates/home.html",
    "templates/list.html",
    "templates/measure.html",
    "templates/measures.html",
    "templates/methods.html",
    "templates/objective.html",
    "templates/objectives.html",
    "templates/page.html",
    "templates/quarter.html",
    "templates/quarter_measures.html",
    "templates/quarter_objectives.html",
    "templates/quarters.html",
    "templates/report.html",
    "templates/reports.html",
    "templates/risks.html",
    "templates/status.html",
];

const TEMPLATES: &str = "templates/";

/// A theme that was read and whose templates were understood.
#[derive(Debug, Clone)]
pub struct Theme {
    tera: Tera,
    words: &'static Words,
    assets: BTreeMap<String, Vec<u8>>,
}

/// Why a theme cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThemeError {
    /// There is no folder of that name under `themes/`.
    Unknown(String),
    /// A file of it is not text.
    NotText(String),
    /// A template is not understood: the engine's words, with file and line.
    Template(String),
}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => write!(
                f,
                "there is no theme `{name}`: add the folder themes/{name}/, or write `theme: default`"
            ),
            Self::NotText(path) => write!(f, "{path} is not UTF-8 text: save it as UTF-8"),
            Self::Template(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for ThemeError {}

impl Theme {
    /// Reads the theme of a name: the default one, with the site's own files in place of those of the same path.
    ///
    /// # Errors
    /// Where there is no such theme, or a template of it is not understood.
    pub fn load(name: &str, tree: &SourceTree, words: &'static Words) -> Result<Self, ThemeError> {
        let mut files: BTreeMap<String, Vec<u8>> = DEFAULT
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect();
        let own = own_files(name, tree);
        if own.is_empty() && name != "default" {
            return Err(ThemeError::Unknown(name.to_owned()));
        }
        files.extend(own);
        let (templates, assets): (BTreeMap<_, _>, BTreeMap<_, _>) = files
            .into_iter()
            .partition(|(path, _)| path.starts_with(TEMPLATES));
        let tera = understand(name, templates, words)?;
        Ok(Self {
            tera,
            words,
            assets,
        })
    }

    /// Files that are published as they stand.
    pub(super) fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// Shows a page.
    pub(super) fn show(&self, page: &Page) -> Result<String, RenderError> {
        let mut context = Context::new();
        context.insert("frame", &page.frame);
        context.insert("view", &page.view);
        context.insert("charts", &charts::draw(&page.charts, self.words));
        let shown = self.tera.render(page.view.template(), &context);
        shown.map_err(|error| RenderError {
            page: page.route.to_string(),
            message: engine_words(&error),
        })
    }
}

/// A site's own files of a theme, by their paths below it.
fn own_files(name: &str, tree: &SourceTree) -> BTreeMap<String, Vec<u8>> {
    let folder = format!("themes/{name}");
    tree.iter()
        .filter_map(|(path, bytes)| Some((path.below(&folder)?.to_owned(), bytes.to_vec())))
        .collect()
}

fn understand(
    name: &str,
    templates: BTreeMap<String, Vec<u8>>,
    words: &'static Words,
) -> Result<Tera, ThemeError> {
    let mut texts = Vec::new();
    for (path, bytes) in templates {
        let text = String::from_utf8(bytes)
            .map_err(|_| ThemeError::NotText(format!("themes/{name}/{path}")))?;
        texts.push((path[TEMPLATES.len()..].to_owned(), text));
    }
    let mut tera = Tera::default();
    tera.autoescape_on([".html", ".htm", ".xml", ".svg"]);
    tera.add_raw_templates(
        texts
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    )
    .map_err(|error| ThemeError::Template(engine_words(&error)))?;
    tera.global_context().insert("w", words);
    Ok(tera)
}

/// What the template engine says, without the word that every message of the program begins with.
fn engine_words(error: &tera::Error) -> String {
    let words = error.to_string();
    words.strip_prefix("error: ").unwrap_or(&words).to_owned()
}
