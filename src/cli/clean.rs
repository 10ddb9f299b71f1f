//! `quarterdeck clean`

use super::Ending;
use super::args::{CleanArgs, Global};
use super::console::{Console, count};
use super::site;
use crate::disk;

pub(super) fn run(global: &Global, args: &CleanArgs, console: &Console) -> Ending {
    clean(global, args, console).unwrap_or_else(|ending| ending)
}

fn clean(global: &Global, args: &CleanArgs, console: &Console) -> Result<Ending, Ending> {
    let output = site::absolute(&site::output(global, args.output_dir.as_ref()));
    site::refuse_unfit(global, &output, console)?;
    let cleaned = disk::clean(&output).map_err(|error| {
        console.error(&error.to_string());
        Ending::Failed
    })?;
    for path in &cleaned.left_altered {
        console.note("Kept", &format!("{path}: edited since the build"));
    }
    site::say_set_aside(&cleaned.set_aside, console);
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
    Ok(Ending::Fine)
}
