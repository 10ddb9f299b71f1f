//! One comment, committee report or page: its voice, its subject, and whether it is public.

use std::sync::Arc;

use super::edition::LeftOut;
use super::prose::TextContext;
use super::reference_index::{Extent, ReferenceIndex};
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{
    Comment, CommitteeReport, Dated, Language, Month, Page, Paragraph, Quarter, Subject, VoiceId,
};
use crate::parse::draft::{CommentDraft, DocumentDraft, PaperDraft};
use crate::parse::{At, leaf};
use crate::source::{Place, SourcePath};

/// The result of checking a document: `None` if it is not in the edition, or not clear.
pub(super) type CheckedDocument<T> = (Option<Arc<T>>, Findings);

#[derive(Debug, Default)]
pub(super) struct Findings {
    /// Whether the edition shows the document.
    pub(super) is_public: bool,
    /// Whether the edition shows it although it is not public yet.
    pub(super) is_early: bool,
    /// How many of its texts are public.
    pub(super) public_texts: usize,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) problems: Problems,
}

pub(super) fn check<T>(
    index: &ReferenceIndex,
    read: impl FnOnce(&mut DocumentCheck) -> Option<T>,
) -> CheckedDocument<T> {
    let found = Findings {
        public_texts: usize::MAX,
        ..Findings::default()
    };
    let mut check = DocumentCheck { index, found };
    let document = read(&mut check).filter(|_| check.found.is_public);
    (document.map(Arc::new), check.found)
}

pub(super) struct DocumentCheck<'a> {
    pub(super) index: &'a ReferenceIndex,
    pub(super) found: Findings,
}

fn is_draft(document: &DocumentDraft) -> bool {
    document.head.draft == Some(true)
}

