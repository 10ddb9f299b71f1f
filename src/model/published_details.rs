//! Further published facts: what the figures of a measure are compared with and made of, and what a quarter's report says
//! of itself.

use rust_decimal::Decimal;

use super::published::{Fact, FactKind, typed};
use super::{
    Basis, Columns, Entry, Finance, Highlights, Holder, Measure, MeasureId, MoneyUnit, Plan,
    PrintedVariance, Publication, QuarterReport, Revenue, RevenueRow, VarianceBase,
};

/// Facts that are lists, each with the sign between its items. An item that is added takes nothing back.
const LISTS: &[(&str, &str)] = &[
    ("parts", ", "),
    ("counts", ", "),
    ("breaks", ", "),
    ("priorities", "; "),
    ("benchmarks", "; "),
    ("outturns", "; "),
    ("baselines", "; "),
    ("columns", "; "),
];

/// Returns whether a list has everything that it had, if it had anything. Returns `false` for a fact that is not a list.
pub(crate) fn keeps_all(field: &str, was: Option<&str>, now: &str) -> bool {
    let Some((_, sign)) = LISTS.iter().find(|(name, _)| *name == field) else {
        return false;
    };
    let mut left: Vec<&str> = now.split(sign).collect();
    let mut items = was.into_iter().flat_map(|was| was.split(sign));
    items.all(|item| {
        let found = left.iter().position(|own| *own == item);
        found.map(|at| left.remove(at)).is_some()
    })
}

fn fact(
    kind: FactKind,
    holder: &Holder,
    field: &'static str,
    value: Option<impl Into<String>>,
) -> Option<Fact> {
    let value: String = value?.into();
    (!value.is_empty()).then(|| Fact {
        holder: holder.clone(),
        field,
        value,
        kind,
    })
}

fn number(value: Decimal) -> String {
    value.normalize().to_string()
}

/// Returns the facts about when a measure starts, who rates it and what its figures are compared with and made of.
pub(super) fn of_measure(measure: &Measure) -> Vec<Fact> {
    let holder = Holder::Measure(measure.id.clone());
    let promise = |field, value: Option<String>| fact(FactKind::Promise, &holder, field, value);
    let description =
        |field, value: Option<String>| fact(FactKind::Description, &holder, field, value);
    let parts = measure.parts.iter().map(|part| {
        let counted = if part.in_figure {
            " (in the figure)"
        } else {
            ""
        };
        format!("{}{counted}", part.title.as_str())
    });
    let baselines = measure.baselines.iter();
    let figure = |value: Decimal| typed(&measure.unit, value);
    let baselines =
        baselines.map(|one| format!("{}: {}", one.name.as_str(), one.value.shown(figure)));
    let outturns = measure.outturns.iter();
    let outturns = outturns.map(|one| {
        let standing = one.standing.as_ref().map(|text| text.as_str().to_owned());
        let texts = [Some(one.value.shown(figure)), standing];
        format!(
            "{}: {}",
            one.year,
            joined(texts.into_iter().flatten(), ", ")
        )
    });
    let facts = [
        promise("from", measure.expected.from.map(|from| from.to_string())),
        promise("rebase", measure.rebase.map(|from| from.to_string())),
        description(
            "rated_by",
            measure.rated_by.as_ref().map(ToString::to_string),
        ),
        description("parts", Some(joined(parts, ", "))),
        description("benchmarks", Some(joined(benchmarks(measure), "; "))),
        description("outturns", Some(joined(outturns, "; "))),
        description("baselines", Some(joined(baselines, "; "))),
    ];
    facts.into_iter().flatten().collect()
}

fn joined(items: impl Iterator<Item = String>, sign: &str) -> String {
    items.collect::<Vec<_>>().join(sign)
}

/// Returns the figures of other bodies: `England 2015-16: 81.5, rank 4 of 11`.
fn benchmarks(measure: &Measure) -> impl Iterator<Item = String> {
    measure.benchmarks.iter().map(|one| {
        let year = one.year.map_or(String::new(), |year| format!(" {year}"));
        let rank = one.rank.map(|rank| match one.of {
            Some(of) => format!("rank {rank} of {of}"),
            None => format!("rank {rank}"),
        });
        let quartile = one.quartile.as_ref().map(|name| format!("{name} quartile"));
        let value = one.value.as_ref();
        let value = value.map(|value| value.shown(|value| typed(&measure.unit, value)));
        let texts = [value, rank, quartile];
        let texts = joined(texts.into_iter().flatten(), ", ");
        format!("{}{year}: {texts}", one.name.as_str())
    })
}

