//! Changes of what was published: `changes:` of a measure, a plan or the site, and `revisions:` of a quarter.

use jiff::civil::Date;

use crate::diag::Code;
use crate::model::{Decision, FigurePeriod, Month, Quarter, Reason, Text};
use crate::parse::fields::{Fields, at, map};
use crate::parse::file::{At, File};
use crate::parse::leaf::{self, Amount};
use crate::parse::schema::Leaf;
use crate::parse::yaml::Node;
use crate::source::NodeId;

macro_rules! names {
    ($($name:literal)*) => { &[$(($name, $name)),*] };
}

/// Names of fields, each with itself as its meaning.
type Names = &'static [(&'static str, &'static str)];

const OF_MEASURE: Names = names![
    "title" "definition" "source" "objective" "group" "set" "unit" "better" "period" "targets_are" "rates" "months" "lag" "year_starts" "every" "rule" "scale" "target" "from" "until" "due"
    "breaks" "compare_with" "meaningful_change" "rated_by" "rebase" "parts" "benchmarks" "outturns" "baselines"
];
const OF_PLAN: Names = names!["title" "from" "to" "priority" "priorities"];
const OF_SITE: Names =
    names!["title" "amber_up_to" "due_days" "scales" "tolerances" "rating_names" "risks"];
const OF_QUARTER: Names = names![
    "rating" "direction" "forecast" "on_target_by" "year_to_date" "margin" "covers" "as_printed" "months" "parts" "cohort" "numerator" "denominator" "budget" "projected" "gross"
    "net" "variance" "variance_on" "basis" "columns" "estimate" "earlier_estimate" "actual" "target" "inherent" "residual" "complete" "due" "first_due" "total"
    "counts" "rated_by" "performing_well" "improvement" "publish_on" "in"
];

