//! What a file is, by its path.

use super::leaf;
use super::schema::Kind;
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::model::{MeasureId, ObjectiveId, Quarter, Subject};
use crate::source::{Place, Role, SourcePath, is_reserved};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileKind {
    /// `site.yaml`.
    Site,
    /// `plans/<id>.yaml`.
    Plan(String),
    /// `measures/<id>.yaml`.
    Measure(String),
    /// `quarters/<quarter>.yaml`, or a file in `quarters/<quarter>/`.
    Quarter(Quarter),
    /// Under `commentary/<quarter>/`.
    Comment {
        quarter: Quarter,
        subject: Subject,
        tail: Vec<String>,
    },
    /// `reports/<id>.md`.
    Report(String),
    /// `scrutiny/<id>.md`.
    Question(String),
    /// `pages/<id>.md`.
    Page(String),
    /// Left by a system or an editor's program, or meant for people.
    Ignored,
}

/// Returns which schema belongs to a file, if one does.
pub fn kind_of(path: &SourcePath) -> Option<Kind> {
    match of(path).ok()? {
        FileKind::Site => Some(Kind::Site),
        FileKind::Plan(_) => Some(Kind::Plan),
        FileKind::Measure(_) => Some(Kind::Measure),
        FileKind::Quarter(_) => Some(Kind::Quarter),
        FileKind::Comment { .. } => Some(Kind::Comment),
        FileKind::Report(_) => Some(Kind::Report),
        FileKind::Question(_) => Some(Kind::Question),
        FileKind::Page(_) => Some(Kind::Page),
        FileKind::Ignored => None,
    }
}

/// A file that nothing reads.
#[derive(Debug)]
pub struct Stray {
    pub(super) problem: Diagnostic,
    /// What the help says to rename it, if it does.
    pub(super) rename: Option<SourcePath>,
}

/// Says what a file is, or why nothing reads it.
pub fn of(path: &SourcePath) -> Refused<FileKind> {
    let Some(below) = path.below("content") else {
        return Ok(FileKind::Ignored);
    };
    if path.role() == Role::Foreign {
        return Ok(FileKind::Ignored);
    }
    let parts: Vec<&str> = below.split('/').collect();
    match parts.as_slice() {
        ["site.yaml"] => Ok(FileKind::Site),
        ["plans", file] => with_id(path, file, "yaml").map(FileKind::Plan),
        ["measures", file] => with_id(path, file, "yaml").map(FileKind::Measure),
        ["quarters", file] => quarter_named(path, stem(path, file, "yaml")?).map(FileKind::Quarter),
        ["quarters", folder, file] => {
            stem(path, file, "yaml")?;
            quarter_named(path, folder).map(FileKind::Quarter)
        }
        ["commentary", folder, rest @ ..] => comment(path, folder, rest),
        ["reports", file] => with_id(path, file, "md").map(FileKind::Report),
        ["scrutiny", file] => with_id(path, file, "md").map(FileKind::Question),
        ["pages", file] => page(path, file),
        _ => stray(path),
    }
}

type Refused<T> = Result<T, Box<Stray>>;

fn refused<T>(code: Code, path: &SourcePath, message: String, help: String) -> Refused<T> {
    let problem = Diagnostic::error(code, Place::file(path), message).help(help);
    let rename = None;
    Err(Box::new(Stray { problem, rename }))
}

/// The same, where another name is all that it needs.
fn misnamed<T>(
    code: Code,
    path: &SourcePath,
    message: String,
    name: &str,
    why: &str,
) -> Refused<T> {
    let help = format!("rename it `{name}`{why}");
    let folder = path.as_str().trim_end_matches(path.file_name());
    let rename = Some(SourcePath::new(&format!("{folder}{name}")));
    refused(code, path, message, help)
        .map_err(|stray: Box<Stray>| Box::new(Stray { rename, ..*stray }))
}

fn stray<T>(path: &SourcePath) -> Refused<T> {
    let message = "this file is not used, so its content would not be published".to_owned();
    let is_at_top = path
        .below("content")
        .is_some_and(|below| !below.contains('/'));
    if is_at_top && bare(path.file_name()).eq_ignore_ascii_case("site") {
        return misnamed(Code::StrayFile, path, message, "site.yaml", "");
    }
    refused(Code::StrayFile, path, message, where_instead(path))
}

/// Where a file that nothing reads was probably meant to be.
fn where_instead(path: &SourcePath) -> String {
    let below = path.below("content").unwrap_or_default();
    let name = path.file_name();
    let parts: Vec<&str> = below.split('/').collect();
    let folders = || Kind::ALL.into_iter().filter_map(Kind::folder);
    let ending = |folder: &str| Some(folders().find(|(known, _)| *known == folder)?.1);
    let meant = |folder: &str| did_you_mean(folder, folders().map(|(known, _)| known));
    match parts.as_slice() {
        [folder] if ending(folder).is_some() => {
            format!("`{folder}` must be a folder: rename or delete this file")
        }
        ["quarters", ..] if is_spreadsheet(name) => format!(
            "this is a spreadsheet: type its figures in content/quarters/{}.yaml and keep the spreadsheet outside content/",
            near_slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
        ),
        [_, ..] if is_spreadsheet(name) => {
            "this is a spreadsheet: type its content in a text file and keep the spreadsheet outside content/"
                .to_owned()
        }
        ["commentary", _] => format!(
            "move it into a quarter's folder, such as content/commentary/2016-17-q1/measures/{name}"
        ),
        ["commentary", quarter, _] => format!(
            "comments on measures go in content/commentary/{quarter}/measures/, comments on objectives in content/commentary/{quarter}/objectives/; comments on the quarter are overview.md, finance.md and risks.md"
        ),
        ["commentary", ..] => "comments are text files that end in .md".to_owned(),
        [folder, _, ..] => match (ending(folder), meant(folder)) {
            (Some(ending), _) if name.ends_with(&format!(".{ending}")) => {
                format!("move it to content/{folder}/{name}, without a folder in between")
            }
            (Some(ending), _) => {
                format!("files here end in .{ending}; keep your own notes outside content/")
            }
            (None, Some(meant)) => format!("did you mean content/{meant}/{name}?"),
            (None, None) => ELSEWHERE.to_owned(),
        },
        _ => ELSEWHERE.to_owned(),
    }
}

