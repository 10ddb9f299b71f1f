//! Renders a [`PageSet`] with a theme: an [`Output`] knows every path, and renders each file on request.
//!
//! No other module uses tera. A theme is checked against the views when it is loaded. An error after that names the
//! template, the line and the page.

mod charts;
mod lines;
pub mod theme;

pub use lines::mark_figures;
pub(crate) use theme::NamedTheme;
pub use theme::Theme;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::data;
use crate::site::PageSet;

/// A site that can be rendered, file by file.
pub struct Output<'a> {
    pages: PageSet<'a>,
    theme: &'a Theme,
    /// Buffers for pages as templates make them, which are used again.
    buffers: Mutex<Vec<Vec<u8>>>,
}

/// A rendered file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The content.
    pub bytes: Vec<u8>,
    /// The number of charts in it.
    pub charts: usize,
}

/// The kind of a file of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OutputKind {
    /// A page, rendered by a template.
    Page,
    /// A file of the theme, or one for other programs, such as the sitemap.
    Asset,
}

/// The message of a page that a theme could not render: its address, and the error with the template and the line.
pub type RenderError = String;

impl<'a> Output<'a> {
    /// Combines pages with a theme.
    pub fn new(pages: PageSet<'a>, theme: &'a Theme) -> Self {
        let buffers = Mutex::default();
        Self {
            pages,
            theme,
            buffers,
        }
    }

    /// Returns every path, sorted.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        let assets = self.theme.assets.files.keys().cloned();
        let data = data::paths(&self.pages);
        let all: BTreeSet<String> = assets.chain(data).chain(self.pages.files()).collect();
        all.into_iter()
    }

    /// Returns the kind of a file, or `None` if the site has no such path.
    pub(crate) fn kind(&self, path: &str) -> Option<OutputKind> {
        if self.pages.holds(path) {
            return Some(OutputKind::Page);
        }
        let is_own = self.theme.assets.files.contains_key(path);
        let exists = is_own || data::holds(&self.pages, path);
        exists.then_some(OutputKind::Asset)
    }

    /// Returns the published path of each file of the theme, by its path there. Most contain a fingerprint of the content.
    pub(crate) fn assets(&self) -> &BTreeMap<String, String> {
        &self.theme.assets.names
    }

    /// Returns the path of the site on its server: `/` or `/performance/`.
    pub fn base_path(&self) -> String {
        self.pages.context.base_path()
    }

    /// Returns whether earlier quarters have no whole report because the site is large.
    pub(crate) fn leaves_out_papers(&self) -> bool {
        self.pages.leaves_out_papers()
    }

    /// Returns the number of pages.
    pub fn pages(&self) -> usize {
        self.pages.files().count()
    }

    /// Renders one file: makes the page's view, draws its charts and applies the template. The file is empty if the site has no
    /// such path.
    ///
    /// # Errors
    /// Returns an error if the template fails.
    pub fn render(&self, path: &str) -> Result<Rendered, RenderError> {
        let mut bytes = Vec::new();
        let charts = self.render_into(path, &mut bytes)?;
        Ok(Rendered { bytes, charts })
    }

    /// Renders one file into a buffer. Returns the number of charts in it.
    ///
    /// # Errors
    /// Returns an error if the template fails.
    pub(crate) fn render_into(&self, path: &str, into: &mut Vec<u8>) -> Result<usize, RenderError> {
        if let Some(page) = self.pages.page(path) {
            let mut made = self.buffers().pop().unwrap_or_default();
            self.theme.render(&page, &mut made)?;
            let text = str::from_utf8(&made)
                .map_or_else(|_| String::from_utf8_lossy(&made), Cow::Borrowed);
            lines::mark(&text, into);
            made.clear();
            self.buffers().push(made);
            return Ok(page.collected.charts.len());
        }
        // A file of the theme, such as `robots.txt`, replaces the generated one.
        let own = self.theme.assets.files.get(path).cloned();
        let bytes = own.or_else(|| data::file(&self.pages, path));
        into.extend(bytes.unwrap_or_default());
        Ok(0)
    }

    fn buffers(&self) -> MutexGuard<'_, Vec<Vec<u8>>> {
        self.buffers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
