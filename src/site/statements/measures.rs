//! Definitions and targets of measures, what each quarter reported of them, and how it was judged.

use super::{About, Statement};
use crate::model::{
    Benchmark, Comparison, Expectation, Judgement, Measure, MeasureId, Quarter, Rule, Target, Text,
    Tolerance, Yardstick,
};
use crate::site::context::Context;
use crate::site::part::{about, rows};
use crate::site::phrases::{covers, figures, names, periods, verdicts};
use crate::site::words::fill;

/// Returns statements on a measure and its members, each followed by its targets, then on what every quarter reported
/// of them.
pub(crate) fn measure_statements(context: &Context, measure: &Measure) -> Vec<Statement> {
    let all = || measure.with_members();
    let definitions = all().flat_map(|one| {
        // The target of a single quarter is part of its figure.
        let targets = one.judgement.targets().iter();
        let targets = targets.filter(|target| !target.is_of_quarter);
        let targets = targets.map(|target| target_statement(context, one, target));
        std::iter::once(definition_statement(context, one)).chain(targets)
    });
    let quarters = context.report.quarters.keys();
    let figures = quarters
        .flat_map(|quarter| all().filter_map(|one| figure_statement(context, *quarter, one)));
    definitions.chain(figures).collect()
}

/// Returns what the main direction of travel is compared with.
fn direction_over(measure: &Measure) -> &'static str {
    match measure.compare_with {
        Comparison::PreviousQuarter => "the quarter before",
        Comparison::SameQuarterLastYear => "the same quarter last year",
        Comparison::LatestThreeResults => "the latest three results",
    }
}

fn definition_statement(context: &Context, measure: &Measure) -> Statement {
    let words = context.words;
    let text = |text: &Option<Text>| names::text(text.as_ref());
    let joined = |texts: Vec<String>| texts.join("; ");
    let references = measure.reference.iter().chain(&measure.also);
    let objectives = measure.objectives.iter().filter_map(|id| {
        let (_, objective) = context.report.objective(id)?;
        Some(objective.title.as_str().to_owned())
    });
    let notes = measure.notes.iter().map(|note| note.as_str().to_owned());
    let breaks = measure.breaks.iter();
    let breaks = breaks.map(|one| format!("{}: {}", one.from, one.because.as_str()));
    let set = measure.set.as_deref();
    let better = names::better(context, measure, measure.judgement.better());
    let (judged_by, why_none) = match &measure.judgement {
        Judgement::Context { .. } => (words.context, None),
        Judgement::NoTarget { because, .. } => (words.no_target_set, Some(because.as_str())),
        Judgement::Judged { rule, .. } => (names::rule(words, rule, &measure.scale), None),
    };
    let Expectation {
        until, ended, due, ..
    } = &measure.expected;
    let called = (measure.yardstick != Yardstick::Targets).then(|| measure.yardstick.word());
    let meaningful = Some(measure.meaningful_change).filter(|change| !change.is_zero());
    let meaningful = meaningful.map(|change| verdicts::subject(context, measure).change(change));
    let about = About::Measure(measure.id.clone());
    Statement::new(about, &names::title_of(context, measure))
        .with("title", measure.title.as_str())
        .with("reference", joined(references.cloned().collect()))
        .with("objectives", joined(objectives.collect()))
        .with_some("group", measure.group.clone())
        .with_some("set", set.map(|set| names::set_name(context, Some(set))))
        .with_some("kind", measure.kind.map(|kind| about::kind(words, kind)))
        .with("counted in", figures::unit(words, &measure.unit))
        .with("period", covers::kind(context.words, measure))
        .with("which way is better", better)
        .with("judged by", judged_by)
        .with_some("its targets are", called)
        .with_some("no target because", why_none)
        .with_some("definition", text(&measure.definition))
        .with_some("source", text(&measure.source))
        .with_some("owner", text(&measure.owner))
        .with_some("contact", measure.contact.clone())
        .with_some("assurance", text(&measure.assurance))
        .with_some("cost", text(&measure.cost))
        .with_some("reported until", until.map(|until| until.to_string()))
        .with_some(
            "ended because",
            ended.as_ref().map(|ended| ended.because.as_str()),
        )
        .with(
            "reported in",
            joined(due.iter().map(|due| format!("Q{}", due.number())).collect()),
        )
        .with_some("smallest change that counts", meaningful)
        .with("direction compared with", direction_over(measure))
        .with("compared with", joined(compared_with(context, measure)))
        .with("breaks", joined(breaks.collect()))
        .with("notes", joined(notes.collect()))
}

