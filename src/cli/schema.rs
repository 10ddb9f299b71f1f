//! `quarterdeck schema`

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::Ending;
use super::args::Global;
use super::console::{Console, count};
use crate::disk;
use crate::parse;
use crate::parse::schema::{Choices, Kind, schema};
use crate::source::{SourcePath, SourceTree};

/// `schema`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  quarterdeck schema measure            the schema of a measure's file
  quarterdeck schema --all .schemas     all of them, for the files that init and new write")]
pub(super) struct SchemaArgs {
    /// Which kind of file
    #[arg(required_unless_present = "all")]
    kind: Option<KindName>,
    /// Write the schemas of all kinds into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "kind")]
    all: Option<PathBuf>,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum KindName {
    /// content/site.yaml
    Site,
    /// content/measures/*.yaml
    Measure,
    /// content/quarters/*.yaml
    Quarter,
    /// content/plans/*.yaml
    Plan,
    /// The head of content/commentary/**/*.md
    Comment,
    /// The head of content/reports/*.md
    Report,
    /// The head of content/pages/*.md
    Page,
}

impl KindName {
    fn kind(self) -> Kind {
        match self {
            Self::Site => Kind::Site,
            Self::Measure => Kind::Measure,
            Self::Quarter => Kind::Quarter,
            Self::Plan => Kind::Plan,
            Self::Comment => Kind::Comment,
            Self::Report => Kind::Report,
            Self::Page => Kind::Page,
        }
    }
}

pub(super) fn run(global: &Global, args: &SchemaArgs, console: &Console) -> Ending {
    // Where there is no site yet, the schemas leave every choice open.
    let tree = disk::read(&global.root).unwrap_or_default();
    match (&args.all, args.kind) {
        (Some(folder), _) => match write_all(folder, "", &tree) {
            Ok(()) => {
                let written = count(Kind::ALL.len(), "schema", "schemas");
                console.done("Written", &format!("{written} to {}", folder.display()));
                Ending::Fine
            }
            Err(error) => {
                console.error(&error.to_string());
                Ending::Failed
            }
        },
        (None, kind) => {
            let kind = kind.map_or(Kind::Site, KindName::kind);
            console.print(&text(kind, &choices(&tree)));
            Ending::Fine
        }
    }
}

/// Writes every schema below a folder of a root, each over the one that was there: they are the program's own.
pub(super) fn write_all(
    root: &std::path::Path,
    folder: &str,
    tree: &SourceTree,
) -> std::io::Result<()> {
    let choices = choices(tree);
    for kind in Kind::ALL {
        let path = SourcePath::new(&format!("{folder}{}", file_name(kind)));
        disk::keep(root, &path, &text(kind, &choices))?;
    }
    Ok(())
}

/// The name of a schema's file.
pub(super) fn file_name(kind: Kind) -> String {
    format!("{}.schema.json", kind.name())
}

fn choices(tree: &SourceTree) -> Choices {
    Choices::of(&parse::parse(tree).0)
}

fn text(kind: Kind, choices: &Choices) -> String {
    format!("{:#}\n", schema(kind, choices))
}
