//! Comments, committee reports and pages: whose they are, what they are about, and whether they are public.

use std::collections::{BTreeMap, BTreeSet};

use super::doubt::Doubt;
use super::edition::{Edition, LeftOut};
use super::known::Known;
use super::prose::{self, Terms};
use crate::diag::{Code, Diagnostic};
use crate::model::{
    Comment, CommitteeReport, Dated, Language, MeasureId, ObjectiveId, Page, Paragraph, Quarter,
    Report, Subject, VoiceId,
};
use crate::parse::draft::{
    CommentDraft, DocumentDraft, Drafts, PageDraft, ReportDraft, SubjectDraft,
};
use crate::source::{Place, SourcePath};

/// What documents are checked against.
pub(super) struct Library<'a, 'd> {
    pub(super) drafts: &'d Drafts,
    pub(super) known: &'a Known<'d>,
    pub(super) doubt: &'a Doubt,
    pub(super) edition: Edition,
}

pub(super) fn check(
    library: &Library,
    report: &mut Report,
    left_out: &mut Vec<LeftOut>,
    out: &mut Vec<Diagnostic>,
) {
    let drafts = library.drafts;
    let mut reading = Reading {
        drafts,
        known: library.known,
        doubt: library.doubt,
        edition: library.edition,
        report,
        left_out,
        not_public: BTreeSet::new(),
        out,
    };
    let comments = drafts
        .comments
        .iter()
        .filter_map(|draft| reading.comment(draft))
        .collect();
    let mut committee_reports: Vec<CommitteeReport> = drafts
        .reports
        .iter()
        .filter_map(|draft| reading.committee_report(draft))
        .collect();
    let pages = drafts
        .pages
        .iter()
        .filter_map(|draft| reading.page(draft))
        .collect();
    committee_reports.sort_by_key(|report| report.date.earliest());
    let not_public = reading.not_public.len();
    report_same_comments(&comments, out);
    report.not_public.documents = not_public;
    report.comments = comments;
    report.committee_reports = committee_reports;
    report.pages = pages;
}

struct Reading<'a, 'd> {
    drafts: &'d Drafts,
    known: &'a Known<'d>,
    doubt: &'a Doubt,
    edition: Edition,
    report: &'a Report,
    left_out: &'a mut Vec<LeftOut>,
    /// What only a preview shows.
    not_public: BTreeSet<SourcePath>,
    out: &'a mut Vec<Diagnostic>,
}

impl Reading<'_, '_> {
    /// Whether the document is in the edition; notes it where it is not.
    fn is_public(&mut self, document: &DocumentDraft, quarter: Option<Quarter>) -> bool {
        let is_draft = document.head.draft == Some(true);
        if is_draft && !self.is_shown_early(LeftOut::DraftDocument(document.path.clone())) {
            return false;
        }
        match quarter.filter(|quarter| !self.report.quarters.contains_key(quarter)) {
            None => true,
            Some(hidden) => {
                self.left_out
                    .push(LeftOut::OfHiddenQuarter(document.path.clone(), hidden));
                false
            }
        }
    }

    /// Whether the edition shows a document all the same, for the reason of which the public may not see it.
    fn is_shown_early(&mut self, why: LeftOut) -> bool {
        let is_preview = self.edition.is_preview();
        match why {
            LeftOut::DraftDocument(path)
            | LeftOut::LaterReport(path)
            | LeftOut::LaterPage(path, _)
                if is_preview =>
            {
                self.not_public.insert(path);
            }
            why => self.left_out.push(why),
        }
        is_preview
    }

    fn paragraphs(
        &mut self,
        document: &DocumentDraft,
        quarter: Option<Quarter>,
        is_public: bool,
    ) -> Vec<Paragraph> {
        let mut problems = Vec::new();
        let terms = Terms {
            quarter,
            known: self.known,
            doubt: self.doubt,
            report: is_public.then_some(self.report),
        };
        let paragraphs = document
            .paragraphs
            .iter()
            .map(|(number, draft)| Paragraph {
                number: *number,
                prose: prose::check(draft, &terms, &mut problems),
            })
            .collect();
        self.out.extend(problems);
        paragraphs
    }

