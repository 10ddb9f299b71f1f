//! Quoted figures are the published ones.

use rust_decimal::Decimal;

use super::prose::{Terms, no_quarter, not_public};
use crate::diag::{Code, Diagnostic};
use crate::model::{Figures, Goal, MeasureId, Quarter, plain_decimal};
use crate::parse::leaf;
use crate::parse::reference::{RawReference, RefKind};

/// Where figures are quoted, and what they are.
pub(super) struct Quotes<'a> {
    pub(super) terms: Terms<'a>,
    pub(super) figures: &'a Figures,
}

impl Quotes<'_> {
    pub(super) fn check(&self, quote: &RawReference, out: &mut Vec<Diagnostic>) {
        if self.terms.measure(quote, out).is_none() {
            return;
        }
        if !self.terms.is_public() {
            return;
        }
        let id = MeasureId::new(&quote.target);
        let published = match quote.kind {
            RefKind::Target => self.quoted_target(&id, quote, out),
            _ => self.quoted_value(&id, quote, out),
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
                Diagnostic::error(Code::QuotedFigure, quote.place.clone(), message).help(format!(
                    "write {published}, or mend the figure where it is reported if that is the slip"
                )),
            );
        }
    }

    fn quoted_target(
        &self,
        id: &MeasureId,
        quote: &RawReference,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Decimal> {
        let quarter = self.quarter_or_latest(quote, out)?;
        if self.terms.shelf.doubt.on_targets(id) {
            return None;
        }
        let goal = self
            .figures
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
        id: &MeasureId,
        quote: &RawReference,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Decimal> {
        if let Some(month) = quote.of.as_deref().and_then(leaf::month_of) {
            let found = self
                .figures
                .quarters
                .keys()
                .rev()
                .find_map(|quarter| self.figures.entry(*quarter, id)?.months.get(&month));
            let in_doubt = |quarter: &Quarter| self.terms.shelf.doubt.on_entry(*quarter, id);
            if found.is_none()
                && !self.figures.quarters.keys().any(in_doubt)
                && !self.terms.shelf.doubt.on_any_quarter()
            {
                out.push(nothing_published(quote, &format!("no figure of {month}")));
            }
            return found.map(crate::model::Figure::shown);
        }
        let quarter = self.quarter_or_latest(quote, out)?;
        if self.terms.shelf.doubt.on_entry(quarter, id) {
            return None;
        }
        let figure = self
            .figures
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
        quote: &RawReference,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Quarter> {
        let Some(of) = &quote.of else {
            if self.terms.quarter.is_none() {
                out.push(no_quarter(quote));
            }
            return self.terms.quarter;
        };
        let Some(quarter) = leaf::quarter_of_slug(of) else {
            let message = format!("`{of}` is neither a quarter nor a month");
            let problem = Diagnostic::error(Code::NotAQuarter, quote.place.clone(), message);
            out.push(problem.help("write `@2016-17-q1` or `@2016-06`"));
            return None;
        };
        if !self
            .terms
            .shelf
            .known
            .quarter_at(quote.place.clone(), quarter, out)
        {
            return None;
        }
        if !self.figures.quarters.contains_key(&quarter) {
            if !self.terms.shelf.doubt.on_quarter(quarter) {
                out.push(not_public(quote, quarter));
            }
            return None;
        }
        Some(quarter)
    }
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
