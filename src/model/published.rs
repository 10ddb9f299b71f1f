//! What a site publishes, as its files type it: the facts that change only with a record.

use rust_decimal::Decimal;

use super::matrix;
use super::published_details as details;
pub(crate) use super::published_scales::{scales, tolerances};
pub(crate) use super::published_terms::{
    BETTER, NO_YEAR, ONGOING, STRICT, action_due, direction, due, level_in_file, printed_direction,
    target, unit,
};
use super::published_terms::{allowance, level};
use super::{
    Comparison, Entry, Expectation, Figure, Finance, Holder, Judgement, Measure, MeasureId,
    MonthsMake, ObjectiveId, PeriodKind, Plan, Polarity, PriorityId, QuarterReport, Rating,
    Reported, Revenue, Rule, Site, Smallest, Stated, StatedOf, Text, Unit, month_lists, month_name,
};

/// What kind of fact it is, which decides what its change asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    /// It decides how figures are judged.
    Promise,
    /// It says what is measured.
    Description,
    /// It was reported for a quarter.
    Result,
}

/// A published fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub holder: Holder,
    /// The name of its field.
    pub field: &'static str,
    /// As typed, on one line.
    pub value: String,
    /// What kind of fact it is.
    pub kind: FactKind,
}

/// Collects facts about one thing.
struct Facts {
    holder: Holder,
    facts: Vec<Fact>,
}

impl Facts {
    fn of(holder: Holder) -> Self {
        let facts = Vec::new();
        Self { holder, facts }
    }

    fn add(&mut self, kind: FactKind, field: &'static str, value: Option<impl Into<String>>) {
        let value: Option<String> = value.map(Into::into);
        let holder = self.holder.clone();
        let value = value.filter(|value| !value.is_empty());
        self.facts.extend(value.map(|value| Fact {
            holder,
            field,
            value,
            kind,
        }));
    }

    fn promise(&mut self, field: &'static str, value: Option<impl Into<String>>) {
        self.add(FactKind::Promise, field, value);
    }

    fn description(&mut self, field: &'static str, value: Option<impl Into<String>>) {
        self.add(FactKind::Description, field, value);
    }

    fn result(&mut self, field: &'static str, value: Option<impl Into<String>>) {
        self.add(FactKind::Result, field, value);
    }
}

/// Returns the facts about a measure or a member, other than its targets.
pub(crate) fn measure_facts(measure: &Measure) -> Vec<Fact> {
    let mut facts = Facts::of(Holder::Measure(measure.id.clone()));
    let text = |text: &Option<Text>| text.as_ref().map(|text| text.as_str().to_owned());
    let objectives = measure.objectives.iter().map(ObjectiveId::as_str);
    facts.description("title", Some(measure.title.as_str()));
    facts.description("definition", text(&measure.definition));
    facts.description("source", text(&measure.source));
    facts.description("objective", Some(joined(objectives)));
    facts.description("group", measure.group.clone());
    facts.description("set", measure.set.clone());
    facts.promise("unit", Some(unit(&measure.unit)));
    facts.promise("period", Some(period(measure.period)));
    // What is not typed is a promise as well: a change from it is one of what figures cover.
    let rates = measure.rates.period().map_or("quarter", period);
    facts.promise("rates", Some(rates));
    let months = measure.months.map(|months| match months {
        MonthsMake::Last => "last",
        MonthsMake::Sum => "sum",
        MonthsMake::Average => "average",
        MonthsMake::Typed => "typed",
    });
    facts.promise("months", months);
    facts.promise("lag", Some(measure.lag.to_string()));
    facts.promise("year_starts", Some(month_name(measure.year_starts)));
    facts.promise("every", Some(measure.expected.every.to_string()));
    facts.promise("better", Some(polarity(measure.judgement.better())));
    facts.promise("targets_are", Some(measure.yardstick.word()));
    if let Judgement::Judged { rule: by, .. } = &measure.judgement {
        facts.promise("rule", Some(rule(by, &measure.unit)));
    }
    let scale = (!measure.has_usual_scale()).then_some(measure.scale.id.as_str());
    facts.promise("scale", scale);
    let Expectation { until, due, .. } = &measure.expected;
    facts.promise("until", until.map(|until| until.to_string()));
    facts.promise(
        "due",
        Some(joined(due.iter().map(|due| format!("Q{}", due.number())))),
    );
    let breaks = measure.breaks.iter().map(|one| one.from.to_string());
    facts.promise("breaks", Some(joined(breaks)));
    let compared = match measure.compare_with {
        Comparison::PreviousQuarter => "previous_quarter",
        Comparison::SameQuarterLastYear => "same_quarter_last_year",
        Comparison::LatestThreeResults => "latest_three_results",
    };
    facts.promise("compare_with", Some(compared));
    let change = typed(&measure.unit, measure.meaningful_change);
    facts.promise("meaningful_change", Some(change));
    facts.facts.extend(details::of_measure(measure));
    facts.facts
}

