//! Quoted figures must be the published ones.

use rust_decimal::Decimal;

use super::misquoted::{Quotation, QuotedFigure, QuotedKind};
use super::prose::TextContext;
use super::said;
use crate::diag::Code;
use crate::model::{Figures, MeasureId, Quarter, Target};
use crate::parse::leaf;
use crate::parse::reference::{RawReference, RefKind};

/// The quarter, the kind and the published value of a quoted figure.
type Found = (Quarter, QuotedKind, Decimal);

pub(super) struct Quotes<'a> {
    pub(super) context: TextContext<'a>,
    pub(super) figures: &'a Figures,
}

impl Quotes<'_> {
    /// Returns a quoted figure with the published one, or `None` if it cannot be compared.
    pub(super) fn compare<'d>(&mut self, quote: &'d RawReference) -> Option<Quotation<'d>> {
        let id = self.context.measure(quote)?;
        if !self.context.is_public {
            return None;
        }
        let (quarter, figure, published) = match quote.kind {
            RefKind::Target => self.quoted_target(&id, quote),
            _ => self.quoted_value(&id, quote),
        }?;
        let unit = self.figures.measure(&id)?.unit.clone();
        Some(Quotation {
            quote,
            said: said::figure(&quote.shown, &unit, published),
            unit,
            of: QuotedFigure {
                id,
                quarter,
                figure,
            },
            published,
        })
    }

    fn quoted_target(&mut self, id: &MeasureId, quote: &RawReference) -> Option<Found> {
        let quarter = self.quarter_or_latest(quote)?;
        if self.context.index.doubt.on_targets(id) {
            return None;
        }
        let measure = self.figures.measure(id)?;
        let target = measure.target_in(quarter);
        // What is asked for by the end of the quarter, and of the whole year: a text can quote either.
        let share = target.and_then(|target| measure.share_in(target, quarter));
        let whole = target.and_then(Target::figure);
        let is_said =
            |asked: &Decimal| said::figure(&quote.shown, &measure.unit, *asked) == Some(*asked);
        let asked = whole.filter(is_said).or(share).or(whole);
        if asked.is_none() {
            self.nothing_published(quote, &format!("no single target in {quarter}"));
        }
        Some((quarter, QuotedKind::Target, asked?))
    }

    fn quoted_value(&mut self, id: &MeasureId, quote: &RawReference) -> Option<Found> {
        let doubt = &self.context.index.doubt;
        if let Some(month) = quote.of.as_deref().and_then(leaf::month_of) {
            let mut quarters = self.figures.quarters.keys();
            let in_doubt = quarters.clone().any(|quarter| doubt.on_entry(*quarter, id));
            let found = quarters.rfind(|quarter| {
                let entry = self.figures.entry(**quarter, id);
                entry.is_some_and(|entry| entry.months.contains_key(&month))
            });
            if found.is_none() && !in_doubt && !doubt.on_any_quarter() {
                self.nothing_published(quote, &format!("no figure of {month}"));
            }
            let figure = self.figures.entry(*found?, id)?.months.get(&month)?;
            return Some((*found?, QuotedKind::Month(month), figure.shown()));
        }
        let quarter = self.quarter_or_latest(quote)?;
        if doubt.on_entry(quarter, id) {
            return None;
        }
        let entry = self.figures.entry(quarter, id);
        let figure = entry.and_then(|entry| entry.reported.figure());
        if figure.is_none() {
            self.nothing_published(quote, &format!("no figure in {quarter}"));
        }
        Some((quarter, QuotedKind::Value, figure?.shown()))
    }

    /// Returns the quarter of a quote. Background quarters can be quoted, although they have no page.
    fn quarter_or_latest(&mut self, quote: &RawReference) -> Option<Quarter> {
        let Some(of) = &quote.of else {
            return self.context.own_quarter(quote);
        };
        let Some(quarter) = leaf::quarter_of_slug(of) else {
            let message = format!("`{of}` is not a quarter or a month");
            let help = "write `@2016-17-q1` or `@2016-06`";
            self.context.error(quote, Code::NotAQuarter, message, help);
            return None;
        };
        let (index, place) = (self.context.index, quote.place.clone());
        let problems = &mut *self.context.problems;
        if !index.known.require_quarter(place, quarter, problems) {
            return None;
        }
        let is_shown = self.figures.quarters.contains_key(&quarter);
        if !is_shown && !index.doubt.on_quarter(quarter) {
            self.context.not_public(quote, quarter);
        }
        is_shown.then_some(quarter)
    }

    fn nothing_published(&mut self, quote: &RawReference, what: &str) {
        let message = format!("`{}` has {what} to quote", quote.target);
        let help = "quote a published figure, or write the number as plain text if it is not from this site";
        self.context.error(quote, Code::QuotedFigure, message, help);
    }
}
