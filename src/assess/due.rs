//! The state of every figure that is due, and who is responsible for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::reporting::{Wait, own_or_members, wait};
use super::series::is_running;
use crate::model::{
    Comment, Measure, MeasureId, MeasureSeries, Missing, Month, Publication, Quarter,
    QuarterReport, Report, Reported, Subject, Text, VoiceId,
};

/// A figure that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueFigure<'a> {
    /// The quarter in which it is due.
    pub quarter: Quarter,
    /// The measure or member.
    pub measure: &'a Measure,
    /// The composite, if it is a member.
    pub(crate) part_of: Option<&'a Measure>,
    pub(crate) state: DueState,
    /// Why it is missing.
    pub(crate) because: Option<&'a Text>,
    /// When its quarter becomes public. `None` if the quarter has no file.
    pub(crate) publication: Option<Publication>,
    /// The voices with final comments. `None` is the organisation itself.
    pub comments: Vec<Option<&'a VoiceId>>,
}

impl DueFigure<'_> {
    /// Returns the role that is responsible: that of the member, or else of its composite.
    pub(crate) fn owner(&self) -> Option<&Text> {
        let whole = self.part_of.and_then(|whole| whole.owner.as_ref());
        self.measure.owner.as_ref().or(whole)
    }
}

/// The state of a figure that is due, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DueState {
    /// Missing, and its report is overdue.
    Late,
    /// Missing, but its report is not overdue.
    Owed,
    /// Missing, with a reason.
    Missing(Missing),
    /// Reported, in a quarter without a publication day.
    Draft,
    /// Reported, in a quarter with a publication day.
    Reported,
}

/// Returns every figure that is due in the quarters that have files, and in the next quarter if it has ended, in the order of
/// measures. `as_of`
/// decides which are late.
pub(crate) fn due_figures(report: &Report, as_of: Date) -> Vec<DueFigure<'_>> {
    let begun: Vec<Quarter> = report.published().map(|quarter| quarter.quarter).collect();
    let next = begun.last().map(|last| last.next());
    let next = next.filter(|next| next.last_day() < as_of);
    let comments = comment_voices(report);
    let quarters = begun.into_iter().chain(next);
    let measures: Vec<&Measure> = report.in_order().collect();
    let due =
        quarters.flat_map(|quarter| in_quarter((report, &measures), &comments, quarter, as_of));
    due.collect()
}

fn in_quarter<'a>(
    (report, measures): (&'a Report, &[&'a Measure]),
    comments: &CommentVoices<'a>,
    quarter: Quarter,
    as_of: Date,
) -> Vec<DueFigure<'a>> {
    let all = measures.iter().copied();
    let all = all.flat_map(|whole| own_or_members(whole).iter().map(move |one| (whole, one)));
    let content = report.quarters.get(&quarter);
    let publication = content.map(|content| content.publication);
    let in_progress = content.and_then(|content| content.last_public_month(as_of));
    let in_progress = in_progress.filter(|_| publication == Some(Publication::Draft));
    let in_progress =
        in_progress.map(|(through, since)| Publication::InProgress { through, since });
    let due = all.filter_map(|(whole, measure)| {
        let entry = report.entry(quarter, &measure.id);
        let measured = MeasureSeries {
            measure: whole,
            series: report.series.get(&whole.id)?,
        };
        let is_expected = is_running(&measured, quarter) && whole.expected.is_due(quarter);
        let state = match entry.map(|entry| &entry.reported) {
            None if !is_expected => return None,
            None if wait(report, quarter, as_of) == Wait::Overdue => DueState::Late,
            None => DueState::Owed,
            Some(Reported::Missing(missing)) => DueState::Missing(*missing),
            Some(_) if publication == Some(Publication::Draft) => {
                of_draft(entry.and_then(|entry| entry.so_far), content, as_of)
            }
            Some(_) => DueState::Reported,
        };
        let comments = comments.get(&(quarter, &whole.id)).cloned();
        Some(DueFigure {
            quarter,
            measure,
            part_of: (!std::ptr::eq(whole, measure)).then_some(whole),
            state,
            because: entry.and_then(|entry| entry.because.as_ref()),
            publication: in_progress.or(publication),
            comments: comments.unwrap_or_default(),
        })
    });
    due.collect()
}

/// Returns the state of a figure in a quarter without a day of publication, of which months may be public. A month is owed once
/// it has ended.
fn of_draft(latest: Option<Month>, content: Option<&QuarterReport>, as_of: Date) -> DueState {
    let by_months = content.filter(|content| !content.months.is_empty());
    let (Some(latest), Some(content)) = (latest, by_months) else {
        return DueState::Draft;
    };
    let next = latest.after(1);
    if next <= content.quarter.last_month() && next.last_day() < as_of {
        DueState::Owed
    } else if content
        .last_public_month(as_of)
        .is_some_and(|(through, _)| through >= latest)
    {
        DueState::Reported
    } else {
        DueState::Draft
    }
}

/// The voices that have commented on each measure in each quarter.
type CommentVoices<'a> = BTreeMap<(Quarter, &'a MeasureId), Vec<Option<&'a VoiceId>>>;

fn comment_voices(report: &Report) -> CommentVoices<'_> {
    let mut voices = CommentVoices::new();
    let finished = |comment: &&Arc<Comment>| !comment.is_draft;
    for comment in report.comments.iter().filter(finished) {
        if let Subject::Measure(id) = &comment.subject {
            let about = voices.entry((comment.quarter, id)).or_default();
            about.push(comment.voice.as_ref());
        }
    }
    voices
}
