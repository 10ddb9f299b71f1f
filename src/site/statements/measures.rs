//! Definitions and targets of measures.

use super::{About, Statement};
use crate::model::{Benchmark, Judgement, Measure, Rule, Target, Text, Tolerance};
use crate::site::context::Context;
use crate::site::phrases::{figures, names, periods, verdicts};

/// Returns statements on a measure and its members, each followed by its targets.
pub(crate) fn measure_statements(context: &Context, measure: &Measure) -> Vec<Statement> {
    let all = std::iter::once(measure).chain(measure.members());
    all.flat_map(|one| {
        let targets = one.judgement.targets().iter();
        let targets = targets.map(|target| target_statement(context, one, target));
        std::iter::once(definition_statement(context, one)).chain(targets)
    })
    .collect()
}

fn definition_statement(context: &Context, measure: &Measure) -> Statement {
    let text = |text: &Option<Text>| text.as_ref().map_or("", Text::as_str).to_owned();
    let joined = |texts: Vec<String>| texts.join("; ");
    let references = measure.reference.iter().chain(&measure.also);
    let objectives = measure.objectives.iter().filter_map(|id| {
        let (_, objective) = context.report.objective(id)?;
        Some(objective.title.as_str().to_owned())
    });
    let notes = measure.notes.iter().map(|note| note.as_str().to_owned());
    let why_none = match &measure.judgement {
        Judgement::NoTarget { because, .. } => because.as_str(),
        _ => "",
    };
    Statement::new(
        About::Measure(measure.id.clone()),
        &names::title_of(context, measure),
    )
    .with("title", measure.title.as_str())
    .with("reference", joined(references.cloned().collect()))
    .with("objectives", joined(objectives.collect()))
    .with("group", measure.group.clone().unwrap_or_default())
    .with(
        "set",
        measure
            .set
            .as_deref()
            .map_or(String::new(), |set| names::set_name(context, Some(set))),
    )
    .with("counted in", figures::unit(context.words, measure.unit))
    .with("period", names::period_kind(context, measure))
    .with(
        "which way is better",
        names::better(context, measure.judgement.better()),
    )
    .with("judged by", judged_by(context, measure))
    .with("no target because", why_none)
    .with("definition", text(&measure.definition))
    .with("source", text(&measure.source))
    .with("owner", text(&measure.owner))
    .with("compared with", joined(compared_with(context, measure)))
    .with("breaks", joined(breaks(measure)))
    .with("notes", joined(notes.collect()))
}

fn judged_by(context: &Context, measure: &Measure) -> String {
    let rules = context.words.rules;
    match &measure.judgement {
        Judgement::Context { .. } => context.words.context.to_owned(),
        Judgement::NoTarget { .. } => context.words.no_target_set.to_owned(),
        Judgement::Judged { rule, .. } => match rule {
            Rule::Tolerance => rules.tolerance.to_owned(),
            Rule::Improvement { .. } => rules.improvement.to_owned(),
            Rule::Editorial => rules.editorial.to_owned(),
        },
    }
}

/// Returns benchmarks, earlier years and baselines.
fn compared_with(context: &Context, measure: &Measure) -> Vec<String> {
    let value = |value| figures::value(context.words, value, measure.unit);
    let benchmark = |other: &Benchmark| {
        let year = other.year.map(periods::year);
        let rank = other.rank.map(|rank| {
            let of = other.of.map_or(String::new(), |of| format!(" of {of}"));
            format!("rank {rank}{of}")
        });
        let quartile = other
            .quartile
            .as_ref()
            .map(|name| format!("{name} quartile"));
        let name = std::iter::once(other.name.as_str().to_owned()).chain(year);
        let name = name.collect::<Vec<_>>().join(" ");
        let texts = other
            .value
            .map(value)
            .into_iter()
            .chain(rank)
            .chain(quartile);
        format!("{name}: {}", texts.collect::<Vec<_>>().join(", "))
    };
    let benchmarks = measure.benchmarks.iter().map(benchmark);
    let outturns = measure.outturns.iter().map(|own| {
        let standing = own.standing.as_ref();
        let standing = standing.map_or(String::new(), |text| format!(", {}", text.as_str()));
        format!(
            "{}: {}{standing}",
            periods::year(own.year),
            value(own.value)
        )
    });
    let baselines = measure.baselines.iter();
    let baselines = baselines.map(|base| format!("{}: {}", base.name.as_str(), value(base.value)));
    benchmarks.chain(outturns).chain(baselines).collect()
}

fn breaks(measure: &Measure) -> Vec<String> {
    let breaks = measure.breaks.iter();
    breaks
        .map(|one| format!("{}: {}", one.from, one.because.as_str()))
        .collect()
}

fn target_statement(context: &Context, measure: &Measure, target: &Target) -> Statement {
    let subject = verdicts::subject(context, measure);
    let goal = Some(target.goal);
    let profile = target.profile.map_or(String::new(), |profile| {
        let shares = profile.map(|share| figures::value(context.words, share, measure.unit));
        shares.join(", ")
    });
    let set_by = target.set_by.as_ref().map_or("", Text::as_str);
    let about = About::Target(measure.id.clone(), target.from);
    Statement::new(about, &names::title_of(context, measure))
        .with("target", subject.target(goal))
        .with("tolerance", subject.tolerance(goal).unwrap_or_default())
        .with("by the end of each quarter", profile)
        .with("allowed", allowed(context, measure))
        .with("set by", set_by)
}

/// Returns how far a figure may miss its target under the improvement rule.
fn allowed(context: &Context, measure: &Measure) -> String {
    match &measure.judgement {
        Judgement::Judged {
            rule: Rule::Improvement { allow },
            ..
        } => match allow {
            Tolerance::Bound(bound) => figures::value(context.words, *bound, measure.unit),
            Tolerance::Points(points) => figures::change(context.words, *points, measure.unit),
            Tolerance::Percent(percent) => {
                format!("{}%", figures::grouped(*percent))
            }
        },
        _ => String::new(),
    }
}