    fn comment(&mut self, draft: &CommentDraft) -> Option<Comment> {
        let path = &draft.document.path;
        let tail = self.tail(draft);
        let subject = self.subject(draft);
        let has_quarter = self
            .known
            .quarter_at(Place::file(path), draft.quarter, self.out);
        let is_public = has_quarter && self.is_public(&draft.document, Some(draft.quarter));
        if is_public {
            self.check_is_shown(draft);
        }
        let mut paragraphs = self.paragraphs(&draft.document, Some(draft.quarter), is_public);
        if !is_public {
            return None;
        }
        let (voice, language) = tail?;
        Some(Comment {
            quarter: draft.quarter,
            subject: subject?,
            voice,
            language,
            prose: paragraphs.pop()?.prose,
            path: path.clone(),
        })
    }

    /// A comment on a background quarter, or on money or risks that were not reported, has no place on the site.
    fn check_is_shown(&mut self, draft: &CommentDraft) {
        let quarter = &self.report.quarters[&draft.quarter];
        let (message, help) = match &draft.subject {
            _ if quarter.is_background() => (
                format!(
                    "{} is a background quarter and has no page to comment on",
                    draft.quarter
                ),
                "move the comment to a quarter that is published, or take it out",
            ),
            SubjectDraft::Finance if quarter.finance.is_none() => (
                format!("this comments on money, and {} reports none", draft.quarter),
                "add `finance:` to the quarter's file, or say it in overview.md",
            ),
            SubjectDraft::Risks if quarter.risks.is_empty() => (
                format!("this comments on risks, and {} reports none", draft.quarter),
                "add `risks:` to the quarter's file, or say it in overview.md",
            ),
            _ => return,
        };
        let place = Place::file(&draft.document.path);
        self.out
            .push(Diagnostic::error(Code::Commentary, place, message).help(help));
    }

    /// Voice and language, in either order; nothing where one of them is wrong.
    fn tail(&mut self, draft: &CommentDraft) -> Option<(Option<VoiceId>, Language)> {
        let place = || Place::file(&draft.document.path);
        let (mut voices, mut languages) = (Vec::new(), Vec::new());
        for word in &draft.tail {
            if self.known.languages.contains(&word.as_str()) {
                languages.push(Language::new(word));
            } else if self.known.voice_at(place(), word, self.out) {
                voices.push(VoiceId::new(word));
            } else {
                return None;
            }
        }
        if voices.len() > 1 || languages.len() > 1 {
            let message = "this file's name holds two voices, or two languages";
            self.out.push(
                Diagnostic::error(Code::UnknownVoice, place(), message)
                    .help("give each voice its own file: a2.council.md, a2.provider.md"),
            );
            return None;
        }
        let first = self.known.languages.first().copied().unwrap_or("en");
        let language = languages.pop().unwrap_or_else(|| Language::new(first));
        Some((voices.pop(), language))
    }

    fn subject(&mut self, draft: &CommentDraft) -> Option<Subject> {
        let place = Place::file(&draft.document.path);
        match &draft.subject {
            SubjectDraft::Overview => Some(Subject::Overview),
            SubjectDraft::Finance => Some(Subject::Finance),
            SubjectDraft::Risks => Some(Subject::Risks),
            SubjectDraft::Objective(id) => {
                let known = self.known.objective_at(place, id, self.out);
                known.then(|| Subject::Objective(ObjectiveId::new(id)))
            }
            SubjectDraft::Measure(id) => {
                if !self.known.measure_at(place.clone(), id, self.out) {
                    return None;
                }
                self.check_has_entry(place, id, draft.quarter);
                Some(Subject::Measure(MeasureId::new(id)))
            }
        }
    }

