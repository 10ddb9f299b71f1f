//! A new comment.

use super::NewFile;
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
        let (slug, name) = (self.quarter.slug(), self.subject.file_name());
        let voice = self.voice.map(|voice| format!(".{voice}"));
        let path = format!(
            "content/commentary/{slug}/{name}{}.md",
            voice.unwrap_or_default()
        );
        let example = self.example(report).unwrap_or_else(|| ".".to_owned());
        let text = format!(
            "# Delete this line when the text is final:\ndraft: true\n---\n{TO_BE_WRITTEN}{example}\n"
        );
        NewFile::of(Kind::Comment, &path, &text)
    }

    /// Quotes the figure as an example.
    fn example(&self, report: &Report) -> Option<String> {
        let Subject::Measure(id) = self.subject else {
            return None;
        };
        let figure = report.entry(self.quarter, id)?.reported.figure()?;
        let shown = figures::figure(&EN, &figure, report.measure(id)?.unit);
        Some(format!(
            ": what [{shown}](value:{id}) is due to, and what is being done about it."
        ))
    }
}
