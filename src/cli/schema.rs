//! `quarterdeck schema`

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args as ClapArgs, ValueEnum};

use super::args::Global;
use super::console::{self, Console, count};
use super::{ExitStatus, Outcome};
use crate::disk;
use crate::parse;
use crate::parse::schema::{Choices, Kind, schema};
use crate::source::{SourcePath, SourceTree};

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  quarterdeck schema measure            the schema of a measure's file
  quarterdeck schema --all .schemas     all of them, for the files that init and new write")]
pub(super) struct SchemaArgs {
    /// Which kind of file
    #[arg(required_unless_present = "all")]
    kind: Option<Kind>,
    /// Write the schemas of all kinds into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "kind")]
    all: Option<PathBuf>,
}

impl ValueEnum for Kind {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let files = self.files()[0];
        let head = if files.ends_with(".md") {
            "The head of "
        } else {
            ""
        };
        Some(PossibleValue::new(self.name()).help(format!("{head}{files}")))
    }
}

pub(super) fn run(global: &Global, args: &SchemaArgs, console: &Console) -> Outcome {
    // Without a site, the schemas allow every id.
    let tree = disk::read(&global.root).unwrap_or_default();
    match (&args.all, args.kind) {
        (Some(folder), _) => {
            write_all(folder, "", &tree)?;
            let written = count(Kind::ALL.len(), "schema", "schemas");
            console.done("Written", &format!("{written} to {}", folder.display()));
        }
        (None, kind) => console::print(&text(kind.unwrap_or(Kind::Site), &choices(&tree))),
    }
    Ok(ExitStatus::Success)
}

/// Writes every schema into a folder below a root, over the existing files. Returns whether one of them was changed.
pub(super) fn write_all(
    root: &std::path::Path,
    folder: &str,
    tree: &SourceTree,
) -> std::io::Result<bool> {
    let choices = choices(tree);
    let mut is_changed = false;
    for kind in Kind::ALL {
        let path = SourcePath::new(&format!("{folder}{}", file_name(kind)));
        is_changed |= disk::keep(root, &path, &text(kind, &choices))?;
    }
    Ok(is_changed)
}

/// Returns the name of a schema's file.
fn file_name(kind: Kind) -> String {
    format!("{}.schema.json", kind.name())
}

fn choices(tree: &SourceTree) -> Choices {
    Choices::of(&parse::parse(tree).0)
}

fn text(kind: Kind, choices: &Choices) -> String {
    format!("{:#}\n", schema(kind, choices))
}
