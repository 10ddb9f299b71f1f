//! `SourceTree` to `Drafts`: is the syntax right?
//!
//! YAML and Markdown become draft structs that still know where each thing stands. Files are read independently
//! of one another, and each gives all its problems at once.

pub mod address;
pub mod draft;
mod encoding;
mod fields;
mod file;
mod head;
mod hidden;
pub(crate) mod kind;
pub mod leaf;
mod leftovers;
mod misplaced;
mod numbering;
pub mod prose;
pub mod reference;
pub mod schema;
mod slips;
mod stranded;
mod syntax;
mod unread;
mod yaml;

pub use file::At;
pub use kind::{id_like, kind_of};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::text::Sources;
use crate::diag::{Code, Diagnostic, most};
use crate::recall::Recall;
use crate::source::{self, LARGEST_TEXT, Place, SourcePath, SourceText, SourceTree, Unread};
use draft::{
    CommentDraft, DocumentDraft, Drafts, MeasureDraft, PaperDraft, PlanDraft, QuarterDraft,
    SiteDraft,
};
use file::File;
use kind::FileKind;
use schema::Kind;
use yaml::{Content, Node};

/// Reads every file of a site, in parallel, and answers in the order of the paths.
pub fn parse(tree: &SourceTree) -> (Drafts, Vec<Diagnostic>) {
    Memory::default().parse(tree)
}

/// What each file said when it was last read.
#[derive(Debug, Default)]
pub struct Memory {
    files: Recall<SourcePath, Arc<[u8]>, ReadFile>,
}

impl Memory {
    /// Reads the files that say something else than when they were last read.
    pub fn parse(&mut self, tree: &SourceTree) -> (Drafts, Vec<Diagnostic>) {
        let mut drafts = Drafts::default();
        let mut problems: Vec<Diagnostic> = unread::problems(tree).collect();
        problems.extend(strays(tree, &mut drafts));
        let files = tree
            .iter()
            .filter(|(path, _)| hidden::in_name(path).is_none() && kind::of(path).is_ok())
            .map(|(path, bytes)| (path.clone(), bytes.clone()));
        for (_, file) in self.files.all(files, |path, bytes| read_file(path, bytes)) {
            problems.extend_from_slice(&file.problems);
            drafts.add(&file.drafts);
        }
        (drafts, problems)
    }
}

/// What is wrong with files that nothing reads, which can depend on what is beside them.
fn strays(tree: &SourceTree, drafts: &mut Drafts) -> Vec<Diagnostic> {
    let unread = tree.unread().map(|(path, why)| (path, Some(why)));
    let paths = tree.iter().map(|(path, _)| (path, None)).chain(unread);
    let mut problems = Vec::new();
    for (path, why) in paths {
        if let Some(problem) = hidden::in_name(path).filter(|_| !path.is_foreign()) {
            problems.push(problem);
            drafts.broken.push(path.clone());
            continue;
        }
        if path.below("content").is_none() {
            problems.extend(misplaced::beside(path, tree));
            continue;
        }
        match kind::of(path) {
            Err(stray) if why.is_none_or(|why| *why == Unread::NotNeeded) => {
                let (problem, meant) = misplaced::stray(path, tree, *stray);
                problems.push(problem);
                drafts.broken.extend(meant);
            }
            _ if why.is_some() => drafts.broken.push(path.clone()),
            _ => {}
        }
    }
    problems
}

/// The draft of one file, and what is wrong with it.
#[derive(Debug, Default)]
struct ReadFile {
    drafts: Drafts,
    problems: Vec<Diagnostic>,
}

impl Drafts {
    fn add(&mut self, other: &Self) {
        self.site = self.site.take().or_else(|| other.site.clone());
        self.plans.extend_from_slice(&other.plans);
        self.measures.extend_from_slice(&other.measures);
        self.quarters.extend_from_slice(&other.quarters);
        self.comments.extend_from_slice(&other.comments);
        self.reports.extend_from_slice(&other.reports);
        self.questions.extend_from_slice(&other.questions);
        self.pages.extend_from_slice(&other.pages);
        self.broken.extend_from_slice(&other.broken);
    }

    /// A file that cannot be used.
    fn broken(path: &SourcePath) -> Self {
        Self {
            broken: vec![path.clone()],
            ..Self::default()
        }
    }
}

