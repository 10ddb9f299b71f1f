//! All documents. Each is checked separately, and again only if something that it can refer to has changed.

use std::sync::Arc;

use super::document::{self, CheckedDocument};
use super::edition::LeftOut;
use super::figures::CheckedFigures;
use super::misquoted::{self, Quotation};
use super::prose::TextContext;
use super::quotes::Quotes;
use super::reference_index::ReferenceIndex;
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{Comment, CommitteeReport, Page, Quarter, Subject};
use crate::parse::draft::{CommentDraft, DocumentDraft, Drafts, PageDraft, ReportDraft};
use crate::recall::{Recall, Same, Steady};
use crate::source::{Place, SourcePath};

#[derive(Debug, Default)]
pub(super) struct DocumentsCache {
    index: Steady<ReferenceIndex>,
    comments: Recall<SourcePath, CommentInput, CheckedDocument<Comment>>,
    reports: Recall<SourcePath, Input<ReportDraft>, CheckedDocument<CommitteeReport>>,
    pages: Recall<SourcePath, Input<PageDraft>, CheckedDocument<Page>>,
}

type Input<T> = (Same<T>, Same<ReferenceIndex>);

/// A comment, and whether its subject has an entry in its quarter.
type CommentInput = (Same<CommentDraft>, bool, Same<ReferenceIndex>);

#[derive(Debug, Default)]
pub(super) struct Documents {
    pub(super) comments: Vec<Arc<Comment>>,
    pub(super) committee_reports: Vec<Arc<CommitteeReport>>,
    pub(super) pages: Vec<Arc<Page>>,
    pub(super) not_public: usize,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) problems: Problems,
    /// The places of figures that texts disagree with. Their warnings are replaced by errors.
    pub(super) reported: Vec<Place>,
}

impl DocumentsCache {
    pub(super) fn check(&mut self, drafts: &Drafts, checked: &CheckedFigures) -> Documents {
        let index = self.index.keep(ReferenceIndex::of(checked));
        let mut documents = Documents::default();
        let mut quotations = Vec::new();
        let asked = drafts.comments.iter().map(|draft| {
            let input = (
                Same(draft.clone()),
                has_entry(draft, checked),
                index.clone(),
            );
            (draft.document.path.clone(), input)
        });
        let comments = self.comments.all(asked, |_, (draft, has_entry, index)| {
            document::check(index, |check| check.comment(draft, *has_entry))
        });
        let texts = drafts.comments.iter();
        let texts = texts.map(|draft| (&draft.document, Some(draft.quarter)));
        documents.comments = documents.take(comments, texts, &index, checked, &mut quotations);
        let asked = drafts.reports.iter().map(|draft| {
            let input = (Same(draft.clone()), index.clone());
            (draft.document.path.clone(), input)
        });
        let reports = self.reports.all(asked, |_, (draft, index)| {
            document::check(index, |check| check.committee_report(draft))
        });
        let texts = drafts.reports.iter().map(|draft| {
            let quarter = draft.document.head.quarter;
            (&draft.document, quarter.map(|quarter| quarter.value))
        });
        let reports = documents.take(reports, texts, &index, checked, &mut quotations);
        documents.committee_reports = reports;
        let asked = drafts.pages.iter().map(|draft| {
            let input = (Same(draft.clone()), index.clone());
            (draft.document.path.clone(), input)
        });
        let pages = self.pages.all(asked, |_, (draft, index)| {
            document::check(index, |check| check.page(draft))
        });
        let texts = drafts.pages.iter().map(|draft| (&draft.document, None));
        documents.pages = documents.take(pages, texts, &index, checked, &mut quotations);
        let reports = &mut documents.committee_reports;
        reports.sort_by_key(|report| report.date.earliest());
        let disagreements = misquoted::find(&quotations, drafts, checked);
        documents.problems.extend(disagreements.problems);
        documents.reported = disagreements.reported;
        report_same_comments(&documents.comments, &mut documents.problems);
        documents
    }
}

impl Documents {
    /// Adds the results of checked documents, and collects the figures that they quote.
    fn take<'d, T: 'd>(
        &mut self,
        kept: impl Iterator<Item = (&'d SourcePath, &'d CheckedDocument<T>)>,
        drafts: impl Iterator<Item = (&'d DocumentDraft, Option<Quarter>)>,
        index: &ReferenceIndex,
        checked: &CheckedFigures,
        quotations: &mut Vec<Quotation<'d>>,
    ) -> Vec<Arc<T>> {
        let mut taken = Vec::new();
        for ((_, CheckedDocument { document, found }), (draft, quarter)) in kept.zip(drafts) {
            let quoted = draft.paragraphs.iter().flat_map(|(_, prose)| &prose.quoted);
            let mut quotes = Quotes {
                context: TextContext {
                    quarter,
                    index,
                    is_public: found.is_public,
                    problems: &mut self.problems,
                },
                figures: &checked.figures,
            };
            quotations.extend(quoted.filter_map(|quote| quotes.compare(quote)));
            self.problems.extend(found.problems.iter().cloned());
            self.left_out.extend_from_slice(&found.left_out);
            self.not_public += usize::from(found.is_early);
            taken.extend(document.clone());
        }
        taken
    }
}

fn has_entry(draft: &CommentDraft, checked: &CheckedFigures) -> bool {
    let Subject::Measure(id) = &draft.subject else {
        return false;
    };
    let position = checked.known.position(id.as_str());
    position.is_some_and(|at| checked.table.has_entry(draft.quarter, at))
}

/// Reports two comments by the same voice in the same language, such as `a2.council.en.md` and `a2.council.md`.
fn report_same_comments(comments: &[Arc<Comment>], problems: &mut Problems) {
    // Comments on one subject are next to each other.
    let together = comments.chunk_by(|a, b| (a.quarter, &a.subject) == (b.quarter, &b.subject));
    let pairs = together.flat_map(|comments| (1..comments.len()).map(|at| comments.split_at(at)));
    for (before, rest) in pairs {
        let comment = &rest[0];
        let is_same = |other: &&Arc<Comment>| {
            (&other.voice, &other.language) == (&comment.voice, &comment.language)
        };
        if let Some(first) = before.iter().rev().find(is_same) {
            let message = "two files have the same comment from the same voice";
            let problem = Diagnostic::error(Code::DuplicateId, Place::file(&comment.path), message)
                .related(Place::file(&first.path), "the other one")
                .help("delete one of them");
            problems.push(problem);
        }
    }
}
