//! Problems of published figures that changed without a record, and how to record them.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::fact_words::sides;
use super::paste::{Pastes, SITE};
use super::revised::{OtherStart, Record, Revised, revisions};
use crate::diag::{Code, Diagnostic, Problems, count};
use crate::model::{MeasureId, Quarter, Report, Reported, Revision, Unit};
use crate::parse::At;
use crate::parse::draft::{Drafts, QuarterDraft};
use crate::parse::leaf::Amount;
use crate::source::{Place, SourcePath};

/// Returns a problem for each changed figure without a record. A quarter that was removed is one problem, not one for
/// each figure.
pub(super) fn problems(
    revised: &[Revised],
    after: &Report,
    drafts: &Drafts,
    pastes: &Pastes,
    as_of: Date,
) -> Vec<Diagnostic> {
    let unrecorded = revised.iter().filter(|one| !one.record.is_recorded());
    let unrecorded: Vec<&Revised> = unrecorded.collect();
    if unrecorded.is_empty() {
        return Vec::new();
    }
    let files: Vec<&QuarterDraft> = drafts.quarters.iter().map(|file| &**file).collect();
    let site = CurrentSite {
        after,
        files,
        pastes,
        as_of,
    };
    let mut problems = Problems::default();
    for of_quarter in unrecorded.chunk_by(|a, b| a.quarter == b.quarter) {
        let quarter = of_quarter[0].quarter;
        if after.quarters.contains_key(&quarter) {
            problems.extend(of_quarter.iter().map(|one| site.problem(one)));
        } else {
            problems.report(gone(quarter, of_quarter.len(), &site.files));
        }
    }
    problems.into()
}

struct CurrentSite<'a, 'p> {
    after: &'a Report,
    files: Vec<&'a QuarterDraft>,
    pastes: &'a Pastes<'p>,
    as_of: Date,
}

impl CurrentSite<'_, '_> {
    fn problem(&self, one: &Revised) -> Diagnostic {
        if let Record::OtherStart(other_start) = &one.record {
            return self.starts_at_other_figure(one, other_start);
        }
        let (quarter, measure, was) = (one.quarter, &one.measure, one.typed(one.was));
        let now = one.now.map(|now| one.typed(now));
        let (message, help) = match (&one.record, &now) {
            (Record::Undone(undone), Some(now)) => self.undone(one, undone, now),
            (_, Some(now)) => (
                format!(
                    "`{measure}` was published as {was} for {quarter} and is now {now}, but no revision records the change"
                ),
                format!(
                    "if this is a mistake, change it back to {was}; if not, {}",
                    self.entry(one, Some(now))
                ),
            ),
            (_, None) => self.withdrawn(one, &was),
        };
        let place = place(one, &self.files);
        Diagnostic::error(Code::UnrecordedRevision, place, message).help(help)
    }

    /// Returns the message and the help for a figure that is gone.
    fn withdrawn(&self, one: &Revised, was: &str) -> (String, String) {
        let (quarter, measure) = (one.quarter, &one.measure);
        let reported = self.after.entry(quarter, measure);
        let is_missing = reported.is_some_and(|one| matches!(one.reported, Reported::Missing(_)));
        let message =
            format!("`{measure}` was published as {was} for {quarter} and is now missing");
        if is_missing {
            return (
                message + ", but no revision records that it was withdrawn",
                format!(
                    "if this is a mistake, put {was} back; if not, {}",
                    self.entry(one, None)
                ),
            );
        }
        let help = format!(
            "put {was} back; to withdraw the figure, write `{{ missing: not_available, because: \"...\" }}` for it, and a revision without `now`"
        );
        (message, help)
    }

    /// Returns the message and the help for a correction that was reversed. They do not include a revision to paste,
    /// because it would reverse the correction publicly.
    fn undone(&self, one: &Revised, undone: &Revision, now: &str) -> (String, String) {
        let (quarter, measure, was) = (one.quarter, &one.measure, one.typed(one.was));
        let Revision { on, .. } = undone;
        let corrected = format!(
            "`{measure}` was corrected from {} to {} for {quarter} on {on}",
            one.typed_or_none(undone.was),
            one.typed_or_none(undone.now)
        );
        if revisions(self.after, quarter, measure).contains(&undone) {
            let help =
                format!("put {was} back; if the correction was wrong, add a revision that says so");
            return (format!("{corrected} and is now {now} again"), help);
        }
        let help = format!(
            "if these files are older than the correction, update them first, for example with `git merge`; if not, put back {was} and the revision of {on}"
        );
        (
            format!("{corrected}, but is {now} here without that revision"),
            help,
        )
    }