/// A change as typed.
#[derive(Debug)]
pub(crate) struct ChangeDraft {
    pub(crate) node: NodeId,
    /// What it is about, with the field that names it: `risk` and the title of the risk. `None` for the file itself.
    pub(crate) holder: Option<(&'static str, At<String>)>,
    pub(crate) field: At<&'static str>,
    pub(crate) quarter: At<Quarter>,
    /// The month whose figure was revised, if its `period` names one.
    pub(crate) month: Option<Month>,
    pub(crate) was: Option<At<Text>>,
    pub(crate) now: Option<At<Text>>,
    pub(crate) on: At<Date>,
    pub(crate) reason: Reason,
}

/// A change of a published figure as typed.
#[derive(Debug)]
pub(crate) struct RevisionDraft {
    pub(crate) node: NodeId,
    pub(crate) measure: At<String>,
    pub(crate) period: At<Quarter>,
    /// `None` if the figure is published again.
    pub(crate) was: Option<At<Amount>>,
    /// `None` if the figure is withdrawn.
    pub(crate) now: Option<At<Amount>>,
    pub(crate) on: At<Date>,
    pub(crate) reason: Reason,
}

/// An entry under `revisions:`.
#[derive(Debug)]
pub(crate) enum RevisionEntry {
    Figure(RevisionDraft),
    Other(ChangeDraft),
}

pub(super) fn of_measure(file: &File, node: &Node) -> Option<ChangeDraft> {
    map(file, node, "a change of a measure", |fields| {
        let holder = named(fields, "member", leaf::id);
        change(fields, node, holder, OF_MEASURE, "from")
    })
}

pub(super) fn of_plan(file: &File, node: &Node) -> Option<ChangeDraft> {
    map(file, node, "a change of a plan", |fields| {
        let holder = named(fields, "objective", leaf::id);
        change(fields, node, holder, OF_PLAN, "from")
    })
}

pub(super) fn of_site(file: &File, node: &Node) -> Option<ChangeDraft> {
    map(file, node, "a change of the site", |fields| {
        let measure = named(fields, "measure", leaf::id);
        let holder = measure.or(named(fields, "plan", leaf::id));
        change(fields, node, holder, OF_SITE, "from")
    })
}

pub(super) fn revision(file: &File, node: &Node) -> Option<RevisionEntry> {
    map(file, node, "a revision", |fields| {
        let measure = fields.optional_at("measure", leaf::id);
        let objective = named(fields, "objective", leaf::id);
        let rest = ["money", "risk", "action", "stated"];
        let rest = rest.map(|name| named(fields, name, leaf::plain));
        let other = objective.or(rest.into_iter().flatten().next());
        if other.is_none() && !fields.has("field") && !fields.is_surveyed() {
            return figure(fields, node, measure);
        }
        let holder = other.or(measure.map(|id| ("measure", id)));
        change(fields, node, holder, OF_QUARTER, "period").map(RevisionEntry::Other)
    })
}

fn figure(fields: &mut Fields, node: &Node, measure: Option<At<String>>) -> Option<RevisionEntry> {
    if measure.is_none() {
        fields.required("measure", leaf::id);
    }
    let period = fields.required("period", at(revised_period));
    if let Some(period) = period
        && let FigurePeriod::Month(month) = period.value
    {
        let period = period.map(FigurePeriod::quarter);
        return month_figure(fields, node, measure, (month, period)).map(RevisionEntry::Other);
    }
    let sides = sides(fields);
    let on = fields.required("on", at(leaf::date));
    let reason = reason(fields);
    let [was, now] = sides?;
    Some(RevisionEntry::Figure(RevisionDraft {
        node: node.id,
        measure: measure?,
        period: period?.map(FigurePeriod::quarter),
        was,
        now,
        on: on?,
        reason: reason?,
    }))
}

/// Reads the figure before and the figure now. Without `now` it is withdrawn, and without `was` it is published again.
fn sides(fields: &mut Fields) -> Option<[Option<At<Amount>>; 2]> {
    if fields.has("now") {
        return Some(["was", "now"].map(|side| fields.optional_at(side, leaf::amount)));
    }
    let was = fields.required("was", at(leaf::amount));
    fields.optional_at("now", leaf::amount);
    Some([Some(was?), None])
}

fn revised_period(file: &File, node: &Node) -> Option<FigurePeriod> {
    let forms = [Leaf::Quarter, Leaf::Month].into_iter();
    if forms.fold(false, |_, form| file.asks(node, || form)) {
        return None;
    }
    let typed = leaf::scalar(file, node, "a quarter or a month")?;
    if let Some(month) = leaf::month_of(typed) {
        return Some(FigurePeriod::Month(month));
    }
    let report = |(message, mut help): (String, String)| {
        if let Some(month) = leaf::near_month(typed).filter(|_| leaf::near_quarter(typed).is_none())
        {
            help = format!("write `{month}`");
        }
        file.error(node.id, Code::NotAQuarter, message, help);
    };
    leaf::quarter_of(typed)
        .map_err(report)
        .ok()
        .map(FigurePeriod::Quarter)
}

/// Returns the revision of a month, which is a change of the months of its quarter.
fn month_figure(
    fields: &mut Fields,
    node: &Node,
    measure: Option<At<String>>,
    (month, quarter): (Month, At<Quarter>),
) -> Option<ChangeDraft> {
    let listed =
        |side: At<Amount>| side.map(|amount| Text::new(&format!("{month} {}", amount.typed())));
    let sides = sides(fields);
    let on = fields.required("on", at(leaf::date));
    let reason = reason(fields);
    let [was, now] = sides?;
    Some(ChangeDraft {
        node: node.id,
        holder: Some(("measure", measure?)),
        field: At {
            value: "months",
            node: quarter.node,
        },
        quarter,
        month: Some(month),
        was: was.map(listed),
        now: now.map(listed),
        on: on?,
        reason: reason?,
    })
}

/// The value before or after a change: a figure, or a text.
fn value(file: &File, node: &Node) -> Option<Text> {
    if file.survey().is_some() {
        leaf::decimal(file, node);
    }
    leaf::text(file, node)
}

fn named(
    fields: &mut Fields,
    name: &'static str,
    read: impl Fn(&File, &Node) -> Option<String>,
) -> Option<(&'static str, At<String>)> {
    Some((name, fields.optional_at(name, read)?))
}

fn change(
    fields: &mut Fields,
    node: &Node,
    holder: Option<(&'static str, At<String>)>,
    names: Names,
    quarter: &'static str,
) -> Option<ChangeDraft> {
    let field = at(leaf::word(names));
    // A revision without a field is of a figure, which may be that of a month.
    let (field, quarter) = if quarter == "period" && fields.is_surveyed() {
        let field = fields.optional("field", field);
        let period = fields.required(quarter, at(revised_period));
        (
            field,
            period.map(|period| period.map(FigurePeriod::quarter)),
        )
    } else {
        let field = fields.required("field", field);
        (field, fields.required(quarter, at(leaf::quarter)))
    };
    let was = fields.optional_at("was", value);
    let now = fields.optional_at("now", value);
    let on = fields.required("on", at(leaf::date));
    let reason = reason(fields);
    Some(ChangeDraft {
        node: node.id,
        holder,
        field: field?,
        quarter: quarter?,
        month: None,
        was,
        now,
        on: on?,
        reason: reason?,
    })
}

fn reason(fields: &mut Fields) -> Option<Reason> {
    let because = fields.required("because", leaf::text);
    let decided = fields.optional("decided", decided);
    because.map(|because| Reason { because, decided })
}

/// `decided: { on: 2016-07-12, by: Cabinet, paper: https://... }`.
pub(super) fn decided(file: &File, node: &Node) -> Option<Decision> {
    map(file, node, "`decided`", |fields| {
        Some(Decision {
            on: fields.optional("on", leaf::date),
            by: fields.optional("by", leaf::title),
            paper: fields.optional("paper", leaf::url),
        })
    })
}
