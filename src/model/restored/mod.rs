//! The inverse of [`published`]: sets a fact back to what files typed before a recorded change.
//!
//! Each function returns `None` if the record does not tell the earlier value.

mod registers;
mod scales;
mod typed;

use std::sync::Arc;

use super::{
    APRIL, Entry, Figure, Figures, Holder, Judgement, Measure, ObjectiveId, Plan, Polarity,
    PriorityId, QuarterReport, RecordedChange, Reported, Scale, Scales, Target, Text, TypedRating,
    Unit, VarianceBase, VoiceId, month_name,
};
use super::{matrix, month_lists, published};
use registers::{action, money, stated};
use typed::{
    direction, figures, level, number, optional, printed_direction, quarter_key, rule,
    typed_target, unit, word,
};

/// Sets back what a quarter reported.
pub(crate) fn result(figures: &mut Figures, change: &RecordedChange) -> Option<()> {
    if let Holder::Measure(id) = &change.holder {
        let measure = figures.measure(id)?;
        let (unit, scale) = (measure.unit.clone(), measure.scale.clone());
        let series = figures.series.get_mut(id.whole())?;
        let reported = Arc::make_mut(series).entry_mut(change.quarter, id)?;
        return entry(reported, (&unit, (&figures.site.scales, &scale)), change);
    }
    let scales = &figures.site.scales;
    quarter(figures.quarters.get_mut(&change.quarter)?, scales, change)
}

/// Sets back what was promised of a measure, a plan or the whole site.
pub(crate) fn promise(figures: &mut Figures, change: &RecordedChange) -> Option<()> {
    match &change.holder {
        Holder::Measure(id) => {
            let whole = Arc::make_mut(figures.measures.get_mut(id.whole())?);
            measure(whole, &figures.site.scales, change)
        }
        Holder::Plan(id) => plan(figures.plans.get_mut(id)?, change),
        Holder::Objective(id) => {
            let mut plans = figures.plans.values_mut();
            let of = plans.find(|plan| plan.objectives.iter().any(|one| one.id == *id))?;
            plan(of, change)
        }
        Holder::Site => site(figures, change),
        _ => None,
    }
}

/// Sets a field of a measure or one of its members back.
pub(crate) fn measure(whole: &mut Measure, scales: &Scales, change: &RecordedChange) -> Option<()> {
    let is_own = |one: &Measure| change.holder == Holder::Measure(one.id.clone());
    if is_own(whole) {
        return field(whole, scales, change);
    }
    let member = whole.members.iter_mut().find(|member| is_own(member))?;
    field(member, scales, change)
}

fn field(measure: &mut Measure, scales: &Scales, change: &RecordedChange) -> Option<()> {
    let was = change.was.as_ref();
    match change.field {
        "title" => measure.title = was?.clone(),
        "definition" => measure.definition = was.cloned(),
        "source" => measure.source = was.cloned(),
        "group" => measure.group = was.map(|was| was.as_str().to_owned()),
        "set" => measure.set = was.map(|was| was.as_str().to_owned()),
        "objective" => {
            let ids = was.map_or("", Text::as_str).split(", ");
            let ids = ids.filter(|id| !id.is_empty());
            measure.objectives = ids.map(ObjectiveId::new).collect();
        }
        "unit" => {
            let was = unit(was?.as_str(), (scales, &measure.scale))?;
            set_unit(measure, was);
        }
        "period" => measure.period = word(was?)?,
        "targets_are" => measure.yardstick = optional(was.map(word))?.unwrap_or_default(),
        "rates" => measure.rates = optional(was.map(word))?.unwrap_or_default(),
        "months" => measure.months = optional(was.map(word))?,
        "lag" => measure.lag = optional(was.map(|was| was.as_str().parse().ok()))?.unwrap_or(0),
        "year_starts" => {
            let named = |was: &Text| (1..=12).find(|number| month_name(*number) == was.as_str());
            measure.year_starts = optional(was.map(named))?.unwrap_or(APRIL);
        }
        "compare_with" => measure.compare_with = word(was?)?,
        "meaningful_change" => {
            measure.meaningful_change = measure.unit.read(was?.as_str())?;
        }
        "better" => set_better(measure, word(was?)?),
        "rule" => set_rule(measure, scales, was?)?,
        "scale" => {
            let usual = scales.of_rule(measure.judgement.allows());
            let named = was.map(|was| scales.named(was.as_str()));
            measure.scale = optional(named)?.unwrap_or(usual).clone();
        }
        "target" => target(measure, change)?,
        "breaks" => {
            let was = was.map_or("", Text::as_str).split(", ");
            let was: Vec<&str> = was.filter(|from| !from.is_empty()).collect();
            let breaks = measure.breaks.iter();
            let breaks = breaks.filter(|one| was.contains(&one.from.to_string().as_str()));
            let breaks: Vec<_> = breaks.cloned().collect();
            // The reason of a break that is no longer there is not in the record.
            (breaks.len() == was.len()).then_some(())?;
            measure.breaks = breaks;
        }
        "rated_by" => measure.rated_by = was.map(|was| VoiceId::new(was.as_str())),
        // The end of a measure and the quarters in which it is due do not change a report that has it.
        "until" | "from" | "due" | "every" => {}
        _ => return None,
    }
    Some(())
}

