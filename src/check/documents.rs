//! All documents. Each is checked separately, and again only if something that it can refer to has changed.

use std::sync::Arc;

use super::document::{self, CheckedDocument, DocumentCheck};
use super::edition::LeftOut;
use super::figures::CheckedFigures;
use super::misquoted::{self, Quotation};
use super::prose::TextContext;
use super::quotes::Quotes;
use super::reference_index::ReferenceIndex;
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{Comment, CommitteeReport, Figures, Page, Quarter, Question};
use crate::parse::draft::{CommentDraft, DocumentDraft, Drafts, PaperDraft};
use crate::recall::{Recall, Same, Steady};
use crate::source::{Place, SourcePath};

#[derive(Debug, Default)]
pub(super) struct DocumentsCache {
    index: Steady<ReferenceIndex>,
    comments: Cache<CommentDraft, Comment>,
    reports: Cache<PaperDraft, CommitteeReport>,
    questions: Cache<PaperDraft, Question>,
    pages: Cache<PaperDraft, Page>,
}

/// The checked documents of one kind, by their drafts and the content that these can refer to.
type Cache<D, T> = Recall<SourcePath, (Same<D>, Same<ReferenceIndex>), CheckedDocument<T>>;

#[derive(Debug, Default)]
pub(super) struct Documents {
    pub(super) comments: Vec<Arc<Comment>>,
    pub(super) committee_reports: Vec<Arc<CommitteeReport>>,
    pub(super) questions: Vec<Arc<Question>>,
    pub(super) pages: Vec<Arc<Page>>,
    pub(super) not_public: usize,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) problems: Problems,
    /// The places of figures that texts disagree with. Their warnings are replaced by errors.
    pub(super) reported: Vec<Place>,
}

impl DocumentsCache {
    #[allow(
        clippy::redundant_closure_for_method_calls,
        reason = "the methods alone would be tied to one lifetime"
    )]
    pub(super) fn check(&mut self, drafts: &Drafts, checked: &CheckedFigures) -> Documents {
        let mut all = AllDocuments {
            index: self.index.keep(ReferenceIndex::of(drafts, checked)),
            figures: &checked.figures,
            documents: Documents::default(),
            quotations: Vec::new(),
        };
        let mut comments = all.check(
            &mut self.comments,
            &drafts.comments,
            |draft| (&draft.document, Some(draft.quarter)),
            |check, draft| check.comment(draft),
        );
        let mut committee_reports = all.check(
            &mut self.reports,
            &drafts.reports,
            |draft| {
                let quarter = draft.document.head.quarter;
                (&draft.document, quarter.map(|quarter| quarter.value))
            },
            |check, draft| check.committee_report(draft),
        );
        committee_reports.sort_by_key(|report| report.date.earliest());
        let mut questions = all.check(
            &mut self.questions,
            &drafts.questions,
            |draft| (&draft.document, None),
            |check, draft| check.question(draft),
        );
        questions.sort_by_key(|question| question.asked);
        let pages = all.check(
            &mut self.pages,
            &drafts.pages,
            |draft| (&draft.document, None),
            |check, draft| check.page(draft),
        );
        let mut problems = all.documents.problems;
        let reported = misquoted::find(&all.quotations, drafts, checked, &mut problems);
        report_same_comments(&comments, &mut problems);
        comments.sort_by(|a, b| (a.quarter, &a.subject).cmp(&(b.quarter, &b.subject)));
        Documents {
            comments,
            committee_reports,
            questions,
            pages,
            problems,
            reported,
            ..all.documents
        }
    }
}

/// The results of all kinds of documents, and the figures that they quote.
struct AllDocuments<'d> {
    index: Same<ReferenceIndex>,
    figures: &'d Figures,
    documents: Documents,
    quotations: Vec<Quotation<'d>>,
}

impl<'d> AllDocuments<'d> {
    /// Checks the documents of one kind. `text` returns the text of a draft and its quarter.
    fn check<D: Send + Sync, T: Send + Sync>(
        &mut self,
        cache: &mut Cache<D, T>,
        drafts: &'d [Arc<D>],
        text: fn(&D) -> (&DocumentDraft, Option<Quarter>),
        check: fn(&mut DocumentCheck, &D) -> Option<T>,
    ) -> Vec<Arc<T>> {
        let asked = drafts.iter().map(|draft| {
            let input = (Same(draft.clone()), self.index.clone());
            (text(draft).0.path.clone(), input)
        });
        let checked = cache.all(asked, |_, (draft, index)| {
            document::check(index, |one| check(one, draft))
        });
        let mut taken = Vec::new();
        for ((_, (document, found)), draft) in checked.zip(drafts) {
            let (draft, quarter) = text(draft);
            let texts = draft.paragraphs.iter().enumerate();
            let quoted = texts.flat_map(|(at, (_, prose))| {
                let is_public = found.is_public && at < found.public_texts;
                prose.quoted.iter().map(move |quote| (quote, is_public))
            });
            let mut quotes = Quotes {
                context: TextContext {
                    quarter,
                    index: &self.index,
                    is_public: false,
                    problems: &mut self.documents.problems,
                },
                figures: self.figures,
            };
            let quotations = quoted.filter_map(|(quote, is_public)| {
                quotes.context.is_public = is_public;
                quotes.compare(quote)
            });
            self.quotations.extend(quotations);
            self.documents
                .problems
                .extend(found.problems.iter().cloned());
            self.documents.left_out.extend_from_slice(&found.left_out);
            self.documents.not_public += usize::from(found.is_early);
            taken.extend(document.clone());
        }
        taken
    }
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
            problems.report(problem);
        }
    }
}
