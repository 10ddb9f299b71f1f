//! `quarterdeck init`

use std::path::{Path, PathBuf};

use clap::{Args as ClapArgs, ValueEnum};

use super::Ending;
use super::args::Global;
use super::console::Console;
use super::{schema, site};
use crate::author::site::NewSite;
use crate::author::{self, Begun, ci};
use crate::diag::SiteFolder;
use crate::disk::{self, Creation};
use crate::model::{Quarter, VoiceId};

/// `init`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  quarterdeck init                                          here
  quarterdeck init streets --title \"How our streets are doing\" --organisation \"Example Council\"
  quarterdeck init --ci github                              with workflows that check, preview and publish")]
pub(super) struct InitArgs {
    /// The folder to begin the site in [default: the root]
    folder: Option<PathBuf>,
    /// The site's name
    #[arg(long, value_name = "TEXT", default_value = "How we are doing")]
    title: String,
    /// Whose performance it is
    #[arg(long, value_name = "TEXT", default_value = "Example Council")]
    organisation: String,
    /// Write the workflows of a git host as well
    #[arg(long, value_name = "HOST")]
    ci: Option<HostName>,
}

/// A git host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum HostName {
    /// Actions and Pages of GitHub
    Github,
    /// Pipelines and Pages of GitLab
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
    if disk::read(&root).is_ok() {
        console.error(&format!(
            "there is a site in {} already: `quarterdeck new` begins a quarter, a measure or a comment in it",
            root.display()
        ));
        return Ok(Ending::Failed);
    }
    let new = NewSite {
        title: &args.title,
        organisation: &args.organisation,
        quarter: Quarter::of(site::day(None)).previous(),
    };
    write(&root, &new.files(), console)?;
    write_schemas(&root, console)?;
    if let Some(host) = args.ci {
        let (top, below) = disk::folder_of(&root);
        let folder = SiteFolder::new(&below.to_string_lossy());
        let host = match host {
            HostName::Github => ci::Host::Github,
            HostName::Gitlab => ci::Host::Gitlab,
        };
        write(
            &top,
            &ci::files(host, &folder, &[VoiceId::new("council")]),
            console,
        )?;
        let place = "where quarterdeck comes from: at the head of each workflow";
        console.note("To be said", place);
    }
    let at = args
        .folder
        .as_ref()
        .map_or(String::new(), |folder| format!("-r {} ", folder.display()));
    console.note("Next", &format!("quarterdeck {at}check"));
    console.note(
        "Then",
        &format!("quarterdeck {at}build --drafts --for-folder -o preview"),
    );
    Ok(Ending::Fine)
}

/// Writes what is not there yet, and says what was.
pub(super) fn write(root: &Path, files: &[Begun], console: &Console) -> std::io::Result<()> {
    for file in files {
        match disk::create(root, &file.path, &file.text)? {
            Creation::Created => console.done("Created", file.path.as_str()),
            Creation::WasThere => console.note("Kept", &format!("{}: it was there", file.path)),
        }
    }
    Ok(())
}

/// The schemas know the ids of the site, so they are written again whenever one is added.
pub(super) fn write_schemas(root: &Path, console: &Console) -> std::io::Result<()> {
    let tree = disk::read(root).unwrap_or_default();
    schema::write_all(&root.join(author::SCHEMAS), &tree)?;
    console.detail("Written", &format!("{}/", author::SCHEMAS));
    Ok(())
}