fn read_file(path: &SourcePath, bytes: &[u8]) -> ReadFile {
    read_sound(path, bytes).unwrap_or_else(|problems| ReadFile {
        drafts: Drafts::broken(path),
        problems,
    })
}

/// Reads a file, or finds why nothing of it can be read.
fn read_sound(path: &SourcePath, bytes: &[u8]) -> Result<ReadFile, Vec<Diagnostic>> {
    let kind = kind::of(path).map_err(|stray| vec![stray.problem])?;
    if kind == FileKind::Ignored {
        return Ok(ReadFile::default());
    }
    if bytes.len() as u64 > LARGEST_TEXT {
        let message = "this file is larger than 1 MB, which is too large to review";
        let help = "split it: a quarter can be a folder with one file for each contributor";
        let problem = Diagnostic::error(Code::TooLarge, Place::file(path), message);
        return Err(vec![problem.help(help)]);
    }
    let source = encoding::decode(path, bytes).map_err(|problem| vec![*problem])?;
    for find in [leftovers::find, hidden::in_text] {
        let found = find(&source);
        if !found.is_empty() {
            return Err(found);
        }
    }
    let read = read_text(source.clone(), kind.clone());
    let read = in_its_place(read, path, bytes);
    let read = with_its_slips(read, &source, &kind);
    Ok(ReadFile {
        problems: most(read.problems),
        ..read
    })
}

/// Where a file has the fields of another kind, that is the one thing wrong with it.
fn in_its_place(mut read: ReadFile, path: &SourcePath, bytes: &[u8]) -> ReadFile {
    let of_fields =
        |problem: &Diagnostic| matches!(problem.code, Code::UnknownField | Code::MissingField);
    if read.problems.iter().any(of_fields)
        && let Some(own) = kind_of(path)
        && let Some(found) = misplaced::by_text(path, bytes, own)
    {
        read.problems = vec![found];
        read.drafts = Drafts::broken(path);
    }
    read
}

/// Finds the slips that made a file unreadable, in place of the parser's own words for it.
fn with_its_slips(mut read: ReadFile, source: &SourceText, kind: &FileKind) -> ReadFile {
    let is_syntax = |problem: &Diagnostic| problem.code == Code::Syntax && problem.is_error();
    let yaml = head::yaml_of(source);
    if !read.problems.iter().any(is_syntax) {
        return read;
    }
    if let Err(error) = yaml::read(&yaml) {
        let words = syntax::problem(&yaml, &error);
        let problems = |text| read_text(text, kind.clone()).problems.len();
        let found = slips::find(source, error, problems);
        if !found.is_empty() {
            read.problems.retain(|problem| *problem != words);
            read.problems.extend(found);
        }
    }
    read
}

fn read_text(source: SourceText, kind: FileKind) -> ReadFile {
    let mut drafts = Drafts::default();
    let problems = match kind {
        FileKind::Comment {
            quarter,
            subject,
            tail,
        } => {
            let name = source.path.file_name().trim_end_matches(".md");
            let id = format!("{}-{}", quarter.slug(), name.replace('.', "-"));
            let (document, problems) = DocumentDraft::read(&source, Kind::Comment, &id);
            drafts.comments.push(Arc::new(CommentDraft {
                document,
                quarter,
                subject,
                tail,
            }));
            problems
        }
        FileKind::Report(id) => {
            let (document, problems) = DocumentDraft::read(&source, Kind::Report, &id);
            drafts.reports.push(Arc::new(PaperDraft { id, document }));
            problems
        }
        FileKind::Question(id) => {
            let (document, problems) = DocumentDraft::read(&source, Kind::Question, &id);
            drafts.questions.push(Arc::new(PaperDraft { id, document }));
            problems
        }
        FileKind::Page(id) => {
            let (document, problems) = DocumentDraft::read(&source, Kind::Page, &id);
            drafts.pages.push(Arc::new(PaperDraft { id, document }));
            problems
        }
        _ => return read_yaml(source, kind),
    };
    ReadFile { drafts, problems }
}