fn set_better(measure: &mut Measure, was: Polarity) {
    match &mut measure.judgement {
        Judgement::Context { better } => *better = was,
        Judgement::NoTarget { polarity, .. } | Judgement::Judged { polarity, .. } => {
            *polarity = was;
        }
    }
}

/// Sets a rule back, with the scale that follows from it.
fn set_rule(measure: &mut Measure, scales: &Scales, was: &Text) -> Option<()> {
    let typed = rule(was.as_str(), &measure.unit)?;
    let had_usual = measure.has_usual_scale();
    let Judgement::Judged { rule, .. } = &mut measure.judgement else {
        return None;
    };
    *rule = typed;
    if had_usual {
        measure.scale = scales.of_rule(measure.judgement.allows()).clone();
    }
    Some(())
}

/// Sets a unit back. A duration is the same whichever of its parts is the smallest.
fn set_unit(measure: &mut Measure, was: Unit) {
    if !matches!(
        (&measure.unit, &was),
        (Unit::Duration(_), Unit::Duration(_))
    ) {
        measure.unit = was;
    }
}

/// Sets the target that was in force when a change applied back. A later target needs nothing.
fn target(measure: &mut Measure, change: &RecordedChange) -> Option<()> {
    let (unit, usual) = (measure.unit.clone(), measure.tolerance);
    let Judgement::Judged { targets, .. } = &mut measure.judgement else {
        return None;
    };
    let is_changed = |target: &Target| {
        let now = change.now.as_ref().map(Text::as_str);
        published::are_same(Some(&published::target(target, &unit)), now)
    };
    let changed = targets.iter_mut().rev();
    let changed = changed.filter(|target| target.from <= change.quarter);
    let changed = changed.into_iter().find(|target| is_changed(target))?;
    let was = typed_target(change.was.as_ref()?.as_str(), &unit)?;
    (
        changed.aim,
        changed.month,
        changed.profile,
        changed.by,
        changed.beside,
    ) = was;
    changed.has_usual_tolerance = false;
    changed.take_tolerance(usual);
    Some(())
}

/// Sets a field of a plan or an objective back.
fn plan(plan: &mut Plan, change: &RecordedChange) -> Option<()> {
    let was = change.was.as_ref();
    match (&change.holder, change.field) {
        (Holder::Plan(_), "title") => plan.title = was?.clone(),
        (Holder::Plan(_), "from") => plan.from = quarter_key(was?.as_str())?,
        (Holder::Plan(_), "to") => plan.to = optional(was.map(|was| quarter_key(was.as_str())))?,
        (Holder::Objective(id), field) => {
            let mut objectives = plan.objectives.iter_mut();
            let objective = objectives.find(|one| one.id == *id)?;
            match field {
                "title" => objective.title = was?.clone(),
                "priority" => objective.priority = was.map(|was| PriorityId::new(was.as_str())),
                _ => return None,
            }
        }
        _ => return None,
    }
    Some(())
}

/// Sets a rule of the site back.
fn site(figures: &mut Figures, change: &RecordedChange) -> Option<()> {
    let site = &mut figures.site;
    let was = change.was.as_ref().map(Text::as_str);
    match (change.field, was) {
        ("amber_up_to", None) => site.amber_up_to = None,
        ("amber_up_to", Some(was)) => site.amber_up_to = Some(number(was)?),
        ("rating_names", was) => {
            let names: Option<Vec<Text>> = was.map(|was| was.split(", ").map(Text::new).collect());
            let names = optional(names.map(|names| names.try_into().ok()))?;
            let scales = Scales::new(site.scales.declared.clone(), names);
            scales::set(figures, scales);
        }
        ("tolerances", was) => {
            site.tolerances = scales::tolerances(was.unwrap_or_default())?;
            scales::take_tolerances(figures);
        }
        ("scales", was) => {
            let declared = scales::declared(was.unwrap_or_default())?;
            let scales = Scales::new(declared, site.scales.names.clone());
            scales::set(figures, scales);
        }
        ("risks", was) => site.risks = optional(was.map(matrix::read))?,
        // A deadline is judged on its own page.
        ("due_days", _) => {}
        _ => return None,
    }
    Some(())
}