fn compared_with(context: &Context, measure: &Measure) -> Vec<String> {
    let value = |value| figures::value(context.words, value, &measure.unit);
    let benchmark = |other: &Benchmark| {
        let name = match other.year {
            Some(year) => format!("{} {}", other.name.as_str(), periods::year(year)),
            None => other.name.as_str().to_owned(),
        };
        let rank = other.rank.map(|rank| match other.of {
            Some(of) => format!("rank {rank} of {of}"),
            None => format!("rank {rank}"),
        });
        let quartile = other
            .quartile
            .as_ref()
            .map(|name| format!("{name} quartile"));
        let texts = other.value.as_ref().map(|one| one.shown(value)).into_iter();
        let texts: Vec<String> = texts.chain(rank).chain(quartile).collect();
        format!("{name}: {}", texts.join(", "))
    };
    let outturns = measure.outturns.iter().map(|own| {
        let year = format!("{}: {}", periods::year(own.year), own.value.shown(value));
        match &own.standing {
            Some(standing) => format!("{year}, {}", standing.as_str()),
            None => year,
        }
    });
    let baselines = measure.baselines.iter();
    let baselines =
        baselines.map(|base| format!("{}: {}", base.name.as_str(), base.value.shown(value)));
    let benchmarks = measure.benchmarks.iter().map(benchmark);
    benchmarks.chain(outturns).chain(baselines).collect()
}

fn target_statement(context: &Context, measure: &Measure, target: &Target) -> Statement {
    let subject = verdicts::subject(context, measure);
    let goal = target.goal();
    let value = |value| subject.value(value);
    let profile = target
        .profile
        .as_ref()
        .map(|profile| crate::site::phrases::profiles::profile(&subject, profile));
    let day = target.by.map(|by| periods::due(context.words, by));
    let beside = target.beside.iter();
    let beside = beside.map(|line| format!("{}: {}", line.name.as_str(), subject.line(line)));
    // How far a figure may miss its target under the improvement rule.
    let allowed = match verdicts::rule_of(measure) {
        Some(Rule::Scale { allow: Some(allow) }) => Some(match *allow {
            Tolerance::Bound(bound) => value(bound),
            Tolerance::Points(points) => subject.change(points),
            Tolerance::Percent(percent) => format!("{}%", figures::grouped(percent)),
        }),
        _ => None,
    };
    let about = About::Target(measure.id.clone(), target.from);
    Statement::new(about, &names::title_of(context, measure))
        .with("target", subject.asked(target, goal))
        .with_some("tolerance", subject.tolerance(goal))
        .with_some("by the end of each quarter", profile)
        .with_some("by", day)
        .with("beside it", beside.collect::<Vec<_>>().join(", "))
        .with_some("allowed", allowed)
        .with_some("set by", names::text(target.set_by.as_ref()))
}

fn figure_statement(context: &Context, quarter: Quarter, measure: &Measure) -> Option<Statement> {
    let entry = context.report.entry(quarter, &measure.id);
    let about = About::Figure(quarter, measure.id.clone());
    let statement = Statement::new(about, &names::title_of(context, measure));
    let statement = match rows::row_in_report(context, &measure.id, quarter) {
        Some(row) => statement
            .with("figure", row.figure)
            .with("target", row.target)
            .with("tolerance", row.tolerance)
            .with("rating", row.verdict.label)
            .with("direction", row.direction.label)
            .with_some("listed under", listed(context, quarter, &measure.id))
            .with_some("forecast", row.forecast.map(|forecast| forecast.text))
            .with_some("promised", row.promised),
        // A background quarter judges nothing. Its figures are only in charts and comparisons.
        None => statement.with(
            "figure",
            figures::cell(context.words, &entry?.reported, &measure.unit),
        ),
    };
    let Some(entry) = entry else {
        return Some(statement);
    };
    let subject = verdicts::subject(context, measure);
    let months = entry.months.iter();
    let months = months.map(|(month, figure)| rows::month(&subject, *month, figure));
    let parts = measure.parts.iter().filter_map(|part| {
        let figure = subject.marked(entry.parts.get(&part.id)?);
        Some(format!("{}: {figure}", part.title.as_str()))
    });
    let of_quarter = measure.target_in(quarter);
    let of_quarter = of_quarter.filter(|target| target.is_of_quarter);
    let set_by = of_quarter.and_then(|target| target.set_by.as_ref());
    // The notes of a background quarter are on no page.
    let quarter = context.report.quarters.get(&quarter);
    let has_page = quarter.is_some_and(|report| !report.is_background());
    let note = entry.note.as_ref().filter(|_| has_page);
    let statement = statement
        .with("months", months.collect::<Vec<_>>().join(", "))
        .with("parts", parts.collect::<Vec<_>>().join(", "))
        .with_some("target set by", names::text(set_by))
        .with_some("reason", names::text(entry.because.as_ref()))
        .with_some("note", names::text(note));
    Some(statement)
}

/// Returns the list that a measure is on, with the reason if an editor added it.
fn listed(context: &Context, quarter: Quarter, id: &MeasureId) -> Option<String> {
    let (words, judged) = (context.words, context.assessment.quarter(quarter));
    let both = [
        (words.performing_well, &judged.performing_well),
        (words.improvement, &judged.improvement),
    ];
    both.into_iter().find_map(|(name, lists)| {
        let (_, why) = lists.shown.iter().find(|(shown, _)| shown == id)?;
        let added = why
            .as_ref()
            .map(|because| format!(". {}", fill(words.added, &[("because", because.as_str())])));
        Some(format!("{name}{}", added.unwrap_or_default()))
    })
}
