//! `PageSet` and a theme to `Output`: every path is known, and each renders from its view when it is asked for.
//!
//! The one door to tera. A theme is checked against the views when it is loaded; what can still fail names template,
//! line and page.

mod charts;
mod lines;
pub mod theme;

pub use theme::{Loaded, Named, Theme};

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::data;
use crate::site::PageSet;

/// The whole site as a value: every path, and each file as soon as it is asked for.
pub struct Output<'a> {
    pages: PageSet<'a>,
    theme: &'a Theme,
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// What stands in it.
    pub bytes: Vec<u8>,
    /// How many charts it holds.
    pub charts: usize,
}

/// What a path of the site holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A page, shown by a template.
    Page,
    /// A file of the theme, or one for machines.
    Asset,
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

impl<'a> Output<'a> {
    /// Puts pages and theme together.
    pub fn new(pages: PageSet<'a>, theme: &'a Theme) -> Self {
        Self { pages, theme }
    }

    /// Every path, in order.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        let assets = self.theme.assets().map(|(path, _)| path.to_owned());
        let data = data::paths(&self.pages);
        let all: BTreeSet<String> = assets.chain(data).chain(self.pages.files()).collect();
        all.into_iter()
    }

    /// What a path holds; nothing where it is not of this site.
    pub fn kind(&self, path: &str) -> Option<FileKind> {
        if self.pages.holds(path) {
            return Some(FileKind::Page);
        }
        let is_there = self.theme.asset(path).is_some() || data::holds(&self.pages, path);
        is_there.then_some(FileKind::Asset)
    }

    /// The published path of each file of the theme, by its path there. Those that pages ask for have another one as
    /// soon as they hold other bytes.
    pub fn assets(&self) -> &BTreeMap<String, String> {
        self.theme.asset_names()
    }

    /// Where the site begins on its server: `/` or `/performance/`.
    pub fn base_path(&self) -> String {
        self.pages.base_path()
    }

    /// How many of them are pages.
    pub fn pages(&self) -> usize {
        self.pages.files().count()
    }

    /// Makes one file: plans the page, draws its charts, and shows it by the theme.
    ///
    /// # Errors
    /// Where the theme cannot show the page. A path that is not of this site makes an empty file.
    pub fn render(&self, path: &str) -> Result<Rendered, RenderError> {
        if let Some(page) = self.pages.page(path) {
            let charts = page.collected.charts.len();
            let bytes = lines::kept(&self.theme.show(&page)?).into_bytes();
            return Ok(Rendered { bytes, charts });
        }
        let own = self.theme.asset(path).map(<[u8]>::to_vec);
        // A theme's own file, such as a `robots.txt`, stands in place of the one that would be made.
        let bytes = own
            .or_else(|| data::file(&self.pages, path))
            .unwrap_or_default();
        Ok(Rendered { bytes, charts: 0 })
    }
}