/// Returns the names of a plan's priorities.
pub(super) fn of_plan(plan: &Plan) -> Option<Fact> {
    let titled = plan.priorities.iter().filter_map(|priority| {
        let title = priority.title.as_ref()?;
        Some(format!("{}: {}", priority.id, title.as_str()))
    });
    let titles = Some(joined(titled, "; "));
    let holder = Holder::Plan(plan.id.clone());
    fact(FactKind::Description, &holder, "priorities", titles)
}

/// Returns the numbers of cases that an entry's figure is based on, and who rated it.
pub(super) fn of_entry(id: &MeasureId, entry: &Entry) -> Vec<Fact> {
    let holder = Holder::Measure(id.clone());
    let result =
        |field, value: Option<Decimal>| fact(FactKind::Result, &holder, field, value.map(number));
    let by = entry.rating.as_ref().and_then(|rating| rating.by.as_ref());
    let by = by.map(ToString::to_string);
    let facts = [
        result("cohort", entry.cohort),
        result("numerator", entry.fraction.map(|(above, _)| above)),
        result("denominator", entry.fraction.map(|(_, below)| below)),
        fact(FactKind::Result, &holder, "rated_by", by),
    ];
    facts.into_iter().flatten().collect()
}

/// Returns when a quarter was published, the unit of its money, and which measures people add to its lists or leave out.
pub(super) fn of_quarter(report: &QuarterReport) -> Vec<Fact> {
    let day = match report.publication {
        Publication::On(day) => Some(day.to_string()),
        Publication::AlreadyPublic => Some("already_public".to_owned()),
        Publication::Background(_) => Some("background".to_owned()),
        // Only what is complete is compared.
        Publication::InProgress { .. } | Publication::Draft => None,
    };
    let unit = report.finance.as_ref().map(|finance| match finance.unit {
        MoneyUnit::Pounds => "pounds",
        MoneyUnit::Thousands => "thousands",
        MoneyUnit::Millions => "millions",
    });
    let facts = [
        fact(FactKind::Result, &Holder::Site, "publish_on", day),
        fact(FactKind::Result, &Holder::Site, "in", unit),
    ];
    let lists = [
        ("performing_well", &report.performing_well),
        ("improvement", &report.improvement),
    ];
    let lists = lists
        .into_iter()
        .flat_map(|(name, list)| highlights(name, list));
    let finance = report.finance.iter().flat_map(of_finance);
    facts
        .into_iter()
        .flatten()
        .chain(lists)
        .chain(finance)
        .collect()
}

fn highlights(name: &'static str, list: &Highlights) -> Vec<Fact> {
    let all = [(&list.add, "added"), (&list.leave_out, "left out")];
    let facts = all.into_iter().flat_map(|(measures, word)| {
        measures.iter().filter_map(move |(id, _)| {
            let holder = Holder::Measure(id.clone());
            fact(FactKind::Result, &holder, name, Some(word))
        })
    });
    facts.collect()
}

/// Returns a printed variance: `3687`, or `gross 3687, net 1200`.
pub(super) fn variance(variance: PrintedVariance) -> String {
    match variance {
        PrintedVariance::One(only) => number(only),
        PrintedVariance::Both { gross, net } => {
            format!("gross {}, net {}", number(gross), number(net))
        }
    }
}

/// Returns the further amounts of a row of money: `Forecast at month 3: 812; Committed: 40`.
pub(super) fn columns(columns: &Columns) -> String {
    let columns = columns.iter();
    let columns = columns.map(|(name, amount)| format!("{}: {}", name.as_str(), number(*amount)));
    joined(columns, "; ")
}

/// Returns what the rows of revenue cover, and which budget their variances are compared with.
fn of_finance(finance: &Finance) -> Vec<Fact> {
    let facts = finance.revenue.iter().flat_map(|row: &RevenueRow| {
        let holder = Holder::Money(row.service.as_str().to_owned());
        let basis = match row.basis {
            Basis::FullYearForecast => "full_year_forecast",
            Basis::ToDate => "to_date",
        };
        let on = match (&row.amounts, row.on) {
            (Revenue::Printed { .. }, VarianceBase::Gross) => Some("gross"),
            (Revenue::Printed { .. }, VarianceBase::Net) => Some("net"),
            _ => None,
        };
        [
            fact(FactKind::Result, &holder, "basis", Some(basis)),
            fact(FactKind::Result, &holder, "variance_on", on),
        ]
    });
    facts.flatten().collect()
}