    /// A comment needs something to comment on: a figure or a rating, or the reason for a gap.
    fn check_has_entry(&mut self, place: Place, id: &str, quarter: Quarter) {
        if self.doubt.on_entry(quarter, &MeasureId::new(id)) {
            return;
        }
        let mut files = self
            .drafts
            .quarters
            .iter()
            .filter(|file| file.quarter == quarter)
            .peekable();
        if files.peek().is_none()
            || files.any(|file| file.values.iter().any(|(name, _)| name.as_str() == id))
        {
            return;
        }
        let message =
            format!("this comments on `{id}`, which has neither figure nor rating in {quarter}");
        self.out.push(
            Diagnostic::error(Code::Commentary, place, message).help(format!(
                "add `{id}:` to content/quarters/{}.yaml, or move the comment",
                quarter.slug()
            )),
        );
    }

    fn committee_report(&mut self, draft: &ReportDraft) -> Option<CommitteeReport> {
        let document = &draft.document;
        let quarter = document.head.quarter;
        if let Some(quarter) = quarter {
            self.known.quarter_at(
                Place::node(&document.path, quarter.node),
                quarter.value,
                self.out,
            );
        }
        let mut is_public = self.is_public(document, None);
        if is_public
            && document
                .head
                .date
                .is_some_and(|date| is_later(date, self.edition))
        {
            is_public = self.is_shown_early(LeftOut::LaterReport(document.path.clone()));
        }
        if let Some(quarter) = quarter.filter(|_| is_public) {
            self.check_quarter_is_public(&document.path, quarter);
        }
        let paragraphs = self.paragraphs(document, quarter.map(|quarter| quarter.value), is_public);
        if !is_public {
            return None;
        }
        Some(CommitteeReport {
            id: draft.id.clone(),
            title: document.head.title.clone()?,
            to: document.head.to.clone(),
            date: document.head.date?,
            quarter: quarter.map(|quarter| quarter.value),
            paragraphs,
            path: document.path.clone(),
        })
    }

    fn check_quarter_is_public(&mut self, path: &SourcePath, quarter: crate::parse::At<Quarter>) {
        let exists = !self.doubt.on_quarter(quarter.value)
            && self
                .drafts
                .quarters
                .iter()
                .any(|draft| draft.quarter == quarter.value);
        let is_shown = self
            .report
            .published()
            .any(|shown| shown.quarter == quarter.value);
        if exists && !is_shown {
            let message = format!(
                "this report is public, and {}, which it reports, is not",
                quarter.value
            );
            self.out.push(
                Diagnostic::error(Code::UnpublishedReference, Place::node(path, quarter.node), message)
                    .help("mark the report `draft: true` until the quarter is published, or correct `publish_on`"),
            );
        }
    }

    fn page(&mut self, draft: &PageDraft) -> Option<Page> {
        let mut is_public = self.is_public(&draft.document, None);
        if let Some(day) = draft
            .document
            .head
            .publish_on
            .filter(|day| is_public && *day > self.edition.as_of)
        {
            let why = LeftOut::LaterPage(draft.document.path.clone(), day);
            is_public = self.is_shown_early(why);
        }
        let mut paragraphs = self.paragraphs(&draft.document, None, is_public);
        if !is_public {
            return None;
        }
        Some(Page {
            id: draft.id.clone(),
            title: draft.document.head.title.clone()?,
            prose: paragraphs.pop()?.prose,
            path: draft.document.path.clone(),
        })
    }
}

/// Of a report whose day is not known, the month must have ended.
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

/// `a2.council.en.md` and `a2.council.md` say the same thing twice.
fn report_same_comments(comments: &Vec<Comment>, out: &mut Vec<Diagnostic>) {
    let mut seen = BTreeMap::new();
    for comment in comments {
        let key = (
            comment.quarter,
            &comment.subject,
            &comment.voice,
            &comment.language,
        );
        if let Some(first) = seen.insert(key, &comment.path) {
            let message = "two files hold the same comment of the same voice";
            out.push(
                Diagnostic::error(Code::DuplicateId, Place::file(&comment.path), message)
                    .related(Place::file(first), "the other one")
                    .help("keep one of the two"),
            );
        }
    }
}