/// Returns the facts about a plan and its objectives.
pub(crate) fn plan_facts(plan: &Plan) -> Vec<Fact> {
    let mut facts = Facts::of(Holder::Plan(plan.id.clone()));
    facts.description("title", Some(plan.title.as_str()));
    facts.promise("from", Some(plan.from.to_string()));
    facts.promise("to", plan.to.map(|to| to.to_string()));
    for objective in &plan.objectives {
        facts.holder = Holder::Objective(objective.id.clone());
        facts.promise("title", Some(objective.title.as_str()));
        let priority = objective.priority.as_ref();
        facts.description("priority", priority.map(PriorityId::as_str));
    }
    facts.facts.extend(details::of_plan(plan));
    facts.facts
}

/// Returns the facts about the site's own rules.
pub(crate) fn site_facts(site: &Site) -> Vec<Fact> {
    let mut facts = Facts::of(Holder::Site);
    facts.promise("amber_up_to", site.amber_up_to.map(number));
    facts.promise("due_days", site.due_days.map(|days| days.to_string()));
    let names = site.scales.names.as_ref();
    let names = names.map(|names| joined(names.iter().map(Text::as_str)));
    facts.promise("rating_names", names);
    facts.promise("scales", Some(scales(&site.scales)));
    facts.promise("tolerances", Some(tolerances(&site.tolerances)));
    facts.promise("risks", site.risks.as_ref().map(matrix::text));
    facts.facts
}

/// Returns what an entry reports of a measure or a member, other than its figure.
pub(crate) fn entry_facts(id: &MeasureId, unit: &Unit, entry: &Entry) -> Vec<Fact> {
    let mut facts = Facts::of(Holder::Measure(id.clone()));
    let rated = entry.rating.as_ref();
    facts.result("rating", rated.map(|rated| rated.rating.id()));
    facts.result("direction", entry.direction.map(printed_direction));
    let figure = |figure: &Figure| typed(unit, figure.value);
    let forecast = entry.forecast.as_ref().map(figure);
    facts.result("forecast", forecast);
    let promised = entry.on_target_by.map(|by| by.to_string());
    facts.result("on_target_by", promised);
    let so_far = entry.year_to_date.as_ref().map(figure);
    facts.result("year_to_date", so_far);
    let margin = entry.margin.map(|margin| typed(unit, margin));
    facts.result("margin", margin);
    let covers = entry.covers.as_ref().map(Text::as_str);
    facts.result("covers", covers);
    let as_reported = match &entry.reported {
        Reported::AsPrinted(text) => Some(text.as_str().to_owned()),
        Reported::FewerThan(limit) => Some(format!("<{limit}")),
        _ => None,
    };
    facts.result("as_printed", as_reported);
    let months = entry.months.iter();
    let months = months.map(|(month, size)| format!("{month} {}", figure(size)));
    facts.result("months", Some(joined(months)));
    let parts = entry.parts.iter();
    let parts = parts.map(|(part, size)| format!("{part} {}", figure(size)));
    facts.result("parts", Some(joined(parts)));
    facts.facts.extend(details::of_entry(id, entry));
    facts.facts
}

/// Returns what a quarter reports, other than entries of measures.
pub(crate) fn quarter_facts(report: &QuarterReport) -> Vec<Fact> {
    let mut facts = Facts::of(Holder::Site);
    for (id, objective) in &report.objectives {
        facts.holder = Holder::Objective(id.clone());
        facts.result("rating", objective.rating.map(Rating::id));
        facts.result("direction", objective.direction.map(direction));
    }
    if let Some(finance) = &report.finance {
        money_facts(&mut facts, finance);
    }
    for risk in &report.risks {
        facts.holder = Holder::Risk(risk.title.as_str().to_owned());
        facts.result("inherent", risk.inherent.map(level));
        facts.result("residual", risk.residual.map(level));
        facts.result("target", risk.target.map(level));
        facts.result("direction", risk.direction.map(direction));
    }
    for action in &report.actions {
        facts.holder = Holder::Action(action.title.as_str().to_owned());
        facts.result("rating", action.rating.map(Rating::id));
        facts.result("complete", action.complete.map(number));
        facts.result("due", action.due.map(action_due));
        facts.result("first_due", action.first_due.map(due));
        for milestone in &action.milestones {
            facts.holder = Holder::Action(action.milestone_name(milestone));
            facts.result("rating", milestone.rating.map(Rating::id));
            facts.result("due", milestone.due.map(action_due));
        }
    }
    for stated in &report.stated {
        stated_facts(&mut facts, stated);
    }
    facts.facts.extend(details::of_quarter(report));
    facts.facts
}