fn read_yaml(source: SourceText, kind: FileKind) -> ReadFile {
    let file = File::new(source);
    let read = |node: &Node| {
        let mut drafts = Drafts::default();
        match kind {
            FileKind::Site => drafts.site = Some(Arc::new(SiteDraft::read(&file, node)?)),
            FileKind::Plan(id) => drafts
                .plans
                .push(Arc::new(PlanDraft::read(&file, node, &id)?)),
            FileKind::Measure(id) => {
                let measure = MeasureDraft::read(&file, node, &id)?;
                drafts.measures.push(Arc::new(measure));
            }
            FileKind::Quarter(quarter) => {
                let quarter = QuarterDraft::read(&file, node, quarter)?;
                drafts.quarters.push(Arc::new(quarter));
            }
            _ => return None,
        }
        Some(drafts)
    };
    let drafts = file.whole_tree().and_then(|node| read(&node));
    ReadFile {
        drafts: drafts.unwrap_or_else(|| Drafts::broken(file.path())),
        problems: file.into_problems(),
    }
}

/// Finds line and column of every problem, and puts them in the order of the files.
pub fn place(problems: Vec<Diagnostic>, tree: &SourceTree) -> (Vec<Diagnostic>, Sources) {
    let mut sources = Sources::new();
    let mut with_nodes: BTreeSet<&SourcePath> = BTreeSet::new();
    for place in problems.iter().flat_map(places_of) {
        if let Some(bytes) = tree.get(&place.path) {
            let text = || SourceText::decode_lossy(place.path.clone(), bytes);
            sources.entry(place.path.clone()).or_insert_with(text);
        }
        if let source::At::Node(_) = place.at {
            with_nodes.insert(&place.path);
        }
    }
    let texts = with_nodes.into_par_iter().filter_map(|path| {
        let text = head::yaml_of(sources.get(path)?);
        let tree = yaml::read(&text).ok()?;
        Some((path.clone(), (text, tree)))
    });
    let texts: Texts = texts.collect();
    let mut placed: Vec<Diagnostic> = problems
        .into_par_iter()
        .map(|problem| place_one(problem, &texts))
        .collect();
    let in_order = |a: &Diagnostic, b: &Diagnostic| {
        (&a.place, a.severity, a.code).cmp(&(&b.place, b.severity, b.code))
    };
    placed.sort_by(in_order);
    placed.dedup();
    let mut placed = most(placed);
    placed.sort_by(in_order);
    (placed, sources)
}

/// Files that problems point into, each read once for all of them.
type Texts = BTreeMap<SourcePath, (SourceText, Node)>;

fn places_of(problem: &Diagnostic) -> impl Iterator<Item = &Place> {
    let related = problem.related.iter().map(|(place, _)| place);
    std::iter::once(&problem.place).chain(related)
}

fn place_one(mut problem: Diagnostic, texts: &Texts) -> Diagnostic {
    if let (source::At::Node(node), Some((_, tree))) =
        (&problem.place.at, texts.get(&problem.place.path))
    {
        problem.field = yaml::field(tree, *node);
    }
    let find = |place: &mut Place| {
        if let (source::At::Node(node), Some((text, _))) = (&place.at, texts.get(&place.path)) {
            *place = Place::bytes(&place.path, yaml::range(text, *node));
        }
    };
    find(&mut problem.place);
    for (place, _) in &mut problem.related {
        find(place);
    }
    problem
}

/// Returns the place of a value in a YAML file by the names that lead to it, as far as they do. An entry of a list is
/// named by one of its own values.
pub fn place_of(tree: &SourceTree, path: &SourcePath, names: &[&str]) -> Place {
    let source = tree.get(path);
    let source = source.map(|bytes| SourceText::decode_lossy(path.clone(), bytes));
    let root = source.and_then(|source| yaml::read(&source).ok());
    let mut place = Place::file(path);
    let mut node = root.as_ref();
    for name in names {
        let is_named = |item: &&Node| match &item.content {
            Content::Map(entries) => entries.iter().any(|one| is_text(&one.value, name)),
            _ => false,
        };
        let found = match node.map(|node| &node.content) {
            Some(Content::Map(entries)) => {
                let entry = entries.iter().find(|entry| entry.key == *name);
                entry.map(|entry| (entry.key_id, &entry.value))
            }
            Some(Content::List(items)) => {
                let item = items.iter().find(is_named);
                item.map(|item| (item.id, item))
            }
            _ => None,
        };
        let Some((id, value)) = found else { break };
        place = Place::node(path, id);
        node = Some(value);
    }
    place
}

fn is_text(node: &Node, text: &str) -> bool {
    matches!(&node.content, Content::Scalar(own) if own == text)
}

/// Returns a text as YAML types it between braces: in quotes unless it is a number or a word.
pub fn typed(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!(
        "\"{}\"",
        text.replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('\n', " ")
    )
}
