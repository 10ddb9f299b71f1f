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
    theme: Last<ThemeInput, (Option<Arc<Theme>>, Vec<Diagnostic>)>,
}

/// The theme's name, where it is named, the site's language and the theme's files.
type ThemeInput = (String, Place, Option<String>, SourceTree);

impl Session {
    /// Reads, checks and judges a site with its theme: `SourceTree` to [`JudgedSite`], with all problems.
    pub fn read(&mut self, tree: &SourceTree, edition: &Edition) -> Reading {
        let (drafts, parsed) = self.parse.parse(tree);
        let mut problems = Problems::from(parsed);
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
            problems.extend(self.review.review(&checked.report, assessment, &drafts));
            Some(JudgedSite {
                assessment: assessment.clone(),
                report: checked.report,
                left_out: checked.left_out,
                theme: theme?,
            })
        });
        Reading::new(judged.map(Arc::new), problems.into(), tree)
    }

    /// Returns the theme that `site.yaml` names, or `None` without a readable `site.yaml`.
    fn theme(
        &mut self,
        drafts: &Drafts,
        tree: &SourceTree,
        problems: &mut Problems,
    ) -> Option<Arc<Theme>> {
        let site = drafts.site.as_ref()?;
        let (name, place) = match &site.theme {
            Some(theme) => (&*theme.value, Place::node(&site.path, theme.node)),
            None => ("default", Place::file(&site.path)),
        };
        let language = site.languages.first().map(|own| own.value.clone());
        let input = (name.to_owned(), place, language, tree.within("themes"));
        let (theme, found) = self.theme.or(input, |(name, place, language, files)| {
            let language = language.as_deref().map(Language::new);
            let words = words::for_language(language.as_ref());
            let place = place.clone();
            let (theme, found) = Theme::load(&NamedTheme { name, place }, files, words);
            (theme.map(Arc::new), found)
        });
        problems.extend(found.iter().cloned());
        theme.clone()
    }
}
