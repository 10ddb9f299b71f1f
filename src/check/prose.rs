//! References in prose: they lead to something that is shown, and quoted figures are the published ones.

use rust_decimal::Decimal;

use super::doubt::Doubt;
use super::known::Known;
use crate::diag::{Code, Diagnostic};
use crate::model::{
    Embed, Fragment, Goal, MeasureId, ObjectiveId, Prose, Quarter, Reference, Report, plain_decimal,
};
use crate::parse::leaf;
use crate::parse::prose::{FragmentDraft, ProseDraft};
use crate::parse::reference::{RawReference, RefKind};

/// Where the prose stands.
pub(super) struct Terms<'a> {
    /// The quarter it speaks of.
    pub(super) quarter: Option<Quarter>,
    pub(super) known: &'a Known<'a>,
    pub(super) doubt: &'a Doubt,
    /// What the public sees; nothing for prose that is itself not public, whose references need only exist.
    pub(super) report: Option<&'a Report>,
}

pub(super) fn check(draft: &ProseDraft, terms: &Terms, out: &mut Vec<Diagnostic>) -> Prose {
    for quote in &draft.quoted {
        terms.check_quote(quote, out);
    }
    let fragments = draft
        .fragments
        .iter()
        .filter_map(|fragment| match fragment {
            FragmentDraft::Html(html) => Some(Fragment::Html(html.clone())),
            FragmentDraft::Link(reference) => terms.link(reference, out).map(Fragment::Link),
            FragmentDraft::Embed(reference, words) => terms
                .embed(reference, out)
                .map(|embed| Fragment::Embed(embed, words.clone())),
        });
    Prose {
        fragments: fragments.collect(),
    }
}

