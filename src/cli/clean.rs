//! `quarterdeck clean`

use super::args::{CleanArgs, Global};
use super::console::{Console, count};
use super::site;
use super::{ExitStatus, Outcome};
use crate::disk;

pub(super) fn run(global: &Global, args: &CleanArgs, console: &Console) -> Outcome {
    let output = site::output_folder(global, args.output_dir.as_ref())?;
    let cleaned = disk::clean(&output)?;
    disk::forget(&global.root, &output);
    for path in &cleaned.left_altered {
        console.note("Kept", &format!("{path}: edited since the build"));
    }
    site::note_set_aside(&cleaned.set_aside, console);
    let removed = count(cleaned.removed, "file", "files");
    let kept = match cleaned.kept_foreign {
        0 => String::new(),
        kept => format!(
            ", kept {} that it did not make",
            count(kept, "file", "files")
        ),
    };
    console.done(
        "Removed",
        &format!("{removed} from {}{kept}", output.display()),
    );
    Ok(ExitStatus::Success)
}
