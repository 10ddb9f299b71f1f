//! One comment, committee report or page: its voice, its subject, and whether it is public.

use std::sync::Arc;

use super::documents::{CheckedDocument, Early, HasEntry, Quoting};
use super::edition::{Edition, LeftOut};
use super::prose::{self, Readers, TextContext};
use super::reference_index::ReferenceIndex;
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{
    Comment, CommitteeReport, Dated, Language, MeasureId, ObjectiveId, Page, Paragraph, Quarter,
    Subject, VoiceId, Wording,
};
use crate::parse::draft::{CommentDraft, DocumentDraft, PageDraft, ReportDraft, SubjectDraft};
use crate::parse::leaf;
use crate::source::{Place, SourcePath};

pub(super) fn check<T>(
    index: &ReferenceIndex,
    read: impl FnOnce(&mut DocumentCheck) -> (Readers, Option<T>),
) -> CheckedDocument<T> {
    let mut check = DocumentCheck {
        index,
        left_out: Vec::new(),
        early: Early::No,
        quoting: Quoting::No,
        problems: Problems::default(),
    };
    let (readers, document) = read(&mut check);
    CheckedDocument {
        document: document.map(Arc::new),
        readers,
        left_out: check.left_out,
        early: check.early,
        quoting: check.quoting,
        problems: check.problems,
    }
}

pub(super) struct DocumentCheck<'a> {
    index: &'a ReferenceIndex,
    left_out: Vec<LeftOut>,
    early: Early,
    quoting: Quoting,
    problems: Problems,
}

fn is_draft(document: &DocumentDraft) -> bool {
    document.head.draft == Some(true)
}

