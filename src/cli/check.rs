//! `quarterdeck check`

use super::Ending;
use super::args::{CheckArgs, Global};
use super::console::{Console, count};
use super::site::{self, Site};

pub(super) fn run(global: &Global, args: &CheckArgs, console: &Console) -> Ending {
    check(global, args, console).unwrap_or_else(|ending| ending)
}

fn check(global: &Global, args: &CheckArgs, console: &Console) -> Result<Ending, Ending> {
    site::settle(global, &site::output(global, None), console)?;
    let Site {
        reading, edition, ..
    } = site::read(global, &args.edition, console)?;
    if site::is_stopped(&reading, &args.edition) {
        console.error(&format!(
            "{}; this would not be published",
            site::problem_count(&reading)
        ));
        return Ok(Ending::Problems);
    }
    if let Some(judged) = &reading.judged {
        let parts = [
            count(judged.report.quarters.len(), "quarter", "quarters"),
            count(judged.report.measures.len(), "measure", "measures"),
            count(judged.report.comments.len(), "comment", "comments"),
        ];
        site::say_left_out(&judged.left_out, console);
        console.done(
            "Checked",
            &format!("{} as of {}", parts.join(", "), edition.as_of),
        );
    }
    let warnings = site::problem_count(&reading);
    let outcome = if warnings.is_empty() {
        "no problems".to_owned()
    } else {
        format!("{warnings}, no errors")
    };
    console.done("Finished", &outcome);
    Ok(Ending::Fine)
}
