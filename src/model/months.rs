//! Monthly figures, and the figure of a quarter that follows from them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Entry, Figure, Mark, Measure, Month, MonthsMake, Quarter};

impl Measure {
    /// Returns the figure of a quarter that follows from its months. `None` if a month has no figure, or if the quarter's
    /// figure is typed.
    ///
    /// Rule: the last month, the sum, or the average of the three months. A sum and an average are exact; only the average is
    /// rounded when it is shown.
    pub(crate) fn figure_of_months(
        &self,
        months: &BTreeMap<Month, Figure>,
        quarter: Quarter,
    ) -> Option<Figure> {
        let first = quarter.first_month();
        let own: Option<Vec<Figure>> = (0..3)
            .map(|n| months.get(&first.after(n)).copied())
            .collect();
        let own = own?;
        let sum: Decimal = own.iter().map(|figure| figure.value).sum();
        let figure = match self.months? {
            MonthsMake::Typed => return None,
            MonthsMake::Last => return own.last().copied(),
            MonthsMake::Sum => Figure::typed(sum),
            MonthsMake::Average => Figure::computed(sum / Decimal::from(own.len()), self.decimals),
        };
        Some(Figure {
            mark: mark_of(&own),
            ..figure
        })
    }

    /// Returns whether the figure of an entry is what its months make.
    pub(crate) fn follows_from_months(&self, entry: &Entry, quarter: Quarter) -> bool {
        let made = self.figure_of_months(&entry.months, quarter);
        let both = made.zip(entry.reported.figure());
        both.is_some_and(|(made, figure)| made.shown() == figure.shown())
    }
}

/// Returns the mark of a figure that is made of others: the first break, or else whether one may still change.
fn mark_of(figures: &[Figure]) -> Option<Mark> {
    let marks = || figures.iter().filter_map(|figure| figure.mark);
    let order = [Mark::Break, Mark::Provisional, Mark::Estimated];
    order
        .into_iter()
        .find(|mark| marks().any(|one| one == *mark))
}