impl DocumentCheck<'_> {
    /// Returns whether the document is in the edition. If not, adds it to what is left out.
    fn is_public(&mut self, document: &DocumentDraft, quarter: Option<Quarter>) -> bool {
        if is_draft(document) && !self.is_shown_early(LeftOut::DraftDocument(document.path.clone()))
        {
            return false;
        }
        match quarter.filter(|quarter| self.index.shown(*quarter).is_none()) {
            None => true,
            Some(hidden) => {
                self.left_out
                    .push(LeftOut::OfHiddenQuarter(document.path.clone(), hidden));
                false
            }
        }
    }

    /// Returns whether the edition shows a document that is not public for the given reason.
    fn is_shown_early(&mut self, why: LeftOut) -> bool {
        let is_preview = self.index.edition.is_preview();
        if is_preview {
            self.early = Early::Yes;
        } else {
            self.left_out.push(why);
        }
        is_preview
    }

    fn paragraphs(
        &mut self,
        document: &DocumentDraft,
        quarter: Option<Quarter>,
        readers: Readers,
    ) -> Vec<Paragraph> {
        let context = TextContext {
            quarter,
            index: self.index,
            readers,
        };
        let paragraphs = document.paragraphs.iter();
        let mut texts = paragraphs.clone().map(|(_, prose)| prose);
        if texts.any(|prose| !prose.quoted.is_empty()) {
            self.quoting = Quoting::Yes;
        }
        paragraphs
            .map(|(number, draft)| Paragraph {
                number: *number,
                prose: prose::check(draft, &context, &mut self.problems),
            })
            .collect()
    }

    pub(super) fn comment(
        &mut self,
        draft: &CommentDraft,
        entry: HasEntry,
    ) -> (Readers, Option<Comment>) {
        let path = &draft.document.path;
        let tail = self.tail(draft);
        let subject = self.subject(draft, entry);
        let has_quarter =
            self.index
                .known
                .require_quarter(Place::file(path), draft.quarter, &mut self.problems);
        let is_public = has_quarter && self.is_public(&draft.document, Some(draft.quarter));
        if is_public {
            self.check_is_shown(draft);
        }
        let readers = readers(is_public);
        let mut paragraphs = self.paragraphs(&draft.document, Some(draft.quarter), readers);
        let comment = || {
            let (voice, language) = tail?;
            Some(Comment {
                quarter: draft.quarter,
                subject: subject?,
                voice,
                language,
                prose: paragraphs.pop()?.prose,
                wording: if is_draft(&draft.document) {
                    Wording::Draft
                } else {
                    Wording::Final
                },
                path: path.clone(),
            })
        };
        (readers, is_public.then(comment).flatten())
    }

    /// Reports a comment on a background quarter, or on money or risks that the quarter does not report. Drafts of the
    /// latter are accepted.
    fn check_is_shown(&mut self, draft: &CommentDraft) {
        let shown = self.index.shown(draft.quarter);
        let Some(shown) = shown.filter(|_| !self.index.doubt.on_quarter(draft.quarter)) else {
            return;
        };
        let (message, help) = match &draft.subject {
            _ if shown.is_background => (
                format!(
                    "{} is a background quarter and has no page to comment on",
                    draft.quarter
                ),
                "move the comment to a published quarter, or delete it",
            ),
            SubjectDraft::Finance | SubjectDraft::Risks if is_draft(&draft.document) => return,
            SubjectDraft::Finance if !shown.has_finance => (
                format!(
                    "this is a comment on money, but {} reports no money",
                    draft.quarter
                ),
                "add `finance:` to the quarter's file, or move the comment to overview.md",
            ),
            SubjectDraft::Risks if !shown.has_risks => (
                format!(
                    "this is a comment on risks, but {} reports no risks",
                    draft.quarter
                ),
                "add `risks:` to the quarter's file, or move the comment to overview.md",
            ),
            _ => return,
        };
        let place = Place::file(&draft.document.path);
        self.problems
            .report(Diagnostic::error(Code::Commentary, place, message).help(help));
    }

    /// Returns the voice and the language, which can be in either order. `None` if one of them is wrong.
    fn tail(&mut self, draft: &CommentDraft) -> Option<(Option<VoiceId>, Language)> {
        let place = || Place::file(&draft.document.path);
        let (mut voices, mut languages) = (Vec::new(), Vec::new());
        for word in &draft.tail {
            if self.index.known.languages.contains(word) {
                languages.push(Language::new(word));
            } else if self
                .index
                .known
                .require_voice(place(), word, &mut self.problems)
            {
                voices.push(VoiceId::new(word));
            } else {
                return None;
            }
        }
        if voices.len() > 1 || languages.len() > 1 {
            let message = "this file name has two voices or two languages";
            self.problems.report(
                Diagnostic::error(Code::UnknownVoice, place(), message)
                    .help("give each voice its own file: a2.council.md, a2.provider.md"),
            );
            return None;
        }
        let first = self.index.known.languages.first();
        let first = first.map_or("en", String::as_str);
        let language = languages.pop().unwrap_or_else(|| Language::new(first));
        Some((voices.pop(), language))
    }

    fn subject(&mut self, draft: &CommentDraft, entry: HasEntry) -> Option<Subject> {
        let place = Place::file(&draft.document.path);
        match &draft.subject {
            SubjectDraft::Overview => Some(Subject::Overview),
            SubjectDraft::Finance => Some(Subject::Finance),
            SubjectDraft::Risks => Some(Subject::Risks),
            SubjectDraft::Objective(id) => {
                let known = self
                    .index
                    .known
                    .require_objective(place, id, &mut self.problems);
                known.then(|| Subject::Objective(ObjectiveId::new(id)))
            }
            SubjectDraft::Measure(id) => {
                if !self
                    .index
                    .known
                    .require_measure(place.clone(), id, &mut self.problems)
                {
                    return None;
                }
                if entry == HasEntry::No {
                    self.report_without_entry(place, id, draft.quarter);
                }
                Some(Subject::Measure(MeasureId::new(id)))
            }
        }
    }

    /// Reports a comment on a measure without an entry in the quarter.
    fn report_without_entry(&mut self, place: Place, id: &str, quarter: Quarter) {
        let in_doubt = self.index.doubt.on_entry(quarter, &MeasureId::new(id));
        if in_doubt || !self.index.is_typed(quarter) {
            return;
        }
        let message =
            format!("this is a comment on `{id}`, which has no figure or rating in {quarter}");
        self.problems.report(
            Diagnostic::error(Code::Commentary, place, message).help(format!(
                "add `{id}:` to content/quarters/{}.yaml, or move the comment",
                quarter.slug()
            )),
        );
    }

    pub(super) fn committee_report(
        &mut self,
        draft: &ReportDraft,
    ) -> (Readers, Option<CommitteeReport>) {
        let document = &draft.document;
        let quarter = document.head.quarter;
        if let Some(quarter) = quarter {
            self.index.known.require_quarter(
                Place::node(&document.path, quarter.node),
                quarter.value,
                &mut self.problems,
            );
        }
        self.check_named_for_its_day(draft);
        let mut is_public = self.is_public(document, None);
        if is_public
            && document
                .head
                .date
                .is_some_and(|date| is_later(date.value, self.index.edition))
        {
            is_public = self.is_shown_early(LeftOut::LaterReport(document.path.clone()));
        }
        if let Some(quarter) = quarter.filter(|_| is_public) {
            self.check_quarter_is_public(&document.path, quarter);
        }
        let quarter = quarter.map(|quarter| quarter.value);
        let readers = readers(is_public);
        let paragraphs = self.paragraphs(document, quarter, readers);
        let report = || {
            Some(CommitteeReport {
                id: draft.id.clone(),
                title: document.head.title.clone()?,
                to: document.head.to.clone(),
                date: document.head.date?.value,
                quarter,
                paragraphs,
                path: document.path.clone(),
            })
        };
        (readers, is_public.then(report).flatten())
    }

    /// Reports a date that differs from the one in the file name.
    fn check_named_for_its_day(&mut self, draft: &ReportDraft) {
        let document = &draft.document;
        let named = draft.id.get(..10).and_then(leaf::date_of);
        let Some((date, named)) = document.head.date.zip(named) else {
            return;
        };
        let is_same = match date.value {
            Dated::Day(day) => day == named,
            Dated::Month(month) => named.to_string().starts_with(&month.to_string()),
        };
        if !is_same {
            let message =
                format!("this file is named after {named}, but its header has a different date");
            let place = Place::node(&document.path, date.node);
            self.problems.report(
                Diagnostic::warning(Code::Publication, place, message)
                    .help(format!("write `date: {named}`, or rename the file")),
            );
        }
    }

    fn check_quarter_is_public(&mut self, path: &SourcePath, quarter: crate::parse::At<Quarter>) {
        let exists =
            !self.index.doubt.on_quarter(quarter.value) && self.index.is_typed(quarter.value);
        let is_shown = self.index.has_page(quarter.value);
        if exists && !is_shown {
            let message = format!(
                "this report is public, but it reports on {}, which is not",
                quarter.value
            );
            self.problems.report(
                Diagnostic::error(Code::UnpublishedReference, Place::node(path, quarter.node), message)
                    .help("mark the report `draft: true` until the quarter is published, or correct `publish_on`"),
            );
        }
    }

    pub(super) fn page(&mut self, draft: &PageDraft) -> (Readers, Option<Page>) {
        let mut is_public = self.is_public(&draft.document, None);
        if let Some(day) = draft
            .document
            .head
            .publish_on
            .filter(|day| is_public && *day > self.index.edition.as_of)
        {
            let why = LeftOut::LaterPage(draft.document.path.clone(), day);
            is_public = self.is_shown_early(why);
        }
        let readers = readers(is_public);
        let mut paragraphs = self.paragraphs(&draft.document, None, readers);
        let page = || {
            Some(Page {
                id: draft.id.clone(),
                title: draft.document.head.title.clone()?,
                prose: paragraphs.pop()?.prose,
                path: draft.document.path.clone(),
            })
        };
        (readers, is_public.then(page).flatten())
    }
}

fn readers(is_public: bool) -> Readers {
    if is_public {
        Readers::Public
    } else {
        Readers::Editors
    }
}

/// Returns whether a report is not public yet. If only its month is known, the month must have ended.
fn is_later(date: Dated, edition: Edition) -> bool {
    match date {
        Dated::Day(day) => day > edition.as_of,
        Dated::Month(month) => {
            let today = (
                i32::from(edition.as_of.year()),
                edition.as_of.month().unsigned_abs(),
            );
            (month.year(), month.number()) >= today
        }
    }
}
