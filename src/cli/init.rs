//! `quarterdeck init`

use std::path::{Path, PathBuf};

use clap::{Args as ClapArgs, ValueEnum};

use super::Ending;
use super::args::Global;
use super::console::Console;
use super::new::a_quarter;
use super::{schema, site};
use crate::author::ci::ProgramSource;
use crate::author::site::NewSite;
use crate::author::{self, NewFile, ci};
use crate::diag::SiteFolder;
use crate::disk::{self, Creation};
use crate::model::{Quarter, VoiceId};
use crate::parse::{self, address::web_address};
use crate::source::SourceTree;

/// `init`
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
    #[arg(long, value_name = "QUARTER", value_parser = a_quarter)]
    quarter: Option<Quarter>,
    /// Also write workflows for a git host
    #[arg(long, value_name = "HOST")]
    ci: Option<HostName>,
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

/// What goes into a workflow is held to signs that mean nothing to a shell or to YAML.
fn plain(text: &str, signs: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || signs.contains(c);
    !text.is_empty() && text.chars().all(is_plain)
}

fn address(text: &str) -> Result<String, String> {
    match text.strip_prefix("https://") {
        Some(rest) if plain(rest, "-._~/:%+=@") && web_address(text).is_ok() => Ok(text.to_owned()),
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
    if plain(text, "-._/") {
        Ok(text.to_owned())
    } else {
        Err("write the whole commit hash, or a tag such as v0.1.0".to_owned())
    }
}

/// A git host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum HostName {
    /// GitHub Actions and Pages
    Github,
    /// GitLab pipelines and Pages
    Gitlab,
}

pub(super) fn run(global: &Global, args: &InitArgs, console: &Console) -> Ending {
    init(global, args, console).unwrap_or_else(|error| {
        console.error(&error.to_string());
        Ending::Failed
    })
}

fn init(global: &Global, args: &InitArgs, console: &Console) -> std::io::Result<Ending> {
    let root = match &args.folder {
        Some(folder) => global.root.join(folder),
        None => global.root.clone(),
    };
    if let Ok(tree) = disk::read(&root) {
        if args.ci.is_some() {
            write_workflows(&root, args, &voices(&tree), console)?;
            return Ok(Ending::Fine);
        }
        console.error(&format!(
            "there is a site in {} already: `quarterdeck new` begins a quarter, a measure or a comment in it, and `--ci` \
             writes workflows for it",
            root.display()
        ));
        return Ok(Ending::Failed);
    }
    let today = site::today();
    let ended = || Quarter::of(today).previous();
    let new = NewSite {
        title: &args.title,
        organisation: &args.organisation,
        quarter: args.quarter.unwrap_or_else(ended),
        today,
    };
    write(&root, &new.files(), console)?;
    write_schemas(&root, console)?;
    write_workflows(&root, args, &[VoiceId::new("council")], console)?;
    let at = args
        .folder
        .as_ref()
        .map_or(String::new(), |folder| format!("-r {} ", quoted(folder)));
    let preview = args.folder.as_ref().map_or_else(
        || "preview".into(),
        |folder| quoted(&folder.join("preview")),
    );
    console.note("Next", &format!("quarterdeck {at}check --drafts"));
    console.note(
        "Then",
        &format!("quarterdeck {at}build --drafts --for-folder -o {preview}"),
    );
    Ok(Ending::Fine)
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    if path.contains(' ') {
        format!("\"{path}\"")
    } else {
        path
    }
}

/// The workflows of a host, at the root of the repository.
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
    let host = match host {
        HostName::Github => ci::Host::Github,
        HostName::Gitlab => ci::Host::Gitlab,
    };
    let origin = origin(args);
    write(&top, &ci::files(host, &folder, &origin, voices), console)?;
    if origin == ProgramSource::Unspecified {
        let place = "where quarterdeck comes from: at the head of each workflow";
        console.note("To be said", place);
    }
    Ok(())
}

fn origin(args: &InitArgs) -> ProgramSource {
    match (&args.release, &args.checksum, &args.source, &args.rev) {
        (Some(url), Some(sha256), ..) => ProgramSource::Release {
            url: url.clone(),
            sha256: sha256.clone(),
        },
        (_, _, Some(git), Some(rev)) => ProgramSource::Source {
            git: git.clone(),
            rev: rev.clone(),
        },
        _ => ProgramSource::of_this_version(),
    }
}

/// Who speaks in a site, whatever else may be wrong with it.
fn voices(tree: &SourceTree) -> Vec<VoiceId> {
    let (drafts, _) = parse::parse(tree);
    let site = drafts.site.as_ref();
    let voices = site.into_iter().flat_map(|site| &site.voices);
    voices.map(|(_, voice)| voice.id.clone()).collect()
}

/// Writes what is not there yet, and says what was.
pub(super) fn write(root: &Path, files: &[NewFile], console: &Console) -> std::io::Result<()> {
    for file in files {
        match disk::create(root, &file.path, &file.text)? {
            Creation::Created => console.done("Created", file.path.as_str()),
            Creation::WasThere => console.note("Kept", &format!("{}: already there", file.path)),
        }
    }
    Ok(())
}

/// The schemas know the ids of the site, so they are written again whenever one is added.
pub(super) fn write_schemas(root: &Path, console: &Console) -> std::io::Result<()> {
    let tree = disk::read(root).unwrap_or_default();
    schema::write_all(root, &format!("{}/", author::SCHEMAS), &tree)?;
    console.detail("Written", &format!("{}/", author::SCHEMAS));
    Ok(())
}