const ELSEWHERE: &str = "keep your own notes outside content/; the site reads site.yaml and the folders plans, measures, quarters, commentary, reports, scrutiny and pages";

/// The name of the quarter that was probably meant, or an example.
fn near_slug(name: &str) -> String {
    leaf::near_quarter(name).map_or("2016-17-q1".to_owned(), Quarter::slug)
}

fn is_spreadsheet(name: &str) -> bool {
    const ENDINGS: &str = "xlsx xls xlsm xlsb ods numbers csv tsv";
    let is_of = |(_, ending): (&str, &str)| {
        ENDINGS
            .split(' ')
            .any(|known| known.eq_ignore_ascii_case(ending))
    };
    name.rsplit_once('.').is_some_and(is_of)
}

/// A file's name without endings that an editor's program or Windows may have added.
fn bare(name: &str) -> &str {
    let mut name = name;
    while let Some((start, ending)) = name.rsplit_once('.') {
        let ending = ending.to_lowercase();
        if !matches!(ending.as_str(), "yml" | "yaml" | "md" | "markdown" | "txt") {
            break;
        }
        name = start;
    }
    name
}

fn stem<'a>(path: &SourcePath, file: &'a str, ending: &str) -> Refused<&'a str> {
    match file.rsplit_once('.') {
        Some((stem, typed)) if typed == ending => Ok(stem),
        Some(_) if bare(file) != file => {
            let message = format!("files here end in .{ending}");
            let name = format!("{}.{ending}", bare(file));
            misnamed(Code::StrayFile, path, message, &name, "")
        }
        _ => stray(path),
    }
}

/// Addresses that the site itself uses, or will.
const TAKEN: &str = "actions challenges changes data finance forecasts governance index measures methods objectives quarters reports revisions risks scrutiny search status embed assets 404";

fn page(path: &SourcePath, file: &str) -> Refused<FileKind> {
    let id = with_id(path, file, "md")?;
    if TAKEN.split(' ').any(|taken| taken == id) || id.starts_with(|c: char| c.is_ascii_digit()) {
        let message = format!("the site uses the address `{id}` itself");
        let help = format!("give the page another name, such as `about-{id}.md`");
        return refused(Code::BadId, path, message, help);
    }
    Ok(FileKind::Page(id))
}

fn with_id(path: &SourcePath, file: &str, ending: &str) -> Refused<String> {
    let stem = stem(path, file, ending)?;
    if leaf::is_id(stem) {
        return Ok(stem.to_owned());
    }
    let why = if is_reserved(stem) {
        "Windows reserves this name"
    } else {
        "it is used in an address"
    };
    let message = format!("`{stem}` cannot be an id: {why}");
    let name = format!("{}.{ending}", id_like(stem));
    let why = ": small letters, digits and hyphens";
    misnamed(Code::BadId, path, message, &name, why)
}

/// The id that was probably meant.
pub fn id_like(text: &str) -> String {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let id = words.join("-");
    if is_reserved(&id) {
        format!("{id}-1")
    } else {
        id
    }
}

fn quarter_named(path: &SourcePath, name: &str) -> Refused<Quarter> {
    if let Some(quarter) = leaf::quarter_of_slug(name) {
        return Ok(quarter);
    }
    let as_key = name.rsplit_once("-q");
    let as_key = as_key.map(|(years, number)| leaf::quarter_of(&format!("{years} Q{number}")));
    let message = match as_key {
        Some(Err((message, _))) if message.ends_with("Q1 to Q4") && name.len() == 10 => message,
        _ => format!("`{name}` is not a quarter"),
    };
    let help = format!("rename it `{}`", near_slug(name));
    refused(Code::NotAQuarter, path, message, help)
}

fn comment(path: &SourcePath, folder: &str, rest: &[&str]) -> Refused<FileKind> {
    let (kind, file) = match rest {
        [file] => ("", *file),
        [kind @ ("measures" | "objectives"), file] => (*kind, *file),
        _ => return stray(path),
    };
    let stem = stem(path, file, "md")?;
    let quarter = quarter_named(path, folder)?;
    let mut words = stem.split('.').map(str::to_owned);
    let name = words.next().unwrap_or_default();
    let subject = match (kind, name.as_str()) {
        ("measures", _) => Subject::Measure(MeasureId::new(&name)),
        ("objectives", _) => Subject::Objective(ObjectiveId::new(&name)),
        (_, "overview") => Subject::Overview,
        (_, "finance") => Subject::Finance,
        (_, "risks") => Subject::Risks,
        _ => return stray(path),
    };
    Ok(FileKind::Comment {
        quarter,
        subject,
        tail: words.collect(),
    })
}