    /// Returns the revision as text to paste: in the file of the latest quarter, dated today but after the figure's
    /// other revisions.
    fn entry(&self, one: &Revised, now: Option<&str>) -> String {
        let (quarter, measure) = (one.quarter, &one.measure);
        let sides = sides(Some(&one.typed(one.was)), now);
        let last = revisions(self.after, quarter, measure);
        let after_it = last.last().and_then(|last| last.on.tomorrow().ok());
        let on = after_it.map_or(self.as_of, |day| day.max(self.as_of));
        let entry = format!(
            "{{ measure: {measure}, period: {quarter}{sides}, on: {on}, because: \"...\" }}"
        );
        self.pastes.offer_revisions(&[entry])
    }

    fn starts_at_other_figure(&self, one: &Revised, other_start: &OtherStart) -> Diagnostic {
        let on = &other_start.on;
        let was = one.typed_or_none(other_start.was);
        let (quarter, measure, published) = (one.quarter, &one.measure, one.typed(one.was));
        let message = format!(
            "this revision says that `{measure}` was {was} in {quarter}, but it was published as {published}"
        );
        let help = match &other_start.in_place_of {
            None => format!("write `was: {published}`: a revision starts at the published figure"),
            Some(earlier) => format!(
                "put back the revision of {}, from {} to {published}, and write this one below it, with `was: {published}`",
                earlier.on,
                one.typed_or_none(earlier.was)
            ),
        };
        let mut all = self.files.iter().flat_map(|file| {
            let own = file.revisions.iter();
            own.map(move |revision| (&file.path, revision))
        });
        let found = all.find(|(_, revision)| {
            revision.measure.value == measure.as_str()
                && revision.period.value == quarter
                && revision.on.value == *on
                && is_typed(revision.was.as_ref(), other_start.was, &one.unit)
        });
        let place = match found {
            Some((path, revision)) => {
                let was = revision.was.as_ref();
                Place::node(path, was.map_or(revision.node, |was| was.node))
            }
            None => place(one, &self.files),
        };
        Diagnostic::error(Code::Revision, place, message).help(help)
    }
}

fn is_typed(typed: Option<&At<Amount>>, figure: Option<Decimal>, unit: &Unit) -> bool {
    match (typed, figure) {
        (Some(typed), Some(figure)) => typed.value.is(figure, unit),
        (typed, figure) => typed.is_none() && figure.is_none(),
    }
}

fn gone(quarter: Quarter, figures: usize, files: &[&QuarterDraft]) -> Diagnostic {
    let mut own = files.iter().filter(|file| file.quarter == quarter);
    let (place, what) = match own.next() {
        Some(file) => (Place::file(&file.path), "is hidden"),
        None => (Place::file(&SourcePath::new(SITE)), "is gone"),
    };
    let figures = count(figures, "figure", "figures");
    let message = format!("{quarter} was public with {figures}, and {what} now");
    Diagnostic::error(Code::UnrecordedRevision, place, message).help(format!(
        "restore content/quarters/{}.yaml with the `publish_on` that it had: pages of published quarters must stay available",
        quarter.slug()
    ))
}

/// Returns the place of an entry. If it was removed, that of its quarter's values, or else the site's settings.
fn place(one: &Revised, files: &[&QuarterDraft]) -> Place {
    let mut own = files.iter().filter(|file| file.quarter == one.quarter);
    let whole = MeasureId::new(one.measure.whole());
    let entry = own.clone().find_map(|file| {
        let own = file.entry(&one.measure).or_else(|| file.entry(&whole));
        let (name, entry) = own?;
        let typed = entry.typed().map(|typed| typed.node);
        Some((&file.path, typed.unwrap_or(name.node)))
    });
    match entry.or_else(|| own.next().map(|file| (&file.path, file.values_at))) {
        Some((path, node)) => Place::node(path, node),
        None => Place::file(&SourcePath::new(SITE)),
    }
}
