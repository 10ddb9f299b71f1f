//! A new quarter, based on the last one: the same measures and sections, without figures.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::comment::NewComment;
use super::{NewFile, publish_on, quoted, schema_line};
use crate::model::{
    Basis, Measure, MoneyUnit, Publication, Quarter, QuarterReport, Report, RowKind, Subject, Text,
    VoiceId,
};
use crate::parse::schema::Kind;
use crate::site::phrases::figures;
use crate::site::words::EN;

/// A new quarter's files, and the figures that are due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewQuarter {
    pub(crate) file: NewFile,
    /// The measures that are due, by owner. Measures without an owner have an empty name.
    pub(crate) due_by_owner: BTreeMap<String, Vec<String>>,
    /// Drafts of comments.
    pub comments: Vec<NewFile>,
}

/// Which comments a new quarter starts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CommentDrafts {
    /// One for each comment of the last quarter, with the same voice.
    SameAsLast,
    /// One for each of these voices on each measure that is due.
    ByVoices(Vec<VoiceId>),
    None,
}

/// Returns the quarter after the last one with a file, or `otherwise` if there is none.
pub(crate) fn after_the_last(report: &Report, otherwise: Quarter) -> Quarter {
    report
        .quarters
        .keys()
        .next_back()
        .map_or(otherwise, |last| last.next())
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

pub(crate) fn create(
    report: &Report,
    quarter: Quarter,
    drafts: &CommentDrafts,
    today: Date,
) -> NewQuarter {
    let last = report.quarters.range(..quarter).next_back();
    let last = last.map(|(_, last)| last);
    let path = format!("content/quarters/{}.yaml", quarter.slug());
    let measures = due(report, quarter);
    let mut text = format!(
        "{}quarter: {quarter}\n# Until it has a publication day the quarter is a draft, and values may be left empty. When everything is final:\n# publish_on: {}\n",
        schema_line(&path, Kind::Quarter),
        publish_on(quarter, Some(&report.site), today),
    );
    text.push_str(&last.map_or(String::new(), source));
    text.push_str(&values(report, &measures, last));
    text.push_str(&last.map_or(String::new(), sections));
    let comments = comments(report, quarter, &measures, last, drafts);
    let mut due_by_owner: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for measure in measures {
        let owner = measure.owner.as_ref().map_or("", Text::as_str);
        due_by_owner
            .entry(owner.to_owned())
            .or_default()
            .push(measure.id.to_string());
    }
    NewQuarter {
        file: NewFile::new(&path, text),
        due_by_owner,
        comments,
    }
}

/// Returns the measures that are due in a quarter, in the order of the site's groups.
fn due(report: &Report, quarter: Quarter) -> Vec<&Measure> {
    let is_due = |measure: &&Measure| {
        let expected = &measure.expected;
        expected.is_due(quarter)
            && expected.from.is_none_or(|from| from <= quarter)
            && expected.until.is_none_or(|until| quarter <= until)
    };
    let mut due: Vec<&Measure> = report
        .measures
        .values()
        .map(|measure| &**measure)
        .filter(is_due)
        .collect();
    let place = |measure: &Measure| {
        let group = measure.group.as_ref()?;
        report.site.groups.iter().position(|known| known == group)
    };
    due.sort_by_key(|measure| {
        let place = place(measure);
        (
            place.is_none(),
            place,
            measure.group.clone(),
            measure.id.clone(),
        )
    });
    due
}

/// Returns drafts of comments, without measures that are not due and objectives of another plan.
fn comments(
    report: &Report,
    quarter: Quarter,
    measures: &[&Measure],
    last: Option<&QuarterReport>,
    drafts: &CommentDrafts,
) -> Vec<NewFile> {
    let plan = report.plan_in_force(quarter);
    let is_asked = |subject: &Subject| match subject {
        Subject::Measure(id) => measures.iter().any(|measure| measure.id == *id),
        Subject::Objective(id) => {
            plan.is_some_and(|plan| plan.objectives.iter().any(|objective| objective.id == *id))
        }
        Subject::Overview | Subject::Finance | Subject::Risks => true,
    };
    let wanted: BTreeSet<(Subject, Option<VoiceId>)> = match drafts {
        CommentDrafts::None => BTreeSet::new(),
        CommentDrafts::SameAsLast => {
            let before = last.map(|last| last.quarter);
            let said = report.comments.iter();
            said.filter(|comment| Some(comment.quarter) == before && is_asked(&comment.subject))
                .map(|comment| (comment.subject.clone(), comment.voice.clone()))
                .collect()
        }
        CommentDrafts::ByVoices(voices) => {
            let of = |measure: &&Measure| {
                let subject = Subject::Measure(measure.id.clone());
                let each = voices.iter().cloned();
                each.map(move |voice| (subject.clone(), Some(voice)))
                    .collect::<Vec<_>>()
            };
            measures.iter().flat_map(of).collect()
        }
    };
    let create = |(subject, voice): &(Subject, Option<VoiceId>)| {
        let new = NewComment {
            subject,
            quarter,
            voice: voice.as_ref(),
        };
        new.file(report)
    };
    wanted.iter().map(create).collect()
}

/// Returns a hint to name the new source.
fn source(last: &QuarterReport) -> String {
    let said = last.source.as_ref().map(|source| {
        let title = quoted(source.title.as_str());
        format!(
            "# source: {{ title: \"\" }}  # of {} it was {title}\n",
            last.quarter
        )
    });
    said.unwrap_or_default()
}

fn values(report: &Report, measures: &[&Measure], last: Option<&QuarterReport>) -> String {
    if measures.is_empty() {
        return "# values:\n#   a-measure: 88\n".to_owned();
    }
    let width = measures
        .iter()
        .map(|measure| measure.id.as_str().len())
        .max();
    let width = width.unwrap_or(0) + 1;
    let mut text = String::from("values:\n");
    for group in measures.chunk_by(|a, b| a.group == b.group) {
        if let Some(name) = &group[0].group {
            text.push_str(&format!("  # {name}\n"));
        }
        for measure in group {
            let key = format!("{}:", measure.id);
            text.push_str(&format!(
                "  {key:width$}  # {}\n",
                about(report, measure, last)
            ));
        }
    }
    text
}

/// Returns a note on a line to fill in: the measure's title, its last figure and its owner.
fn about(report: &Report, measure: &Measure, last: Option<&QuarterReport>) -> String {
    let members: Vec<&str> = measure
        .members()
        .iter()
        .filter_map(|member| member.id.as_str().rsplit('.').next())
        .collect();
    let members = (!members.is_empty()).then(|| format!("members: {}", members.join(", ")));
    let figure = last.and_then(|last| {
        let entry = report.entry(last.quarter, &measure.id)?;
        let figure = entry.reported.figure()?;
        let shown = figures::figure(&EN, &figure, measure.unit);
        Some(format!("{shown} in {}", last.quarter))
    });
    let owner = measure
        .owner
        .as_ref()
        .map(|owner| owner.as_str().to_owned());
    std::iter::once(measure.title.as_str().to_owned())
        .chain(members)
        .chain(figure)
        .chain(owner)
        .map(|part| one_line(&part))
        .collect::<Vec<_>>()
        .join("; ")
}

/// A YAML comment ends with its line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the other sections of the last report as YAML comments, to be used by deleting the #.
fn sections(last: &QuarterReport) -> String {
    let all = [
        objectives(last),
        finance(last),
        risks(last),
        actions(last),
        progress(last),
    ];
    let lines: String = all
        .into_iter()
        .flatten()
        .map(|line| remark(&line))
        .collect();
    if lines.is_empty() {
        return lines;
    }
    format!(
        "\n# As in {}; delete the # and fill in the gaps.\n{lines}",
        last.quarter
    )
}

fn remark(line: &str) -> String {
    format!("# {line}\n")
}

type Lines = Vec<String>;

fn under(name: &str, lines: Lines) -> Lines {
    if lines.is_empty() {
        return lines;
    }
    let lines = lines.into_iter().map(|line| format!("  {line}"));
    std::iter::once(format!("{name}:")).chain(lines).collect()
}

fn objectives(last: &QuarterReport) -> Lines {
    let all = last.objectives.keys();
    under(
        "objectives",
        all.map(|id| format!("{id}: {{ rating: }}")).collect(),
    )
}

fn finance(last: &QuarterReport) -> Lines {
    let Some(finance) = &last.finance else {
        return Lines::new();
    };
    let unit = match finance.unit {
        MoneyUnit::Pounds => "pounds",
        MoneyUnit::Thousands => "thousands",
        MoneyUnit::Millions => "millions",
    };
    let revenue = finance.revenue.iter().map(|row| {
        let basis = match row.basis {
            Basis::FullYearForecast => "full_year_forecast",
            Basis::ToDate => "to_date",
        };
        let service = service(&row.service, row.kind);
        format!("- {{ {service}, budget: , projected: , basis: {basis} }}")
    });
    let capital = finance.capital.iter().map(|row| {
        let service = service(&row.service, row.kind);
        format!("- {{ {service}, budget: , estimate: , actual: }}")
    });
    let savings = finance
        .savings
        .iter()
        .map(|_| "- { target: , projected: }".to_owned());
    let parts = [
        vec![format!("in: {unit}")],
        under("revenue", revenue.collect()),
        under("capital", capital.collect()),
        under("savings", savings.collect()),
    ];
    under("finance", parts.concat())
}

fn service(name: &Text, kind: RowKind) -> String {
    let total = match kind {
        RowKind::Total => ", total: true",
        RowKind::Service => "",
    };
    format!("service: {}{total}", quoted(name.as_str()))
}

fn risks(last: &QuarterReport) -> Lines {
    let all = last.risks.iter();
    let line = |title: &Text| {
        format!(
            "- {{ title: {}, inherent: , residual: }}",
            quoted(title.as_str())
        )
    };
    under("risks", all.map(|risk| line(&risk.title)).collect())
}

fn actions(last: &QuarterReport) -> Lines {
    let all = last.actions.iter().map(|action| {
        let (plan, title) = (quoted(&action.plan), quoted(action.title.as_str()));
        format!("- {{ plan: {plan}, title: {title}, rating: }}")
    });
    under("actions", all.collect())
}

/// Returns an entry for progress on each challenge of the last quarter.
fn progress(last: &QuarterReport) -> Lines {
    let all = last.challenges.iter().map(|challenge| {
        let title = quoted(challenge.title.as_str());
        format!(
            "- {{ challenge: {title}, from: {}, done: [] }}",
            last.quarter
        )
    });
    under("progress", all.collect())
}