impl DocumentCheck<'_> {
    fn error(
        &mut self,
        code: Code,
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let problem = Diagnostic::error(code, place, message).help(help);
        self.found.problems.report(problem);
    }

    /// Returns whether the document is in the edition. If not, adds it to what is left out.
    pub(super) fn is_public(&mut self, document: &DocumentDraft, quarter: Option<Quarter>) -> bool {
        let path = || document.path.clone();
        if is_draft(document) && !self.is_shown_early(LeftOut::DraftDocument(path())) {
            return false;
        }
        let hidden = quarter.filter(|quarter| self.index.shown(*quarter).is_none());
        let left_out = hidden.map(|quarter| LeftOut::OfHiddenQuarter(path(), quarter));
        self.found.left_out.extend(left_out);
        hidden.is_none()
    }

    /// Returns whether the edition shows a document that is not public for the given reason.
    pub(super) fn is_shown_early(&mut self, why: LeftOut) -> bool {
        let is_preview = self.index.edition.is_preview();
        if is_preview {
            self.found.is_early = true;
        } else {
            self.found.left_out.push(why);
        }
        is_preview
    }

    fn paragraphs(&mut self, document: &DocumentDraft, quarter: Option<Quarter>) -> Vec<Paragraph> {
        let mut context = TextContext {
            quarter,
            index: self.index,
            is_public: self.found.is_public,
            problems: &mut self.found.problems,
        };
        let paragraphs = document.paragraphs.iter();
        let paragraphs = paragraphs.map(|(number, draft)| Paragraph {
            number: *number,
            prose: context.prose(draft),
        });
        paragraphs.collect()
    }

    pub(super) fn comment(&mut self, draft: &CommentDraft) -> Option<Comment> {
        let (document, quarter) = (&draft.document, draft.quarter);
        let place = Place::file(&document.path);
        let tail = self.tail(draft);
        let has_subject = self.has_subject(draft);
        let problems = &mut self.found.problems;
        let has_quarter = self.index.known.require_quarter(place, quarter, problems);
        self.found.is_public = has_quarter && self.is_public(document, Some(quarter));
        if self.found.is_public {
            self.check_is_shown(draft);
            self.found.is_public = self.has_come(document, quarter);
        }
        let prose = self.paragraphs(document, Some(quarter)).pop()?.prose;
        let (voice, language) = tail?;
        has_subject.then(|| Comment {
            quarter,
            subject: draft.subject.clone(),
            voice,
            language,
            prose,
            is_draft: is_draft(document),
            path: document.path.clone(),
        })
    }

    /// Returns whether the day of a comment has come. One without a day is public with its complete quarter.
    fn has_come(&mut self, document: &DocumentDraft, quarter: Quarter) -> bool {
        let path = || document.path.clone();
        let day = document.head.publish_on;
        let as_of = self.index.edition.as_of;
        let shown = self.index.shown(quarter);
        let is_in_progress = shown.is_some_and(|shown| shown.extent == Extent::InProgress);
        let why = match day {
            Some(day) if day > as_of => LeftOut::LaterPage(path(), day),
            None if is_in_progress => LeftOut::OfHiddenQuarter(path(), quarter),
            _ => return true,
        };
        self.is_shown_early(why)
    }

    /// Reports a comment on a background quarter, or on money or risks that the quarter does not report. Drafts of the
    /// latter are accepted.
    fn check_is_shown(&mut self, draft: &CommentDraft) {
        let quarter = draft.quarter;
        let shown = self.index.shown(quarter);
        let Some(shown) = shown.filter(|_| !self.index.doubt.on_quarter(quarter)) else {
            return;
        };
        let (message, help) = match &draft.subject {
            _ if shown.extent == Extent::Background => (
                format!("{quarter} is a background quarter and has no page to comment on"),
                "move the comment to a published quarter, or delete it",
            ),
            Subject::Finance | Subject::Risks if is_draft(&draft.document) => return,
            Subject::Finance if !shown.has_finance => (
                format!("this is a comment on money, but {quarter} reports no money"),
                "add `finance:` to the quarter's file, or move the comment to overview.md",
            ),
            Subject::Risks if !shown.has_risks => (
                format!("this is a comment on risks, but {quarter} reports no risks"),
                "add `risks:` to the quarter's file, or move the comment to overview.md",
            ),
            _ => return,
        };
        let place = Place::file(&draft.document.path);
        self.error(Code::Commentary, place, message, help);
    }

    /// Returns the voice and the language, which can be in either order. `None` if one of them is wrong.
    fn tail(&mut self, draft: &CommentDraft) -> Option<(Option<VoiceId>, Language)> {
        let known = &self.index.known;
        let place = Place::file(&draft.document.path);
        let (mut voices, mut languages) = (Vec::new(), Vec::new());
        for word in &draft.tail {
            if known.languages.contains(word) {
                languages.push(Language::new(word));
            } else if known.require_voice(place.clone(), word, &mut self.found.problems) {
                voices.push(VoiceId::new(word));
            } else {
                return None;
            }
        }
        if voices.len() > 1 || languages.len() > 1 {
            let message = "this file name has two voices or two languages";
            let help = "give each voice its own file: a2.council.md, a2.provider.md";
            self.error(Code::UnknownVoice, place, message, help);
            return None;
        }
        let first = known.languages.first().map_or("en", String::as_str);
        let language = languages.pop().unwrap_or_else(|| Language::new(first));
        Some((voices.pop(), language))
    }

    /// Returns whether the subject of a comment exists. Reports a measure without an entry in the quarter.
    fn has_subject(&mut self, draft: &CommentDraft) -> bool {
        let place = Place::file(&draft.document.path);
        let (index, problems) = (self.index, &mut self.found.problems);
        let id = match &draft.subject {
            Subject::Overview | Subject::Finance | Subject::Risks => return true,
            Subject::Objective(id) => {
                return index.known.require_objective(place, id.as_str(), problems);
            }
            Subject::Measure(id) => id,
        };
        let known = &index.known;
        if !known.require_measure(place.clone(), id.as_str(), problems) {
            return false;
        }
        let quarter = draft.quarter;
        let has_entry = index.entries.contains(&(quarter, id.clone()));
        if !has_entry && index.typed.contains(&quarter) && !index.doubt.on_entry(quarter, id) {
            let message =
                format!("this is a comment on `{id}`, which has no figure or rating in {quarter}");
            let file = quarter.slug();
            let help = format!("add `{id}:` to content/quarters/{file}.yaml, or move the comment");
            self.error(Code::Commentary, place, message, help);
        }
        true
    }

    pub(super) fn committee_report(&mut self, draft: &PaperDraft) -> Option<CommitteeReport> {
        let document = &draft.document;
        let (path, head) = (&document.path, &document.head);
        if let Some(At { value, node }) = head.quarter {
            let place = Place::node(path, node);
            let problems = &mut self.found.problems;
            self.index.known.require_quarter(place, value, problems);
        }
        self.check_named_for_its_day(draft, head.date, "date");
        let as_of = self.index.edition.as_of;
        // If only the month of a report is known, it must have ended.
        let is_later = head.date.is_some_and(|date| match date.value {
            Dated::Day(day) => day > as_of,
            Dated::Month(month) => month >= Month::of(as_of),
        });
        self.found.is_public = self.is_public(document, None)
            && (!is_later || self.is_shown_early(LeftOut::LaterReport(path.clone())));
        if let Some(quarter) = head.quarter.filter(|_| self.found.is_public) {
            self.check_quarter_is_public(path, quarter);
        }
        let quarter = head.quarter.map(|quarter| quarter.value);
        let paragraphs = self.paragraphs(document, quarter);
        Some(CommitteeReport {
            id: draft.id.clone(),
            title: head.title.clone()?,
            to: head.to.clone(),
            date: head.date?.value,
            quarter,
            paragraphs,
            path: path.clone(),
        })
    }

    /// Reports a date that differs from the one in the file name.
    pub(super) fn check_named_for_its_day(
        &mut self,
        draft: &PaperDraft,
        date: Option<At<Dated>>,
        field: &str,
    ) {
        let document = &draft.document;
        let named = draft.id.get(..10).and_then(leaf::date_of);
        let Some((date, named)) = date.zip(named) else {
            return;
        };
        let is_same = match date.value {
            Dated::Day(day) => day == named,
            Dated::Month(month) => month == Month::of(named),
        };
        if !is_same {
            let message =
                format!("this file is named after {named}, but its header has a different date");
            let place = Place::node(&document.path, date.node);
            let problem = Diagnostic::warning(Code::Publication, place, message)
                .help(format!("write `{field}: {named}`, or rename the file"));
            self.found.problems.report(problem);
        }
    }

    fn check_quarter_is_public(&mut self, path: &SourcePath, at: At<Quarter>) {
        let quarter = at.value;
        let exists = !self.index.doubt.on_quarter(quarter) && self.index.typed.contains(&quarter);
        if exists && !self.index.has_page(quarter) {
            let message =
                format!("this report is public, but it reports on {quarter}, which is not");
            let help = "mark the report `draft: true` until the quarter is published, or correct `publish_on`";
            let place = Place::node(path, at.node);
            self.error(Code::UnpublishedReference, place, message, help);
        }
    }

    pub(super) fn page(&mut self, draft: &PaperDraft) -> Option<Page> {
        let DocumentDraft { path, head, .. } = &draft.document;
        let as_of = self.index.edition.as_of;
        let later = head.publish_on.filter(|day| *day > as_of);
        self.found.is_public = self.is_public(&draft.document, None)
            && later.is_none_or(|day| self.is_shown_early(LeftOut::LaterPage(path.clone(), day)));
        let mut paragraphs = self.paragraphs(&draft.document, None);
        Some(Page {
            id: draft.id.clone(),
            title: head.title.clone()?,
            prose: paragraphs.pop()?.prose,
            path: path.clone(),
        })
    }
}
