//! A new quarter, based on the last one: the same measures and sections, without figures.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::money::finance;
use super::{NewFile, comment, publish_on, quoted, registers, under};
use crate::assess::rating;
use crate::model::{
    Aim, Measure, MonthsMake, PeriodKind, Publication, Quarter, QuarterReport, Rates, Report,
    Subject, Text, VoiceId,
};
use crate::parse::schema::Kind;
use crate::site::phrases::figures;
use crate::site::phrases::verdicts::Subject as InSentences;
use crate::site::words::EN;
use crate::source::characters::one_line;

/// A new quarter's files, and the figures that are due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewQuarter {
    pub(crate) file: NewFile,
    /// The measures that are due, by owner. Measures without an owner have an empty name.
    pub(crate) due_by_owner: BTreeMap<String, Vec<String>>,
    /// Drafts of comments.
    pub comments: Vec<NewFile>,
}

/// Returns the quarter after the last one with a file, or `otherwise` if there is none.
pub(crate) fn after_the_last(report: &Report, otherwise: Quarter) -> Quarter {
    let last = report.quarters.keys().next_back();
    last.map_or(otherwise, |last| last.next())
}

/// Returns the quarter that is being collected: the last one if it has no day of publication, otherwise the one after
/// it.
pub(crate) fn collected(report: &Report, otherwise: Quarter) -> Quarter {
    match report.quarters.values().next_back() {
        Some(last) if last.publication == Publication::Draft => last.quarter,
        Some(last) => last.quarter.next(),
        None => otherwise,
    }
}

/// Creates a quarter with drafts of comments: one by each of the voices on each measure that is due, or, without voices,
/// one for each comment of the last quarter.
pub(crate) fn create(
    report: &Report,
    quarter: Quarter,
    voices: Option<&[VoiceId]>,
    today: Date,
) -> NewQuarter {
    let last = report.quarters.range(..quarter).next_back();
    let last = last.map(|(_, last)| last);
    let measures = due(report, quarter);
    let text = format!(
        "quarter: {quarter}\n# Until it has a publication day the quarter is a draft, and values may be left empty. When everything is final:\n# publish_on: {}\n{}{}{}{}",
        publish_on(quarter, Some(&report.site), today),
        months_on(&measures, quarter).unwrap_or_default(),
        last.and_then(source).unwrap_or_default(),
        values(report, &measures, quarter, last),
        last.and_then(sections).unwrap_or_default(),
    );
    let comments = comments(report, quarter, &measures, last, voices);
    let mut due_by_owner: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for measure in measures {
        let owner = measure.owner.as_ref().map_or("", Text::as_str);
        let due = due_by_owner.entry(owner.to_owned()).or_default();
        due.push(measure.id.to_string());
    }
    let path = format!("content/quarters/{}.yaml", quarter.slug());
    NewQuarter {
        file: NewFile::of(Kind::Quarter, &path, &text),
        due_by_owner,
        comments,
    }
}

/// Returns the measures that are due in a quarter, in the order of the site's groups. An annual measure whose figure of the
/// year is known is not.
fn due(report: &Report, quarter: Quarter) -> Vec<&Measure> {
    let is_due = |measure: &&Measure| {
        let expected = &measure.expected;
        let is_known = report
            .entry(quarter, &measure.id)
            .is_some_and(|entry| entry.is_outturn);
        expected.is_due(quarter)
            && !is_known
            && expected.from.is_none_or(|from| from <= quarter)
            && expected.until.is_none_or(|until| quarter <= until)
    };
    report.in_order().filter(|one| is_due(one)).collect()
}

/// Returns drafts of comments, without measures that are not due and objectives of another plan.
fn comments(
    report: &Report,
    quarter: Quarter,
    measures: &[&Measure],
    last: Option<&QuarterReport>,
    voices: Option<&[VoiceId]>,
) -> Vec<NewFile> {
    let plan = report.plan_in_force(quarter);
    let is_asked = |subject: &Subject| match subject {
        Subject::Measure(id) => measures.iter().any(|measure| measure.id == *id),
        Subject::Objective(id) => {
            plan.is_some_and(|plan| plan.objectives.iter().any(|objective| objective.id == *id))
        }
        Subject::Overview | Subject::Finance | Subject::Risks => true,
    };
    let wanted: BTreeSet<(Subject, Option<VoiceId>)> = match voices {
        None => {
            let before = last.map(|last| last.quarter);
            let said = report.comments.iter();
            said.filter(|comment| Some(comment.quarter) == before && is_asked(&comment.subject))
                .map(|comment| (comment.subject.clone(), comment.voice.clone()))
                .collect()
        }
        Some(voices) => {
            let subjects = measures.iter().map(|one| Subject::Measure(one.id.clone()));
            let voices = voices.iter().map(|voice| Some(voice.clone()));
            subjects
                .flat_map(|subject| voices.clone().map(move |voice| (subject.clone(), voice)))
                .collect()
        }
    };
    let drafts = wanted.iter();
    drafts
        .map(|(subject, voice)| comment::file(report, subject, quarter, voice.as_ref()))
        .collect()
}

/// Returns the place for the days of months, if any measure is monthly.
fn months_on(measures: &[&Measure], quarter: Quarter) -> Option<String> {
    let mut all = measures.iter().flat_map(|measure| measure.with_members());
    let first = quarter.first_month();
    let next = first.after(1);
    all.any(|measure| measure.months.is_some()).then(|| {
        format!("# Months that are published before it, each with its day:\n# publish_months: {{ {first}: {next}-20 }}\n")
    })
}

