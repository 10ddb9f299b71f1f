//! The names of a quarter's files, and when the quarter becomes public.

use jiff::civil::Date;

use super::FileProblems;
use super::quarters::QuarterCheck;
use crate::diag::{Code, Diagnostic};
use crate::model::{Month, Publication, Quarter};
use crate::parse::At;
use crate::source::{Place, SourcePath};

/// Reports can be months late. A later year is a typing error.
const LATE_YEARS: i32 = 2;

/// Returns whether the publication year must be a typing error.
pub(super) fn is_years_late(quarter: Quarter, day: Date) -> bool {
    i32::from(day.year()) > quarter.last_month().year() + LATE_YEARS
}

impl QuarterCheck<'_, '_> {
    pub(super) fn check_names(&mut self) {
        let quarter = self.quarter;
        let own_name = format!("{}.yaml", quarter.slug());
        for file in &self.files {
            if let Some(said) = file.said.filter(|said| said.value != quarter) {
                let message = format!(
                    "this file is named after {quarter}, but says {}",
                    said.value
                );
                let name = said.value.slug();
                let help = format!("write `quarter: {quarter}`, or rename the file {name}.yaml");
                let file = &mut FileProblems::of(&file.path, self.problems);
                file.error(Code::NotAQuarter, said.node, message, help);
            }
        }
        let is_single = |path: &SourcePath| path.file_name() == own_name;
        let mut paths = self.files.iter().map(|file| &file.path);
        let single = paths.clone().rfind(|path| is_single(path));
        if let (Some(single), true) = (single, self.files.len() > 1) {
            let message = format!("{quarter} is both a file and a folder of files");
            let problem = Diagnostic::error(Code::DuplicateId, Place::file(single), message)
                .help("move the file into the folder under another name, or the folder's entries into the file");
            self.problems
                .push(match paths.find(|path| *path != single) {
                    Some(other) => problem.related(Place::file(other), "one of the folder's files"),
                    None => problem,
                });
        }
    }

    pub(super) fn publication(&mut self) -> Publication {
        let background = self.once("background", |file| file.background.as_ref());
        let publish_on = self.once("publish_on", |file| file.publish_on.as_ref());
        let is_background = background.is_some_and(|(_, background)| background.value);
        match (is_background, publish_on) {
            (
                true,
                Some((
                    _,
                    At {
                        value: Publication::On(day),
                        ..
                    },
                )),
            ) => Publication::Background(Some(*day)),
            (true, _) => Publication::Background(None),
            (false, None) => Publication::Draft,
            (false, Some((path, at))) => {
                if let Publication::On(day) = at.value {
                    self.check_day(path, at.map(|_| day));
                }
                at.value
            }
        }
    }

    fn check_day(&mut self, path: &SourcePath, At { value: day, node }: At<Date>) {
        let (quarter, month) = (self.quarter, self.quarter.last_month());
        let file = &mut FileProblems::of(path, self.problems);
        if Month::of(day) < month {
            let message =
                format!("{quarter} is published on {day}, before its last month, {month}");
            let help = "write the day on which it is published, or `already_public`";
            file.error(Code::Publication, node, message, help);
        } else if is_years_late(quarter, day) {
            let message = format!(
                "{quarter} is published on {day}, years after its end, and will not be shown before then"
            );
            let help = "check the year; for a quarter of long ago write `already_public`";
            file.warning(Code::Publication, node, message, help);
        }
    }
}
