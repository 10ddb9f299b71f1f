//! A session reads a site repeatedly. Each stage repeats only the work whose input has changed.

use std::sync::Arc;

use jiff::civil::Date;

use super::{JudgedSite, Reading};
use crate::assess::{self, Assessment};
use crate::check::{self, Edition};
use crate::diag::{Diagnostic, Problems};
use crate::model::{Figures, Language};
use crate::parse::{self, draft::Drafts};
use crate::recall::{Last, Same};
use crate::render::{NamedTheme, Theme};
use crate::review;
use crate::site::words;
use crate::source::{Place, SourceTree};

/// Reads a site again each time it changes. The result is always that of a new session: a first read is a session with
/// empty caches.
///
/// Each stage caches its results by their input: see [`crate::recall`].
#[derive(Debug, Default)]
pub struct Session {
    parse: parse::Memory,
    check: check::CheckCache,
    judge: assess::AssessCache,
    assessment: Last<(Same<Figures>, Date), Arc<Assessment>>,
    review: review::ReviewCache,
    theme: Last<ThemeFiles, LoadedTheme>,
}

#[derive(Debug, PartialEq)]
struct ThemeFiles {
    name: String,
    place: Place,
    language: Option<String>,
    files: SourceTree,
}

#[derive(Debug)]
struct LoadedTheme {
    theme: Option<Arc<Theme>>,
    problems: Vec<Diagnostic>,
}

impl Session {
    /// Reads, checks and judges a site with its theme: `SourceTree` to [`JudgedSite`], with all problems.
    pub fn read(&mut self, tree: &SourceTree, edition: &Edition) -> Reading {
        let (drafts, mut problems) = self.parse.parse(tree);
        let (checked, more) = self.check.check(&drafts, edition);
        problems.extend(more);
        let theme = self.theme(&drafts, tree, &mut problems);
        let judged = checked.and_then(|checked| {
            let figures = &checked.report.figures;
            let judge = &mut self.judge;
            let assessment = self.assessment.or(
                (Same(figures.clone()), edition.as_of),
                |(figures, as_of)| Arc::new(judge.assess(&figures.0, *as_of)),
            );
            problems.extend(self.review.review(figures, assessment, &drafts));
            Some(JudgedSite {
                assessment: assessment.clone(),
                report: checked.report,
                left_out: checked.left_out,
                theme: theme?,
            })
        });
        Reading::new(judged.map(Arc::new), problems, tree)
    }

    /// Returns the theme that `site.yaml` names, or `None` without a readable `site.yaml`.
    fn theme(
        &mut self,
        drafts: &Drafts,
        tree: &SourceTree,
        problems: &mut Problems,
    ) -> Option<Arc<Theme>> {
        let site = drafts.site.as_ref()?;
        let place = match &site.theme {
            Some(theme) => Place::node(&site.path, theme.node),
            None => Place::file(&site.path),
        };
        let named = site.theme.as_ref().map(|theme| theme.value.clone());
        let language = site
            .languages
            .first()
            .map(|language| language.value.clone());
        let files = ThemeFiles {
            name: named.unwrap_or_else(|| "default".to_owned()),
            place,
            language,
            files: tree.within("themes"),
        };
        let loaded = self.theme.or(files, |files| {
            let language = files.language.as_deref().map(Language::new);
            let words = words::for_language(language.as_ref());
            let named = NamedTheme {
                name: &files.name,
                place: files.place.clone(),
            };
            let (theme, problems) = Theme::load(&named, &files.files, words);
            LoadedTheme {
                theme: theme.map(Arc::new),
                problems,
            }
        });
        problems.extend(loaded.problems.iter().cloned());
        loaded.theme.clone()
    }
}
