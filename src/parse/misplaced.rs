//! Files in the wrong place, and second copies: what a file is by what it says, and what is there already.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::head;
use super::kind::{self, Stray, id_like, kind_of};
use super::leaf;
use super::schema::{self, Field, Kind, Shape};
use crate::diag::{Code, Diagnostic};
use crate::source::{CopiedBy, Place, SourcePath, SourceText, SourceTree, copy_of};

/// What is wrong with a file in `content` that nothing reads, and the path that it was probably meant to have, if nothing
/// is there.
pub(super) fn stray(
    path: &SourcePath,
    tree: &SourceTree,
    stray: Stray,
) -> (Diagnostic, Option<SourcePath>) {
    let Stray { problem, rename } = stray;
    if let Some((found, meant)) = second_copy(path, tree) {
        return (found, meant);
    }
    let by_text = kind_by_text(path, tree.get(path).unwrap_or_default());
    let is_elsewhere = |kind: &Kind| {
        let meant = rename.as_ref().and_then(kind_of);
        !path.as_str().starts_with(kind.home().1) && meant != Some(*kind)
    };
    if let Some(kind) = by_text.filter(is_elsewhere) {
        return (belongs(path, kind, Some(tree)), Some(path.clone()));
    }
    let Some(taken) = rename.as_ref().filter(|meant| tree.has(meant)) else {
        return (problem, rename.or_else(|| Some(path.clone())));
    };
    let help = if path.file_name().ends_with(".md") {
        "a comment belongs in its quarter's folder in content/commentary/".to_owned()
    } else {
        format!(
            "`{}` already exists: compare the two, keep the correct content there, and delete this file or give it another name",
            taken.file_name()
        )
    };
    (problem.help(help), None)
}

/// What to say of a file that is neither in `content` nor in `themes`, if it was meant to be. One that says the same as a
/// file of `content` is not reported: a link may lead to it.
pub(super) fn beside(path: &SourcePath, tree: &SourceTree) -> Option<Diagnostic> {
    let bytes = tree.get(path)?;
    let of_content = |path: &SourcePath| path.below("content").is_some();
    if path.below("themes").is_some()
        || tree
            .iter()
            .any(|(other, same)| of_content(other) && **same == *bytes)
    {
        return None;
    }
    let inside = SourcePath::new(&format!("content/{path}"));
    let by_name = kind_of(&inside);
    let by_text = kind_by_text(path, bytes);
    let stem = path.file_name().rsplit_once('.')?.0;
    let is_at_root = path.parts().len() == 1;
    let kind = match (by_name, by_text) {
        (_, Some(kind)) if is_at_root && misses_nothing(path, bytes, kind) => kind,
        _ if is_at_root => leaf::quarter_of_slug(stem).map(|_| Kind::Quarter)?,
        (Some(kind @ (Kind::Quarter | Kind::Comment)), _) => kind,
        (Some(kind), Some(text)) if kind == text => kind,
        _ => return None,
    };
    Some(match kind {
        Kind::Comment => moved(path, "a comment", &inside, Some(tree)),
        kind => belongs(path, kind, Some(tree)),
    })
}

/// What to say of a file in the folder of one kind that says what files of another kind say.
pub(super) fn by_text(path: &SourcePath, bytes: &[u8], own: Kind) -> Option<Diagnostic> {
    let kind = kind_by_text(path, bytes).filter(|kind| *kind != own && own != Kind::Comment)?;
    Some(belongs(path, kind, None))
}

fn second_copy(path: &SourcePath, tree: &SourceTree) -> Option<(Diagnostic, Option<SourcePath>)> {
    let (original, by) = copy_of(path.file_name())?;
    let folder = path.as_str().trim_end_matches(path.file_name());
    let (stem, ending) = original.rsplit_once('.')?;
    let fit = format!("{}.{ending}", id_like(stem));
    let names = [original, fit].map(|name| SourcePath::new(&format!("{folder}{name}")));
    let (code, place) = (Code::StrayFile, Place::file(path));
    if let Some(taken) = names.iter().find(|name| tree.has(name)) {
        let name = taken.file_name();
        let found = match by {
            CopiedBy::Hand => {
                Diagnostic::error(code, place, format!("this is a second copy of `{name}`"))
            }
            CopiedBy::Sync => {
                let message = format!(
                    "a sync program made this copy of `{name}` because it was changed in two places at once"
                );
                Diagnostic::warning(code, place, message)
            }
        };
        let help =
            format!("compare the two, keep the correct content in `{name}`, and delete this file");
        return Some((found.help(help), None));
    }
    let [_, fit] = names;
    kind::of(&fit).ok()?;
    let message = "this file is named like a second copy, so it is not used";
    let help = format!("rename it `{}`", fit.file_name());
    Some((
        Diagnostic::error(code, place, message).help(help),
        Some(fit),
    ))
}

