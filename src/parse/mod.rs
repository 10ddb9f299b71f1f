//! `SourceTree` to `Drafts`: is the syntax right?
//!
//! YAML and Markdown become draft structs that still know where each thing stands. Files are read independently
//! of one another, and each gives all its problems at once.

pub mod draft;
mod encoding;
mod fields;
mod file;
mod head;
mod kind;
pub mod leaf;
mod numbering;
pub mod prose;
pub mod reference;
pub mod schema;
mod slips;
mod stranded;
mod syntax;
mod yaml;

pub use file::{At, Legible};
pub use kind::{id_like, kind_of};

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::diag::text::Sources;
use crate::source::{self, Place, SourcePath, SourceText, SourceTree};
use draft::{
    CommentDraft, DocumentDraft, DocumentKind, Drafts, MeasureDraft, PageDraft, PlanDraft,
    QuarterDraft, ReportDraft, SiteDraft,
};
use file::File;
use kind::FileKind;

/// Reads every file of a site, in parallel, and answers in the order of the paths.
pub fn parse(tree: &SourceTree) -> (Drafts, Vec<Diagnostic>) {
    let files: Vec<_> = tree.iter().collect();
    let read: Vec<_> = files
        .into_par_iter()
        .map(|(path, bytes)| read_file(path, bytes))
        .collect();
    let mut drafts = Drafts::default();
    let mut problems = Vec::new();
    for one in read {
        problems.extend(one.problems);
        drafts.add(one.draft);
    }
    (drafts, problems)
}

/// What one file gave.
struct ReadFile {
    draft: Draft,
    problems: Vec<Diagnostic>,
}

/// One file's draft.
enum Draft {
    Site(Box<SiteDraft>),
    Plan(PlanDraft),
    Measure(Box<MeasureDraft>),
    Quarter(Box<QuarterDraft>),
    Comment(CommentDraft),
    Report(ReportDraft),
    Page(PageDraft),
    Broken(SourcePath),
    None,
}

impl Drafts {
    fn add(&mut self, draft: Draft) {
        match draft {
            Draft::Site(site) => self.site = Some(*site),
            Draft::Plan(plan) => self.plans.push(plan),
            Draft::Measure(measure) => self.measures.push(*measure),
            Draft::Quarter(quarter) => self.quarters.push(*quarter),
            Draft::Comment(comment) => self.comments.push(comment),
            Draft::Report(report) => self.reports.push(report),
            Draft::Page(page) => self.pages.push(page),
            Draft::Broken(path) => self.broken.push(path),
            Draft::None => {}
        }
    }
}

fn read_file(path: &SourcePath, bytes: &[u8]) -> ReadFile {
    let kind = match kind::of(path) {
        Ok(kind) => kind,
        Err(problem) => {
            let problems = vec![*problem];
            let draft = Draft::Broken(path.clone());
            return ReadFile { draft, problems };
        }
    };
    if kind == FileKind::Ignored {
        let (draft, problems) = (Draft::None, Vec::new());
        return ReadFile { draft, problems };
    }
    match encoding::decode(path, bytes) {
        Ok(source) => read_text(source, kind),
        Err(problem) => ReadFile {
            draft: Draft::Broken(path.clone()),
            problems: vec![*problem],
        },
    }
}

fn read_text(source: SourceText, kind: FileKind) -> ReadFile {
    match kind {
        FileKind::Comment {
            quarter,
            subject,
            tail,
        } => {
            let name = source.path.file_name().trim_end_matches(".md");
            let id = format!("{}-{}", quarter.slug(), name.replace('.', "-"));
            let (document, problems) = DocumentDraft::read(&source, DocumentKind::Comment, &id);
            let draft = Draft::Comment(CommentDraft {
                document,
                quarter,
                subject,
                tail,
            });
            ReadFile { draft, problems }
        }
        FileKind::Report(id) => {
            let (document, problems) = DocumentDraft::read(&source, DocumentKind::Report, &id);
            let draft = Draft::Report(ReportDraft { id, document });
            ReadFile { draft, problems }
        }
        FileKind::Page(id) => {
            let (document, problems) = DocumentDraft::read(&source, DocumentKind::Page, &id);
            let draft = Draft::Page(PageDraft { id, document });
            ReadFile { draft, problems }
        }
        _ => read_yaml(source, kind),
    }
}

fn read_yaml(source: SourceText, kind: FileKind) -> ReadFile {
    let path = source.path.clone();
    let file = File::new(source);
    let draft = file.whole_tree().and_then(|node| match kind {
        FileKind::Site => SiteDraft::read(&file, &node).map(|site| Draft::Site(Box::new(site))),
        FileKind::Plan(id) => PlanDraft::read(&file, &node, &id).map(Draft::Plan),
        FileKind::Measure(id) => {
            MeasureDraft::read(&file, &node, &id).map(|measure| Draft::Measure(Box::new(measure)))
        }
        FileKind::Quarter(quarter) => QuarterDraft::read(&file, &node, quarter)
            .map(|quarter| Draft::Quarter(Box::new(quarter))),
        _ => None,
    });
    ReadFile {
        draft: draft.unwrap_or(Draft::Broken(path)),
        problems: file.into_problems(),
    }
}

/// Finds line and column of every problem, and puts them in the order of the files.
pub fn place(problems: Vec<Diagnostic>, tree: &SourceTree) -> (Vec<Diagnostic>, Sources) {
    let mut sources = Sources::new();
    for problem in &problems {
        let related = problem.related.iter().map(|(place, _)| &place.path);
        for path in std::iter::once(&problem.place.path).chain(related) {
            if let Some(bytes) = tree.get(path) {
                let text = || SourceText::decode_lossy(path.clone(), bytes);
                sources.entry(path.clone()).or_insert_with(text);
            }
        }
    }
    let mut placed: Vec<Diagnostic> = problems
        .into_par_iter()
        .map(|problem| place_one(problem, &sources))
        .collect();
    placed.sort_by(|a, b| (&a.place, a.severity, a.code).cmp(&(&b.place, b.severity, b.code)));
    placed.dedup();
    (placed, sources)
}

fn place_one(mut problem: Diagnostic, sources: &Sources) -> Diagnostic {
    if let (source::At::Node(node), Some(text)) =
        (&problem.place.at, sources.get(&problem.place.path))
    {
        problem.field = yaml::field_of(&head::yaml_of(text), *node);
    }
    let find = |place: &mut Place| {
        if let (source::At::Node(node), Some(text)) = (&place.at, sources.get(&place.path)) {
            let range = yaml::locate(&head::yaml_of(text), *node);
            *place = Place::bytes(&place.path, range);
        }
    };
    find(&mut problem.place);
    for (place, _) in &mut problem.related {
        find(place);
    }
    problem
}
