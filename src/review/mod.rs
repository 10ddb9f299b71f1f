//! Checks that need judged figures. They change nothing; their errors stop a build as any others do.

mod scrutiny;

use rust_decimal::Decimal;

use crate::assess::direction::Travel;
use crate::assess::rating::{Arithmetic, Outcome, Relation, relation};
use crate::assess::{Assessment, JudgedEntry, JudgedSeries};
use crate::diag::{Code, Diagnostic, Problems, Severity};
use crate::model::{
    Measure, MeasureId, MeasureSeries, Polarity, PrintedOn, Quarter, Report, Series, TypedDirection,
};
use crate::parse::draft::{Drafts, QuarterDraft};
use crate::recall::{Recall, Same};
use crate::source::Place;

/// The findings of the last review.
#[derive(Debug, Default)]
pub struct ReviewCache {
    measures: Recall<MeasureId, ReviewInput, Vec<Finding>>,
}

type ReviewInput = (Same<Measure>, Same<Series>, Same<JudgedSeries>);

#[derive(Debug)]
struct Finding {
    quarter: Quarter,
    code: Code,
    severity: Severity,
    message: String,
    help: String,
}

impl ReviewCache {
    /// Checks the measures that have changed, the lists of every quarter and the questions of committees.
    pub fn review(
        &mut self,
        report: &Report,
        assessment: &Assessment,
        drafts: &Drafts,
    ) -> Problems {
        let measured = report.measures.iter().zip(report.series.values());
        let asked = measured.filter_map(|((id, measure), series)| {
            let judged = Same(assessment.series(id)?.clone());
            Some((
                id.clone(),
                (Same(measure.clone()), Same(series.clone()), judged),
            ))
        });
        let found = self.measures.all(asked, |_, (measure, series, judged)| {
            findings(measure, series, judged)
        });
        let mut problems = Problems::default();
        for (id, findings) in found {
            problems.extend(findings.iter().filter_map(|found| found.placed(id, drafts)));
        }
        check_highlights(assessment, drafts, &mut problems);
        scrutiny::check(report, drafts, assessment.as_of, &mut problems);
        problems
    }
}

impl Finding {
    /// Returns the problem at the measure's entry; for a member, at the entry of its composite.
    fn placed(&self, id: &MeasureId, drafts: &Drafts) -> Option<Diagnostic> {
        let files = drafts.quarters.iter();
        let place = files
            .filter(|file| file.quarter == self.quarter)
            .find_map(|file| {
                let mut names = file.values.iter().map(|(name, _)| name);
                let name = names.find(|name| name.as_str() == id.as_str())?;
                Some(Place::node(&file.path, name.node))
            })?;
        let problem = match self.severity {
            Severity::Error => Diagnostic::error(self.code, place, &self.message),
            Severity::Warning => Diagnostic::warning(self.code, place, &self.message),
        };
        Some(problem.help(&self.help))
    }
}

fn findings(measure: &Measure, series: &Series, judged: &JudgedSeries) -> Vec<Finding> {
    let mut found = Vec::new();
    for (measure, verdicts) in judged.each(measure) {
        let measured = MeasureSeries { measure, series };
        for (quarter, judged) in verdicts {
            let checks = [
                check_rounding(measure, *quarter, judged),
                check_override(measure, *quarter, judged),
                check_direction(&measured, *quarter, judged),
            ];
            found.extend(checks.into_iter().flatten());
        }
    }
    found
}

/// Reports a computed figure whose rating would be different for the rounded figure that is shown.
fn check_rounding(measure: &Measure, quarter: Quarter, judged: &JudgedEntry) -> Option<Finding> {
    let polarity = measure.judgement.polarity();
    let arithmetic = judged.current.arithmetic.as_ref()?;
    let (figure, limit) = (arithmetic.figure, rounded_across(polarity, arithmetic)?);
    Some(Finding {
        quarter,
        code: Code::Rounding,
        severity: Severity::Error,
        message: format!(
            "`{}` is {} but is shown as {}, which would have a different rating against {limit}",
            measure.id,
            figure.value.round_dp(4).normalize(),
            figure.shown()
        ),
        help: format!("give the measure more `decimals` than {}", measure.decimals),
    })
}

/// Returns the limit that a figure meets only before or only after rounding: for a band, the edge.
fn rounded_across(polarity: Polarity, arithmetic: &Arithmetic) -> Option<Decimal> {
    let (exact, shown) = (arithmetic.figure.value, arithmetic.figure.shown());
    let meets = |value, limit| relation(polarity, value, limit) != Relation::Worse;
    let limits = [
        arithmetic.allowed.or(arithmetic.target),
        arithmetic.tolerance,
        arithmetic.last_year.map(|figure| figure.value),
    ];
    let mut limits = limits.into_iter().flatten();
    if let Some(limit) = limits.find(|limit| meets(exact, *limit) != meets(shown, *limit)) {
        return Some(limit);
    }
    let is_within = |value, (low, high): (Decimal, Decimal)| low <= value && value <= high;
    let mut bands = [arithmetic.outer, arithmetic.band].into_iter().flatten();
    let (low, high) = bands.find(|band| is_within(exact, *band) != is_within(shown, *band))?;
    Some(if shown <= low { low } else { high })
}

