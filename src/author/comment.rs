//! A new comment.

use super::NewFile;
use crate::model::{Quarter, Report, Subject, VoiceId};
use crate::parse::draft::TO_BE_WRITTEN;
use crate::parse::schema::Kind;
use crate::site::phrases::figures;
use crate::site::words::EN;

/// Returns the file of a comment by a voice, or by the organisation itself. It is a draft, so that nothing unfinished is
/// published.
pub(crate) fn file(
    report: &Report,
    subject: &Subject,
    quarter: Quarter,
    voice: Option<&VoiceId>,
) -> NewFile {
    let (slug, name) = (quarter.slug(), subject.file_name());
    let voice = voice.map_or(String::new(), |voice| format!(".{voice}"));
    let path = format!("content/commentary/{slug}/{name}{voice}.md");
    let example = example(report, subject, quarter).unwrap_or_else(|| ".".to_owned());
    let text = format!(
        "# Delete this line when the text is final:\ndraft: true\n---\n{TO_BE_WRITTEN}{example}\n"
    );
    NewFile::of(Kind::Comment, &path, &text)
}

/// Quotes the figure as an example.
fn example(report: &Report, subject: &Subject, quarter: Quarter) -> Option<String> {
    let Subject::Measure(id) = subject else {
        return None;
    };
    let figure = report.entry(quarter, id)?.reported.figure()?;
    let shown = figures::figure(&EN, &figure, &report.measure(id)?.unit);
    Some(format!(
        ": what [{shown}](value:{id}) is due to, and what is being done about it."
    ))
}