fn money_facts(facts: &mut Facts, finance: &Finance) {
    let money = |name: &str| Holder::Money(name.to_owned());
    for row in &finance.revenue {
        facts.holder = money(row.service.as_str());
        match row.amounts {
            Revenue::Amounts { budget, projected } => {
                facts.result("budget", Some(number(budget)));
                facts.result("projected", Some(number(projected)));
            }
            Revenue::Printed {
                gross,
                net,
                variance,
            } => {
                facts.result("gross", gross.map(number));
                facts.result("net", net.map(number));
                facts.result("variance", Some(details::variance(variance)));
            }
        }
        facts.result("columns", Some(details::columns(&row.columns)));
    }
    for row in &finance.capital {
        facts.holder = money(&format!("{} (capital)", row.service.as_str()));
        facts.result("budget", row.budget.map(number));
        facts.result("estimate", row.estimate.map(number));
        facts.result("earlier_estimate", row.earlier_estimate.map(number));
        facts.result("actual", row.actual.map(number));
        facts.result("columns", Some(details::columns(&row.columns)));
    }
    for row in &finance.savings {
        let service = row
            .service
            .as_ref()
            .map_or("all", |service| service.as_str());
        facts.holder = money(&format!("{service} (savings)"));
        facts.result("target", Some(number(row.target)));
        facts.result("projected", Some(number(row.projected)));
        facts.result("columns", Some(details::columns(&row.columns)));
    }
}

fn stated_facts(facts: &mut Facts, stated: &Stated) {
    facts.holder = stated_holder(stated);
    facts.result("total", stated.total.map(|total| total.to_string()));
    let counts = stated.counts.iter();
    let counts = counts.map(|(word, count)| format!("{word} {count}"));
    facts.result("counts", Some(joined(counts)));
}

/// Returns the name of a stated total: `actions, p1`.
pub(super) fn stated_holder(stated: &Stated) -> Holder {
    let of = match stated.of {
        StatedOf::Measures => "measures",
        StatedOf::Actions => "actions",
        StatedOf::Risks => "risks",
    };
    let objective = stated.objective.iter().map(ObjectiveId::as_str);
    let within = stated.within.iter().map(String::as_str).chain(objective);
    let name: Vec<&str> = std::iter::once(of).chain(within).collect();
    Holder::Stated(name.join(", "))
}

/// Returns whether the values of a fact say the same, or a list has everything that it had.
pub(crate) fn holds(field: &str, was: Option<&str>, now: Option<&str>) -> bool {
    if let ("months", Some(was), Some(now)) = (field, was, now)
        && month_lists::is_list(was)
    {
        return month_lists::has(now, was);
    }
    are_same(was, now) || now.is_some_and(|now| details::keeps_all(field, was, now))
}

/// Returns whether two typed values say the same: the same number, the same duration, or the same words.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let decimal = |text: &str| text.trim().parse::<Decimal>().ok();
    let all = [Smallest::Seconds, Smallest::Minutes, Smallest::Hours];
    let mut durations = all
        .map(|smallest| (smallest.read(one), smallest.read(other)))
        .into_iter();
    match (decimal(one), decimal(other)) {
        (Some(one), Some(other)) => one == other,
        _ if durations.any(|(one, other)| one.is_ok() && one == other) => true,
        _ => one.split_whitespace().eq(other.split_whitespace()),
    }
}

/// Returns whether two values say the same, or there is neither.
pub(crate) fn are_same(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => is_same(one, other),
        (one, other) => one == other,
    }
}

pub(super) fn joined(texts: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let texts = texts.into_iter();
    let texts: Vec<String> = texts.map(|text| text.as_ref().to_owned()).collect();
    texts.join(", ")
}

pub(super) fn number(value: Decimal) -> String {
    value.normalize().to_string()
}

/// Returns a figure as files type it, without zeros at its end.
pub(super) fn typed(unit: &Unit, figure: Decimal) -> String {
    unit.typed(figure.normalize())
}

fn rule(rule: &Rule, unit: &Unit) -> String {
    match rule {
        Rule::Scale { allow: None } => "tolerance".to_owned(),
        Rule::Scale { allow: Some(allow) } => {
            format!("improvement, allow {}", allowance(*allow, unit))
        }
        Rule::Results => "results".to_owned(),
        Rule::Editorial => "editorial".to_owned(),
    }
}

fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Higher => "higher",
        Polarity::Lower => "lower",
        Polarity::Between => "between",
        Polarity::Neither => "neither",
    }
}

fn period(period: PeriodKind) -> &'static str {
    match period {
        PeriodKind::InQuarter => "in_quarter",
        PeriodKind::YearToDateTotal => "year_to_date_total",
        PeriodKind::YearToDateAverage => "year_to_date_average",
        PeriodKind::Rolling12Months => "rolling_12_months",
        PeriodKind::Snapshot => "snapshot",
        PeriodKind::MonthlyAverage => "monthly_average",
        PeriodKind::Annual => "annual",
    }
}