/// Reports entries of the highlight lists that have no effect.
fn check_highlights(assessment: &Assessment, drafts: &Drafts, problems: &mut Problems) {
    // Quarters are counted on request, and few have such lists.
    let has_any =
        |file: &&QuarterDraft| !(file.performing_well.is_empty() && file.improvement.is_empty());
    let files = drafts.quarters.iter().map(|file| &**file).filter(has_any);
    for file in files.filter(|file| assessment.quarters().any(|shown| shown == file.quarter)) {
        let judged = assessment.quarter(file.quarter);
        let lists = [
            (&file.performing_well, &judged.performing_well),
            (&file.improvement, &judged.improvement),
        ];
        for (draft, list) in lists {
            let is_left_out = |id: &str| list.left_out.iter().any(|(out, _)| out.as_str() == id);
            let is_by_rule = |id: &str| {
                let mut by_rule = list.shown.iter().filter(|(_, why)| why.is_none());
                by_rule.any(|(shown, _)| shown.as_str() == id)
            };
            let needless = draft.leave_out.iter().filter(|(id, _)| !is_left_out(id));
            let needless = needless
                .map(|(id, _)| (id, "left out of a list that the rule would not put it on"));
            let anyway = draft.add.iter().filter(|(id, _)| is_by_rule(id));
            let anyway =
                anyway.map(|(id, _)| (id, "added to a list that the rule already puts it on"));
            problems.extend(needless.chain(anyway).map(|(id, what)| {
                let place = Place::node(&file.path, id.node);
                let message = format!("`{}` is {what}", id.value);
                Diagnostic::warning(Code::Highlights, place, message).help("delete the line")
            }));
        }
    }
}

/// Warns of a person's rating that is better than the rule's, so that someone else looks at it.
fn check_override(measure: &Measure, quarter: Quarter, judged: &JudgedEntry) -> Option<Finding> {
    let (Outcome::Rated(typed), Some((Outcome::Rated(rule), _))) =
        (judged.current.outcome, judged.current.rule_says.as_deref())
    else {
        return None;
    };
    let is_on_one_scale = typed.scale == rule.scale;
    (is_on_one_scale && typed > *rule).then(|| Finding {
        quarter,
        code: Code::Override,
        severity: Severity::Warning,
        message: format!(
            "the typed rating of `{}` is better than the rule's rating",
            measure.id
        ),
        help: "both are shown with the reason: check that the reason will convince readers"
            .to_owned(),
    })
}

/// Reports a typed direction that differs from the figures. It is only for quarters whose figures give no direction.
fn check_direction(
    measured: &MeasureSeries,
    quarter: Quarter,
    judged: &JudgedEntry,
) -> Option<Finding> {
    let printed = measured.entry(quarter)?.direction?;
    let (typed, directions) = (printed.is, &judged.direction);
    let compared = match printed.on {
        None => directions.leading(),
        Some(PrintedOn::PreviousQuarter) => &directions.previous,
        Some(PrintedOn::SameQuarterLastYear) => &directions.last_year,
        // No figure of the site is compared with a whole year.
        Some(PrintedOn::LastYear) => return None,
    };
    let (by_figures, words, change) = match compared {
        Travel::Improved(change) => (Some(TypedDirection::Improved), "improved", change),
        Travel::NoRealChange(change) => (Some(TypedDirection::NoChange), "no real change", change),
        Travel::Worsened(change) => (Some(TypedDirection::Worsened), "worsened", change),
        Travel::WithinMargin(change) => (
            Some(TypedDirection::NoChange),
            "within the survey's margin",
            change,
        ),
        Travel::WithinBand(change) => (None, "within the target range", change),
        Travel::NoClearDirection(change, _) => (None, "no clear direction", change),
        Travel::WentUp(change) => (None, "up", change),
        Travel::WentDown(change) => (None, "down", change),
        Travel::Printed(..) | Travel::NotAvailable(_) => return None,
    };
    (Some(typed) != by_figures).then(|| Finding {
        quarter,
        code: Code::Override,
        severity: Severity::Warning,
        message: format!(
            "the typed direction of `{}` is not shown: compared with {}, the figures say {words}",
            measured.measure.id,
            change.from.shown()
        ),
        help: "delete `direction`, or correct the figures".to_owned(),
    })
}
