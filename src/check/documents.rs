//! All documents. Each is checked separately, and again only if something that it can refer to has changed.

use std::sync::Arc;

use super::document;
use super::edition::LeftOut;
use super::figures::{CheckedFigures, same};
use super::misquoted::{self, Quotation};
use super::prose::{Readers, TextContext};
use super::quotes::Quotes;
use super::reference_index::ReferenceIndex;
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{Comment, CommitteeReport, Figures, Page, Quarter};
use crate::parse::draft::{
    CommentDraft, DocumentDraft, Drafts, PageDraft, ReportDraft, SubjectDraft,
};
use crate::recall::{Last, Recall, Same, Steady};
use crate::source::{Place, SourcePath};

#[derive(Debug, Default)]
pub(super) struct DocumentsCache {
    whole: Last<DocumentsInput, Arc<Documents>>,
    parts: DocumentParts,
}

#[derive(Debug, PartialEq)]
struct DocumentsInput {
    comments: Vec<Same<CommentDraft>>,
    reports: Vec<Same<ReportDraft>>,
    pages: Vec<Same<PageDraft>>,
    figures: Same<CheckedFigures>,
}

#[derive(Debug, Default)]
struct DocumentParts {
    index: Last<Same<Figures>, Same<ReferenceIndex>>,
    steady: Steady<ReferenceIndex>,
    comments: Recall<SourcePath, CommentInput, CheckedDocument<Comment>>,
    reports: Recall<
        SourcePath,
        (Same<ReportDraft>, Same<ReferenceIndex>),
        CheckedDocument<CommitteeReport>,
    >,
    pages: Recall<SourcePath, (Same<PageDraft>, Same<ReferenceIndex>), CheckedDocument<Page>>,
}

type CommentInput = (Same<CommentDraft>, HasEntry, Same<ReferenceIndex>);

/// Whether the subject of a comment has an entry in its quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HasEntry {
    Yes,
    No,
}

/// Whether a document is shown although it is not public yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Early {
    Yes,
    No,
}

/// Whether a document quotes figures, which are compared with the published ones on every check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoting {
    Yes,
    No,
}

#[derive(Debug)]
pub(super) struct CheckedDocument<T> {
    pub(super) document: Option<Arc<T>>,
    pub(super) readers: Readers,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) early: Early,
    pub(super) quoting: Quoting,
    pub(super) problems: Problems,
}

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
    pub(super) fn check(
        &mut self,
        drafts: &Drafts,
        checked: &Arc<CheckedFigures>,
    ) -> Arc<Documents> {
        let input = DocumentsInput {
            comments: same(&drafts.comments),
            reports: same(&drafts.reports),
            pages: same(&drafts.pages),
            figures: Same(checked.clone()),
        };
        let parts = &mut self.parts;
        self.whole
            .or(input, |_| Arc::new(parts.check(drafts, checked)))
            .clone()
    }
}

impl DocumentParts {
    fn check(&mut self, drafts: &Drafts, checked: &CheckedFigures) -> Documents {
        let steady = &mut self.steady;
        let index = self.index.or(Same(checked.figures.clone()), |_| {
            steady.keep(ReferenceIndex::of(checked))
        });
        let index = index.clone();
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
        let comments = self.comments.all(asked, |_, (draft, entry, index)| {
            document::check(index, |check| check.comment(draft, *entry))
        });
        let quoting = drafts.comments.iter();
        let quoting = quoting.map(|draft| (&draft.document, Some(draft.quarter)));
        documents.comments = documents.take(comments, quoting, &index, checked, &mut quotations);
        let asked = drafts.reports.iter().map(|draft| {
            let input = (Same(draft.clone()), index.clone());
            (draft.document.path.clone(), input)
        });
        let reports = self.reports.all(asked, |_, (draft, index)| {
            document::check(index, |check| check.committee_report(draft))
        });
        let quoting = drafts.reports.iter().map(|draft| {
            let quarter = draft.document.head.quarter;
            (&draft.document, quarter.map(|quarter| quarter.value))
        });
        documents.committee_reports =
            documents.take(reports, quoting, &index, checked, &mut quotations);
        let asked = drafts.pages.iter().map(|draft| {
            let input = (Same(draft.clone()), index.clone());
            (draft.document.path.clone(), input)
        });
        let pages = self.pages.all(asked, |_, (draft, index)| {
            document::check(index, |check| check.page(draft))
        });
        let quoting = drafts.pages.iter().map(|draft| (&draft.document, None));
        documents.pages = documents.take(pages, quoting, &index, checked, &mut quotations);
        documents
            .committee_reports
            .sort_by_key(|report| report.date.earliest());
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
        for ((_, kept), (draft, quarter)) in kept.zip(drafts) {
            if kept.quoting == Quoting::Yes {
                let context = TextContext {
                    quarter,
                    index,
                    readers: kept.readers,
                };
                let figures = &checked.figures;
                let quotes = Quotes { context, figures };
                let quoted = draft.paragraphs.iter().flat_map(|(_, prose)| &prose.quoted);
                let problems = &mut self.problems;
                quotations.extend(quoted.filter_map(|quote| quotes.compare(quote, problems)));
            }
            self.problems.extend(kept.problems.iter().cloned());
            self.left_out.extend_from_slice(&kept.left_out);
            self.not_public += usize::from(kept.early == Early::Yes);
            taken.extend(kept.document.clone());
        }
        taken
    }
}

fn has_entry(draft: &CommentDraft, checked: &CheckedFigures) -> HasEntry {
    let SubjectDraft::Measure(id) = &draft.subject else {
        return HasEntry::No;
    };
    let position = checked.known.position(id);
    let is_there = position.is_some_and(|at| checked.table.has_entry(draft.quarter, at));
    if is_there {
        HasEntry::Yes
    } else {
        HasEntry::No
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
        if let Some(first) = before.iter().rev().find(is_same).map(|same| &same.path) {
            let message = "two files have the same comment from the same voice";
            problems.report(
                Diagnostic::error(Code::DuplicateId, Place::file(&comment.path), message)
                    .related(Place::file(first), "the other one")
                    .help("delete one of them"),
            );
        }
    }
}