/// Returns a hint to name the new source.
fn source(last: &QuarterReport) -> Option<String> {
    let title = quoted(last.source.as_ref()?.title.as_str());
    let quarter = last.quarter;
    Some(format!(
        "# source: {{ title: \"\" }}  # of {quarter} it was {title}\n"
    ))
}

fn values(
    report: &Report,
    measures: &[&Measure],
    quarter: Quarter,
    last: Option<&QuarterReport>,
) -> String {
    let lengths = measures.iter().map(|measure| measure.id.as_str().len());
    let Some(longest) = lengths.max() else {
        return "# values:\n#   a-measure: 88\n".to_owned();
    };
    let width = longest + 1;
    let mut text = String::from("values:\n");
    for group in measures.chunk_by(|a, b| a.group == b.group) {
        if let Some(name) = &group[0].group {
            text.push_str(&format!("  # {name}\n"));
        }
        for measure in group {
            let key = format!("{}:", measure.id);
            let note = note(report, measure, quarter, last);
            text.push_str(&format!("  {key:width$}  # {note}\n"));
        }
    }
    text
}

/// Returns a note on a line to fill in, on one line: the measure's title, its last figure, its target and its owner.
fn note(
    report: &Report,
    measure: &Measure,
    quarter: Quarter,
    last: Option<&QuarterReport>,
) -> String {
    let members = measure.members().iter();
    let members: Vec<&str> = members.filter_map(|member| member.id.member()).collect();
    let members = (!members.is_empty()).then(|| format!("members: {}", members.join(", ")));
    let figure = last.and_then(|last| {
        let entry = report.entry(last.quarter, &measure.id)?;
        let reported = &entry.reported;
        let shown = match reported.figure() {
            Some(figure) => figures::figure(&EN, &figure, &measure.unit),
            None if reported.is_in_words() => figures::cell(&EN, reported, &measure.unit),
            None => return None,
        };
        Some(match entry.so_far {
            Some(month) => format!("{shown} in {month}"),
            None => format!("{shown} in {}", last.quarter),
        })
    });
    let title = Some(measure.title.as_str().to_owned());
    let owner = measure.owner.as_ref();
    let owner = owner.map(|owner| owner.as_str().to_owned());
    let target = target(report, measure, quarter);
    let parts = [
        title,
        period(measure, quarter),
        members,
        figure,
        target,
        form(measure, quarter),
        owner,
    ];
    let parts = parts.into_iter().flatten();
    let parts: Vec<String> = parts.map(|part| one_line(&part)).collect();
    parts.join("; ")
}

/// Returns the period that a figure is for, if it is not the quarter: "for 2022-23", "for 2022-23 Q4".
fn period(measure: &Measure, quarter: Quarter) -> Option<String> {
    if measure.period == PeriodKind::Annual {
        return Some(format!("for {}", measure.year_covered(quarter)));
    }
    let covered = measure.covered_quarter(quarter);
    (covered != quarter).then(|| format!("for {covered}"))
}

/// Returns the form of an entry that has more than one figure: of its months, or of the year so far.
fn form(measure: &Measure, quarter: Quarter) -> Option<String> {
    let first = quarter.first_month();
    let months = (0..3).map(|n| format!("{}: ", first.after(n)));
    let months = measure.months.map(|make| {
        let months: Vec<String> = months.collect();
        let months = format!("months: {{ {}}}", months.join(", "));
        let value = if make == MonthsMake::Typed {
            "value: , "
        } else {
            ""
        };
        format!("with its months: {{ {value}{months} }}")
    });
    let is_rated = measure.rates != Rates::Quarter && measure.place_in_year(quarter) > 0;
    let year = is_rated.then(|| "with the year so far: { value: , year_to_date: }".to_owned());
    months.or(year)
}

/// Returns the target in force, or where to type one that is of the quarter only, with the one before.
fn target(report: &Report, measure: &Measure, quarter: Quarter) -> Option<String> {
    let subject = InSentences {
        site: &report.site,
        measure,
        words: &EN,
        distinct_from: None,
    };
    let in_words = |then| {
        let goal = rating::goal_in(measure, then, None);
        subject.target_in(then, goal)
    };
    if measure.has_targets_in_quarters {
        let mut before = measure.judgement.targets().iter();
        let before = before.rfind(|target| target.from < measure.target_quarter(quarter));
        let before = before.map(|target| {
            let then = target.typed_in.unwrap_or(target.from);
            format!(" (in {then} {})", in_words(then))
        });
        let before = before.unwrap_or_default();
        return Some(format!("with its target: {{ value: , target: }}{before}"));
    }
    let target = measure.target_in(quarter)?;
    let rating = match target.aim {
        Aim::Words(_) => ", with its rating: { value: , rating: }",
        _ => "",
    };
    Some(format!("target {}{rating}", in_words(quarter)))
}

/// Returns the other sections of the last report as YAML comments, to be used by deleting the #.
fn sections(last: &QuarterReport) -> Option<String> {
    let objectives = last.objectives.keys();
    let challenges = last.challenges.iter();
    let sections = [
        under(
            "objectives",
            objectives.map(|id| format!("{id}: {{ rating: }}")),
        ),
        finance(last).unwrap_or_default(),
        under("risks", registers::risks(last)),
        under("actions", registers::actions(last)),
        under(
            "progress",
            challenges.map(|challenge| {
                let (title, from) = (quoted(challenge.title.as_str()), last.quarter);
                format!("- {{ challenge: {title}, from: {from}, done: [] }}")
            }),
        ),
    ];
    let lines = sections.iter().flatten();
    let lines = lines.map(|line| format!("# {line}\n"));
    let lines = lines.collect::<Vec<_>>().concat();
    let quarter = last.quarter;
    (!lines.is_empty())
        .then(|| format!("\n# As in {quarter}; delete the # and fill in the gaps.\n{lines}"))
}