impl Terms<'_> {
    fn link(&self, reference: &RawReference, out: &mut Vec<Diagnostic>) -> Option<Reference> {
        match reference.kind {
            RefKind::Measure => self.measure(reference, out).map(Reference::Measure),
            RefKind::Quarter => self
                .quarter(reference, &reference.target, out)
                .map(Reference::Quarter),
            RefKind::Objective => {
                let place = reference.place.clone();
                let known = self.known.objective_at(place, &reference.target, out);
                let id = ObjectiveId::new(&reference.target);
                let is_hidden = |report: &Report| report.objective(&id).is_none();
                if known && !self.doubt.on_any_quarter() && self.report.is_some_and(is_hidden) {
                    let message = "no public quarter lies in this objective's plan yet, and this text is public";
                    out.push(hidden(reference, message.to_owned()));
                    return None;
                }
                known.then_some(Reference::Objective(id))
            }
            _ => {
                let problem = Diagnostic::error(
                    Code::Reference,
                    reference.place.clone(),
                    "this stands for a picture, and is written as a link",
                );
                out.push(problem.help("put a `!` before it: `![](chart:a2)`"));
                None
            }
        }
    }

    fn embed(&self, reference: &RawReference, out: &mut Vec<Diagnostic>) -> Option<Embed> {
        match reference.kind {
            RefKind::Chart => self.measure(reference, out).map(Embed::Chart),
            RefKind::Tile => {
                let measure = self.measure(reference, out)?;
                Some(Embed::Tile(measure, self.quarter_of(reference, out)?))
            }
            RefKind::Summary => self
                .quarter(reference, &reference.target, out)
                .map(Embed::Summary),
            _ => {
                let quarter = self.quarter_of(reference, out)?;
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
                        out.push(problem.help(
                            "write `highlights:performing_well` or `highlights:improvement`",
                        ));
                        None
                    }
                }
            }
        }
    }

    fn measure(&self, reference: &RawReference, out: &mut Vec<Diagnostic>) -> Option<MeasureId> {
        if !self
            .known
            .measure_at(reference.place.clone(), &reference.target, out)
        {
            return None;
        }
        let id = MeasureId::new(&reference.target);
        let is_hidden = |report: &Report| report.measure(&id).is_none();
        if self.report.is_some_and(is_hidden) {
            if !self.doubt.on_any_quarter() && !self.doubt.on_measure(&id) {
                let message = "no public quarter reports this measure yet, and this text is public";
                out.push(hidden(reference, message.to_owned()));
            }
            return None;
        }
        Some(id)
    }

    fn quarter(
        &self,
        reference: &RawReference,
        slug: &str,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Quarter> {
        let Some(quarter) = leaf::quarter_of_slug(slug) else {
            let message = format!("`{slug}` is not a quarter");
            let problem = Diagnostic::error(Code::NotAQuarter, reference.place.clone(), message);
            out.push(problem.help("write it as `2016-17-q1`"));
            return None;
        };
        if !self.known.quarter_at(reference.place.clone(), quarter, out) {
            return None;
        }
        let is_hidden = |report: &Report| !report.published().any(|shown| shown.quarter == quarter);
        if self.report.is_some_and(is_hidden) {
            if !self.doubt.on_quarter(quarter) {
                out.push(no_page(self.report, reference, quarter));
            }
            return None;
        }
        Some(quarter)
    }

    /// The quarter after an `@`, or the one that the prose is of.
    fn quarter_of(&self, reference: &RawReference, out: &mut Vec<Diagnostic>) -> Option<Quarter> {
        match (&reference.of, self.quarter) {
            (Some(slug), _) => self.quarter(reference, slug, out),
            (None, Some(quarter)) => Some(quarter),
            (None, None) => {
                out.push(no_quarter(reference));
                None
            }
        }
    }

    fn check_quote(&self, quote: &RawReference, out: &mut Vec<Diagnostic>) {
        if self.measure(quote, out).is_none() {
            return;
        }
        let Some(report) = self.report else {
            return;
        };
        let id = MeasureId::new(&quote.target);
        let published = match quote.kind {
            RefKind::Target => self.quoted_target(report, &id, quote, out),
            _ => self.quoted_value(report, &id, quote, out),
        };
        let Some(published) = published else {
            return;
        };
        if number_in(&quote.shown) != Some(published) {
            let message = format!(
                "the text says `{}`, and the published figure is {published}",
                quote.shown
            );
            out.push(
                Diagnostic::error(Code::QuotedFigure, quote.place.clone(), message)
                    .help(format!("write {published}")),
            );
        }
    }

    fn quoted_target(
        &self,
        report: &Report,
        id: &MeasureId,
        quote: &RawReference,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Decimal> {
        let quarter = self.quarter_or_latest(report, quote, out)?;
        if self.doubt.on_targets(id) {
            return None;
        }
        let goal = report
            .measure(id)?
            .judgement
            .target_in(quarter)
            .map(|target| target.goal);
        let Some(Goal::One { target, .. }) = goal else {
            out.push(nothing_published(
                quote,
                &format!("no single target in {quarter}"),
            ));
            return None;
        };
        Some(target)
    }

    fn quoted_value(
        &self,
        report: &Report,
        id: &MeasureId,
        quote: &RawReference,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Decimal> {
        if let Some(month) = quote.of.as_deref().and_then(leaf::month_of) {
            let found = report
                .quarters
                .keys()
                .rev()
                .find_map(|quarter| report.entry(*quarter, id)?.months.get(&month));
            let in_doubt = |quarter: &Quarter| self.doubt.on_entry(*quarter, id);
            if found.is_none()
                && !report.quarters.keys().any(in_doubt)
                && !self.doubt.on_any_quarter()
            {
                out.push(nothing_published(quote, &format!("no figure of {month}")));
            }
            return found.map(crate::model::Figure::shown);
        }
        let quarter = self.quarter_or_latest(report, quote, out)?;
        if self.doubt.on_entry(quarter, id) {
            return None;
        }
        let figure = report
            .entry(quarter, id)
            .and_then(|entry| entry.reported.figure());
        if figure.is_none() {
            out.push(nothing_published(quote, &format!("no figure in {quarter}")));
        }
        figure.map(|figure| figure.shown())
    }

    /// A figure may be quoted from a background quarter, which has no page.
    fn quarter_or_latest(
        &self,
        report: &Report,
        quote: &RawReference,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Quarter> {
        let Some(of) = &quote.of else {
            if self.quarter.is_none() {
                out.push(no_quarter(quote));
            }
            return self.quarter;
        };
        let Some(quarter) = leaf::quarter_of_slug(of) else {
            let message = format!("`{of}` is neither a quarter nor a month");
            let problem = Diagnostic::error(Code::NotAQuarter, quote.place.clone(), message);
            out.push(problem.help("write `@2016-17-q1` or `@2016-06`"));
            return None;
        };
        if !self.known.quarter_at(quote.place.clone(), quarter, out) {
            return None;
        }
        if !report.quarters.contains_key(&quarter) {
            if !self.doubt.on_quarter(quarter) {
                out.push(not_public(quote, quarter));
            }
            return None;
        }
        Some(quarter)
    }
}

/// A background quarter is known and has no page of its own.
fn no_page(report: Option<&Report>, reference: &RawReference, quarter: Quarter) -> Diagnostic {
    if report.is_some_and(|report| report.quarters.contains_key(&quarter)) {
        let message = format!("{quarter} has no page: it is known from later reports only");
        let place = reference.place.clone();
        return Diagnostic::error(Code::UnknownTarget, place, message)
            .help("write its name as plain text; its figures can be quoted");
    }
    not_public(reference, quarter)
}

fn not_public(reference: &RawReference, quarter: Quarter) -> Diagnostic {
    hidden(
        reference,
        format!("{quarter} is not public yet, and this text is"),
    )
}

fn hidden(reference: &RawReference, message: String) -> Diagnostic {
    Diagnostic::error(Code::UnpublishedReference, reference.place.clone(), message).help(
        "take the reference out until it is published, or mark the file `draft: true` at its head",
    )
}

fn no_quarter(reference: &RawReference) -> Diagnostic {
    Diagnostic::error(
        Code::Reference,
        reference.place.clone(),
        "this page belongs to no quarter, so the reference must name one",
    )
    .help(format!("write `{}@2016-17-q1`", reference.target))
}

fn nothing_published(quote: &RawReference, what: &str) -> Diagnostic {
    let message = format!("`{}` has {what} to quote", quote.target);
    Diagnostic::error(Code::QuotedFigure, quote.place.clone(), message).help(
        "quote a published figure, or write the number as plain text if it is not of this site",
    )
}

/// The first number of a text: `1,843` and `£46,617` read as the figures they show.
fn number_in(shown: &str) -> Option<Decimal> {
    let start = shown.find(|c: char| c.is_ascii_digit())?;
    let negative = shown[..start].ends_with(['-', '\u{2212}']);
    let digits: String = shown[start..]
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
        .filter(|c| *c != ',')
        .collect();
    let value = plain_decimal(digits.trim_end_matches('.')).ok()?;
    Some(if negative { -value } else { value })
}
