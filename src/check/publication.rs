//! The names of a quarter's files, and when the quarter becomes public.

use jiff::civil::Date;

use super::quarters::QuarterCheck;
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{Publication, Quarter};
use crate::parse::At;
use crate::parse::draft::{PublishDraft, QuarterDraft};
use crate::source::{Place, SourcePath};

/// Reports can be months late. A later year is a typing error.
const LATE_YEARS: i32 = 2;

/// Returns whether the publication year must be a typing error.
pub(super) fn is_years_late(quarter: Quarter, day: Date) -> bool {
    i32::from(day.year()) > quarter.last_month().year() + LATE_YEARS
}

impl QuarterCheck<'_, '_> {
    pub(super) fn check_names(&self, problems: &mut Problems) {
        let mut single: Option<&QuarterDraft> = None;
        for file in &self.files {
            if let Some(said) = file.said
                && said.value != self.quarter
            {
                let message = format!(
                    "this file is named after {}, but says {}",
                    self.quarter, said.value
                );
                problems.report(
                    Diagnostic::error(
                        Code::NotAQuarter,
                        Place::node(&file.path, said.node),
                        message,
                    )
                    .help(format!(
                        "write `quarter: {}`, or rename the file {}.yaml",
                        self.quarter,
                        said.value.slug()
                    )),
                );
            }
            if file.path.file_name() == format!("{}.yaml", self.quarter.slug()) {
                single = Some(file);
            }
        }
        if let (Some(single), true) = (single, self.files.len() > 1) {
            let folder = self.files.iter().find(|file| file.path != single.path);
            let message = format!("{} is both a file and a folder of files", self.quarter);
            let problem = Diagnostic::error(Code::DuplicateId, Place::file(&single.path), message)
                .help("move the file into the folder under another name, or the folder's entries into the file");
            problems.report(match folder {
                Some(other) => {
                    problem.related(Place::file(&other.path), "one of the folder's files")
                }
                None => problem,
            });
        }
    }

    pub(super) fn publication(&self, problems: &mut Problems) -> Publication {
        let background = self.once(
            |file| file.background.map(|b| (b.node, b)),
            "background",
            problems,
        );
        let publish_on = self.once(
            |file| file.publish_on.map(|p| (p.node, p)),
            "publish_on",
            problems,
        );
        let is_background = background.is_some_and(|(_, background)| background.value);
        match (
            is_background,
            publish_on.map(|(path, publish)| (path, publish, publish.value)),
        ) {
            (true, Some((_, _, PublishDraft::On(day)))) => Publication::Background(Some(day)),
            (true, _) => Publication::Background(None),
            (false, None) => Publication::Draft,
            (false, Some((_, _, PublishDraft::AlreadyPublic))) => Publication::AlreadyPublic,
            (false, Some((path, at, PublishDraft::On(day)))) => {
                self.check_day(path, at, day, problems);
                Publication::On(day)
            }
        }
    }

    fn check_day(
        &self,
        path: &SourcePath,
        at: At<PublishDraft>,
        day: Date,
        problems: &mut Problems,
    ) {
        let month = self.quarter.last_month();
        let published = (i32::from(day.year()), day.month().unsigned_abs());
        if published < (month.year(), month.number()) {
            let message = format!(
                "{} is published on {day}, before its last month, {month}",
                self.quarter
            );
            problems.report(
                Diagnostic::error(Code::Publication, Place::node(path, at.node), message)
                    .help("write the day on which it is published, or `already_public`"),
            );
        } else if is_years_late(self.quarter, day) {
            let message = format!(
                "{} is published on {day}, years after its end, and will not be shown before then",
                self.quarter
            );
            problems.report(
                Diagnostic::warning(Code::Publication, Place::node(path, at.node), message)
                    .help("check the year; for a quarter of long ago write `already_public`"),
            );
        }
    }
}
