//! A new comment.

use super::{NewFile, schema_line};
use crate::model::{Quarter, Report, Subject, VoiceId};
use crate::parse::draft::TO_BE_WRITTEN;
use crate::parse::schema::Kind;
use crate::site::phrases::figures;
use crate::site::words::EN;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewComment<'a> {
    pub(crate) subject: &'a Subject,
    pub quarter: Quarter,
    /// The voice, or `None` for the organisation itself.
    pub(crate) voice: Option<&'a VoiceId>,
}

impl NewComment<'_> {
    /// Returns its file. It is a draft, so that nothing unfinished is published.
    pub(crate) fn file(&self, report: &Report) -> NewFile {
        let path = self.path();
        let text = format!(
            "---\n{}# Delete this line when the text is final:\ndraft: true\n---\n{}\n",
            schema_line(&path, Kind::Comment),
            self.text(report),
        );
        NewFile::new(&path, text)
    }

    fn path(&self) -> String {
        let name = match self.subject {
            Subject::Overview => "overview".to_owned(),
            Subject::Finance => "finance".to_owned(),
            Subject::Risks => "risks".to_owned(),
            Subject::Objective(id) => format!("objectives/{id}"),
            Subject::Measure(id) => format!("measures/{id}"),
        };
        let voice = self
            .voice
            .map_or(String::new(), |voice| format!(".{voice}"));
        format!(
            "content/commentary/{}/{name}{voice}.md",
            self.quarter.slug()
        )
    }

    /// Quotes the figure as an example.
    fn text(&self, report: &Report) -> String {
        let Subject::Measure(id) = self.subject else {
            return format!("{TO_BE_WRITTEN}.");
        };
        let entry = report.entry(self.quarter, id);
        let figure = entry.and_then(|entry| entry.reported.figure());
        match figure.zip(report.measure(id)) {
            Some((figure, measure)) => {
                let shown = figures::figure(&EN, &figure, measure.unit);
                format!(
                    "{TO_BE_WRITTEN}: what [{shown}](value:{id}) is due to, and what is being done about it."
                )
            }
            None => format!("{TO_BE_WRITTEN}."),
        }
    }
}