/// Sets what an entry reports back. A rating by a rule follows from the rest.
pub(crate) fn entry(
    entry: &mut Entry,
    (unit, (scales, scale)): (&Unit, (&Scales, &Scale)),
    change: &RecordedChange,
) -> Option<()> {
    let was = change.was.as_ref().map(Text::as_str);
    match change.field {
        "rating" => {
            let Some(typed) = entry.rating.clone() else {
                return Some(());
            };
            let rating = was.map(|was| scales.rating(scale, was)).map(|rating| {
                let by = typed.by.clone();
                Some(TypedRating {
                    rating: rating?,
                    by,
                })
            });
            entry.details_mut().rating = optional(rating)?;
        }
        "direction" => {
            entry.details_mut().direction = optional(was.map(printed_direction))?;
        }
        "forecast" => {
            let figure = was.map(|was| unit.read(was).map(Figure::typed));
            entry.details_mut().forecast = optional(figure)?;
        }
        "on_target_by" => {
            entry.details_mut().on_target_by = optional(was.map(quarter_key))?;
        }
        "year_to_date" => {
            let figure = was.map(|was| unit.read(was).map(Figure::typed));
            entry.details_mut().year_to_date = optional(figure)?;
        }
        "margin" => entry.details_mut().margin = optional(was.map(|was| unit.read(was)))?,
        "covers" => entry.details_mut().covers = was.map(Text::new),
        "cohort" => entry.details_mut().cohort = optional(was.map(number))?,
        "numerator" | "denominator" => {
            let (numerator, denominator) = entry.fraction?;
            let was = number(was?)?;
            entry.details_mut().fraction = Some(match change.field {
                "numerator" => (was, denominator),
                _ => (numerator, was),
            });
        }
        "rated_by" => {
            entry.details_mut().rating.as_mut()?.by = was.map(VoiceId::new);
        }
        "months" => {
            let months = month_lists::before(&entry.months, change, unit)?;
            if let Some(latest) = entry.so_far.and_then(|month| months.get(&month)) {
                entry.reported = Reported::Figure(*latest);
            }
            entry.details_mut().months = months;
        }
        "parts" => entry.details_mut().parts = figures(was, unit, |part| Some(part.to_owned()))?,
        "as_printed" => entry.reported = as_printed(was?),
        _ => return None,
    }
    Some(())
}

/// Reads what was reported instead of a figure.
fn as_printed(was: &str) -> Reported {
    let limit = was.strip_prefix('<').and_then(|limit| limit.parse().ok());
    limit.map_or_else(|| Reported::AsPrinted(Text::new(was)), Reported::FewerThan)
}

/// Sets anything else that a quarter reports back: an objective, money, a risk, an action, a stated total.
pub(crate) fn quarter(
    report: &mut QuarterReport,
    scales: &Scales,
    change: &RecordedChange,
) -> Option<()> {
    let rating = |was| scales.rating(scales.overall(), was);
    let was = change.was.as_ref().map(Text::as_str);
    match (&change.holder, change.field) {
        (Holder::Objective(id), "rating") => {
            report.objectives.get_mut(id)?.rating = optional(was.map(rating))?;
        }
        (Holder::Objective(id), "direction") => {
            report.objectives.get_mut(id)?.direction = optional(was.map(direction))?;
        }
        (Holder::Risk(title), field) => {
            let mut risks = report.risks.iter_mut();
            let risk = risks.find(|risk| risk.title.as_str() == title)?;
            let level = || optional(was.map(|was| level(was, scales)));
            match field {
                "inherent" => risk.inherent = level()?,
                "residual" => risk.residual = level()?,
                "target" => risk.target = level()?,
                "direction" => risk.direction = optional(was.map(direction))?,
                _ => return None,
            }
        }
        (Holder::Action(title), field) => {
            let rating = |was: &str| scales.rating(scales.actions(), was);
            action(&mut report.actions, title, (field, was), &rating)?;
        }
        (Holder::Site, "in") => report.finance.as_mut()?.unit = word(change.was.as_ref()?)?,
        (Holder::Money(service), "basis" | "variance_on") => {
            let rows = &mut report.finance.as_mut()?.revenue;
            let row = rows
                .iter_mut()
                .find(|row| row.service.as_str() == service)?;
            match (change.field, &change.was) {
                ("basis", was) => row.basis = word(was.as_ref()?)?,
                (_, None) => row.on = VarianceBase::NotStated,
                (_, Some(was)) => row.on = word(was)?,
            }
        }
        (Holder::Money(row), field) => money(report.finance.as_mut()?, row, (field, was))?,
        (Holder::Stated(_), _) => stated(report, change)?,
        _ => return None,
    }
    Some(())
}
