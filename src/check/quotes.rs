//! Quoted figures must be the published ones.

use rust_decimal::Decimal;

use super::misquoted::{Quotation, QuotedFigure, QuotedKind};
use super::prose::{TextContext, no_quarter, not_public};
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{Figures, Goal, MeasureId, Quarter, plain_decimal};
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
    pub(super) fn compare<'d>(
        &self,
        quote: &'d RawReference,
        problems: &mut Problems,
    ) -> Option<Quotation<'d>> {
        self.context.measure(quote, problems)?;
        if !self.context.is_public() {
            return None;
        }
        let id = MeasureId::new(&quote.target);
        let (quarter, figure, published) = match quote.kind {
            RefKind::Target => self.quoted_target(&id, quote, problems),
            _ => self.quoted_value(&id, quote, problems),
        }?;
        Some(Quotation {
            quote,
            said: number_in(&quote.shown),
            of: QuotedFigure {
                id,
                quarter,
                figure,
            },
            published,
        })
    }

    fn quoted_target(
        &self,
        id: &MeasureId,
        quote: &RawReference,
        problems: &mut Problems,
    ) -> Option<Found> {
        let quarter = self.quarter_or_latest(quote, problems)?;
        if self.context.index.doubt.on_targets(id) {
            return None;
        }
        let goal = self
            .figures
            .measure(id)?
            .judgement
            .target_in(quarter)
            .map(|target| target.goal);
        let Some(Goal::One { target, .. }) = goal else {
            problems.report(nothing_published(
                quote,
                &format!("no single target in {quarter}"),
            ));
            return None;
        };
        Some((quarter, QuotedKind::Target, target))
    }

    fn quoted_value(
        &self,
        id: &MeasureId,
        quote: &RawReference,
        problems: &mut Problems,
    ) -> Option<Found> {
        if let Some(month) = quote.of.as_deref().and_then(leaf::month_of) {
            let found = self.figures.quarters.keys().rev().find_map(|quarter| {
                let figure = self.figures.entry(*quarter, id)?.months.get(&month)?;
                Some((*quarter, QuotedKind::Month(month), figure.shown()))
            });
            let in_doubt = |quarter: &Quarter| self.context.index.doubt.on_entry(*quarter, id);
            if found.is_none()
                && !self.figures.quarters.keys().any(in_doubt)
                && !self.context.index.doubt.on_any_quarter()
            {
                problems.report(nothing_published(quote, &format!("no figure of {month}")));
            }
            return found;
        }
        let quarter = self.quarter_or_latest(quote, problems)?;
        if self.context.index.doubt.on_entry(quarter, id) {
            return None;
        }
        let figure = self
            .figures
            .entry(quarter, id)
            .and_then(|entry| entry.reported.figure());
        if figure.is_none() {
            problems.report(nothing_published(quote, &format!("no figure in {quarter}")));
        }
        figure.map(|figure| (quarter, QuotedKind::Value, figure.shown()))
    }

    /// Returns the quarter of a quote. Background quarters can be quoted, although they have no page.
    fn quarter_or_latest(&self, quote: &RawReference, problems: &mut Problems) -> Option<Quarter> {
        let Some(of) = &quote.of else {
            if self.context.quarter.is_none() {
                problems.report(no_quarter(quote));
            }
            return self.context.quarter;
        };
        let Some(quarter) = leaf::quarter_of_slug(of) else {
            let message = format!("`{of}` is not a quarter or a month");
            let problem = Diagnostic::error(Code::NotAQuarter, quote.place.clone(), message);
            problems.report(problem.help("write `@2016-17-q1` or `@2016-06`"));
            return None;
        };
        if !self
            .context
            .index
            .known
            .require_quarter(quote.place.clone(), quarter, problems)
        {
            return None;
        }
        if !self.figures.quarters.contains_key(&quarter) {
            if !self.context.index.doubt.on_quarter(quarter) {
                problems.report(not_public(quote, quarter));
            }
            return None;
        }
        Some(quarter)
    }
}

fn nothing_published(quote: &RawReference, what: &str) -> Diagnostic {
    let message = format!("`{}` has {what} to quote", quote.target);
    Diagnostic::error(Code::QuotedFigure, quote.place.clone(), message).help(
        "quote a published figure, or write the number as plain text if it is not from this site",
    )
}

/// Returns the first number of a text: `1,843`, `£46,617` and `-£5` are parsed as readers see them.
fn number_in(shown: &str) -> Option<Decimal> {
    let start = shown.find(|c: char| c.is_ascii_digit())?;
    let before = shown[..start].trim_end_matches(['£', '€', '$', ' ', '*', '_']);
    let unsigned = before.trim_end_matches(['-', '\u{2212}', '\u{2013}']);
    // A hyphen within a word is not a minus.
    let is_minus = unsigned.len() < before.len() && !unsigned.ends_with(char::is_alphanumeric);
    let is_negative = is_minus || before.to_lowercase().ends_with("minus");
    let value = plain_decimal(digits(&shown[start..]).trim_end_matches('.')).ok()?;
    Some(if is_negative { -value } else { value })
}

/// Returns the digits and the point of a number, without commas or spaces between thousands.
fn digits(number: &str) -> String {
    let mut digits = String::new();
    let mut rest = number;
    while let Some(sign) = rest.chars().next() {
        let after = &rest[sign.len_utf8()..];
        let group = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        match sign {
            '0'..='9' | '.' => digits.push(sign),
            ',' => {}
            sign if sign.is_whitespace() && group == 3 => {}
            _ => break,
        }
        rest = after;
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_readers_read_it() {
        let table = [
            ("88%", Some("88")),
            ("1,843", Some("1843")),
            ("10 000", Some("10000")),
            ("10\u{a0}000 visits", Some("10000")),
            ("88 of 100", Some("88")),
            ("£46,617.", Some("46617")),
            ("-5", Some("-5")),
            ("-£5", Some("-5")),
            ("£-5", Some("-5")),
            ("\u{2212}£1.5m", Some("-1.5")),
            ("\u{2013}5%", Some("-5")),
            ("minus 5", Some("-5")),
            ("**-5**", Some("-5")),
            ("pre-5", Some("5")),
            ("2016-17", Some("2016")),
            ("all", None),
        ];
        for (shown, number) in table {
            let number = number.map(|number| plain_decimal(number).expect("a figure"));
            assert_eq!(number_in(shown), number, "{shown}");
        }
    }
}
