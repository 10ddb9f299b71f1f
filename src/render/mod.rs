//! `PageSet` and a theme to `Output`: every path is known, and each renders from its view when it is asked for.
//!
//! The one door to tera. A theme is checked against the views when it is loaded; what can still fail names template,
//! line and page.

mod charts;
pub mod theme;

pub use theme::{Loaded, Named, Theme};

use std::collections::BTreeMap;
use std::fmt;

use crate::site::{Page, PageSet};

/// How one file of the site is made.
#[derive(Debug, Clone)]
enum Recipe {
    /// From a page's view.
    Page(Box<Page>),
    /// As it stands in the theme.
    Asset(Vec<u8>),
}

/// The whole site as a value: paths, and how each file is made.
#[derive(Debug)]
pub struct Output {
    theme: Theme,
    files: BTreeMap<String, Recipe>,
}

/// A page that a theme could not show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderError {
    /// The page's address.
    pub page: String,
    /// Template, line and reason, as the template engine tells them.
    pub message: String,
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the page {} cannot be shown by this theme: {}",
            self.page, self.message
        )
    }
}

impl std::error::Error for RenderError {}

impl Output {
    /// Puts pages and theme together.
    pub fn new(pages: PageSet, theme: Theme) -> Self {
        let assets = theme
            .assets()
            .map(|(path, bytes)| (path.to_owned(), Recipe::Asset(bytes.to_vec())));
        let pages = pages
            .pages
            .into_iter()
            .map(|(path, page)| (path, Recipe::Page(Box::new(page))));
        let files = assets.chain(pages).collect();
        Self { theme, files }
    }

    /// Every path, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The pages among them.
    pub fn pages(&self) -> impl Iterator<Item = &Page> {
        self.files.values().filter_map(|recipe| match recipe {
            Recipe::Page(page) => Some(&**page),
            Recipe::Asset(_) => None,
        })
    }

    /// Makes one file.
    ///
    /// # Errors
    /// Where the theme cannot show the page. A path that is not of this site makes an empty file.
    pub fn render(&self, path: &str) -> Result<Vec<u8>, RenderError> {
        match self.files.get(path) {
            Some(Recipe::Page(page)) => self.theme.show(page).map(String::into_bytes),
            Some(Recipe::Asset(bytes)) => Ok(bytes.clone()),
            None => Ok(Vec::new()),
        }
    }
}
