//! Files in the wrong place, and second copies: what a file is by what it says, and what is there already.

use std::sync::LazyLock;

use super::head;
use super::kind::{self, Stray, id_like, kind_of};
use super::leaf;
use super::schema::{self, Kind, Shape};
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
        !path.as_str().starts_with(folder_of(*kind)) && meant != Some(*kind)
    };
    if let Some(kind) = by_text.filter(is_elsewhere) {
        return (belongs(path, kind, Some(tree)), Some(path.clone()));
    }
    match rename {
        Some(taken) if tree.has(&taken) => {
            let help = if path.file_name().ends_with(".md") {
                "a comment belongs in its quarter's folder in content/commentary/".to_owned()
            } else {
                already_there(&taken)
            };
            (problem.help(help), None)
        }
        meant => (problem, meant.or_else(|| Some(path.clone()))),
    }
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
    let place = Place::file(path);
    if let Some(taken) = names.iter().find(|name| tree.has(name)) {
        let name = taken.file_name();
        let help =
            format!("compare the two, keep the correct content in `{name}`, and delete this file");
        let found = match by {
            CopiedBy::Hand => {
                let message = format!("this is a second copy of `{name}`");
                Diagnostic::error(Code::StrayFile, place, message).help(help)
            }
            CopiedBy::Sync => {
                let message = format!(
                    "a sync program made this copy of `{name}` because it was changed in two places at once"
                );
                Diagnostic::warning(Code::StrayFile, place, message).help(help)
            }
        };
        return Some((found, None));
    }
    let [_, fit] = names;
    kind::of(&fit).ok()?;
    let message = "this file is named like a second copy, so it is not used";
    let help = format!("rename it `{}`", fit.file_name());
    let found = Diagnostic::error(Code::StrayFile, place, message).help(help);
    Some((found, Some(fit)))
}

fn already_there(taken: &SourcePath) -> String {
    format!(
        "`{}` already exists: compare the two, keep the correct content there, and delete this file or give it another name",
        taken.file_name()
    )
}

/// What a file of a kind is called, and where it belongs.
fn folder_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Site => "content/site.yaml",
        Kind::Measure => "content/measures/",
        Kind::Quarter => "content/quarters/",
        Kind::Plan => "content/plans/",
        Kind::Comment => "content/commentary/",
        Kind::Report => "content/reports/",
        Kind::Page => "content/pages/",
    }
}

fn belongs(path: &SourcePath, kind: Kind, tree: Option<&SourceTree>) -> Diagnostic {
    let (stem, _) = path.file_name().rsplit_once('.').unwrap_or_default();
    let folder = folder_of(kind);
    let quarter = leaf::quarter_of_slug(&stem.to_lowercase());
    let (what, to) = match kind {
        Kind::Site => ("the site's settings", folder.to_owned()),
        Kind::Measure => ("a measure", format!("{folder}{}.yaml", id_like(stem))),
        Kind::Plan => ("a plan", format!("{folder}{}.yaml", id_like(stem))),
        Kind::Report => ("a report", format!("{folder}{}.md", id_like(stem))),
        Kind::Page => ("a page", format!("{folder}{}.md", id_like(stem))),
        Kind::Quarter if quarter.is_none() => {
            let message = format!("this is a quarter's file: it belongs in {folder}");
            let help =
                format!("move it to {folder}, named after its quarter, such as 2016-17-q1.yaml");
            return Diagnostic::error(Code::StrayFile, Place::file(path), message).help(help);
        }
        Kind::Quarter => (
            "a quarter's file",
            format!("{folder}{}.yaml", stem.to_lowercase()),
        ),
        Kind::Comment => ("a comment", format!("{folder}{}", path.file_name())),
    };
    moved(path, what, &SourcePath::new(&to), tree)
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

/// The name of a field, and whether it must be there.
type KnownField = (&'static str, bool);

/// The fields of each kind of file.
static FIELDS: LazyLock<Vec<(Kind, Vec<KnownField>)>> = LazyLock::new(|| {
    let fields = |kind| match schema::shape(kind) {
        Shape::Fields(_, fields) => fields
            .into_iter()
            .map(|field| (field.name, field.required.is_some()))
            .collect(),
        _ => Vec::new(),
    };
    Kind::ALL.map(|kind| (kind, fields(kind))).to_vec()
});

/// The kind of file whose fields a text has: two thirds of its own names at least, and more than any other kind has.
fn kind_by_text(path: &SourcePath, bytes: &[u8]) -> Option<Kind> {
    let names = names_in(path, bytes);
    let is_markdown = path.file_name().ends_with(".md");
    let of_markdown = |kind: Kind| matches!(kind, Kind::Comment | Kind::Report | Kind::Page);
    let kinds = FIELDS
        .iter()
        .filter(|(kind, _)| of_markdown(*kind) == is_markdown);
    let mut known: Vec<(usize, Kind)> = kinds
        .map(|(kind, fields)| {
            let is_known = |name: &&String| fields.iter().any(|(field, _)| *field == name.as_str());
            (names.iter().filter(is_known).count(), *kind)
        })
        .collect();
    known.sort_by_key(|(known, _)| std::cmp::Reverse(*known));
    match known.as_slice() {
        [(most, kind), (next, _), ..] if most > next && most * 3 >= names.len() * 2 => Some(*kind),
        _ => None,
    }
}

/// Whether a text has every field that its kind needs, so that it is not some other program's file.
fn misses_nothing(path: &SourcePath, bytes: &[u8], kind: Kind) -> bool {
    let names = names_in(path, bytes);
    let fields = FIELDS.iter().find(|(known, _)| *known == kind);
    let mut needed = fields
        .into_iter()
        .flat_map(|(_, fields)| fields)
        .filter(|(_, needed)| *needed);
    needed.all(|(field, _)| names.iter().any(|name| name == field))
}

/// The names at the margin of a YAML text, or of the head of a Markdown one, whether or not the rest can be read.
fn names_in(path: &SourcePath, bytes: &[u8]) -> Vec<String> {
    let source = SourceText::decode_lossy(path.clone(), bytes);
    let yaml = head::yaml_of(&source);
    let names = yaml
        .as_str()
        .lines()
        .filter_map(|line| line.split_once(':'));
    let is_word = |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let mut names: Vec<String> = names
        .map(|(name, _)| name.trim_end().to_owned())
        .filter(|name| !name.is_empty() && is_word(name))
        .collect();
    names.sort();
    names.dedup();
    names
}
