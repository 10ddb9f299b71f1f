//! `quarterdeck init`

use std::path::{Path, PathBuf};

use clap::builder::PossibleValue;
use clap::{Args as ClapArgs, ValueEnum};

use super::args::{self, Global};
use super::console::Console;
use super::{ExitStatus, Failure, Outcome, schema, site};
use crate::author::ci::{Host, ProgramSource};
use crate::author::{self, NewFile, ci};
use crate::diag::SiteFolder;
use crate::disk;
use crate::model::{Quarter, VoiceId};
use crate::parse::{self, address::web_address};
use crate::source::SourceTree;

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  quarterdeck init                                          here
  quarterdeck init streets --title \"How our streets are doing\" --organisation \"Example Council\"
  quarterdeck init --quarter 2023-24-q1                     with a quarter in the past
  quarterdeck init --ci github                              with workflows that check, preview and publish;
                                                            in an existing site, only the workflows")]
pub(super) struct InitArgs {
    /// The folder for the site [default: the root]
    folder: Option<PathBuf>,
    /// The site's name
    #[arg(long, value_name = "TEXT", default_value = "How we are doing")]
    title: String,
    /// The organisation whose performance it is
    #[arg(long, value_name = "TEXT", default_value = "Example Council")]
    organisation: String,
    /// The first quarter, such as 2016-17-q1 [default: the last one that has ended]
    #[arg(long, value_name = "QUARTER", value_parser = args::quarter)]
    quarter: Option<Quarter>,
    /// Also write workflows for a git host
    #[arg(long, value_name = "HOST")]
    ci: Option<Host>,
    /// The Linux archive of the release that the workflows install
    #[arg(long, value_name = "URL", requires_all = ["ci", "checksum"], value_parser = address)]
    release: Option<String>,
    /// Its SHA-256, as published with it
    #[arg(long, value_name = "SHA256", requires = "release", value_parser = checksum)]
    checksum: Option<String>,
    /// Or the source repository that the workflows compile
    #[arg(long, value_name = "URL", requires_all = ["ci", "rev"], conflicts_with = "release", value_parser = address)]
    source: Option<String>,
    /// The commit or tag to compile
    #[arg(long, value_name = "REV", requires = "source", value_parser = revision)]
    rev: Option<String>,
}

/// Whether a text can be put into a workflow: only letters, digits and some characters without a meaning in a shell or in
/// YAML.
fn is_plain(text: &str, allowed: &str) -> bool {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || allowed.contains(c);
    !text.is_empty() && text.chars().all(is_allowed)
}

fn address(text: &str) -> Result<String, String> {
    match text.strip_prefix("https://") {
        Some(rest) if is_plain(rest, "-._~/:%+=@") && web_address(text).is_ok() => {
            Ok(text.to_owned())
        }
        _ => Err("write it in full, as https://git.example/quarterdeck".to_owned()),
    }
}

fn checksum(text: &str) -> Result<String, String> {
    if text.len() == 64 && text.chars().all(|c| c.is_ascii_hexdigit()) {
        Ok(text.to_lowercase())
    } else {
        Err("a SHA-256 has 64 digits, from 0 to 9 and from a to f".to_owned())
    }
}

fn revision(text: &str) -> Result<String, String> {
    if is_plain(text, "-._/") {
        Ok(text.to_owned())
    } else {
        Err("write the whole commit hash, or a tag such as v0.1.0".to_owned())
    }
}

impl ValueEnum for Host {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Github, Self::Gitlab]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Github => PossibleValue::new("github").help("GitHub Actions and Pages"),
            Self::Gitlab => PossibleValue::new("gitlab").help("GitLab pipelines and Pages"),
        })
    }
}

pub(super) fn run(global: &Global, args: &InitArgs, console: &Console) -> Outcome {
    let folder = args.folder.as_deref();
    let root = folder.map_or_else(|| global.root.clone(), |folder| global.root.join(folder));
    if let Ok(tree) = disk::read(&root) {
        if args.ci.is_some() {
            write_workflows(&root, args, &voices(&tree), console)?;
            return Ok(ExitStatus::Success);
        }
        return Err(Failure::from(format!(
            "there is a site in {} already: `quarterdeck new` creates a quarter, a measure or a comment in it, and `--ci` \
             writes workflows for it",
            root.display()
        )));
    }
    let today = site::today();
    let ended = Quarter::of(today).previous();
    let quarter = args.quarter.unwrap_or(ended);
    let files = author::site::files(&args.title, &args.organisation, quarter, today);
    write(&root, &files, console)?;
    write_schemas(&root, console)?;
    write_workflows(&root, args, &[VoiceId::new("council")], console)?;
    let at = folder.map_or(String::new(), |at| format!("-r {} ", shell_quoted(at)));
    let preview = shell_quoted(&folder.unwrap_or(Path::new("")).join("preview"));
    console.note("Next", &format!("quarterdeck {at}check --drafts"));
    console.note(
        "Then",
        &format!("quarterdeck {at}build --drafts --for-folder -o {preview}"),
    );
    Ok(ExitStatus::Success)
}

/// Quotes a path for a shell if it contains a space.
fn shell_quoted(path: &Path) -> String {
    let path = path.display().to_string();
    if path.contains(' ') {
        format!("\"{path}\"")
    } else {
        path
    }
}

/// Writes the workflows of a git host, at the root of the repository.
fn write_workflows(
    root: &Path,
    args: &InitArgs,
    voices: &[VoiceId],
    console: &Console,
) -> std::io::Result<()> {
    let Some(host) = args.ci else {
        return Ok(());
    };
    let (top, below) = disk::folder_of(root);
    let folder = SiteFolder::new(&below.to_string_lossy());
    let origin = origin(args);
    write(&top, &ci::files(host, &folder, &origin, voices), console)?;
    if origin == ProgramSource::default() {
        let text = "fill in where quarterdeck comes from, at the head of each workflow";
        console.note("To do", text);
    }
    Ok(())
}

fn origin(args: &InitArgs) -> ProgramSource {
    if args.release.is_none() && args.source.is_none() {
        return ProgramSource::of_this_version();
    }
    let [url, sha256, git, rev] = [&args.release, &args.checksum, &args.source, &args.rev]
        .map(|given| given.clone().unwrap_or_default());
    ProgramSource {
        url,
        sha256,
        git,
        rev,
    }
}

/// Returns the voices of a site, even if it has errors.
fn voices(tree: &SourceTree) -> Vec<VoiceId> {
    let (drafts, _) = parse::parse(tree);
    let site = drafts.site.as_ref();
    let voices = site.into_iter().flat_map(|site| &site.voices);
    voices.map(|(_, voice)| voice.id.clone()).collect()
}

/// Writes the files that do not exist yet, and reports each.
pub(super) fn write(root: &Path, files: &[NewFile], console: &Console) -> std::io::Result<()> {
    for file in files {
        if disk::create(root, &file.path, &file.text)? {
            console.done("Created", file.path.as_str());
        } else {
            console.note("Kept", &format!("{}: already there", file.path));
        }
    }
    Ok(())
}

/// Writes the schemas for editors again, because they list the ids of the site. Returns whether one of them was changed.
pub(super) fn write_schemas(root: &Path, console: &Console) -> std::io::Result<bool> {
    let tree = disk::read(root).unwrap_or_default();
    let is_changed = schema::write_all(root, &format!("{}/", author::SCHEMAS), &tree)?;
    console.detail("Written", &format!("{}/", author::SCHEMAS));
    Ok(is_changed)
}