fn belongs(path: &SourcePath, kind: Kind, tree: Option<&SourceTree>) -> Diagnostic {
    let (what, folder) = kind.home();
    let (stem, _) = path.file_name().rsplit_once('.').unwrap_or_default();
    let name = match kind {
        Kind::Site => String::new(),
        Kind::Measure | Kind::Plan => format!("{}.yaml", id_like(stem)),
        Kind::Report | Kind::Question | Kind::Page => format!("{}.md", id_like(stem)),
        Kind::Comment => path.file_name().to_owned(),
        Kind::Quarter if leaf::quarter_of_slug(&stem.to_lowercase()).is_none() => {
            let message = format!("this is {what}: it belongs in {folder}");
            let help =
                format!("move it to {folder}, named after its quarter, such as 2016-17-q1.yaml");
            return Diagnostic::error(Code::StrayFile, Place::file(path), message).help(help);
        }
        Kind::Quarter => format!("{}.yaml", stem.to_lowercase()),
    };
    let to = SourcePath::new(&format!("{folder}{name}"));
    moved(path, what, &to, tree)
}

fn moved(path: &SourcePath, what: &str, to: &SourcePath, tree: Option<&SourceTree>) -> Diagnostic {
    let folder = to.as_str().trim_end_matches(to.file_name());
    let message = format!("this is {what}: it belongs in {folder}");
    let help = match tree {
        Some(tree) if tree.has(to) => format!(
            "{to} already exists: compare the two, keep the correct content there, and delete this file"
        ),
        _ => format!("move it to {to}"),
    };
    Diagnostic::error(Code::StrayFile, Place::file(path), message).help(help)
}

/// The fields of each kind of file.
static FIELDS: LazyLock<[(Kind, Vec<Field>); Kind::ALL.len()]> = LazyLock::new(|| {
    Kind::ALL.map(|kind| match schema::shape(kind) {
        Shape::Fields(_, fields) => (kind, fields),
        _ => (kind, Vec::new()),
    })
});

/// The kind of file whose fields a text has: two thirds of its own names at least, and more than any other kind has.
fn kind_by_text(path: &SourcePath, bytes: &[u8]) -> Option<Kind> {
    let names = names_in(path, bytes);
    let is_markdown = path.file_name().ends_with(".md");
    let of_markdown = |kind: Kind| kind.files()[0].ends_with(".md");
    let kinds = FIELDS
        .iter()
        .filter(|(kind, _)| of_markdown(*kind) == is_markdown);
    let known = kinds.map(|(kind, fields)| {
        let known = fields.iter().filter(|field| names.contains(field.name));
        (known.count(), *kind)
    });
    let mut known: Vec<(usize, Kind)> = known.collect();
    known.sort_by_key(|(known, _)| std::cmp::Reverse(*known));
    match known.as_slice() {
        [(most, kind), (next, _), ..] if most > next && most * 3 >= names.len() * 2 => Some(*kind),
        _ => None,
    }
}

/// Whether a text has every field that its kind needs, so that it is not some other program's file.
fn misses_nothing(path: &SourcePath, bytes: &[u8], kind: Kind) -> bool {
    let names = names_in(path, bytes);
    let is_missed = |field: &Field| field.required && !names.contains(field.name);
    let mut own = FIELDS.iter().filter(|(known, _)| *known == kind);
    !own.any(|(_, fields)| fields.iter().any(is_missed))
}

/// The names at the margin of a YAML text, or of the head of a Markdown one, whether or not the rest can be read.
fn names_in(path: &SourcePath, bytes: &[u8]) -> BTreeSet<String> {
    let source = SourceText::decode_lossy(path.clone(), bytes);
    let yaml = head::yaml_of(&source);
    let lines = yaml.as_str().lines();
    let names = lines.filter_map(|line| Some(line.split_once(':')?.0.trim_end().to_owned()));
    let is_sign = |b: u8| b.is_ascii_lowercase() || b == b'_';
    names
        .filter(|name| !name.is_empty() && name.bytes().all(is_sign))
        .collect()
}
