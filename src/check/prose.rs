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
    /// In a text that is not public, references only need to exist.
    pub(super) is_public: bool,
    pub(super) problems: &'a mut Problems,
}

impl TextContext<'_> {
    pub(super) fn error(
        &mut self,
        reference: &RawReference,
        code: Code,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let problem = Diagnostic::error(code, reference.place.clone(), message);
        self.problems.push(problem.help(help));
    }

    pub(super) fn prose(&mut self, draft: &ProseDraft) -> Prose {
        let fragments = draft.fragments.iter();
        let fragments = fragments.filter_map(|fragment| match fragment {
            FragmentDraft::Html(html) => Some(Fragment::Html(html.clone())),
            FragmentDraft::Link(reference) => self.link(reference).map(Fragment::Link),
            FragmentDraft::Embed(reference, words) => {
                let embed = self.embed(reference)?;
                Some(Fragment::Embed(embed, words.clone()))
            }
        });
        Prose {
            fragments: fragments.collect(),
        }
    }

    fn link(&mut self, reference: &RawReference) -> Option<Reference> {
        let target = &reference.target;
        match reference.kind {
            RefKind::Measure => self.measure(reference).map(Reference::Measure),
            RefKind::Quarter => self.quarter(reference, target).map(Reference::Quarter),
            RefKind::Objective => self.objective(reference).map(Reference::Objective),
            _ => {
                let message = "this is a reference to a picture but is written as a link";
                let help = "put a `!` before it: `![](chart:a2)`";
                self.error(reference, Code::Reference, message, help);
                None
            }
        }
    }

    fn embed(&mut self, reference: &RawReference) -> Option<Embed> {
        let target = reference.target.as_str();
        match reference.kind {
            RefKind::Chart => self.measure(reference).map(Embed::Chart),
            RefKind::Tile => {
                let measure = self.measure(reference)?;
                Some(Embed::Tile(measure, self.quarter_of(reference)?))
            }
            RefKind::Summary => self.quarter(reference, target).map(Embed::Summary),
            _ => {
                let quarter = self.quarter_of(reference)?;
                match target {
                    "performing_well" => Some(Embed::PerformingWell(quarter)),
                    "improvement" => Some(Embed::Improvement(quarter)),
                    other => {
                        let message = format!("there is no list `{other}`");
                        let help = "write `highlights:performing_well` or `highlights:improvement`";
                        self.error(reference, Code::UnknownTarget, message, help);
                        None
                    }
                }
            }
        }
    }

    fn objective(&mut self, reference: &RawReference) -> Option<ObjectiveId> {
        let (target, place) = (&reference.target, reference.place.clone());
        if !self
            .index
            .known
            .require_objective(place, target, self.problems)
        {
            return None;
        }
        let is_hidden = self.is_public && !self.index.objectives.contains(target.as_str());
        if is_hidden && !self.index.doubt.on_any_quarter() {
            let message =
                "this text is public, but no quarter of this objective's plan is public yet";
            self.hidden(reference, message);
            return None;
        }
        Some(ObjectiveId::new(target))
    }

    pub(super) fn measure(&mut self, reference: &RawReference) -> Option<MeasureId> {
        let (target, place) = (&reference.target, reference.place.clone());
        if !self
            .index
            .known
            .require_measure(place, target, self.problems)
        {
            return None;
        }
        let id = MeasureId::new(target);
        if self.is_public && !self.index.measures.contains(target.as_str()) {
            let doubt = &self.index.doubt;
            if !doubt.on_any_quarter() && !doubt.on_any_entry_of(&id) {
                let message = "this text is public, but no public quarter reports this measure yet";
                self.hidden(reference, message);
            }
            return None;
        }
        Some(id)
    }

    fn quarter(&mut self, reference: &RawReference, slug: &str) -> Option<Quarter> {
        let Some(quarter) = leaf::quarter_of_slug(slug) else {
            let message = format!("`{slug}` is not a quarter");
            let help = "write it as `2016-17-q1`";
            self.error(reference, Code::NotAQuarter, message, help);
            return None;
        };
        let (index, place) = (self.index, reference.place.clone());
        if !index.known.require_quarter(place, quarter, self.problems) {
            return None;
        }
        if !self.is_public || index.has_page(quarter) {
            return Some(quarter);
        }
        if !index.doubt.on_quarter(quarter) {
            if index.shown(quarter).is_some() {
                let message = format!("{quarter} has no page: it is known from later reports only");
                let help = "write its name as plain text; its figures can be quoted";
                self.error(reference, Code::UnknownTarget, message, help);
            } else {
                self.not_public(reference, quarter);
            }
        }
        None
    }

    /// Returns the quarter after an `@`, or that of the text.
    fn quarter_of(&mut self, reference: &RawReference) -> Option<Quarter> {
        match &reference.of {
            Some(slug) => self.quarter(reference, slug),
            None => self.own_quarter(reference),
        }
    }

    /// Returns the quarter of the text. Reports a reference that needs one in a text without one.
    pub(super) fn own_quarter(&mut self, reference: &RawReference) -> Option<Quarter> {
        if self.quarter.is_none() {
            let message = "this page is not part of a quarter, so the reference must name one";
            let help = format!("write `{}@2016-17-q1`", reference.target);
            self.error(reference, Code::Reference, message, help);
        }
        self.quarter
    }

    pub(super) fn not_public(&mut self, reference: &RawReference, quarter: Quarter) {
        let message = format!("this text is public, but {quarter} is not public yet");
        self.hidden(reference, &message);
    }

    fn hidden(&mut self, reference: &RawReference, message: &str) {
        let help = "delete the reference until the quarter is published, or write `draft: true` in the header of this file";
        self.error(reference, Code::UnpublishedReference, message, help);
    }
}
