//! References in texts must lead to content that is shown.

use super::reference_index::ReferenceIndex;
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{Embed, Fragment, MeasureId, ObjectiveId, Prose, Quarter, Reference};
use crate::parse::leaf;
use crate::parse::prose::{FragmentDraft, ProseDraft};
use crate::parse::reference::{RawReference, RefKind};

pub(super) struct TextContext<'a> {
    pub(super) quarter: Option<Quarter>,
    pub(super) index: &'a ReferenceIndex,
    pub(super) readers: Readers,
}

/// The readers of a text. In one that is not public, references only need to exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Readers {
    Public,
    Editors,
}

pub(super) fn check(draft: &ProseDraft, context: &TextContext, problems: &mut Problems) -> Prose {
    let fragments = draft
        .fragments
        .iter()
        .filter_map(|fragment| match fragment {
            FragmentDraft::Html(html) => Some(Fragment::Html(html.clone())),
            FragmentDraft::Link(reference) => context.link(reference, problems).map(Fragment::Link),
            FragmentDraft::Embed(reference, words) => context
                .embed(reference, problems)
                .map(|embed| Fragment::Embed(embed, words.clone())),
        });
    Prose {
        fragments: fragments.collect(),
    }
}

impl TextContext<'_> {
    pub(super) fn is_public(&self) -> bool {
        self.readers == Readers::Public
    }

    fn link(&self, reference: &RawReference, problems: &mut Problems) -> Option<Reference> {
        match reference.kind {
            RefKind::Measure => self.measure(reference, problems).map(Reference::Measure),
            RefKind::Quarter => self
                .quarter(reference, &reference.target, problems)
                .map(Reference::Quarter),
            RefKind::Objective => {
                let place = reference.place.clone();
                let known = self
                    .index
                    .known
                    .require_objective(place, &reference.target, problems);
                let id = ObjectiveId::new(&reference.target);
                let is_hidden = self.is_public() && !self.index.shows_objective(id.as_str());
                if known && !self.index.doubt.on_any_quarter() && is_hidden {
                    let message = "this text is public, but no quarter of this objective's plan is public yet";
                    problems.report(hidden(reference, message.to_owned()));
                    return None;
                }
                known.then_some(Reference::Objective(id))
            }
            _ => {
                let problem = Diagnostic::error(
                    Code::Reference,
                    reference.place.clone(),
                    "this is a reference to a picture but is written as a link",
                );
                problems.report(problem.help("put a `!` before it: `![](chart:a2)`"));
                None
            }
        }
    }

    fn embed(&self, reference: &RawReference, problems: &mut Problems) -> Option<Embed> {
        match reference.kind {
            RefKind::Chart => self.measure(reference, problems).map(Embed::Chart),
            RefKind::Tile => {
                let measure = self.measure(reference, problems)?;
                Some(Embed::Tile(measure, self.quarter_of(reference, problems)?))
            }
            RefKind::Summary => self
                .quarter(reference, &reference.target, problems)
                .map(Embed::Summary),
            _ => {
                let quarter = self.quarter_of(reference, problems)?;
                match reference.target.as_str() {
                    "performing_well" => Some(Embed::PerformingWell(quarter)),
                    "improvement" => Some(Embed::Improvement(quarter)),
                    other => {
                        let message = format!("there is no list `{other}`");
                        let problem = Diagnostic::error(
                            Code::UnknownTarget,
                            reference.place.clone(),
                            message,
                        );
                        problems.report(problem.help(
                            "write `highlights:performing_well` or `highlights:improvement`",
                        ));
                        None
                    }
                }
            }
        }
    }

    pub(super) fn measure(
        &self,
        reference: &RawReference,
        problems: &mut Problems,
    ) -> Option<MeasureId> {
        if !self
            .index
            .known
            .require_measure(reference.place.clone(), &reference.target, problems)
        {
            return None;
        }
        let id = MeasureId::new(&reference.target);
        if self.is_public() && !self.index.shows_measure(id.as_str()) {
            if !self.index.doubt.on_any_quarter() && !self.index.doubt.on_any_entry_of(&id) {
                let message = "this text is public, but no public quarter reports this measure yet";
                problems.report(hidden(reference, message.to_owned()));
            }
            return None;
        }
        Some(id)
    }

    fn quarter(
        &self,
        reference: &RawReference,
        slug: &str,
        problems: &mut Problems,
    ) -> Option<Quarter> {
        let Some(quarter) = leaf::quarter_of_slug(slug) else {
            let message = format!("`{slug}` is not a quarter");
            let problem = Diagnostic::error(Code::NotAQuarter, reference.place.clone(), message);
            problems.report(problem.help("write it as `2016-17-q1`"));
            return None;
        };
        if !self
            .index
            .known
            .require_quarter(reference.place.clone(), quarter, problems)
        {
            return None;
        }
        if self.is_public() && !self.index.has_page(quarter) {
            if !self.index.doubt.on_quarter(quarter) {
                problems.report(no_page(self.index, reference, quarter));
            }
            return None;
        }
        Some(quarter)
    }

    /// Returns the quarter after an `@`, or that of the text.
    fn quarter_of(&self, reference: &RawReference, problems: &mut Problems) -> Option<Quarter> {
        match (&reference.of, self.quarter) {
            (Some(slug), _) => self.quarter(reference, slug, problems),
            (None, Some(quarter)) => Some(quarter),
            (None, None) => {
                problems.report(no_quarter(reference));
                None
            }
        }
    }
}

/// Returns a problem for a quarter without a page: a background quarter, or one that is not public.
fn no_page(index: &ReferenceIndex, reference: &RawReference, quarter: Quarter) -> Diagnostic {
    if index.shown(quarter).is_some() {
        let message = format!("{quarter} has no page: it is known from later reports only");
        let place = reference.place.clone();
        return Diagnostic::error(Code::UnknownTarget, place, message)
            .help("write its name as plain text; its figures can be quoted");
    }
    not_public(reference, quarter)
}

pub(super) fn not_public(reference: &RawReference, quarter: Quarter) -> Diagnostic {
    hidden(
        reference,
        format!("this text is public, but {quarter} is not public yet"),
    )
}

fn hidden(reference: &RawReference, message: String) -> Diagnostic {
    Diagnostic::error(Code::UnpublishedReference, reference.place.clone(), message).help(
        "delete the reference until the quarter is published, or write `draft: true` in the header of this file",
    )
}

pub(super) fn no_quarter(reference: &RawReference) -> Diagnostic {
    Diagnostic::error(
        Code::Reference,
        reference.place.clone(),
        "this page is not part of a quarter, so the reference must name one",
    )
    .help(format!("write `{}@2016-17-q1`", reference.target))
}
