//! What a file is, by its path.

use super::draft::SubjectDraft;
use super::leaf;
use crate::diag::{Code, Diagnostic};
use crate::model::Quarter;
use crate::source::{Place, SourcePath};

/// What a file is.
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
        /// The quarter by its folder.
        quarter: Quarter,
        /// What it is about.
        subject: SubjectDraft,
        /// Voice and language.
        tail: Vec<String>,
    },
    /// `reports/<id>.md`.
    Report(String),
    /// `pages/<id>.md`.
    Page(String),
    /// Left by a system or an editor's program, or meant for people.
    Ignored,
}

type Answer = Result<FileKind, Box<Diagnostic>>;

/// Says what a file is, or why nothing reads it.
pub fn of(path: &SourcePath) -> Answer {
    let Some(below) = path.below("content") else {
        return Ok(FileKind::Ignored);
    };
    let name = path.file_name();
    if name.starts_with('.') || name.ends_with('~') || name == "README.md" || name == "Thumbs.db" {
        return Ok(FileKind::Ignored);
    }
    let parts: Vec<&str> = below.split('/').collect();
    match parts.as_slice() {
        ["site.yaml"] => Ok(FileKind::Site),
        ["plans", file] => with_id(path, file, "yaml").map(FileKind::Plan),
        ["measures", file] => with_id(path, file, "yaml").map(FileKind::Measure),
        ["quarters", file] => quarter_file(path, file),
        ["quarters", folder, file] => {
            stem(path, file, "yaml")?;
            quarter_named(path, folder).map(FileKind::Quarter)
        }
        ["commentary", folder, rest @ ..] => comment(path, folder, rest),
        ["reports", file] => with_id(path, file, "md").map(FileKind::Report),
        ["pages", file] => with_id(path, file, "md").map(FileKind::Page),
        _ => Err(stray(path)),
    }
}

fn problem(code: Code, path: &SourcePath, message: String, help: String) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(code, Place::file(path), message).help(help))
}

fn stray(path: &SourcePath) -> Box<Diagnostic> {
    problem(
        Code::StrayFile,
        path,
        "nothing reads this file, so what it says would not be published".to_owned(),
        "files are site.yaml, plans/<id>.yaml, measures/<id>.yaml, quarters/<quarter>.yaml, \
         commentary/<quarter>/..., reports/<id>.md and pages/<id>.md"
            .to_owned(),
    )
}

fn stem<'a>(path: &SourcePath, file: &'a str, ending: &str) -> Result<&'a str, Box<Diagnostic>> {
    if let Some((stem, typed)) = file.rsplit_once('.') {
        if typed == ending {
            return Ok(stem);
        }
        if matches!(
            (typed.to_lowercase().as_str(), ending),
            ("yml" | "yaml" | "txt", "yaml") | ("md" | "markdown" | "txt", "md")
        ) {
            let message = format!("files here end in .{ending}");
            return Err(problem(
                Code::StrayFile,
                path,
                message,
                format!("rename it `{stem}.{ending}`"),
            ));
        }
    }
    Err(stray(path))
}

fn with_id(path: &SourcePath, file: &str, ending: &str) -> Result<String, Box<Diagnostic>> {
    let stem = stem(path, file, ending)?;
    if leaf::is_id(stem) {
        return Ok(stem.to_owned());
    }
    let message = format!("`{stem}` cannot be an id: it becomes an address");
    let help = format!(
        "rename it `{}.{ending}`: small letters, digits and hyphens",
        id_like(stem)
    );
    Err(problem(Code::BadId, path, message, help))
}

/// The id that was probably meant.
pub fn id_like(text: &str) -> String {
    let replaced: String = text
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let words: Vec<&str> = replaced
        .split('-')
        .filter(|word| !word.is_empty())
        .collect();
    words.join("-")
}

fn quarter_file(path: &SourcePath, file: &str) -> Answer {
    let stem = stem(path, file, "yaml")?;
    quarter_named(path, stem).map(FileKind::Quarter)
}

fn quarter_named(path: &SourcePath, name: &str) -> Result<Quarter, Box<Diagnostic>> {
    leaf::quarter_of_slug(name).ok_or_else(|| {
        let message =
            format!("`{name}` is not a quarter: a year has q1 to q4, and ends in the next year");
        problem(
            Code::NotAQuarter,
            path,
            message,
            "name it as `2016-17-q1`".to_owned(),
        )
    })
}

fn comment(path: &SourcePath, folder: &str, rest: &[&str]) -> Answer {
    let (kind, file) = match rest {
        [file] => ("", *file),
        [kind @ ("measures" | "objectives"), file] => (*kind, *file),
        _ => return Err(stray(path)),
    };
    let stem = stem(path, file, "md")?;
    let quarter = quarter_named(path, folder)?;
    let mut words = stem.split('.').map(str::to_owned);
    let name = words.next().unwrap_or_default();
    let subject = match (kind, name.as_str()) {
        ("measures", _) => SubjectDraft::Measure(name),
        ("objectives", _) => SubjectDraft::Objective(name),
        (_, "overview") => SubjectDraft::Overview,
        (_, "finance") => SubjectDraft::Finance,
        (_, "risks") => SubjectDraft::Risks,
        _ => return Err(stray(path)),
    };
    Ok(FileKind::Comment {
        quarter,
        subject,
        tail: words.collect(),
    })
}
